import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { isId, RuleBroken, type Actor } from '#libs/kernel';
import type { EachResult } from '#libs/persistence';
import { Choice, Choices, firstAttempt, manyTexts, page, redirect, submit, type Attempt, type PageAnswer } from '#libs/web';
import { IdentityDirectory } from '../../identity/identity.public.js';
import { ReferralHandover, type HandedReferral } from '../application/referral-handover.js';

type Sent = Record<string, unknown>;

/** Which referrals go to whom. */
export class HandOverReferralsForm {
  @Choices({ required: 'Select at least one referral' }) referrals!: string[];
  @Choice({ required: 'Select who takes them on' }) practitionerId!: string;
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
    return this.previewPage(actor, manyTexts({ body: query, name: 'referrals' }), firstAttempt());
  }

  @Post('hand-over')
  @Needs('referral.pass-on')
  handOver(@CurrentActor() actor: Actor, @Body() body: Sent): Promise<PageAnswer> {
    return submit(HandOverReferralsForm, body, {
      run: async ({ referrals, practitionerId }) => {
        const chosen = await this.handover.chosen(actor, referrals.filter(isId));
        return this.outcome(await this.handover.handOverEach(actor, referrals, practitionerId), chosen, practitionerId);
      },
      done: (answer) => answer,
      again: (attempt) => this.previewPage(actor, manyTexts({ body, name: 'referrals' }), attempt),
    });
  }

  private async previewPage(actor: Actor, ids: readonly string[], attempt: Attempt): Promise<PageAnswer> {
    const chosen = await this.handover.chosen(actor, ids.filter(isId));
    if (chosen.length === 0) return redirect('/caseload?list=team&select=some', { flash: 'No referral was selected. Select at least one.' });
    const people = await this.identity.people([...new Set(chosen.map((each) => each.practitionerId))]);
    const holders = new Set(chosen.map((each) => each.practitionerId));
    const colleagues = await this.handover.colleagues(actor, chosen.map((each) => each.teamId));
    const candidates = colleagues.filter(({ id }) => holders.size > 1 || !holders.has(id)).map(({ id, name }) => ({ value: id, text: id === actor.id ? `${name} (you)` : name }));
    const rows = chosen.map((each) => ({ ...each, practitioner: people.find(({ id }) => id === each.practitionerId)?.name ?? '' }));
    return page('referrals/web/views/hand-over-many', { attempt, rows, candidates });
  }

  /** Where everything went well, back to the list; otherwise a line for each referral. */
  private async outcome(results: readonly EachResult[], chosen: readonly HandedReferral[], practitionerId: string): Promise<PageAnswer> {
    const [person] = isId(practitionerId) ? await this.identity.people([practitionerId]) : [];
    const name = person?.name ?? 'your colleague';
    if (results.every((each) => each.ok)) return redirect('/caseload?list=team', { flash: `${results.length === 1 ? '1 referral' : `${results.length} referrals`} handed over to ${name}. They were told.` });
    const lines = results.map((result) => {
      const row = chosen.find((each) => each.id === result.id);
      const refused = result.ok ? null : result.error instanceof RuleBroken ? result.error.message : 'It was not changed. Try again.';
      return { reference: row?.reference ?? 'A referral', personName: row?.personName ?? '', isDone: result.ok, words: refused ?? `Handed over to ${name}` };
    });
    return page('referrals/web/views/handed-over', { lines });
  }
}
