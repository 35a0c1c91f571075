import 'reflect-metadata';
import { Injectable, Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import pg from 'pg';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { anyOf, lifecycle, SettableClock, type Actor, type Policy } from '#libs/kernel';
import { MessagingModule, Projects } from '#libs/messaging';
import { Database, PersistenceModule, Root, RootRow, sql, type EventEnvelope } from '#libs/persistence';
import { emptyDatabase, workerDatabase, type TestDatabase } from '../support/database.js';

/** A small root of the tests' own: notes with lines, read by their shelf, changed by their author. */
export const notePolicy = {
  'note.read': (actor) => anyOf({ shelf: actor.roles.map((held) => held.organisationId) }),
  'note.write': (actor) => anyOf({ shelf: actor.roles.map((held) => held.organisationId), author: actor.id }),
} satisfies Policy;

export const noteLifecycle = lifecycle(['open', 'shut'], { write: { from: null, to: 'open' }, shut: { from: ['open'], to: 'shut' }, reopen: { from: ['shut'], to: 'open' } });

@Entity({ schema: 'notes', name: 'line' })
export class LineEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') noteId!: string;
  @Column('text') text!: string;
}

@Entity({ schema: 'notes', name: 'note' })
@Root({ stream: 'note', read: 'note.read', policy: notePolicy, children: { lines: () => LineEntity }, lifecycle: { table: noteLifecycle, column: 'status' }, secret: ['pin'] })
export class NoteEntity extends RootRow {
  @Column('text') shelf!: string;
  @Column('text') author!: string;
  @Column('text') status!: string;
  @Column('int') count!: number;
  @Column('text') pin!: string;
}

@Injectable()
export class NoteCounter {
  constructor(private readonly database: Database) {}

  @Projects('notes.written')
  async count({ data }: EventEnvelope<{ shelf: string }>): Promise<void> {
    if (data.shelf === 'forbidden') throw new Error('the projection fails');
    await this.database.run(sql`insert into notes.tally (shelf, notes) values (${data.shelf}, 1) on conflict (shelf) do update set notes = notes.tally.notes + 1`);
  }
}

@Module({ imports: [TypeOrmModule.forFeature([NoteEntity, LineEntity])], providers: [NoteCounter] })
class NotesModule {}

const SCHEMA = `
  create schema if not exists notes;
  create table if not exists notes.note (id uuid primary key, revision int not null, shelf text not null, author text not null, status text not null, count int not null, pin text not null);
  create table if not exists notes.line (id uuid primary key, note_id uuid not null references notes.note on delete cascade, text text not null);
  create index if not exists line_by_note on notes.line (note_id);
  create table if not exists notes.tally (shelf text primary key, notes int not null);
  grant usage on schema notes to crs_app;
  grant select, insert, update, delete on all tables in schema notes to crs_app;`;

/** The notes' own little service on this worker's database. */
export interface Notes {
  readonly app: INestApplicationContext;
  readonly clock: SettableClock;
  readonly database: TestDatabase;
  get<T>(token: abstract new (...args: never[]) => T): T;
  /** Runs SQL as the owner of the schema, as an intruder with the owner's password would. */
  asOwner(statement: string, values?: unknown[]): Promise<pg.QueryResult>;
  close(): Promise<void>;
}

/** Starts it; `poolSize` is small where a test is about running out of connections. */
export async function startNotes(poolSize = 5): Promise<Notes> {
  const database = await workerDatabase();
  const asOwner = async (statement: string, values: unknown[] = []) => {
    const client = new pg.Client(database.ownerUrl);
    await client.connect();
    try {
      return await client.query(statement, values);
    } finally {
      await client.end();
    }
  };
  await asOwner(SCHEMA);
  await emptyDatabase(database);
  const clock = new SettableClock(new Date('2026-06-10T11:00:00Z'));
  const imports = [
    PersistenceModule.forRoot({ url: database.appUrl, poolSize, historyKey: 'a-key-for-tests', clock }),
    MessagingModule.forRoot({ role: 'in-process', databaseUrl: database.appUrl }),
    NotesModule,
  ];
  @Module({ imports })
  class Service {}
  const app = await NestFactory.createApplicationContext(Service, { logger: false, abortOnError: false });
  return {
    app,
    clock,
    database,
    asOwner,
    get: (token) => app.get(token as unknown as new () => never, { strict: false }),
    close: async () => {
      await app.close();
      await asOwner('drop schema notes cascade');
    },
  };
}

/** Someone with a place on one shelf. */
export function reader(id: string, shelf: string): Actor {
  return { id, name: id, granted: [], roles: [{ role: 'writer', organisationId: shelf, teamId: null, areas: [] }] };
}
