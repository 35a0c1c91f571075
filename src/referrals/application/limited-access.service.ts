import { Injectable } from '@nestjs/common';
import { Clock, newId, type Actor } from '#libs/kernel';
import { Database, Reader, sql, UnitOfWork } from '#libs/persistence';
import { IdentityDirectory } from '../../identity/identity.public.js';
import { alwaysNamed, ensureNamed, liftLimit, limitAccess, type AccessDecision, type AccessFacts, type AccessGrant, type Limiting } from '../domain/limited-access.js';
import type { Referral } from '../domain/referral.js';
import { ReferralEntity } from '../persistence/referral.entity.js';
import { ReaderCandidates, type NamedCandidate } from './reader-candidates.js';

/** Who may see a referral. */
export interface Access {
  readonly referral: ReferralEntity;
  readonly readers: readonly { readonly id: string; readonly name: string }[];
  readonly candidates: readonly NamedCandidate[];
  /** Ids of those who always see it while access is limited. */
  readonly always: readonly string[];
  /** The last decision about it, with who took it; null when access was never limited. */
  readonly decision: (AccessDecision & { readonly byName: string }) | null;
}

/** Limiting who can see a referral to people named one by one. */
@Injectable()
export class LimitedAccessService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly reader: Reader,
    private readonly database: Database,
    private readonly candidates: ReaderCandidates,
    private readonly identity: IdentityDirectory,
    private readonly clock: Clock,
  ) {}

  /** Who may see a referral of the actor's team. Throws NotFound or NotAllowed. */
  async access(actor: Actor, id: string): Promise<Access> {
    const referral = await this.reader.one(actor, ReferralEntity, id, 'referral.limit');
    const readers = referral.restricted ? await this.identity.people((await this.grants(id)).map(({ userId }) => userId)) : [];
    return {
      referral,
      readers: readers.map((person) => ({ id: person.id, name: person.name })),
      candidates: await this.candidates.of(referral),
      always: alwaysNamed(referral, actor.id),
      decision: await this.lastDecision(id),
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
    ensureNamed(referral, !referral.restricted || (await this.grants(referral.id)).some((grant) => grant.userId === userId));
  }

  /** Throws RuleBroken `not-named` when a referral whose access is limited would be given to an organisation where no manager may see it. */
  async ensureNamedAt(referral: Referral, organisationId: string): Promise<void> {
    const managers = referral.restricted ? await this.identity.peopleWith(['provider-manager'], { organisationId }) : [];
    const named = referral.restricted ? (await this.grants(referral.id)).map(({ userId }) => userId) : [];
    ensureNamed(referral, managers.some(({ id }) => named.includes(id)), 'organisationId');
  }

  /** Those who may see a referral whose access is limited. */
  grants(referralId: string): Promise<AccessGrant[]> {
    return this.database.rows<AccessGrant>(sql`select id, referral_id, user_id, granted_by, granted_at from referrals.access_grant where referral_id = ${referralId} order by granted_at, id`);
  }

  private async facts(actor: Actor, referral: Referral): Promise<AccessFacts> {
    return { by: actor.id, now: this.clock.now(), candidates: await this.candidates.of(referral), grants: await this.grants(referral.id), newId };
  }

  private async lastDecision(id: string): Promise<Access['decision']> {
    const decision = await this.database.first<AccessDecision>(sql`
      select id, referral_id, is_limited, reason, decided_by, decided_at from referrals.access_decision where referral_id = ${id} order by decided_at desc, id desc limit 1`);
    const [by] = decision ? await this.identity.people([decision.decidedBy]) : [];
    return decision && { ...decision, byName: by?.name ?? '' };
  }
}
