import { Injectable } from '@nestjs/common';
import { Clock, systemActor, type Actor, type Decision } from '#libs/kernel';
import { Database, UnitOfWork } from '#libs/persistence';
import { decideMatch, liftExclusion, type Exclusion, type MatchDecision } from '../domain/exclusion.js';
import { finishCheck } from '../domain/staff-care.js';
import { ExclusionEntity, StaffMemberEntity } from '../persistence/staff.entity.js';
import { ExclusionQueries, type MatchRow } from './exclusions.queries.js';
import { StaffQueries } from './staff.queries.js';

/** What commissioners do with the exclusion list. */
@Injectable()
export class ExclusionsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
    private readonly queries: ExclusionQueries,
    private readonly staff: StaffQueries,
    private readonly clock: Clock,
  ) {}

  /** Decides whether a request is for the excluded person, and whether the exclusion stands. */
  decide(actor: Actor, exclusionId: string, { matchId, decision, reason }: { readonly matchId: string; readonly decision: MatchDecision; readonly reason: string }): Promise<ExclusionEntity> {
    return this.rule(actor, { id: exclusionId, action: 'exclusion.decide' }, (exclusion, matches) =>
      decideMatch(exclusion, matches, { matchId, decision, reason, by: actor.name, now: this.clock.now() }),
    );
  }

  /** Takes someone off the list. Whoever waited or was refused because of it may be authorised by their organisation. */
  lift(actor: Actor, exclusionId: string, reason: string): Promise<ExclusionEntity> {
    return this.rule(actor, { id: exclusionId, action: 'exclusion.lift' }, (exclusion, matches) => liftExclusion(exclusion, matches, { reason, by: actor.name, now: this.clock.now() }));
  }

  private rule(actor: Actor, { id, action }: { readonly id: string; readonly action: string }, decide: (exclusion: Exclusion, matches: readonly MatchRow[]) => Decision<Exclusion>): Promise<ExclusionEntity> {
    return this.database.transaction(async () => {
      const matches = await this.queries.matches(id);
      for (const { staffMemberId } of matches.slice(0, 1)) await this.staff.lockPersonOf(staffMemberId);
      const changed = await this.work.change({ actor, action, entity: ExclusionEntity, id }, async (exclusion) => decide(exclusion, await this.queries.matches(id)));
      for (const staffMemberId of new Set(matches.map((each) => each.staffMemberId))) await this.settle(staffMemberId);
      return changed;
    });
  }

  /** The register says what came of a check once nothing of it waits; who decided stays on the list, which its organisation does not read. */
  private async settle(staffMemberId: string): Promise<void> {
    const standing = await this.queries.standing(staffMemberId);
    if (standing === 'waiting') return;
    await this.work.change({ actor: systemActor, action: 'staff.check', entity: StaffMemberEntity, id: staffMemberId }, (member) => finishCheck(member, standing, this.clock.today()));
  }
}
