import { Injectable } from '@nestjs/common';
import { NotAllowed, NotFound, StaleRecord, isId, type Actor, type ChildChange, type Creation, type Decision } from '#libs/kernel';
import { mayReach } from './authorise.js';
import { Database } from './database.js';
import { History } from './history.js';
import { Outbox } from './outbox.js';
import { rootOf, type EntityClass, type RootDefinition, type RootRow } from './root.js';
import { RowStore } from './row-store.js';

/** A change to one existing record. `revision` is what the actor last saw (409 when it moved on); `locks` are other roots to lock with it. */
export interface Command<Row extends RootRow> {
  readonly actor: Actor;
  readonly action: string;
  readonly entity: EntityClass<Row>;
  readonly id: string;
  readonly revision?: number;
  readonly locks?: readonly (readonly [EntityClass<RootRow>, string])[];
}

/** One row's outcome of a change to many. */
export type EachResult = { readonly id: string; readonly ok: true } | { readonly id: string; readonly ok: false; readonly error: Error };

type MaybePromise<T> = T | Promise<T>;

/** The only way people's records are written: lock, authorise, decide, store, history, projections, outbox, in one transaction. */
@Injectable()
export class UnitOfWork {
  constructor(
    private readonly database: Database,
    private readonly store: RowStore,
    private readonly history: History,
    private readonly outbox: Outbox,
  ) {}

  /** Makes a new record. The row as decided must be within the action's scope (403). */
  create<Row extends RootRow>(command: Omit<Command<Row>, 'id' | 'revision' | 'locks'>, decide: () => MaybePromise<Creation<Omit<Row, 'revision'>>>): Promise<Row> {
    const { actor, action, entity } = command;
    const root = rootOf(entity);
    return this.database.transaction(async () => {
      const { row: decided, children = [], events = [] } = await decide();
      const row = { ...decided, revision: 1 } as Row;
      this.database.note({ action, stream: root.stream, id: row.id });
      if (!mayReach(root.policy, action, actor, row)) throw new NotAllowed(action);
      await this.store.insert(entity, row);
      await this.store.applyChildren(entity, children);
      await this.history.append({ stream: root.stream, streamId: row.id, sequence: 1, action, content: { row: recorded(root, decided), children: children.map((child) => recordedChild(root, child)) } }, actor);
      await this.outbox.publish(events, actor);
      return row;
    });
  }

  /** Changes one record; answers it as it then stands. A decision with nothing in it writes nothing. */
  change<Row extends RootRow>(command: Command<Row>, decide: (row: Row) => MaybePromise<Decision<Row>>): Promise<Row> {
    const { actor, action, entity } = command;
    return this.database.transaction(async () => {
      const row = await this.lockAndAuthorise(command);
      this.database.note({ action, stream: rootOf(entity).stream, id: row.id });
      const { changes = {}, children = [], events = [] } = await decide(row);
      const changed = this.store.difference(row, changes as Partial<Row>);
      if (Object.keys(changed).length > 0 || children.length > 0) {
        const sequence = row.revision + 1;
        await this.store.update(entity, row.id, { ...changes, revision: sequence } as Partial<Row>);
        await this.store.applyChildren(entity, children);
        await this.history.append({ stream: rootOf(entity).stream, streamId: row.id, sequence, action, content: { changes: recorded(rootOf(entity), changed), children: children.map((child) => recordedChild(rootOf(entity), child)) } }, actor);
        Object.assign(row, changes, { revision: sequence });
      }
      await this.outbox.publish(events, actor);
      return row;
    });
  }

  /** Removes one record and the rows below it; its history stays. */
  remove<Row extends RootRow>(command: Command<Row>, decide: (row: Row) => MaybePromise<Pick<Decision<Row>, 'events'>> = () => ({})): Promise<void> {
    const { actor, action, entity } = command;
    return this.database.transaction(async () => {
      const row = await this.lockAndAuthorise(command);
      const { events = [] } = await decide(row);
      // After what is made of it: a repeat can be authorised on what is still there.
      this.database.note({ action, stream: rootOf(entity).stream, id: row.id });
      await this.store.delete(entity, row.id);
      await this.history.append({ stream: rootOf(entity).stream, streamId: row.id, sequence: row.revision + 1, action, content: { removed: true } }, actor);
      await this.outbox.publish(events, actor);
    });
  }

  /** Changes many records, each in its own transaction, and answers what became of each. Throws inside a transaction. */
  async changeEach<Row extends RootRow>(command: Omit<Command<Row>, 'id' | 'revision'> & { readonly ids: readonly string[] }, decide: (row: Row) => MaybePromise<Decision<Row>>): Promise<EachResult[]> {
    if (this.database.inTransaction) throw new Error('changeEach opens its own transactions');
    const results: EachResult[] = [];
    for (const id of command.ids) {
      try {
        await this.change({ ...command, id }, decide);
        results.push({ id, ok: true });
      } catch (error) {
        results.push({ id, ok: false, error: error instanceof Error ? error : new Error(String(error)) });
      }
    }
    return results;
  }

  private async lockAndAuthorise<Row extends RootRow>({ actor, action, entity, id, revision, locks = [] }: Command<Row>): Promise<Row> {
    const root = rootOf(entity);
    if (!isId(id)) throw new NotFound(root.stream);
    const row = await this.store.lockAll(entity, id, locks);
    if (!row || !mayReach(root.policy, root.read, actor, row)) throw new NotFound(root.stream);
    if (!mayReach(root.policy, action, actor, row)) throw new NotAllowed(action);
    if (revision !== undefined && revision !== row.revision) throw new StaleRecord();
    return row;
  }
}

/** What history may keep of a row: everything but its secret columns. */
function recorded({ secret = [] }: RootDefinition, values: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([column, value]) => [column, secret.includes(column) ? '(not recorded)' : value]));
}

function recordedChild(root: RootDefinition, { insert = [], update = [], ...rest }: ChildChange): object {
  return {
    ...rest,
    ...(insert.length > 0 ? { insert: insert.map((row) => recorded(root, row)) } : {}),
    ...(update.length > 0 ? { update: update.map(({ id, set }) => ({ id, set: recorded(root, set) })) } : {}),
  };
}
