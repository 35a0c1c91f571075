import { Injectable } from '@nestjs/common';
import { NotFound, type Actor } from '#libs/kernel';
import { Database, History, mayReach, sql } from '#libs/persistence';
import { IdentityDirectory } from '../../identity/identity.public.js';
import { endReasons, ReferralDirectory, type EndReasonCode, type ReferralSummary, type StoryEntry } from '../../referrals/referrals.public.js';
import { caseloadPolicy } from '../domain/delivery.policy.js';
import { caseStory, namedInCase, type ToldCase } from '../domain/case-story.js';

/** A referral with everything that happened to it and its case, newest first. */
export interface Timeline {
  readonly referral: ReferralSummary;
  readonly caseId: string | null;
  readonly entries: readonly StoryEntry[];
}

/** One story of a referral and its case, in plain words. */
@Injectable()
export class Timelines {
  constructor(
    private readonly database: Database,
    private readonly history: History,
    private readonly referrals: ReferralDirectory,
    private readonly identity: IdentityDirectory,
  ) {}

  /** Of a referral the actor may read, with its case where there is one. Throws NotFound. */
  async ofReferral(actor: Actor, referralId: string): Promise<Timeline> {
    const referral = await this.referrals.referral(referralId);
    const opened = await this.database.first<{ id: string; caseworkerId: string }>(sql`select id, caseworker_id from delivery.case where referral_id = ${referralId}`);
    const row = { ...referral, referralId, caseworkerId: opened?.caseworkerId ?? null };
    if (!mayReach(caseloadPolicy, 'caseload.read', actor, row)) throw new NotFound('referral');
    const told = await this.referrals.story(actor, referralId);
    const ofCase = opened ? await this.ofCase(opened.id) : [];
    // Both lists are newest first; what happened in one moment keeps the order case before referral, as it was caused.
    const entries = [...ofCase, ...told].sort((a, b) => b.at.getTime() - a.at.getTime());
    return { referral, caseId: opened?.id ?? null, entries };
  }

  private async ofCase(caseId: string): Promise<StoryEntry[]> {
    const rows = (await this.history.of('case', caseId)).map(({ action, actorName, occurredAt, content }): ToldCase => ({ action, actorName, at: occurredAt, content: content === null ? null : (JSON.parse(content) as ToldCase['content']) }));
    const { peopleIds, organisationIds } = namedInCase(rows);
    const people = peopleIds.length > 0 ? await this.identity.people(peopleIds) : [];
    const organisations = organisationIds.length > 0 ? await this.identity.organisations(organisationIds) : [];
    const nameOf = (id: string) => [...people, ...organisations].find((each) => each.id === id)?.name ?? '';
    return caseStory(rows, { nameOf, reasonOf: (code) => endReasons[code as EndReasonCode] }).reverse();
  }
}
