import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import { StaleRecord, type Actor } from '#libs/kernel';
import { firstAttempt, redirect, submit, type Page, type PageAnswer } from '#libs/web';
import { AmendmentsService, type ToAmend } from '../application/amendments.service.js';
import { ReferralQueries } from '../application/referrals.queries.js';
import { mergeTyped } from '../domain/amendment.js';
import { amendFormFor, contentOfForm, valuesOf, type AmendForm } from './amend.forms.js';
import { amendPage, reviewPage } from './amend.page.js';

type Typed = Readonly<Record<string, unknown>>;

const CHANGED_MEANWHILE = 'Someone else changed this referral while you were working on it. What you typed is kept, and what you had not touched is up to date. Check your answers, then continue.';

/** Changing answers after sending: one page, then what changes before it is saved. */
@Controller('referrals/:id/amend')
export class AmendController {
  constructor(
    private readonly amendments: AmendmentsService,
    private readonly queries: ReferralQueries,
  ) {}

  @Get()
  @Needs('referral.amend')
  async ask(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    const open = await this.amendments.toAmend(actor, id);
    return amendPage({ open, attempt: firstAttempt(valuesOf(open.content)), revision: open.referral.revision });
  }

  /** `step`: review, which is the first; edit goes back to the answers, save keeps them. */
  @Post()
  @Needs('referral.amend')
  async amend(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: Typed): Promise<PageAnswer> {
    const open = await this.amendments.toAmend(actor, id);
    const revision = revisionIn(body) ?? open.referral.revision;
    if (body['step'] === 'edit') return amendPage({ open, attempt: firstAttempt(body), revision });
    return submit(amendFormFor(askedOf(open)), body, {
      run: (form) => this.run(actor, open, { form, body, revision }),
      done: (answer) => answer,
      again: async (attempt) => amendPage({ open: await this.amendments.toAmend(actor, id), attempt, revision }),
    });
  }

  private async run(actor: Actor, open: ToAmend, { form, body, revision }: { readonly form: AmendForm; readonly body: Typed; readonly revision: number }): Promise<PageAnswer> {
    const { id } = open.referral;
    const [content, reason] = [contentOfForm(form, open.content), form.amendmentReason];
    try {
      if (body['step'] !== 'save') return reviewPage({ open, body, revision, reason, ...(await this.amendments.preview(actor, id, { content, reason, revision })) });
      const { reference } = await this.amendments.amend(actor, id, { content, reason, revision });
      return redirect(`/referrals/${id}`, { flash: `Referral ${reference} changed. The provider has been told what changed and why.` });
    } catch (error) {
      if (error instanceof StaleRecord) return this.changedMeanwhile(actor, id, { form, revision });
      throw error;
    }
  }

  private async changedMeanwhile(actor: Actor, id: string, { form, revision }: { readonly form: AmendForm; readonly revision: number }): Promise<Page> {
    const open = await this.amendments.toAmend(actor, id);
    const since = await this.queries.amendments(id, revision);
    const { content } = mergeTyped(contentOfForm(form, open.content), open.content, { since, wording: open.wording });
    const attempt = { values: { ...valuesOf(content), amendmentReason: form.amendmentReason }, errors: [{ field: '', message: CHANGED_MEANWHILE }] };
    return amendPage({ open, attempt, since, revision: open.referral.revision }, 409);
  }
}

function askedOf({ referral, content }: ToAmend): string[] {
  return referral.detailsLockedAt === null ? content.needs.map((need) => need.categoryCode) : [];
}

function revisionIn(body: Typed): number | undefined {
  const revision = Number(body['revision']);
  return Number.isInteger(revision) && revision > 0 ? revision : undefined;
}
