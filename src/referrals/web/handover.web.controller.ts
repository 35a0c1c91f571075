import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { isId, type Actor } from '#libs/kernel';
import type { EachResult } from '#libs/persistence';
import { cameFrom, Choice, Choices, firstAttempt, manyTexts, page, redirect, refusedWords, submit, withNothingSelected, type Attempt, type PageAnswer } from '#libs/web';
import { IdentityDirectory } from '../../identity/identity.public.js';
import { ReferralHandover, type HandedReferral } from '../application/referral-handover.js';

type Sent = Record<string, unknown>;

/** The list on which referrals are selected. */
const LISTS = ['/caseload'] as const;

/** Which referrals go to whom. */
export class HandOverReferralsForm {
  @Choices({ required: 'Select at least one referral' }) referrals!: string[];
  @Choice({ required: 'Select who should take over these referrals' }) practitionerId!: string;
}

/** Giving several referrals, chosen on the caseload, to a colleague in the team. */
@Controller('referrals')
export class HandoverController {
  constructor(
    private readonly handover: ReferralHandover,
    private readonly identity: IdentityDirectory,
  ) {}

  /** The referrals chosen, and who could take them. */
  @Get('hand-over')
  @Needs('referral.pass-on')
  preview(@CurrentActor() actor: Actor, @Query() query: Sent): Promise<PageAnswer> {
    return this.previewPage(actor, query, firstAttempt());
  }

  @Post('hand-over')
  @Needs('referral.pass-on')
  handOver(@CurrentActor() actor: Actor, @Body() body: Sent): Promise<PageAnswer> {
    return submit(HandOverReferralsForm, body, {
      run: async ({ referrals, practitionerId }) => {
        const chosen = await this.handover.chosen(actor, referrals.filter(isId));
        return this.outcome(await this.handover.handOverEach(actor, referrals, practitionerId), { chosen, practitionerId, back: cameFrom(body, LISTS) });
      },
      done: (answer) => answer,
      again: (attempt) => this.previewPage(actor, body, attempt),
    });
  }

  private async previewPage(actor: Actor, sent: Sent, attempt: Attempt): Promise<PageAnswer> {
    const back = cameFrom(sent, LISTS);
    const chosen = await this.handover.chosen(actor, manyTexts({ body: sent, name: 'referrals' }).filter(isId));
    if (chosen.length === 0) return redirect(withNothingSelected(back));
    const people = await this.identity.people([...new Set(chosen.map((each) => each.practitionerId))]);
    const holders = new Set(chosen.map((each) => each.practitionerId));
    const colleagues = await this.handover.colleagues(actor, chosen.map((each) => each.teamId));
    const candidates = colleagues.filter(({ id }) => holders.size > 1 || !holders.has(id)).map(({ id, name }) => ({ value: id, text: id === actor.id ? `${name} (you)` : name }));
    const rows = chosen.map((each) => ({ ...each, practitioner: people.find(({ id }) => id === each.practitionerId)?.name ?? '' }));
    return page('referrals/web/views/hand-over-many', { attempt, back, rows, candidates });
  }

  /** Where everything went well, back to the list they were selected on; otherwise a line for each referral. */
  private async outcome(results: readonly EachResult[], { chosen, practitionerId, back }: { readonly chosen: readonly HandedReferral[]; readonly practitionerId: string; readonly back: string }): Promise<PageAnswer> {
    const [person] = isId(practitionerId) ? await this.identity.people([practitionerId]) : [];
    const name = person?.name ?? 'Your colleague';
    if (results.every((each) => each.ok)) return redirect(back, { flash: `${results.length === 1 ? '1 referral' : `${results.length} referrals`} handed over to ${name}. ${name} has been told.` });
    const lines = results.map((result) => {
      const row = chosen.find((each) => each.id === result.id);
      const refused = refusedWords(result, 'handed over');
      return { reference: row?.reference ?? 'A referral', personName: row?.personName ?? '', isDone: result.ok, words: refused ?? `Handed over to ${name}` };
    });
    return page('referrals/web/views/handed-over', { lines, back });
  }
}
