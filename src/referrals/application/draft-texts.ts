import { Injectable } from '@nestjs/common';
import { Clock, ensure, NotFound, StaleRecord, type Actor } from '#libs/kernel';
import { Database, join, Reader, sql } from '#libs/persistence';
import { ensureSeen, type DraftAnswers } from '../domain/draft.js';
import { DraftEntity } from '../persistence/draft.entity.js';

/** What somebody typed on a page and has not said yet: kept as it is, never an answer. */
export interface DraftText {
  readonly page: string;
  /** Grows with every saving, so that a second tab on the same page is told. */
  readonly version: number;
  /** The stamp of the answer it was typed over. */
  readonly seen: string;
  readonly typed: Readonly<Record<string, unknown>>;
  readonly typedAt: Date;
}

/** Text to keep: `version` is the one the page knows of, 0 for none. */
export interface Typing {
  readonly page: string;
  readonly typed: Readonly<Record<string, unknown>>;
  readonly seen: string;
  readonly version: number;
}

const MOST_CHARACTERS = 200_000;
/** What a second tab typing on one page is told. */
export const TYPED_ELSEWHERE = 'Somebody is typing on this page in another tab or window too. Your text here is kept when you continue.';

/** Half-written text of drafts. It is nobody's decision, so it has no history and goes with its draft. */
@Injectable()
export class DraftTexts {
  constructor(
    private readonly database: Database,
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  /** Keeps what was typed; answers when, and its version. Throws StaleRecord when the page's answer or another tab's text came in between. */
  async keep(actor: Actor, id: string, { page, typed, seen, version }: Typing): Promise<Pick<DraftText, 'version' | 'typedAt'>> {
    ensure(JSON.stringify(typed).length <= MOST_CHARACTERS, 'too-much-text', 'This is too much text to save while you type. Shorten it, or continue to save it.');
    const draft = await this.reader.one(actor, DraftEntity, id, 'draft.answer');
    ensureSeen(draft, page, seen);
    const typedAt = this.clock.now();
    const [kept] = await this.database.rows<Pick<DraftText, 'version' | 'typedAt'>>(sql`
      insert into referrals.draft_text (draft_id, page, version, seen, typed, typed_at)
      select d.id, ${page}, 1, ${seen}, ${JSON.stringify(typed)}::jsonb, ${typedAt} from (select id from referrals.draft where id = ${id} and practitioner_id = ${actor.id} for key share) d
      on conflict (draft_id, page) do update set version = draft_text.version + 1, seen = excluded.seen, typed = excluded.typed, typed_at = excluded.typed_at
        where draft_text.version = ${version}
      returning version, typed_at`);
    if (kept) return kept;
    throw (await this.of(id, page)) ? new StaleRecord(TYPED_ELSEWHERE) : new NotFound('draft');
  }

  /** What was typed on a page and not said yet; null for nothing. The caller has read the draft. */
  of(draftId: string, page: string): Promise<DraftText | null> {
    return this.database.first<DraftText>(sql`select page, version, seen, typed, typed_at from referrals.draft_text where draft_id = ${draftId} and page = ${page}`);
  }

  /** Pages of a draft with half-written text. */
  async pagesOf(draftId: string): Promise<string[]> {
    return (await this.database.rows<{ page: string }>(sql`select page from referrals.draft_text where draft_id = ${draftId} order by page`)).map(({ page }) => page);
  }

  /** Forgets a page's text once it is said, joining the transaction; another tab's, of another version, stays. */
  async forget(draftId: string, page: string, version?: number): Promise<void> {
    const same = version === undefined ? sql`true` : sql`version = ${version}`;
    await this.database.run(sql`delete from referrals.draft_text where draft_id = ${draftId} and page = ${page} and ${same}`);
  }

  /** Begins pages that are filled in only in part when their draft is started, joining the transaction. */
  async begin(draftId: string, pages: DraftAnswers, startedAt: Date): Promise<void> {
    const rows = Object.entries(pages).map(([page, typed]) => sql`(${draftId}, ${page}, 1, 'none', ${JSON.stringify(typed)}::jsonb, ${startedAt}::timestamptz)`);
    if (rows.length > 0) await this.database.run(sql`insert into referrals.draft_text (draft_id, page, version, seen, typed, typed_at) values ${join(rows, ', ')}`);
  }
}
