import { Injectable } from '@nestjs/common';
import { Clock, newId, type Actor } from '#libs/kernel';
import { Reader, UnitOfWork } from '#libs/persistence';
import { IdentityDirectory } from '../../identity/identity.public.js';
import { alwaysNamed, ensureNamed, liftLimit, limitAccess, type AccessFacts, type Limiting } from '../domain/limited-access.js';
import type { Referral } from '../domain/referral.js';
import { ReferralEntity } from '../persistence/referral.entity.js';
import { LimitedAccessQueries, type NamedDecision } from './limited-access.queries.js';
import { ReaderCandidates, type NamedCandidate } from './reader-candidates.js';

/** Who may see a referral. */
export interface Access {
  readonly referral: ReferralEntity;
  readonly readers: readonly { readonly id: string; readonly name: string }[];
  readonly candidates: readonly NamedCandidate[];
  /** Ids of those who always see it while access is limited. */
  readonly always: readonly string[];
  /** The last decision about it, with who took it; null when access was never limited. */
  readonly decision: NamedDecision | null;
}

/** Limiting who can see a referral to people named one by one. */
@Injectable()
export class LimitedAccessService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly reader: Reader,
    private readonly queries: LimitedAccessQueries,
    private readonly candidates: ReaderCandidates,
    private readonly identity: IdentityDirectory,
    private readonly clock: Clock,
  ) {}

  /** Who may see a referral of the actor's team. Throws NotFound or NotAllowed. */
  async access(actor: Actor, id: string): Promise<Access> {
    const referral = await this.reader.one(actor, ReferralEntity, id, 'referral.limit');
    const readers = referral.restricted ? await this.identity.people((await this.queries.grants(id)).map(({ userId }) => userId)) : [];
    return {
      referral,
      readers: readers.map((person) => ({ id: person.id, name: person.name })),
      candidates: await this.candidates.of(referral),
      always: alwaysNamed(referral, actor.id),
      decision: await this.queries.lastDecision(id),
    };
  }

  /** Limits access to the people named and those who always see it, or changes who they are. `revision`: the referral as the page showed it. */
  limit(actor: Actor, id: string, { revision, ...limiting }: Limiting & { readonly revision?: number | undefined }): Promise<ReferralEntity> {
    const seen = revision === undefined ? {} : { revision };
    return this.work.change({ actor, action: 'referral.limit', entity: ReferralEntity, id, ...seen }, async (referral) => limitAccess(referral, limiting, await this.facts(actor, referral)));
  }

  /** Lets everyone who normally may see it again. */
  lift(actor: Actor, id: string, reason: string): Promise<ReferralEntity> {
    return this.work.change({ actor, action: 'referral.lift-limit', entity: ReferralEntity, id }, async (referral) => liftLimit(referral, reason, await this.facts(actor, referral)));
  }

  /** Throws RuleBroken `not-named` when a referral whose access is limited would be given to someone who may not see it. */
  async ensureNamed(referral: Referral, userId: string): Promise<void> {
    ensureNamed(referral, !referral.restricted || (await this.queries.grants(referral.id)).some((grant) => grant.userId === userId));
  }

  /** Throws RuleBroken `not-named` when a referral whose access is limited would be given to an organisation where no manager may see it. */
  async ensureNamedAt(referral: Referral, organisationId: string): Promise<void> {
    const managers = referral.restricted ? await this.identity.peopleWith(['provider-manager'], { organisationId }) : [];
    const named = referral.restricted ? (await this.queries.grants(referral.id)).map(({ userId }) => userId) : [];
    ensureNamed(referral, managers.some(({ id }) => named.includes(id)), 'organisationId');
  }

  private async facts(actor: Actor, referral: Referral): Promise<AccessFacts> {
    return { by: actor.id, now: this.clock.now(), candidates: await this.candidates.of(referral), grants: await this.queries.grants(referral.id), newId };
  }
}
