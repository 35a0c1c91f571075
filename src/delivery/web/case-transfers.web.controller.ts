import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { firstAttempt, page, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { ReferralDirectory, transferReasons, type AlternativeService } from '../../referrals/referrals.public.js';
import { CaseFiles } from '../application/case-files.js';
import { CaseTransfersService } from '../application/case-transfers.service.js';
import { HandOverPlaces } from '../application/hand-over-places.js';
import { ReassignmentQueries } from '../application/reassignment.queries.js';
import { liveStatuses } from '../domain/case.js';
import { chosenIn, HandOverForm, TransferCaseForm } from './case-transfers.forms.js';
import { options } from './delivery.words.js';

/** Giving a case to another organisation on its contract, and its person to another contract. */
@Controller('cases/:id')
export class CaseTransfersController {
  constructor(
    private readonly transfers: CaseTransfersService,
    private readonly places: HandOverPlaces,
    private readonly files: CaseFiles,
    private readonly queries: ReassignmentQueries,
    private readonly referrals: ReferralDirectory,
  ) {}

  @Get('allocate')
  @Needs('case.allocate')
  askHandOver(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    return this.handOverPage(actor, id, firstAttempt());
  }

  @Post('allocate')
  @Needs('case.allocate')
  handOver(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(HandOverForm, body, {
      run: (form) => this.transfers.handOver(actor, id, { ...chosenIn(form), reason: form.reason }),
      done: ({ reference }) => redirect(`/cases/${id}`, { flash: `Case ${reference} was given to another organisation. The practitioner and both caseworkers have been told.` }),
      again: (attempt) => this.handOverPage(actor, id, attempt),
    });
  }

  @Get('transfer')
  @Needs('case.transfer')
  askTransfer(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    return this.transferPage(actor, id, firstAttempt());
  }

  @Post('transfer')
  @Needs('case.transfer')
  transfer(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(TransferCaseForm, body, {
      run: (form) => this.transfers.transfer(actor, id, form),
      done: ({ href, draftId }) => redirect(href, { flash: draftId ? 'The case ended, and its referral is now a draft for the other service. Check it, then send it.' : 'The case ended, and its referral was sent to the other service.' }),
      again: (attempt) => this.transferPage(actor, id, attempt),
    });
  }

  private async handOverPage(actor: Actor, id: string, attempt: Attempt): Promise<Page> {
    const { case: row } = await this.files.open(actor, id, 'case.allocate');
    const others = (await this.places.on(row)).filter((each) => each !== row.deliveringOrganisationId);
    const found = await Promise.all(others.map(async (organisationId) => (await this.queries.candidates(actor, [organisationId])).map((each) => ({ ...each, organisationId }))));
    const candidates = found.flat().map((each) => ({ value: `${each.organisationId} ${each.id}`, text: `${each.name}, ${each.organisationName}`, hint: each.openCases === 1 ? '1 open case' : `${each.openCases} open cases` }));
    return page('delivery/web/views/allocate-case', { attempt, candidates, reference: row.reference, back: `/cases/${id}`, isLive: liveStatuses.includes(row.status) });
  }

  private async transferPage(actor: Actor, id: string, attempt: Attempt): Promise<Page> {
    const { case: row } = await this.files.open(actor, id, 'case.transfer');
    const isLive = liveStatuses.includes(row.status);
    const { personName } = await this.referrals.referral(row.referralId);
    const services = isLive ? (await this.referrals.alternatives(actor, row.referralId)).map(asItem) : [];
    return page('delivery/web/views/transfer-case', { attempt, personName, services, isLive, reference: row.reference, referralId: row.referralId, back: `/cases/${id}`, reasons: options(transferReasons) });
  }
}

function asItem({ id, title, provider, expectedWaitDays }: AlternativeService): { readonly value: string; readonly text: string; readonly hint: string } {
  const hint = expectedWaitDays === null ? 'Expected wait not stated' : expectedWaitDays === 0 ? 'Can start now' : `Can start in about ${expectedWaitDays} ${expectedWaitDays === 1 ? 'day' : 'days'}`;
  return { value: id, text: `${title} (${provider})`, hint };
}
