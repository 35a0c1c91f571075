import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { ReferralDirectory } from '../../referrals/referrals.public.js';
import { listsFor } from '../domain/caseload-lists.js';
import { COUNT_CAP, countsStatement, listStatement, type CaseloadFilter, type CaseloadPart, type CaseloadRow, type CaseloadStage } from './caseload-statements.js';

/** What the tabs of a list say; drafts are the practitioner's own, null for everyone else. */
export type CaseloadCounts = Readonly<Record<CaseloadStage, number>> & { readonly drafts: number | null };

/** Reads of the caseload: a statement for a page of a list, one for its tabs, and one for drafts. */
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
    const row = await this.database.first<Record<CaseloadStage, number>>(countsStatement(actor, filter));
    const drafts = await this.referrals.draftCount(actor, COUNT_CAP + 1);
    return { waiting: 0, open: 0, ended: 0, ...row, drafts };
  }

  /** The most pressing rows of the list someone begins with, waiting and open together. */
  async pressing(actor: Actor, limit: number): Promise<CaseloadRow[]> {
    const filter = { list: listsFor(actor).first, sort: 'due' } as const;
    const waiting = await this.list(actor, { ...filter, stage: 'waiting' }, { limit });
    const open = await this.list(actor, { ...filter, stage: 'open' }, { limit });
    return [...waiting, ...open].sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1)).slice(0, limit);
  }
}
