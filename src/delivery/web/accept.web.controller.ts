import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import { dayOf, formatDay, organisationsOf, type Actor } from '#libs/kernel';
import { firstAttempt, page, redirect, submit, type AnswerRow, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { ReferralDirectory, type MeetingFacts, type ReferralSummary } from '../../referrals/referrals.public.js';
import { CaseFiles } from '../application/case-files.js';
import { CaseQueries } from '../application/cases.queries.js';
import { CasesService } from '../application/cases.service.js';
import { ReassignmentQueries } from '../application/reassignment.queries.js';
import { AcceptForm, offerOf } from './accept.forms.js';
import { methods } from './delivery.words.js';
import { candidateItems } from './reassign.page.js';

/** Accepting a referral, and the way from a referral to its case. */
@Controller('referrals')
export class AcceptController {
  constructor(
    private readonly cases: CasesService,
    private readonly files: CaseFiles,
    private readonly queries: CaseQueries,
    private readonly workload: ReassignmentQueries,
    private readonly referrals: ReferralDirectory,
  ) {}

  @Get(':id/accept')
  @Needs('case.accept')
  async ask(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    return this.acceptPage(actor, id, firstAttempt({ durationMinutes: 60 }));
  }

  @Post(':id/accept')
  @Needs('case.accept')
  async accept(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(AcceptForm, body, {
      run: (form) => this.cases.accept(actor, id, form.caseworkerId, offerOf(form)),
      done: (opened, form) => redirect(`/cases/${opened.id}`, { flash: `Referral ${opened.reference} accepted. ${form.offers ? 'The first appointment is booked. The practitioner has been told.' : 'The practitioner has been told. Book the initial assessment next.'}` }),
      again: (attempt) => this.acceptPage(actor, id, attempt),
    });
  }

  @Get(':id/case')
  @Needs('case.read')
  async case(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<PageAnswer> {
    const file = await this.files.open(actor, await this.queries.caseOf('referral', id));
    return redirect(`/cases/${file.case.id}`);
  }

  private async acceptPage(actor: Actor, id: string, attempt: Attempt): Promise<Page> {
    const { referral, caseworkers, notAuthorised } = await this.cases.toAccept(actor, id);
    return page('delivery/web/views/accept', {
      attempt,
      referral,
      methods,
      about: aboutRows(referral, await this.referrals.meetingFacts(id)),
      isOver: referral.status !== 'sent',
      hasCase: referral.status === 'accepted' || referral.status === 'ended',
      back: `/referrals/${referral.id}`,
      caseworkers: candidateItems(await this.workload.counted(actor, caseworkers, referral.deliveringOrganisationId)),
      notAuthorised: notAuthorised.map(({ name }) => name),
      keepsRegister: organisationsOf(actor, 'provider-manager').includes(referral.deliveringOrganisationId),
    });
  }
}

/** Who it is, and what decides who meets them, when and how; nothing that was not said. */
function aboutRows({ personName, crn, sentAt }: ReferralSummary, facts: MeetingFacts): AnswerRow[] {
  const said: AnswerRow[] = [
    { label: 'Risk summary', value: facts.riskSummary },
    { label: 'Accessibility needs', value: facts.accessNeeds },
    { label: 'Interpreter language', value: facts.interpreterLanguage },
    { label: 'Caring or work responsibilities', value: facts.responsibilities },
    { label: 'When the person is unavailable', value: facts.unavailableWhen },
  ];
  return [{ label: 'Person', value: personName }, { label: 'CRN', value: crn }, { label: 'Sent', value: formatDay(dayOf(sentAt)) }, ...said.filter(({ value }) => value !== '')];
}
