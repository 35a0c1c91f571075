import { Injectable } from '@nestjs/common';
import { Clock, daysBetween, dayOf, type Actor, type Day } from '#libs/kernel';
import { Database, empty, Reader, sql, whereScope } from '#libs/persistence';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import { ContractDirectory } from '../../contracts/contracts.public.js';
import { IdentityDirectory } from '../../identity/identity.public.js';
import type { DraftAnswers } from '../domain/draft.js';
import { daysLeft, expiresOn, missingIn, takesReferrals } from '../domain/draft-life.js';
import { DraftEntity } from '../persistence/draft.entity.js';

/** A draft in its writer's list. */
export interface DraftListed {
  readonly id: string;
  readonly personName: string | null;
  readonly crn: string | null;
  readonly contractId: string;
  readonly service: string;
  readonly provider: string;
  readonly toBest: boolean;
  /** Whether its service takes referrals today. */
  readonly isOpen: boolean;
  readonly startedAt: Date;
  readonly savedAt: Date;
  /** Days since it was started. */
  readonly age: number;
  readonly expiresOn: Day;
  readonly daysLeft: number;
  readonly missing: readonly string[];
  /** Whether something was typed that is no answer yet. */
  readonly hasText: boolean;
  /** The colleague who handed it over, and what they said. */
  readonly handedBy: string | null;
  readonly handoverNote: string | null;
}

/** Where the list continues: the last row shown. */
export interface DraftPosition {
  readonly savedAt: string;
  readonly id: string;
}

interface Row extends Pick<DraftListed, 'id' | 'personName' | 'crn' | 'contractId' | 'toBest' | 'startedAt' | 'savedAt' | 'hasText' | 'handoverNote'> {
  readonly handedById: string | null;
  readonly pages: readonly string[];
  readonly categories: readonly string[] | null;
}

/** The drafts somebody writes, their own and those handed to them. */
@Injectable()
export class DraftList {
  constructor(
    private readonly database: Database,
    private readonly reader: Reader,
    private readonly contracts: ContractDirectory,
    private readonly catalogue: Catalogue,
    private readonly identity: IdentityDirectory,
    private readonly clock: Clock,
  ) {}

  /** Drafts of the actor's, saved last first; `limit` rows after a position. */
  async list(actor: Actor, page: { readonly after?: DraftPosition | undefined; readonly limit: number }): Promise<DraftListed[]> {
    return this.named(await this.rows(actor, page));
  }

  /** Those of some drafts that are the actor's, saved last first. */
  async chosen(actor: Actor, ids: readonly string[]): Promise<DraftListed[]> {
    return this.named(await this.rows(actor, { limit: ids.length, only: ids }));
  }

  private async named(rows: readonly Row[]): Promise<DraftListed[]> {
    const contracts = await this.contracts.contracts([...new Set(rows.map((row) => row.contractId))]);
    const people = await this.identity.people([...new Set(rows.flatMap((row) => row.handedById ?? []))]);
    const [types, categories] = [await this.catalogue.serviceTypes(), await this.catalogue.categories()];
    const today = this.clock.today();
    return rows.map(({ pages, categories: chosen, handedById, ...row }) => {
      const contract = contracts.find((each) => each.id === row.contractId);
      const offered = categories.filter(({ code }) => types.find((type) => type.code === contract?.serviceTypeCode)?.categoryCodes.includes(code));
      const answers: DraftAnswers = { ...Object.fromEntries(pages.map((each) => [each, {}])), ...(chosen ? { needs: { categories: chosen } } : {}) };
      return {
        ...row,
        ...{ service: contract?.title ?? '', provider: contract?.primeName ?? '', isOpen: contract !== undefined && takesReferrals(contract, today) },
        ...{ age: daysBetween(dayOf(row.startedAt), today), expiresOn: expiresOn(row), daysLeft: daysLeft(row, today), missing: missingIn(answers, offered) },
        handedBy: people.find((person) => person.id === handedById)?.name ?? null,
      };
    });
  }

  private rows(actor: Actor, { after, limit, only }: { readonly after?: DraftPosition | undefined; readonly limit: number; readonly only?: readonly string[] }): Promise<Row[]> {
    const scope = whereScope(this.reader.scope(actor, DraftEntity), 'd');
    return this.database.rows<Row>(sql`
      select d.id, d.contract_id, d.to_best, d.started_at, d.saved_at, d.handed_by_id, d.handover_note, d.answers #>> '{crn,crn}' as crn, d.answers #> '{needs,categories}' as categories,
        nullif(concat_ws(' ', d.answers #>> '{person,firstName}', d.answers #>> '{person,lastName}'), '') as person_name,
        array(select jsonb_object_keys(d.answers)) as pages, exists (select 1 from referrals.draft_text t where t.draft_id = d.id) as has_text
      from referrals.draft d where ${scope} ${only ? sql`and d.id = any(${only}::uuid[])` : empty} ${after ? sql`and (d.saved_at, d.id) < (${after.savedAt}::timestamptz, ${after.id}::uuid)` : empty}
      order by d.saved_at desc, d.id desc limit ${limit}`);
  }
}
