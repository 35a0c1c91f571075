import { Injectable } from '@nestjs/common';
import { organisationsOf, type Actor } from '#libs/kernel';
import { IdentityDirectory } from '../../identity/identity.public.js';
import type { CaseloadRow } from './caseload-statements.js';

/** Which rows of a lead provider's lists a subcontractor has. */
@Injectable()
export class DeliveredElsewhere {
  constructor(private readonly identity: IdentityDirectory) {}

  /** Names, by id, of the organisations other than the manager's own that deliver some rows; empty for everyone else. */
  async among(actor: Actor, rows: readonly CaseloadRow[]): Promise<ReadonlyMap<string, string>> {
    const managed = organisationsOf(actor, 'provider-manager');
    if (managed.length === 0) return new Map();
    const others = [...new Set(rows.map((row) => row.deliveringOrganisationId))].filter((id) => !managed.includes(id));
    const organisations = others.length > 0 ? await this.identity.organisations(others) : [];
    return new Map(organisations.map(({ id, name }) => [id, name]));
  }
}
