import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { systemActor } from '#libs/kernel';
import { sql } from '#libs/persistence';
import { RegisterImport } from '../../src/contracts/application/register-import.js';
import { ContractDirectory } from '../../src/contracts/contracts.public.js';
import { RegisterRefused } from '../../src/contracts/domain/listed-contract.js';
import { databaseOf, startApp, type TestApp } from '../support/app.js';

const sample = readFileSync(new URL('../../src/contracts/data/sample-register.tsv', import.meta.url), 'utf8');
let app: TestApp;
beforeAll(async () => {
  app = await startApp();
}, 60_000);
afterAll(() => app?.close());
beforeEach(() => app.reset());

const load = (text: string) => app.get(RegisterImport).importRegister(systemActor, text);

it('a register is listed with its providers and subcontractors, and again nothing is new', async () => {
  const first = await load(sample);
  expect(first.contracts).toEqual({ new: 12, changed: 0, unchanged: 0 });
  expect(first.providers).toEqual({ total: 7, new: 7 });
  const again = await load(sample);
  expect(again.contracts).toEqual({ new: 0, changed: 0, unchanged: 12 });
  expect([again.providers.new, again.subcontractors.new]).toEqual([0, 0]);
});

it('a newer register changes what it says otherwise', async () => {
  await load(sample);
  const newer = sample.replace('Peer Mentoring', 'Peer Mentoring in Greater Manchester');
  expect((await load(newer)).contracts).toEqual({ new: 0, changed: 1, unchanged: 11 });
});

it('three bad rows are all reported by line and column, and nothing is written', async () => {
  const lines = sample.split('\n');
  const spoilt = lines.map((line, index) => {
    if (index === 3) return line.replace('\tETE\t', '\tXYZ\t');
    if (index === 5) return line.replace('2021-06-26', '2021-02-31');
    return index === 9 ? line.replace('\tdevon-and-cornwall\t', '\tatlantis\t') : line;
  });
  const refused = await load(spoilt.join('\n')).catch((problem: unknown) => problem);
  expect(refused).toBeInstanceOf(RegisterRefused);
  expect((refused as RegisterRefused).problems.map(({ line, column }) => [line, column])).toEqual([[4, 'contract_type'], [6, 'referrals_open_from'], [10, 'pcc_area']]);
  expect(await databaseOf(app).rows(sql`select 1 as one from contracts.contract`)).toEqual([]);
  expect(await databaseOf(app).rows(sql`select 1 as one from providers.provider`)).toEqual([]);
});

it('the command line names every bad row and column, without a stack', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'crs-register-')), 'bad.tsv');
  writeFileSync(file, sample.replace('\tETE\t', '\tXYZ\t'));
  const secrets = { SESSION_SECRET: 'x'.repeat(32), HISTORY_KEY: 'x'.repeat(32) };
  const env = { PATH: process.env['PATH'], DATABASE_URL: app.database.appUrl, ...secrets };
  const cli = fileURLToPath(new URL('../../dist/src/cli.js', import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [cli, 'import', 'register', file], { env, encoding: 'utf8' });
  expect([status, stderr.trim()]).toEqual([1, expect.stringMatching(/^line \d+, contract_type: XYZ is not a service type$/)]);
}, 20_000);

it('a listed contract is shown and searched, and nobody can be referred to it', async () => {
  await load(sample);
  const practitioner = await app.as('practitioner');
  const found = await practitioner.get('/contracts?q=tideway');
  expect(found.text).toContain('Accommodation Services in the North East');
  expect(found.text).not.toContain('Accommodation Services in Gwent');
  const { id } = (await databaseOf(app).first<{ id: string }>(sql`select id from contracts.contract where reference = 'SMP_1001'`)) ?? { id: '' };
  expect((await practitioner.get(`/contracts/${id}`)).text).toContain('comes from a published register');
  expect(await app.get(ContractDirectory).listing(id)).toBeNull();
});

it('the list narrows to a region, a service type and a state, and pages on', async () => {
  await load(sample);
  const key = await app.key('rival');
  const list = async (query: string) => ((await app.anonymous().get(`/api/v1/contracts?${query}`).set(key)).body.items as { reference: string }[]).map((each) => each.reference);
  expect(await list('regionCode=L')).toEqual(['SMP_1012', 'SMP_1008_1']);
  expect(await list('serviceTypeCode=FBD')).toEqual(['SMP_1009', 'SMP_1010']);
  expect(await list('status=live')).toEqual([]);
  expect(await list('q=100%25')).toEqual([]);
  expect(await list('q=openway%20dorset')).toEqual(['SMP_1004']);
  expect((await app.anonymous().get('/api/v1/contracts?after=nonsense').set(key)).status).toBe(400);
});

it('only the operator imports', async () => {
  await expect(app.get(RegisterImport).importRegister(await app.actor('commissioner'), sample)).rejects.toThrow('You do not have permission');
});

const published = process.env['CRS_REGISTER'];
if (!published) process.stderr.write('CRS_REGISTER is not set: the published register is not tried\n');

(published ? it : it.skip)('the published register is imported whole, and again nothing is new', async () => {
  const text = readFileSync(published ?? '', 'utf8');
  const rows = text.trim().split('\n').length - 1;
  expect((await load(text)).contracts).toEqual({ new: rows, changed: 0, unchanged: 0 });
  expect((await load(text)).contracts).toEqual({ new: 0, changed: 0, unchanged: rows });
});
