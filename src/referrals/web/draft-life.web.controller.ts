import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam, isStorable, UNSTORABLE } from '#libs/api';
import { Clock, RuleBroken, type Actor } from '#libs/kernel';
import { Choice, firstAttempt, page, redirect, submit, Text, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { DraftChecks } from '../application/draft-checks.js';
import { DraftHandover } from '../application/draft-handover.js';
import { DraftTexts } from '../application/draft-texts.js';
import { DraftsService } from '../application/drafts.service.js';
import { nameOf } from './draft.page.js';
import { referralJourney } from './referral.journey.js';

const time = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
/** Parts of a posted form that nobody typed. */
const OURS = ['_csrf', 'seen', 'text'];

/** To whom a draft goes, and what they should know. */
export class HandOverForm {
  @Choice({ required: 'Select a colleague' }) practitionerId!: string;
  @Text({ label: 'What your colleague should know', required: 'Enter what your colleague should know', max: 2_000 }) note!: string;
}

/** What our script is told after saving. */
interface Saved {
  readonly text: number;
  readonly words: string;
}

/** What happens to a draft besides its questions: text kept while it is typed, a colleague who goes on with it, its end. */
@Controller('drafts')
export class DraftLifeController {
  constructor(
    private readonly drafts: DraftsService,
    private readonly checks: DraftChecks,
    private readonly texts: DraftTexts,
    private readonly handover: DraftHandover,
    private readonly clock: Clock,
  ) {}

  /** Keeps what stands in a page's form as text, not as an answer. */
  @Post(':id/:step/autosave')
  @HttpCode(200)
  @Needs('draft.answer')
  async autosave(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Param('step') step: string, @Body() body: Record<string, unknown>): Promise<Saved> {
    const { offer } = await this.checks.open(actor, id);
    referralJourney(offer, this.clock.today()).step(step);
    const kept = await this.texts.keep(actor, id, { page: step, typed: typedIn(body), seen: String(body['seen'] ?? ''), version: versionIn(body) ?? 0 });
    return { text: kept.version, words: `Saved at ${time.format(kept.typedAt)}` };
  }

  @Get(':id/hand-over')
  @Needs('draft.hand-over')
  askHandOver(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    return this.handOverPage(actor, id, firstAttempt());
  }

  @Post(':id/hand-over')
  @Needs('draft.hand-over')
  async handOver(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(HandOverForm, body, {
      run: async (form) => {
        const colleagues = await this.handover.colleagues(actor, id);
        await this.handover.handOver(actor, id, form);
        return colleagues.find((each) => each.id === form.practitionerId)?.name ?? 'Your colleague';
      },
      done: (name) => redirect('/drafts', { flash: `Draft handed over to ${name}. ${name} has been told.` }),
      again: (attempt) => this.handOverPage(actor, id, attempt),
    });
  }

  @Get(':id/delete')
  @Needs('draft.delete')
  async askDelete(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    const draft = await this.drafts.draft(actor, id);
    return page('referrals/web/views/draft-delete', { name: nameOf({ draft }), savedAt: draft.savedAt, back: '/drafts' });
  }

  @Post(':id/delete')
  @Needs('draft.delete')
  async delete(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<PageAnswer> {
    await this.drafts.delete(actor, id);
    return redirect('/drafts', { flash: 'Draft deleted' });
  }

  private async handOverPage(actor: Actor, id: string, attempt: Attempt): Promise<Page> {
    const colleagues = await this.handover.colleagues(actor, id);
    return page('referrals/web/views/draft-hand-over', { attempt, back: `/drafts/${id}`, colleagues: colleagues.map((each) => ({ value: each.id, text: each.name })) });
  }
}

/** The version of the half-written text a page carried. */
export function versionIn({ text }: Record<string, unknown>): number | undefined {
  const version = Number(text);
  return text !== undefined && text !== '' && Number.isInteger(version) && version >= 0 ? version : undefined;
}

/** What somebody typed in a posted form. Throws RuleBroken `not-storable`. */
export function typedIn(body: Record<string, unknown>): Record<string, unknown> {
  const typed = Object.entries(body).filter(([name, value]) => !OURS.includes(name) && (typeof value === 'string' || Array.isArray(value)));
  if (!typed.flatMap(([, value]) => value as string | string[]).every((each) => isStorable(String(each)))) throw new RuleBroken('not-storable', `What you typed ${UNSTORABLE}`);
  return Object.fromEntries(typed);
}
