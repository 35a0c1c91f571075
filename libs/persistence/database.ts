import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { camel } from './naming.js';
import type { Sql } from './sql.js';

/** The first record a transaction acted on, so that a replayed answer can be authorised again. */
export interface Subject {
  readonly action: string;
  readonly stream: string;
  readonly id: string;
}

interface Transaction {
  readonly manager: EntityManager;
  subject?: Subject;
  /** Settles when the statement sent last has been answered. */
  last: Promise<unknown>;
}

const DEADLOCK = '40P01';
const SERIALIZATION_FAILURE = '40001';

/** The only way to the database. Inside a transaction every read and write joins it; a second connection there would deadlock the pool. */
@Injectable()
export class Database {
  private readonly current = new AsyncLocalStorage<Transaction>();
  private readonly watching = new AsyncLocalStorage<{ subject: Subject | undefined }>();
  private statementCount = 0;

  constructor(@InjectDataSource() private readonly source: DataSource) {}

  /** The transaction's entity manager, or the pool's outside one. */
  get manager(): EntityManager {
    return this.current.getStore()?.manager ?? this.source.manager;
  }

  get inTransaction(): boolean {
    return this.current.getStore() !== undefined;
  }

  /** Statements sent through `rows`, `first` and `run` since start: tests assert differences of it. */
  get statements(): number {
    return this.statementCount;
  }

  /** Runs the work in one transaction, joining one already open. Only the outermost retries, once, after a deadlock or serialization failure. */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    if (this.inTransaction) return work();
    try {
      return await this.attempt(work);
    } catch (error) {
      if (!isRetryable(error)) throw error;
      await pause(10 + Math.random() * 40);
      return this.attempt(work);
    }
  }

  /** Rows of a statement, columns in camelCase. */
  async rows<T extends object>(statement: Sql): Promise<T[]> {
    this.statementCount += 1;
    const found: Record<string, unknown>[] = await this.inTurn(() => this.manager.query(statement.text, statement.values));
    return found.map((row) => Object.fromEntries(Object.entries(row).map(([column, value]) => [camel(column), value])) as T);
  }

  /** The first row of a statement, or null. */
  async first<T extends object>(statement: Sql): Promise<T | null> {
    return (await this.rows<T>(statement))[0] ?? null;
  }

  /** Runs a writing statement and answers how many rows it touched. */
  async run(statement: Sql): Promise<number> {
    this.statementCount += 1;
    const runner = this.manager.queryRunner;
    if (runner) return (await this.inTurn(() => runner.query(statement.text, statement.values, true))).affected ?? 0;
    const own = this.source.createQueryRunner();
    try {
      return (await own.query(statement.text, statement.values, true)).affected ?? 0;
    } finally {
      await own.release();
    }
  }

  /** The first record this transaction acted on. */
  get subject(): Subject | undefined {
    return this.current.getStore()?.subject;
  }

  /** Does work that opens transactions of its own; answers with its result the first record they acted on, of those that were not undone. */
  async watch<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly subject: Subject | undefined }> {
    const seen: { subject: Subject | undefined } = { subject: undefined };
    const result = await this.watching.run(seen, work);
    return { result, subject: seen.subject };
  }

  /** Remembers the record a verb acts on, if it is this transaction's first. */
  note(subject: Subject): void {
    const transaction = this.current.getStore();
    if (transaction) transaction.subject ??= subject;
  }

  /** A transaction has one connection, which takes one statement at a time: those sent together wait for one another. */
  private inTurn<T>(send: () => Promise<T>): Promise<T> {
    const transaction = this.current.getStore();
    if (!transaction) return send();
    const answered = transaction.last.then(send);
    transaction.last = answered.catch(() => undefined);
    return answered;
  }

  private attempt<T>(work: () => Promise<T>): Promise<T> {
    return this.source.transaction(async (manager) => {
      const transaction: Transaction = { manager, last: Promise.resolve() };
      const result = await this.current.run(transaction, work);
      const seen = this.watching.getStore();
      if (seen) seen.subject ??= transaction.subject;
      return result;
    });
  }
}

function isRetryable(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return code === DEADLOCK || code === SERIALIZATION_FAILURE;
}
