import { Injectable } from '@nestjs/common';
import { organisationsOf, type Actor } from '#libs/kernel';
import { Database, sql } from '#libs/persistence';
import { ReferralDirectory } from '../../referrals/referrals.public.js';
import { listsFor } from '../domain/caseload-lists.js';
import { COUNT_CAP, countsStatement, listStatement, readable, type CaseloadFilter, type CaseloadPart, type CaseloadRow, type CaseloadStage } from './caseload-statements.js';

/** What the tabs of a list say; drafts are the practitioner's own, cases to reassign a manager's, null for everyone else. */
export type CaseloadCounts = Readonly<Record<CaseloadStage, number>> & { readonly drafts: number | null; readonly toReassign: number | null };

/** Reads of the caseload: a statement for a page of a list, one for its tabs and one for drafts; whom referrals are about; and what is most pressing. */
@Injectable()
export class CaseloadQueries {
  constructor(
    private readonly database: Database,
    private readonly referrals: ReferralDirectory,
  ) {}

  /** Rows of one tab after a position, `limit` of them. */
  list(actor: Actor, filter: CaseloadFilter, part: CaseloadPart): Promise<CaseloadRow[]> {
    return this.database.rows<CaseloadRow>(listStatement(actor, filter, part));
  }

  /** How many rows each tab has with these filters, counted no further than one over the cap. */
  async counts(actor: Actor, filter: CaseloadFilter): Promise<CaseloadCounts> {
    const row = await this.database.first<Omit<CaseloadCounts, 'drafts'>>(countsStatement(actor, filter));
    const drafts = await this.referrals.draftCount(actor, COUNT_CAP + 1);
    return { waiting: 0, open: 0, ended: 0, toReassign: null, ...row, drafts };
  }

  /** Whom referrals are about, by their ids; none the actor may not read. */
  async names(actor: Actor, referralIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.database.rows<Pick<CaseloadRow, 'referralId' | 'personName'>>(sql`
      select w.referral_id, w.person_name from delivery.caseload w where w.referral_id = any(${referralIds}::uuid[]) and ${readable(actor)}`);
    return new Map(rows.map(({ referralId, personName }) => [referralId, personName]));
  }

  /** The most pressing rows of the list someone begins with, waiting and open together; a manager has what they are to answer themselves in a list of its own. */
  async pressing(actor: Actor, limit: number): Promise<CaseloadRow[]> {
    const filter = { list: listsFor(actor).first, sort: 'due' } as const;
    const waiting = await this.list(actor, { ...filter, stage: 'waiting', notDeliveredBy: organisationsOf(actor, 'provider-manager') }, { limit });
    const open = await this.list(actor, { ...filter, stage: 'open' }, { limit });
    return [...waiting, ...open].sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1)).slice(0, limit);
  }
}
