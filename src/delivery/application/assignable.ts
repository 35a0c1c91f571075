import { Injectable } from '@nestjs/common';
import { IdentityDirectory, type Person } from '../../identity/identity.public.js';
import { ProviderDirectory } from '../../providers/providers.public.js';
import type { AssignmentFacts } from '../domain/case.js';

/** An organisation's caseworkers: those who can be given a case today, and those who cannot because their staff register does not authorise them. */
export interface Caseworkers {
  readonly authorised: readonly Person[];
  readonly others: readonly Person[];
}

/** Who can be given a case. */
@Injectable()
export class Assignable {
  constructor(
    private readonly identity: IdentityDirectory,
    private readonly providers: ProviderDirectory,
  ) {}

  async caseworkersOf(organisationId: string): Promise<Caseworkers> {
    const caseworkers = await this.identity.peopleWith(['caseworker'], { organisationId });
    const authorised = new Set((await this.providers.authorisedStaff(organisationId)).map((each) => each.userId));
    return { authorised: caseworkers.filter(({ id }) => authorised.has(id)), others: caseworkers.filter(({ id }) => !authorised.has(id)) };
  }

  /** What a rule must know of one of them. In a transaction they stay authorised until it ends. */
  async factsOf(caseworkerId: string, organisationId: string): Promise<AssignmentFacts> {
    const caseworkers = await this.identity.peopleWith(['caseworker'], { organisationId });
    const isCaseworker = caseworkers.some(({ id }) => id === caseworkerId);
    return { isCaseworker, isAuthorised: isCaseworker && (await this.providers.isAuthorised(caseworkerId, organisationId)) };
  }
}
