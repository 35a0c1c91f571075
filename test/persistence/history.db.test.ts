import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyOf, day, newId, within, type Condition } from '#libs/kernel';
import { Database, HistorySeal, HistoryVerifier, sql, UnitOfWork, whereScope } from '#libs/persistence';
import { emptyDatabase } from '../support/database.js';
import { NoteEntity, reader, startNotes, type Notes } from './notes.js';

let notes: Notes;
let id: string;
const ann = reader('ann', 'top');

beforeAll(async () => {
  notes = await startNotes();
});
afterAll(() => notes.close());
beforeEach(async () => {
  await emptyDatabase(notes.database);
  id = newId();
  const work = notes.get(UnitOfWork);
  await work.create({ actor: ann, action: 'note.write', entity: NoteEntity }, () => ({ row: { id, shelf: 'top', author: 'ann', status: 'open', count: 0, pin: '' } }));
  await work.change({ actor: ann, action: 'note.write', entity: NoteEntity, id }, () => ({ changes: { status: 'shut' } }));
  await work.change({ actor: ann, action: 'note.write', entity: NoteEntity, id }, () => ({ changes: { status: 'open', count: 5 } }));
});

const differences = async () => (await notes.get(HistoryVerifier).verify()).differences;

describe('history', () => {
  it('that nobody touched verifies, sealed or not', async () => {
    expect(await notes.get(HistoryVerifier).verify()).toEqual({ histories: 1, differences: [] });
    expect(await notes.get(HistorySeal).sealDay(day('2026-06-10'))).toBe(1);
    expect(await notes.get(HistorySeal).sealDay(day('2026-06-10'))).toBe(0);
    expect(await differences()).toEqual([]);
  });

  it('cannot be changed or deleted by the application', async () => {
    const database = notes.get(Database);
    await expect(database.run(sql`update platform.history set actor_name = 'someone else'`)).rejects.toThrow('permission denied');
    await expect(database.run(sql`delete from platform.history`)).rejects.toThrow('permission denied');
    await expect(database.run(sql`delete from platform.history_seal`)).rejects.toThrow('permission denied');
  });

  it.each([
    ['its content', `update platform.history set content = replace(content, 'shut', 'open') where sequence = 2`, 'its content was altered'],
    ['who did it', `update platform.history set actor_name = 'bob' where sequence = 2`, 'does not follow'],
    ['when', `update platform.history set occurred_at = occurred_at - interval '1 day' where sequence = 1`, 'does not follow'],
    ['a row in the middle', 'delete from platform.history where sequence = 2', 'a row before it is missing'],
    ['its tail', 'delete from platform.history where sequence = 3', 'its history ends at 2'],
    ['the record itself', 'update notes.note set revision = 2', 'its history ends at 3'],
    ['its state', `update notes.note set status = 'shut'`, 'is shut, its history leads to open'],
    ['its being there', 'delete from notes.note', 'has a history and no record'],
  ])('shows when someone with the owner’s password alters %s', async (_, statement, finding) => {
    await notes.asOwner(statement);
    expect((await differences()).join('\n')).toContain(finding);
  });

  it('shows a cut tail even when the record was put back to match, once the day is sealed', async () => {
    await notes.get(HistorySeal).sealDay(day('2026-06-10'));
    await notes.asOwner(`delete from platform.history where sequence = 3; update notes.note set revision = 2, status = 'shut', count = 0`);
    expect((await differences()).join('\n')).toContain('row 3 is missing');
  });

  it('of every day that is over is sealed, however long nobody did it', async () => {
    notes.clock.set(new Date('2026-06-12T11:00:00Z'));
    await notes.get(UnitOfWork).change({ actor: ann, action: 'note.write', entity: NoteEntity, id }, () => ({ changes: { count: 6 } }));
    notes.clock.set(new Date('2026-06-10T11:00:00Z'));
    expect(await notes.get(HistorySeal).sealUntil(day('2026-06-20'))).toBe(2);
    expect(await notes.get(HistorySeal).sealUntil(day('2026-06-20'))).toBe(0);
    expect((await notes.asOwner('select sealed_on::text from platform.history_seal order by 1')).rows.map((row) => row.sealed_on)).toEqual(['2026-06-10', '2026-06-12']);
  });

  it('still verifies after its content was erased', async () => {
    await notes.asOwner('update platform.history set content = null where sequence = 2');
    expect(await differences()).toEqual([]);
  });

  it('shows a step the lifecycle does not have', async () => {
    await notes.get(UnitOfWork).change({ actor: ann, action: 'note.write', entity: NoteEntity, id }, () => ({ changes: { status: 'burnt' } }));
    expect(await differences()).toEqual([expect.stringContaining('may not lead from open to burnt')]);
  });
});

describe('a scope', () => {
  const value = fc.constantFrom('top', 'bottom', 'ann', 'bob');
  const condition: fc.Arbitrary<Condition> = fc.record(
    { shelf: fc.oneof(value, fc.array(value, { maxLength: 3 })), author: value, count: fc.constantFrom(0, 5) },
    { requiredKeys: [] },
  );

  it('filters a list exactly as it judges one row', async () => {
    const database = notes.get(Database);
    const row = await database.first<object>(sql`select * from notes.note`);
    await fc.assert(
      fc.asyncProperty(fc.array(condition, { maxLength: 3 }), async (conditions) => {
        const scope = anyOf(...conditions);
        const found = await database.first(sql`select 1 as one from notes.note n where ${whereScope(scope, 'n')}`);
        expect(found !== null).toBe(within(scope, row ?? {}));
      }),
      { numRuns: 60 },
    );
  });
});
