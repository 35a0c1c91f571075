import { Injectable } from '@nestjs/common';
import { Clock, type Actor } from '#libs/kernel';
import { Reader, UnitOfWork, type EachResult } from '#libs/persistence';
import { IdentityDirectory, type Person } from '../../identity/identity.public.js';
import { handOverDraft } from '../domain/draft-life.js';
import { DraftEntity } from '../persistence/draft.entity.js';
import { PersonLookup } from './person-lookup.js';
import { MOST_AT_ONCE } from './referral-handover.js';

/** To whom, and what they should know. */
export interface Handover {
  readonly practitionerId: string;
  readonly note: string;
}

/** People of teams, by the team's id. */
type Teams = ReadonlyMap<string, readonly Person[]>;

/** Gives a draft to a colleague, who owns it from then on. */
@Injectable()
export class DraftHandover {
  constructor(
    private readonly work: UnitOfWork,
    private readonly reader: Reader,
    private readonly identity: IdentityDirectory,
    private readonly people: PersonLookup,
    private readonly clock: Clock,
  ) {}

  /** Practitioners of the draft's team, besides the actor. */
  async colleagues(actor: Actor, id: string): Promise<Person[]> {
    const draft = await this.reader.one(actor, DraftEntity, id, 'draft.hand-over');
    return ((await this.teams(actor)).get(draft.teamId) ?? []).filter((person) => person.id !== actor.id);
  }

  /** Practitioners of every team of the actor's, besides the actor. */
  async teammates(actor: Actor): Promise<Person[]> {
    const teams = [...(await this.teams(actor)).values()];
    return [...new Map(teams.flat().map((person) => [person.id, person])).values()].filter((person) => person.id !== actor.id);
  }

  /** Hands the draft over; the actor cannot read it afterwards. Case data is asked as the colleague: what they may not see stays with the actor. Throws RuleBroken as `handOverDraft`. */
  async handOver(actor: Actor, id: string, to: Handover): Promise<void> {
    await this.give(actor, id, to, await this.teams(actor));
  }

  /** Hands each of several over to one colleague, and answers what became of each. */
  async handOverEach(actor: Actor, ids: readonly string[], to: Handover): Promise<EachResult[]> {
    const teams = await this.teams(actor);
    const results: EachResult[] = [];
    for (const id of [...new Set(ids)].slice(0, MOST_AT_ONCE)) {
      try {
        await this.give(actor, id, to, teams);
        results.push({ id, ok: true });
      } catch (error) {
        results.push({ id, ok: false, error: error instanceof Error ? error : new Error(String(error)) });
      }
    }
    return results;
  }

  private async give(actor: Actor, id: string, { practitionerId, note }: Handover, teams: Teams): Promise<void> {
    const seen = await this.reader.one(actor, DraftEntity, id, 'draft.hand-over');
    const team = teams.get(seen.teamId) ?? [];
    const colleague = team.find((person) => person.id === practitionerId);
    const asked = colleague ? await this.people.askedAs(colleague, seen) : null;
    const command = { actor, action: 'draft.hand-over', entity: DraftEntity, id, revision: seen.revision };
    await this.work.change(command, (draft) => handOverDraft(draft, { to: practitionerId, team: team.map((person) => person.id), note, now: this.clock.now(), asked }));
  }

  /** Practitioners of each of the actor's teams. */
  private async teams(actor: Actor): Promise<Teams> {
    const held = actor.roles.filter(({ role }) => role === 'practitioner');
    const teams = held.flatMap(({ organisationId, teamId }) => (organisationId && teamId ? [{ organisationId, teamId }] : []));
    return new Map(await Promise.all(teams.map(async (team) => [team.teamId, await this.identity.peopleWith(['practitioner'], team)] as const)));
  }
}
