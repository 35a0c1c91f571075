import { Injectable } from '@nestjs/common';
import { LimitedAccessQueries } from './limited-access.queries.js';
import { ReaderCandidates } from './reader-candidates.js';

/** Those of one's own authority who may see a referral whose access is limited. */
@Injectable()
export class NamedColleagues {
  constructor(
    private readonly access: LimitedAccessQueries,
    private readonly candidates: ReaderCandidates,
  ) {}

  /** Ids of practitioners of a team who were named, but one. */
  async colleaguesOn({ id, restricted }: { readonly id: string; readonly restricted: boolean }, { teamId, but }: { readonly teamId: string; readonly but: string }): Promise<string[]> {
    if (!restricted) return [];
    const [grants, team] = [await this.access.grants(id), await this.candidates.inTeam(teamId)];
    return grants.map(({ userId }) => userId).filter((userId) => userId !== but && team.some((each) => each.userId === userId));
  }
}
