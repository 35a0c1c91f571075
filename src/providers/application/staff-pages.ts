import { Injectable } from '@nestjs/common';
import { Clock, organisationsOf, type Actor, type Day } from '#libs/kernel';
import { History, Reader, type HistoryRow } from '#libs/persistence';
import { IdentityDirectory, type OrganisationSummary, type Person } from '../../identity/identity.public.js';
import type { VettingLevel } from '../domain/vetting.js';
import { StaffMemberEntity } from '../persistence/staff.entity.js';
import { StaffFactsReader } from './staff-facts.js';
import { StaffQueries } from './staff.queries.js';

/** One person of a register with what a page says of them. */
export interface OpenedStaff {
  readonly member: StaffMemberEntity;
  readonly levels: readonly VettingLevel[];
  readonly today: Day;
  readonly account: string | null;
  readonly history: readonly HistoryRow[];
}

/** Opens staff registers for those who keep them. */
@Injectable()
export class StaffPages {
  constructor(
    private readonly reader: Reader,
    private readonly history: History,
    private readonly facts: StaffFactsReader,
    private readonly queries: StaffQueries,
    private readonly identity: IdentityDirectory,
    private readonly clock: Clock,
  ) {}

  /** Someone the actor may read; with an action, whom they may also act on. */
  async open(actor: Actor, id: string, action?: string): Promise<OpenedStaff> {
    const member = await this.reader.one(actor, StaffMemberEntity, id, action);
    const [account] = member.userId ? await this.identity.people([member.userId]) : [];
    return { member, ...this.facts.now(), account: account ? `${account.name}, ${account.email}` : null, history: await this.history.of('staff-member', id) };
  }

  /** The organisations whose registers the actor keeps. */
  keptBy(actor: Actor): Promise<OrganisationSummary[]> {
    return this.identity.organisations(organisationsOf(actor, 'provider-manager'));
  }

  /** Accounts of an organisation's caseworkers that nobody else on its register has. */
  async freeAccounts(organisationId: string, self?: string): Promise<Person[]> {
    const register = await this.queries.register(organisationId);
    return (await this.facts.accounts(organisationId)).filter((account) => !register.some((each) => each.userId === account.id && each.id !== self));
  }

  /** Caseworkers by account who are not authorised today, so that nobody can give them a case; not those who are gone, whom nobody means to authorise. */
  async notAuthorised(organisationId: string): Promise<Person[]> {
    const authorised = await this.queries.authorised(organisationId, this.clock.today());
    const settled = [...authorised.map(({ userId }) => userId), ...(await this.queries.gone(organisationId))];
    return (await this.facts.accounts(organisationId)).filter((account) => !settled.includes(account.id));
  }
}
