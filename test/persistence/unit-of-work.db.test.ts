import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { NotAllowed, NotFound, RuleBroken, StaleRecord, newId, type Decision } from '#libs/kernel';
import { Database, History, sql, UnitOfWork } from '#libs/persistence';
import { emptyDatabase } from '../support/database.js';
import { NoteEntity, reader, startNotes, type Notes } from './notes.js';

let notes: Notes;
let work: UnitOfWork;
const ann = reader('ann', 'top');
const bob = reader('bob', 'top');
const eve = reader('eve', 'bottom');

beforeAll(async () => {
  notes = await startNotes(3);
  work = notes.get(UnitOfWork);
});
beforeEach(() => emptyDatabase(notes.database));
afterAll(() => notes.close());

const write = (actor = ann, shelf = 'top') => {
  const id = newId();
  return work.create({ actor, action: 'note.write', entity: NoteEntity }, () => ({
    row: { id, shelf, author: actor.id, status: 'open', count: 0, pin: '1234' },
    children: [{ child: 'lines', insert: [{ id: newId(), noteId: id, text: 'first' }] }],
    events: [{ type: 'notes.written', data: { shelf } }],
  }));
};
const change = (actor: typeof ann, id: string, decide: (row: NoteEntity) => Decision<NoteEntity>) => work.change({ actor, action: 'note.write', entity: NoteEntity, id }, decide);
const plusOne = (row: NoteEntity) => ({ changes: { count: row.count + 1 } });
const rows = async (table: string) => Number((await notes.asOwner(`select count(*) from ${table}`)).rows[0].count);

describe('a change', () => {
  it('writes the record, its lines, its history, its projection and its event together', async () => {
    const note = await write();
    expect(note.revision).toBe(1);
    await expect(Promise.all(['notes.note', 'notes.line', 'notes.tally', 'platform.history', 'platform.outbox'].map(rows))).resolves.toEqual([1, 1, 1, 1, 1]);
  });

  it('leaves nothing when a rule is broken in the middle', async () => {
    const note = await write();
    const refused = notes.get(Database).transaction(async () => {
      await change(ann, note.id, plusOne);
      await write();
      await change(ann, note.id, () => {
        throw new RuleBroken('too-late', 'Too late');
      });
    });
    await expect(refused).rejects.toThrow('Too late');
    await expect(Promise.all(['notes.note', 'notes.line', 'platform.history', 'platform.outbox'].map(rows))).resolves.toEqual([1, 1, 1, 1]);
    expect(await notes.get(Database).first(sql`select count, revision from notes.note`)).toEqual({ count: 0, revision: 1 });
  });

  it('fails as a whole when a projection fails', async () => {
    await expect(write(reader('ann', 'forbidden'), 'forbidden')).rejects.toThrow('the projection fails');
    await expect(Promise.all(['notes.note', 'platform.history', 'platform.outbox'].map(rows))).resolves.toEqual([0, 0, 0]);
  });

  it('records before and after, who and when, and never a secret', async () => {
    const note = await write();
    await change(ann, note.id, () => ({ changes: { count: 7, pin: '9999' } }));
    const [made, changed] = await notes.get(History).of('note', note.id);
    expect(made).toMatchObject({ sequence: 1, actorId: 'ann', action: 'note.write', occurredAt: notes.clock.now() });
    expect(JSON.parse(changed?.content ?? '')).toEqual({ changes: { count: [0, 7], pin: '(not recorded)' }, children: [] });
    expect(made?.content).not.toContain('1234');
  });

  it('that decides nothing writes nothing', async () => {
    const note = await write();
    const after = await change(ann, note.id, () => ({ changes: { count: 0 } }));
    expect(after.revision).toBe(1);
    expect(await rows('platform.history')).toBe(1);
  });

  it('loses no update when two people change one record at once', async () => {
    const note = await write();
    await Promise.all(Array.from({ length: 8 }, () => change(ann, note.id, plusOne)));
    expect(await notes.get(Database).first(sql`select count, revision from notes.note`)).toEqual({ count: 8, revision: 9 });
  });
});

describe('authority', () => {
  it('hides what the actor may not read, refuses what it may read but not do', async () => {
    const note = await write();
    await expect(change(eve, note.id, plusOne)).rejects.toBeInstanceOf(NotFound);
    await expect(change(bob, note.id, plusOne)).rejects.toBeInstanceOf(NotAllowed);
    await expect(change(ann, newId(), plusOne)).rejects.toBeInstanceOf(NotFound);
    await expect(change(ann, "' or true --", plusOne)).rejects.toBeInstanceOf(NotFound);
  });

  it('is asked of a new record as it would be stored', async () => {
    await expect(write(ann, 'bottom')).rejects.toBeInstanceOf(NotAllowed);
    expect(await rows('notes.note')).toBe(0);
  });

  it('tells whoever worked on an older revision', async () => {
    const note = await write();
    await change(ann, note.id, plusOne);
    const late = work.change({ actor: ann, action: 'note.write', entity: NoteEntity, id: note.id, revision: 1 }, plusOne);
    await expect(late).rejects.toBeInstanceOf(StaleRecord);
  });
});

describe('many at once', () => {
  it('ten use cases that nest and read finish on a pool of three', async () => {
    const database = notes.get(Database);
    const note = await write();
    const one = () =>
      work.create({ actor: ann, action: 'note.write', entity: NoteEntity }, async () => {
        await change(ann, note.id, plusOne);
        const count = await database.first<{ notes: number }>(sql`select count(*) as notes from notes.note`);
        return { row: { id: newId(), shelf: 'top', author: 'ann', status: 'open', count: count?.notes ?? -1, pin: '' } };
      });
    await Promise.all(Array.from({ length: 10 }, one));
    expect(await database.first(sql`select count from notes.note where id = ${note.id}`)).toEqual({ count: 10 });
    expect(await rows('notes.note')).toBe(11);
  });

  it('two commands that lock two records in opposite order both succeed', async () => {
    const [first, second] = [await write(), await write()];
    const both = (from: NoteEntity, to: NoteEntity) =>
      notes.get(Database).transaction(async () => {
        await change(ann, from.id, plusOne);
        await new Promise((resolve) => setTimeout(resolve, 50));
        await change(ann, to.id, plusOne);
      });
    await Promise.all([both(first, second), both(second, first)]);
    const counts = await notes.get(Database).rows<{ count: number }>(sql`select count from notes.note`);
    expect(counts.map((row) => row.count)).toEqual([2, 2]);
  });

  it('each of many rows succeeds or fails by itself, with its reason', async () => {
    const [mine, bobs] = [await write(ann), await write(bob)];
    const results = await work.changeEach({ actor: ann, action: 'note.write', entity: NoteEntity, ids: [mine.id, bobs.id] }, plusOne);
    expect(results).toEqual([{ id: mine.id, ok: true }, { id: bobs.id, ok: false, error: expect.any(NotAllowed) }]);
  });
});

it('a removed record takes its lines along and leaves its history', async () => {
  const note = await write();
  await work.remove({ actor: ann, action: 'note.write', entity: NoteEntity, id: note.id });
  await expect(Promise.all(['notes.note', 'notes.line', 'platform.history'].map(rows))).resolves.toEqual([0, 0, 2]);
});
