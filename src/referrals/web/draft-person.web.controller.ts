import { Body, Controller, Param, Post } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import { Clock, type Actor } from '#libs/kernel';
import { page, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { DraftChecks } from '../application/draft-checks.js';
import { PersonLookup, type Asked } from '../application/person-lookup.js';
import { stampOf } from '../domain/draft-stamp.js';
import { typingPart } from './draft-typing.page.js';
import { seenIn } from './drafts.web.controller.js';
import { questionPage } from './question.page.js';
import { CrnForm } from './question.forms.js';
import { referralJourney } from './referral.journey.js';

/** Who a draft is about: looked up by CRN in case data, so that nobody types what is known. */
@Controller('drafts')
export class DraftPersonController {
  constructor(
    private readonly people: PersonLookup,
    private readonly checks: DraftChecks,
    private readonly clock: Clock,
  ) {}

  /** Looks the CRN up. An unknown person may be new: `typed` goes on without case data. */
  @Post(':id/crn')
  @Needs('draft.answer')
  async identify(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: Record<string, unknown>): Promise<PageAnswer> {
    return submit(CrnForm, body, {
      run: ({ crn }) => this.look(actor, id, { crn, goesOnTyping: body['typed'] === 'yes', ...seenIn(body) }),
      done: (answer) => answer,
      again: (attempt) => this.crnPage(actor, id, attempt),
    });
  }

  /** Looks the draft's CRN up once more, after case data could not be reached. */
  @Post(':id/look-up')
  @Needs('draft.answer')
  async lookAgain(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<PageAnswer> {
    const { draft } = await this.checks.open(actor, id);
    const crn = draft.answers['crn']?.['crn'];
    return typeof crn === 'string' ? this.look(actor, id, { crn }) : redirect(`/drafts/${id}/crn`);
  }

  private async look(actor: Actor, id: string, asked: Asked): Promise<PageAnswer> {
    const { outcome } = await this.people.identify(actor, id, asked);
    const { draft, offer, listing } = await this.checks.open(actor, id);
    const model = { crn: asked.crn, caption: listing.title, seen: stampOf(draft.answers, 'crn'), back: `/drafts/${id}/crn`, action: `/drafts/${id}/crn`, hub: `/drafts/${id}` };
    if (outcome === 'unknown' && !asked.goesOnTyping) return page('referrals/web/views/person-unknown', model, { status: 404 });
    if (outcome === 'not-allowed') return page('referrals/web/views/person-not-allowed', model, { status: 403 });
    const journey = referralJourney(offer, this.clock.today());
    return redirect(journey.url(id, journey.next('crn', draft.answers)));
  }

  private async crnPage(actor: Actor, id: string, attempt: Attempt): Promise<Page> {
    const open = await this.checks.open(actor, id);
    const journey = referralJourney(open.offer, this.clock.today());
    return page(journey.step('crn').view, { ...questionPage({ open, journey, step: 'crn', attempt }), ...typingPart({ open, journey, step: 'crn', text: null, attempt }) });
  }
}
