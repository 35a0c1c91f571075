import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { firstAttempt, page, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import { MembershipService } from '../application/membership.service.js';
import { OpenedMemberships } from '../application/opened-memberships.js';
import { catalogueNames } from './catalogue-names.js';
import { ReinstateForm, RemoveForm, SuspendForm } from './membership.forms.js';
import { decisionPages, type DecisionName } from './membership-decisions.js';
import { historyEntries } from './membership-history.page.js';
import { admissionRows, answerRows, membershipModel, membershipTags, standingTags } from './membership.page.js';

/** How one member stands, for its organisation and those who commission, and what commissioners decide about it. */
@Controller('members/:id')
export class MembershipController {
  constructor(
    private readonly memberships: MembershipService,
    private readonly opened: OpenedMemberships,
    private readonly catalogue: Catalogue,
  ) {}

  @Get()
  @Needs('member.read-standing')
  async show(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    const opened = await this.opened.open(actor, id);
    const names = await catalogueNames(this.catalogue);
    const labels = new Map(opened.answers.map(({ answer, label }) => [answer.id, label]));
    const changes = await this.opened.changes(id);
    return page('providers/web/views/membership', {
      ...membershipModel(opened, (action) => this.memberships.may(actor, action, opened.member)),
      tags: { membership: membershipTags, standing: standingTags },
      admissions: admissionRows(opened.admissions, names),
      answers: answerRows(opened),
      history: historyEntries(changes, { ...names, answer: (answerId) => labels.get(answerId) ?? 'An earlier answer' }),
    });
  }

  @Get('suspend')
  @Needs('member.suspend')
  askSuspend(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    return this.decisionPage(actor, id, 'suspend');
  }

  @Post('suspend')
  @Needs('member.suspend')
  suspend(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(SuspendForm, body, {
      run: ({ revision, ...because }) => this.memberships.suspend(actor, { id, revision }, because),
      done: () => redirect(`/members/${id}`, { flash: 'Membership suspended. The organisation has been told.' }),
      again: (attempt) => this.decisionPage(actor, id, 'suspend', attempt),
    });
  }

  @Get('reinstate')
  @Needs('member.reinstate')
  askReinstate(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    return this.decisionPage(actor, id, 'reinstate');
  }

  @Post('reinstate')
  @Needs('member.reinstate')
  reinstate(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(ReinstateForm, body, {
      run: ({ revision, ...because }) => this.memberships.reinstate(actor, { id, revision }, because),
      done: () => redirect(`/members/${id}`, { flash: 'Suspension ended. The organisation has been told.' }),
      again: (attempt) => this.decisionPage(actor, id, 'reinstate', attempt),
    });
  }

  @Get('remove')
  @Needs('member.remove')
  askRemove(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    return this.decisionPage(actor, id, 'remove');
  }

  @Post('remove')
  @Needs('member.remove')
  remove(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(RemoveForm, body, {
      run: ({ revision, ...because }) => this.memberships.remove(actor, { id, revision }, because),
      done: () => redirect(`/members/${id}`, { flash: 'Member removed from the register. The organisation has been told.' }),
      again: (attempt) => this.decisionPage(actor, id, 'remove', attempt),
    });
  }

  private async decisionPage(actor: Actor, id: string, name: DecisionName, attempt: Attempt = firstAttempt()): Promise<Page> {
    const { member, providerName, vehicleName } = await this.opened.open(actor, id, `member.${name}`);
    return page('providers/web/views/membership-decision', { attempt, ...decisionPages[name], providerName, vehicleName, revision: member.revision, back: `/members/${id}` });
  }
}
