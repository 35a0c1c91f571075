import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Response } from 'supertest';
import type TestAgent from 'supertest/lib/agent.js';
import { DocumentFiles } from '#libs/documents';
import { Schedules } from '#libs/messaging';
import { sql } from '#libs/persistence';
import { DocumentsService } from '../../src/providers/application/documents.service.js';
import { FakeClamd } from '../documents/fake-clamd.js';
import { digestOf, docx, eicar, pdf, png, received } from '../documents/files.js';
import { csrfOf, databaseOf, startApp, type TestApp } from '../support/app.js';
import { plain } from '../support/pages.js';
import { managerOf, register, type Registered } from './registered.js';

const MB = 1024 * 1024;
const UNKNOWN = '00000000-0000-4000-8000-000000000000';

const clamd = new FakeClamd();
let app: TestApp;
let harbour: Registered;
let rival: Registered;
let commissioner: Record<string, string>;

beforeAll(async () => {
  app = await startApp({ variables: { CLAMD_URL: await clamd.start() } });
});
beforeEach(async () => {
  await app.reset();
  clamd.mood = 'well';
  rmSync(join(app.dataDir, 'documents'), { recursive: true, force: true });
  harbour = await register(app, 'Harbour Advice');
  rival = await register(app, 'Rival Advice');
  commissioner = await app.key('commissioner');
});
afterAll(async () => {
  await app.close();
  await clamd.stop();
});

type Headers = Readonly<Record<string, string>>;

const send = (headers: Headers, name: string, content: Buffer, key?: string) =>
  app.anonymous().post('/api/v1/documents').set(headers).set(key ? { 'idempotency-key': key } : {}).attach('file', content, name);

async function uploaded(headers: Headers = harbour.headers, name = 'policy.pdf', content = pdf): Promise<string> {
  const response = await send(headers, name, content);
  if (response.status !== 201) throw new Error(response.text);
  return (response.body as { id: string }).id;
}

const get = (headers: Headers, path: string) => app.anonymous().get(`/api/v1/documents${path}`).set(headers);
const share = async (id: string) => app.get(DocumentsService).share(await manager(), [id]);
const manager = async () => ({ ...(await app.actor('provider-manager')), roles: [{ role: 'provider-manager', organisationId: harbour.id, teamId: null, areas: 'all' as const }] });
const stored = () => filesIn(join(app.dataDir, 'documents'));

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
}

/** A browser signed in as the manager, and the token of its forms. */
async function browser(): Promise<{ agent: TestAgent; token: string }> {
  const agent = await managerOf(app, harbour);
  return { agent, token: await csrfOf(agent, '/documents') };
}

describe('over the API', () => {
  it('a document goes in, is scanned, and comes out as it went', async () => {
    const content = await docx();
    const response = await send(harbour.headers, 'Tŷ Gobaith policy.docx', content).expect(201);
    const { id } = response.body as { id: string };
    expect(response.body).toMatchObject({ providerId: harbour.id, name: 'Tŷ Gobaith policy.docx', kind: 'docx', sizeBytes: content.length, state: 'pending', scannedAt: null, sharedAt: null });
    expect(response.body).not.toHaveProperty('storageKey');
    expect((await get(harbour.headers, `/${id}/content`)).body).toMatchObject({ status: 422, rule: 'document-pending' });

    await app.drain();
    expect((await get(harbour.headers, `/${id}`).expect(200)).body).toMatchObject({ state: 'clean', scannedAt: app.clock.now().toISOString() });
    const opened = await get(harbour.headers, `/${id}/content`).buffer(true).parse(bytes).expect(200);
    expect(digestOf(opened.body as Buffer)).toBe(digestOf(content));
    expect(opened.headers).toMatchObject({
      'content-disposition': `attachment; filename="T_ Gobaith policy.docx"; filename*=UTF-8''T%C5%B7%20Gobaith%20policy.docx`,
      'content-type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      ...{ 'content-length': String(content.length), 'x-content-type-options': 'nosniff', 'cache-control': 'private, no-store' },
    });
    expect(clamd.scanned.at(-1)?.equals(content)).toBe(true);
  });

  it('a list has the organisation’s own, page by page, and no other’s', async () => {
    for (let n = 0; n < 52; n += 1) await app.get(DocumentsService).upload(await manager(), { providerId: harbour.id, file: received(`${n}.pdf`, pdf) });
    const first = (await get(harbour.headers, '')).body as { items: { name: string }[]; next: string };
    const second = (await get(harbour.headers, `?after=${first.next}`)).body as typeof first;
    expect([first.items.length, second.items.length, second.next]).toEqual([50, 2, null]);
    expect(second.items.map(({ name }) => name)).toEqual(['1.pdf', '0.pdf']);
    expect((await get(rival.headers, '')).body).toEqual({ items: [], next: null });
    expect((await get(rival.headers, `?providerId=${harbour.id}`)).body).toEqual({ items: [], next: null });
  });

  it('another organisation’s document does not exist, guessed or not', async () => {
    const id = await uploaded();
    await app.drain();
    await share(id);
    for (const path of [`/${id}`, `/${id}/content`, `/${UNKNOWN}`]) await get(rival.headers, path).expect(404);
    await app.anonymous().post(`/api/v1/documents/${id}/remove`).set(rival.headers).expect(404);
    await get({}, `/${id}/content`).expect(401);
    await expect(app.get(DocumentsService).ensureUsable(rival.id, [id], 'file')).rejects.toMatchObject({ rule: 'document-unknown' });
  });

  it('commissioners read what was shared, from then on, and cannot change it', async () => {
    const id = await uploaded();
    await app.drain();
    await get(commissioner, `/${id}/content`).expect(404);
    await share(id);
    await get(commissioner, `/${id}/content`).expect(200);
    expect((await get(commissioner, '')).body).toMatchObject({ items: [{ id, sharedAt: app.clock.now().toISOString() }] });
    await app.anonymous().post(`/api/v1/documents/${id}/remove`).set(commissioner).expect(403);
    await send(commissioner, 'a.pdf', pdf).expect(403);
    const refused = await app.anonymous().post(`/api/v1/documents/${id}/remove`).set(harbour.headers).expect(422);
    expect(refused.body).toMatchObject({ rule: 'document-shared' });
  });

  it('nobody uploads for an organisation that is not theirs, and nothing is stored', async () => {
    await app.anonymous().post('/api/v1/documents').set(rival.headers).field('providerId', harbour.id).attach('file', pdf, 'a.pdf').expect(403);
    await send({}, 'a.pdf', pdf).expect(401);
    expect(stored()).toHaveLength(0);
  });

  it('the same file twice is one document, also when both arrive at once', async () => {
    const ids = await Promise.all([uploaded(), uploaded(), uploaded()]);
    expect(new Set(ids).size).toBe(1);
    expect(stored()).toHaveLength(1);
    expect(await uploaded(harbour.headers, 'copy.pdf')).not.toBe(ids[0]);
  });

  it('a document that an answer names stays until the answer lets it go', async () => {
    const id = await uploaded();
    const draft = await app.anonymous().post('/api/v1/applications').set(harbour.headers).send({ vehicleCode: 'PSDF', categoryCodes: ['accommodation'], areaCodes: ['C'] }).expect(201);
    const answer = { applicationId: (draft.body as { id: string }).id, value: JSON.stringify([id]) };
    await databaseOf(app).run(sql`
      insert into providers.application_answer (id, application_id, question_code, value, said_at, said_by, confirmed)
      values (gen_random_uuid(), ${answer.applicationId}, 'safeguarding-policy', ${answer.value}::jsonb, now(), 'test', true)`);
    const remove = () => app.anonymous().post(`/api/v1/documents/${id}/remove`).set(harbour.headers);
    expect((await remove().expect(422)).body).toMatchObject({ rule: 'document-in-use' });
    await databaseOf(app).run(sql`delete from providers.application_answer where application_id = ${answer.applicationId}`);
    await remove().expect(204);
  });

  it('an Idempotency-Key stands for the file too', async () => {
    const first = await send(harbour.headers, 'a.pdf', pdf, 'k1').expect(201);
    expect((await send(harbour.headers, 'a.pdf', pdf, 'k1').expect(201)).body).toEqual(first.body);
    await send(harbour.headers, 'a.png', png, 'k1').expect(422);
  });

  it.each([
    ['no file', () => app.anonymous().post('/api/v1/documents').set(harbour.headers).field('note', ''), 422, { rule: 'invalid-input' }],
    ['JSON instead of a form', () => app.anonymous().post('/api/v1/documents').set(harbour.headers).send({}), 422, { rule: 'file-missing', field: 'file' }],
    ['another field', () => app.anonymous().post('/api/v1/documents').set(harbour.headers).attach('document', pdf, 'a.pdf'), 400, { detail: 'A form can carry one file, in the field “file”.' }],
    ['two files', () => app.anonymous().post('/api/v1/documents').set(harbour.headers).attach('file', pdf, 'a.pdf').attach('file', pdf, 'b.pdf'), 400, { detail: 'Upload one file at a time.' }],
    ['a form cut short', () => app.anonymous().post('/api/v1/documents').set(harbour.headers).set('content-type', 'multipart/form-data; boundary=x').send('--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\nhalf'), 400, { detail: 'The form did not arrive whole. Try again.' }],
    ['a form without its boundary', () => app.anonymous().post('/api/v1/documents').set(harbour.headers).set('content-type', 'multipart/form-data').send('x'), 400, {}],
    ['text under a document’s name', () => send(harbour.headers, 'a.pdf', Buffer.from('words')), 422, { rule: 'file-kind', field: 'file' }],
    ['a file of 21 MB', () => send(harbour.headers, 'a.pdf', Buffer.concat([pdf, randomBytes(21 * MB)])), 422, { rule: 'file-too-large', detail: 'The file must be smaller than 20 MB' }],
  ] as const)('%s is refused in words', async (_, ask, status, problem) => {
    const response = await ask();
    expect(response.status).toBe(status);
    expect(response.body).toMatchObject({ status, ...problem });
    expect(response.text).not.toMatch(/node_modules|\.js:|busboy|multer/i);
  });

  it('a hundred and one parts are too many', async () => {
    let request = app.anonymous().post('/api/v1/documents').set(harbour.headers);
    for (let n = 0; n < 110; n += 1) request = request.field(`f${n}`, 'x');
    expect((await request.attach('file', pdf, 'a.pdf').expect(400)).body).toMatchObject({ detail: 'The form has too many parts.' });
  });
});

describe('on the page', () => {
  it('a manager adds, opens and removes a document', async () => {
    const { agent, token } = await browser();
    const added = await agent.post('/documents').field('_csrf', token).attach('file', pdf, 'C:\\Users\\Jo\\policy <1>.pdf').expect(303);
    expect(added.headers['location']).toBe('/documents');
    await app.drain();
    const list = await agent.get('/documents').expect(200);
    expect(list.text).toContain('policy &lt;1&gt;.pdf');
    const [, id = ''] = /href="\/documents\/([0-9a-f-]{36})" download/.exec(list.text) ?? [];
    const opened = await agent.get(`/documents/${id}`).buffer(true).parse(bytes).expect(200);
    expect((opened.body as Buffer).equals(pdf)).toBe(true);
    expect(opened.headers['content-disposition']).toMatch(/^attachment; /);
    await agent.post(`/documents/${id}/remove`).type('form').send({ _csrf: token }).expect(303);
    expect((await agent.get('/documents')).text).toContain('There are no documents yet.');
    expect(stored()).toHaveLength(0);
  });

  it('21 MB are told on the page, with nothing of ours shown and nothing left behind', async () => {
    const { agent, token } = await browser();
    const response = await agent.post('/documents').attach('file', Buffer.alloc(21 * MB, '%PDF-'), 'big.pdf').field('_csrf', token).expect(422);
    expect(plain(response.text)).toMatch(/<a href="#file">The file must be smaller than 20 MB<\/a>/);
    expect(response.text).toContain('<title>Error: Documents');
    expect(await temporary()).toEqual([]);
  });

  it('every other refusal is on the page too, linked to the field', async () => {
    const { agent, token } = await browser();
    const cases: [Buffer, string, RegExp][] = [
      [Buffer.alloc(0), 'a.pdf', /The file is empty/],
      [png, 'a.pdf', /ends in \.pdf, but it looks like a PNG picture/],
      [await docx({ 'word/media/1.bmp': Buffer.alloc(25 * MB) }), 'a.docx', /unpacks to far more than its size/],
    ];
    for (const [content, name, message] of cases) {
      const response = await agent.post('/documents').field('_csrf', token).attach('file', content, name).expect(422);
      expect(plain(response.text)).toMatch(new RegExp(`<a href="#file">[^<]*${message.source}`));
    }
    const none = await agent.post('/documents').field('_csrf', token).attach('file', Buffer.alloc(0), '').expect(422);
    expect(none.text).toContain('Select a file');
  });

  it('a multipart form needs its token, and no other route reads one', async () => {
    const { agent, token } = await browser();
    await agent.post('/documents').attach('file', pdf, 'a.pdf').expect(403);
    await agent.post('/documents').field('_csrf', 'wrong').attach('file', pdf, 'a.pdf').expect(403);
    await agent.post('/sign-out').field('_csrf', token).expect(403);
    await app.anonymous().post('/documents').field('_csrf', token).attach('file', pdf, 'a.pdf').expect(403);
    expect(stored()).toHaveLength(0);
  });

  it('names in brackets make no objects', async () => {
    const { agent, token } = await browser();
    await agent.post('/documents').field('_csrf', token).field('a[b]', 'x').field('__proto__[c]', 'x').attach('file', Buffer.alloc(0), 'a.pdf').expect(422);
    await agent.post('/documents').field('_csrf[x]', token).attach('file', pdf, 'a.pdf').expect(403);
  });
});

describe('a document with a virus', () => {
  const infected = Buffer.concat([pdf, Buffer.from(eicar)]);

  it('is shut away, its managers are told, and removing it ends their task', async () => {
    const id = await uploaded(harbour.headers, 'bad.pdf', infected);
    await app.drain();
    expect((await get(harbour.headers, `/${id}`)).body).toMatchObject({ state: 'quarantined' });
    expect((await get(harbour.headers, `/${id}/content`).expect(422)).body).toMatchObject({ rule: 'document-quarantined' });
    await expect(share(id)).rejects.toMatchObject({ rule: 'document-quarantined' });
    expect((await send(harbour.headers, 'bad.pdf', infected).expect(422)).body).toMatchObject({ rule: 'document-quarantined', field: 'file' });
    const open = () => databaseOf(app).rows(sql`select kind from notifications.task where subject_id = ${id} and closed_at is null`);
    expect(await open()).toEqual([{ kind: 'replace-document' }]);
    expect(await databaseOf(app).rows(sql`select kind, subject from notifications.message`)).toContainEqual({ kind: 'document-quarantined', subject: 'A document may contain a virus' });
    await app.anonymous().post(`/api/v1/documents/${id}/remove`).set(harbour.headers).expect(204);
    expect(await open()).toEqual([]);
    expect(stored()).toHaveLength(0);
  });

  it('stays shut away while the scanner is down, and is found when it is back', async () => {
    clamd.mood = 'failing';
    const id = await uploaded(harbour.headers, 'bad.pdf', infected);
    await expect(app.drain()).rejects.toThrow(/gave no verdict/);
    expect((await get(harbour.headers, `/${id}`)).body).toMatchObject({ state: 'pending' });
    app.clock.set(new Date(app.clock.now().getTime() + 11 * 60_000));
    await expect(app.get(Schedules).run('scan-waiting-documents')).rejects.toThrow('1 of 1 documents could not be scanned');
    clamd.mood = 'well';
    await app.get(Schedules).run('scan-waiting-documents');
    expect((await get(harbour.headers, `/${id}`)).body).toMatchObject({ state: 'quarantined' });
  });
});

describe('the store', () => {
  it('keeps a document outside the web root, under a name that says nothing', async () => {
    await uploaded();
    const [path = ''] = stored();
    expect(path.slice(app.dataDir.length)).toMatch(/^\/documents\/([0-9a-f]{2})\/\1[0-9a-f]{62}$/);
    expect(readFileSync(path).equals(pdf)).toBe(true);
  });

  it('loses a day later what no document has, and nothing else', async () => {
    await uploaded();
    const [kept = ''] = stored();
    await app.get(DocumentFiles).keep(received('lost.pdf', pdf));
    const now = app.clock.now().getTime() / 1000;
    for (const path of stored()) utimesSync(path, now - 23 * 3_600, now - 23 * 3_600);
    await app.get(Schedules).run('sweep-stored-documents');
    expect(stored()).toHaveLength(2);
    for (const path of stored()) utimesSync(path, now - 25 * 3_600, now - 25 * 3_600);
    await app.get(Schedules).run('sweep-stored-documents');
    expect(stored()).toEqual([kept]);
  });
});

/** This process's folders of uploads, once the last answer has closed. */
async function temporary(): Promise<string[]> {
  const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith(`upload-${process.pid}-`));
  for (let tries = 0; tries < 50 && folders().length > 0; tries += 1) await setTimeout(100);
  return folders();
}

/** For supertest, which types the stream it hands over as its own answer. */
function bytes(answer: Response, done: (error: Error | null, body: Buffer) => void): void {
  const response = answer as unknown as NodeJS.ReadableStream;
  const chunks: Buffer[] = [];
  response.on('data', (chunk: Buffer) => chunks.push(chunk));
  response.on('end', () => done(null, Buffer.concat(chunks)));
}
