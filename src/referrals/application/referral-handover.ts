import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { Database, Reader, sql, UnitOfWork, whereScope, type EachResult } from '#libs/persistence';
import { IdentityDirectory, type Person } from '../../identity/identity.public.js';
import { handOverReferral } from '../domain/handover.js';
import { ReferralEntity } from '../persistence/referral.entity.js';

/** A referral that may be handed over, and whose it is. */
export interface HandedReferral {
  readonly id: string;
  readonly reference: string;
  readonly personName: string;
  readonly crn: string;
  readonly status: string;
  readonly practitionerId: string;
  readonly teamId: string;
}

/** The most that is handed over at once. */
export const MOST_AT_ONCE = 100;

/** Gives referrals to a colleague in the team: when somebody leaves, or is away. */
@Injectable()
export class ReferralHandover {
  constructor(
    private readonly work: UnitOfWork,
    private readonly reader: Reader,
    private readonly database: Database,
    private readonly identity: IdentityDirectory,
  ) {}

  /** Those of some referrals that the actor may hand over, by name. */
  chosen(actor: Actor, ids: readonly string[]): Promise<HandedReferral[]> {
    return this.database.rows<HandedReferral>(sql`
      select r.id, r.reference, r.first_name || ' ' || r.last_name as person_name, r.crn, r.status, r.practitioner_id, r.team_id
      from referrals.referral r where r.id = any (${ids.slice(0, MOST_AT_ONCE)}::uuid[]) and ${whereScope(this.reader.scope(actor, ReferralEntity, 'referral.pass-on'), 'r')}
      order by r.last_name, r.first_name, r.id`);
  }

  /** Practitioners of the teams of some referrals. */
  async colleagues(actor: Actor, teamIds: readonly string[]): Promise<Person[]> {
    const teams = await Promise.all([...new Set(teamIds)].map((teamId) => this.team(actor, teamId)));
    return [...new Map(teams.flat().map((person) => [person.id, person])).values()];
  }

  /** Gives each of several to one colleague, and answers what became of each. */
  handOverEach(actor: Actor, ids: readonly string[], practitionerId: string): Promise<EachResult[]> {
    const command = { actor, action: 'referral.pass-on', entity: ReferralEntity, ids: [...new Set(ids)].slice(0, MOST_AT_ONCE) };
    return this.work.changeEach(command, async (referral) => {
      const team = (await this.team(actor, referral.teamId)).map(({ id }) => id);
      return handOverReferral(referral, { practitionerId, team });
    });
  }

  /** The practitioners of a team of the actor's. */
  private async team(actor: Actor, teamId: string): Promise<Person[]> {
    const organisationId = actor.roles.find((held) => held.role === 'practitioner' && held.teamId === teamId)?.organisationId;
    return organisationId ? this.identity.peopleWith(['practitioner'], { organisationId, teamId }) : [];
  }
}
