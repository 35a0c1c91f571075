import { Injectable } from '@nestjs/common';
import type { ObjectLiteral, QueryDeepPartialEntity } from 'typeorm';
import { canonical, type ChildChange } from '#libs/kernel';
import { Database } from './database.js';
import { rootOf, type EntityClass, type RootRow } from './root.js';

/** Writes rows by id: what is meant, no more. Never load-merge-save. */
@Injectable()
export class RowStore {
  constructor(private readonly database: Database) {}

  /** Locks the record and the others named with it, in (stream, id) order so that two commands cannot wait on each other; answers the record, or null. */
  async lockAll<Row extends RootRow>(entity: EntityClass<Row>, id: string, others: readonly (readonly [EntityClass<RootRow>, string])[]): Promise<Row | null> {
    const wanted = [[entity, id] as readonly [EntityClass<RootRow>, string], ...others];
    const ordered = wanted.sort(([a, x], [b, y]) => (key(a, x) < key(b, y) ? -1 : 1));
    let row: Row | null = null;
    for (const [each, eachId] of ordered) {
      const locked = await this.lock(each, eachId);
      if (each === entity && eachId === id) row = locked as Row | null;
    }
    return row;
  }

  /** Locks and reads one row, or answers null. */
  lock<Row extends RootRow>(entity: EntityClass<Row>, id: string): Promise<Row | null> {
    return this.database.manager.createQueryBuilder(entity, 'row').where('row.id = :id', { id }).setLock('pessimistic_write').getOne();
  }

  async insert<Row extends ObjectLiteral>(entity: EntityClass<Row>, row: Row): Promise<void> {
    await this.database.manager.insert(entity, { ...row } as QueryDeepPartialEntity<Row>);
  }

  async update<Row extends ObjectLiteral>(entity: EntityClass<Row>, id: string, set: Partial<Row>): Promise<void> {
    await this.database.manager.createQueryBuilder().update(entity).set(set as QueryDeepPartialEntity<Row>).where('id = :id', { id }).execute();
  }

  async delete<Row extends ObjectLiteral>(entity: EntityClass<Row>, id: string): Promise<void> {
    await this.database.manager.createQueryBuilder().delete().from(entity).where('id = :id', { id }).execute();
  }

  /** Writes the rows below a root, in the order decided. */
  async applyChildren(entity: EntityClass<RootRow>, children: readonly ChildChange[]): Promise<void> {
    for (const { child, insert = [], update = [], remove = [] } of children) {
      const table = rootOf(entity).children?.[child]?.();
      if (!table) throw new Error(`${entity.name} has no children called ${child}`);
      for (const id of remove) await this.delete(table, id);
      if (insert.length > 0) await this.database.manager.insert(table, insert.map((row) => ({ ...row })));
      for (const { id, set } of update) await this.update(table, id, set);
    }
  }

  /** Before and after of each column that really changes. */
  difference<Row extends object>(row: Row, changes: Partial<Row>): Record<string, readonly [unknown, unknown]> {
    const before = row as Record<string, unknown>;
    const changed = Object.entries(changes).filter(([column, after]) => canonical([before[column]]) !== canonical([after]));
    return Object.fromEntries(changed.map(([column, after]) => [column, [before[column] ?? null, after] as const]));
  }
}

function key(entity: EntityClass<RootRow>, id: string): string {
  return `${rootOf(entity).stream} ${id}`;
}
