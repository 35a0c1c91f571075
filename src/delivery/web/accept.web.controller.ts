import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import { organisationsOf, type Actor } from '#libs/kernel';
import { firstAttempt, page, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { CaseFiles } from '../application/case-files.js';
import { CaseQueries } from '../application/cases.queries.js';
import { CasesService, type ToAccept } from '../application/cases.service.js';
import { AcceptForm, offerOf } from './accept.forms.js';
import { methods } from './delivery.words.js';

/** Accepting a referral, and the way from a referral to its case. */
@Controller('referrals')
export class AcceptController {
  constructor(
    private readonly cases: CasesService,
    private readonly files: CaseFiles,
    private readonly queries: CaseQueries,
  ) {}

  @Get(':id/accept')
  @Needs('case.accept')
  async ask(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    return acceptPage(actor, await this.cases.toAccept(actor, id), firstAttempt({ durationMinutes: 60 }));
  }

  @Post(':id/accept')
  @Needs('case.accept')
  async accept(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(AcceptForm, body, {
      run: (form) => this.cases.accept(actor, id, form.caseworkerId, offerOf(form)),
      done: (opened, form) => redirect(`/cases/${opened.id}`, { flash: `Referral ${opened.reference} accepted. ${form.offers ? 'The first appointment is booked and the practitioner told.' : 'Book the initial assessment next.'}` }),
      again: async (attempt) => acceptPage(actor, await this.cases.toAccept(actor, id), attempt),
    });
  }

  @Get(':id/case')
  @Needs('case.read')
  async case(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<PageAnswer> {
    const file = await this.files.open(actor, await this.queries.caseOf('referral', id));
    return redirect(`/cases/${file.case.id}`);
  }
}

function acceptPage(actor: Actor, { referral, caseworkers, notAuthorised }: ToAccept, attempt: Attempt): Page {
  return page('delivery/web/views/accept', {
    attempt,
    referral,
    methods,
    isOver: referral.status !== 'sent',
    hasCase: referral.status === 'accepted' || referral.status === 'ended',
    back: `/referrals/${referral.id}`,
    caseworkers: caseworkers.map(({ id, name }) => ({ value: id, text: name })),
    notAuthorised: notAuthorised.map(({ name }) => name),
    keepsRegister: organisationsOf(actor, 'provider-manager').includes(referral.deliveringOrganisationId),
  });
}
