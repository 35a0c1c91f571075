import { Injectable } from '@nestjs/common';
import { ContractDirectory } from '../../contracts/contracts.public.js';
import { IdentityDirectory, type Person, type Role } from '../../identity/identity.public.js';
import type { Candidate } from '../domain/limited-access.js';

/** Someone who can be named as a reader, and where they work. */
export interface NamedCandidate extends Candidate {
  readonly organisationName: string;
}

/** What a referral, or a draft of one, says of who may come to work on it. */
export interface Referred {
  readonly teamId: string;
  /** Null while the service is not chosen. */
  readonly contractId: string | null;
}

/** Who can be named as a reader: practitioners of the team, then managers and caseworkers of the organisations on the contract. */
@Injectable()
export class ReaderCandidates {
  constructor(
    private readonly identity: IdentityDirectory,
    private readonly contracts: ContractDirectory,
  ) {}

  async of({ teamId, contractId }: Referred): Promise<NamedCandidate[]> {
    const found = await this.inTeam(teamId);
    if (contractId === null) return found;
    const { primeOrganisationId, primeName } = await this.contracts.contract(contractId);
    const chain = await this.contracts.subcontractors(contractId);
    for (const { id, name } of [{ id: primeOrganisationId, name: primeName }, ...chain.map((each) => ({ id: each.organisationId, name: each.name }))]) {
      found.push(...(await this.holding('provider-manager', { id, name })), ...(await this.holding('caseworker', { id, name })));
    }
    return found.filter((each, at) => found.findIndex(({ userId, role, organisationId }) => userId === each.userId && role === each.role && organisationId === each.organisationId) === at);
  }

  /** Practitioners of a team. */
  async inTeam(teamId: string): Promise<NamedCandidate[]> {
    const [team] = await this.identity.teams([teamId]);
    return team ? this.holding('practitioner', { id: team.organisationId, name: team.name, teamId }) : [];
  }

  private async holding(role: Candidate['role'] & Role, { id, name, teamId }: { readonly id: string; readonly name: string; readonly teamId?: string }): Promise<NamedCandidate[]> {
    const people: Person[] = await this.identity.peopleWith([role], { organisationId: id, ...(teamId ? { teamId } : {}) });
    return people.map((person) => ({ userId: person.id, name: person.name, role, organisationId: id, organisationName: name }));
  }
}
