import { Inject, Injectable } from '@nestjs/common';
import type { Day } from '#libs/kernel';
import { Database } from './database.js';
import { chainHash, digestOf, HISTORY_KEY, type HistoryRow } from './history.js';
import { sealOf, type Head } from './history-seal.js';
import { LifecycleReplay } from './lifecycle-replay.js';
import { allRoots, type RootDefinition, type EntityClass, type RootRow } from './root.js';
import { snake } from './naming.js';
import { raw, sql, type Sql } from './sql.js';

/** What verification found: chains read, and one sentence for each thing that does not agree. */
export interface VerifiedHistory {
  readonly histories: number;
  readonly differences: readonly string[];
}

const BATCH = 2_000;

/** Proves that no history row was altered or cut off, and that every record stands where its history says, by legal steps only. */
@Injectable()
export class HistoryVerifier {
  constructor(
    private readonly database: Database,
    @Inject(HISTORY_KEY) private readonly key: string,
  ) {}

  /** Reads every chain, every seal and every record's revision. */
  async verify(): Promise<VerifiedHistory> {
    const differences: string[] = [];
    const chains = await this.chains(differences);
    await this.seals(differences);
    for (const root of allRoots()) await this.records(root, differences);
    return { histories: chains, differences };
  }

  private async chains(differences: string[]): Promise<number> {
    let count = 0;
    let last: HistoryRow | null = null;
    const replay = new LifecycleReplay(allRoots());
    for await (const row of this.everyRow()) {
      const continues: boolean = last?.stream === row.stream && last.streamId === row.streamId;
      if (!continues) count += 1;
      const name = `${row.stream} ${row.streamId} row ${row.sequence}`;
      if (row.sequence !== (continues && last ? last.sequence + 1 : 1)) differences.push(`${name}: a row before it is missing`);
      if (row.content !== null && digestOf(row.salt, row.content) !== row.digest) differences.push(`${name}: its content was altered`);
      if (chainHash(this.key, continues && last ? last.hash : '', row) !== row.hash) differences.push(`${name}: it does not follow from the row before it`);
      const illegal = replay.step(row);
      if (illegal) differences.push(`${name}: ${illegal}`);
      last = row;
    }
    return count;
  }

  private async *everyRow(): AsyncGenerator<HistoryRow> {
    let after: HistoryRow | undefined;
    for (;;) {
      const from = after ? sql`where (stream, stream_id, sequence) > (${after.stream}, ${after.streamId}::uuid, ${after.sequence})` : sql``;
      const rows: HistoryRow[] = await this.database.rows<HistoryRow>(sql`select * from platform.history ${from} order by stream, stream_id, sequence limit ${BATCH}`);
      yield* rows;
      after = rows.at(-1);
      if (rows.length < BATCH) return;
    }
  }

  private async seals(differences: string[]): Promise<void> {
    const seals = await this.database.rows<Head & { sealedOn: Day; seal: string; found: string | null }>(sql`
      select s.*, h.hash as found from platform.history_seal s
      left join platform.history h on h.stream = s.stream and h.stream_id = s.stream_id and h.sequence = s.sequence`);
    for (const seal of seals) {
      const name = `${seal.stream} ${seal.streamId} sealed on ${seal.sealedOn}`;
      if (seal.seal !== sealOf(this.key, seal.sealedOn, seal)) differences.push(`${name}: the seal was altered`);
      else if (seal.found !== seal.hash) differences.push(`${name}: row ${seal.sequence} is ${seal.found === null ? 'missing' : 'another'}`);
    }
  }

  /** A record must be there unless it was removed, at its last row's number (a tail cut before the day is sealed shows as well) and in the state its history reaches. One that a migration made stands at 0 until somebody changes it. */
  private async records(root: RootDefinition & { entity: EntityClass<RootRow> }, differences: string[]): Promise<void> {
    const table = raw(this.database.manager.connection.getMetadata(root.entity).tablePath);
    const ends = await this.database.rows<{ id: string; revision: number; sequence: number | null }>(sql`
      select r.id, r.revision, h.sequence from ${table} r left join lateral (
        select sequence from platform.history where stream = ${root.stream} and stream_id = r.id order by sequence desc limit 1
      ) h on true where coalesce(h.sequence, 0) <> r.revision`);
    for (const row of ends) differences.push(`${root.stream} ${row.id}: stands at revision ${row.revision}, its history ends at ${row.sequence ?? 'nothing'}`);
    const lost = await this.database.rows<{ streamId: string }>(sql`
      select h.stream_id from (
        select distinct on (stream_id) stream_id, content from platform.history where stream = ${root.stream} order by stream_id, sequence desc
      ) h where h.content is not null and not h.content::jsonb ? 'removed' and not exists (select from ${table} r where r.id = h.stream_id)`);
    for (const { streamId } of lost) differences.push(`${root.stream} ${streamId}: has a history and no record`);
    if (root.lifecycle) await this.states(root.stream, { table, column: root.lifecycle.column }, differences);
  }

  /** Records with an erased row are passed over: their history no longer says which state it reaches. */
  private async states(stream: string, { table, column }: { readonly table: Sql; readonly column: string }, differences: string[]): Promise<void> {
    const state = sql`coalesce(h.content::jsonb -> 'row' ->> ${column}, h.content::jsonb -> 'changes' -> ${column} ->> 1)`;
    const rows = await this.database.rows<{ id: string; stands: string; reached: string }>(sql`
      select r.id, r.${raw(snake(column))} as stands, last.state as reached from ${table} r join lateral (
        select ${state} as state from platform.history h where h.stream = ${stream} and h.stream_id = r.id and ${state} is not null order by h.sequence desc limit 1
      ) last on last.state <> r.${raw(snake(column))}
      where not exists (select from platform.history e where e.stream = ${stream} and e.stream_id = r.id and e.content is null)`);
    for (const row of rows) differences.push(`${stream} ${row.id}: is ${row.stands}, its history leads to ${row.reached}`);
  }
}
