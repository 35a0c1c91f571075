import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { declaredRoutes } from '#libs/access';
import { sql } from '#libs/persistence';
import { databaseOf, startApp, type TestApp } from '../support/app.js';
import { primesRecords, type Records } from './records.js';
import { ask, get, visitorOf, type Visitor } from './walk.js';
import { matrix } from './matrix.js';

const person = ['Siân', 'O’Neill', 'X123456', 'X444444'];
/** A task that opened before its case was restricted still names the reference, never the person: nothing in the product restricts a live case yet. */
const namesReferences = ['/', '/tasks', '/api/v1/tasks'];

describe('a restricted case', () => {
  let app: TestApp;
  let records: Records;
  let secrets: string[];
  let earned: number;
  const visitors: Visitor[] = [];

  beforeAll(async () => {
    app = await startApp();
    records = await primesRecords(app);
    const references = await databaseOf(app).rows<{ reference: string }>(sql`select reference from referrals.referral`);
    secrets = [...references.map((each) => each.reference), ...person];
    for (const who of ['practitioner', 'provider-manager', 'caseworker', 'provider-finance', 'commissioner', 'approver', 'administrator'] as const) visitors.push(await visitorOf(app, who));
    await app.drain();
    earned = await earnedBy('commissioner');
    await restrictEverything();
  });
  afterAll(() => app.close());

  /** Done as the owner: nothing in the product marks a case restricted yet. */
  async function restrictEverything(): Promise<void> {
    const owner = new pg.Client({ connectionString: app.database.ownerUrl });
    await owner.connect();
    await owner.query('update referrals.referral set restricted = true; update delivery.case set restricted = true; update delivery.caseload set restricted = true');
    await owner.end();
  }

  async function earnedBy(who: Visitor['who']): Promise<number> {
    const { items } = (await get(await visitorOf(app, who), '/api/v1/spend/lines')).body as { items: { netPence: number }[] };
    return items.reduce((sum, line) => sum + line.netPence, 0);
  }

  it('does not exist for anyone who was not granted it by name, whoever they are', async () => {
    const aboutPeople = /^(GET|POST) (\/api\/v1)?\/(referrals|cases|appointments|plans|reports)\//;
    const routes = matrix.flatMap((row) => row.routes.filter((route) => aboutPeople.test(route)).map((route) => ({ route, row })));
    expect(routes.length).toBeGreaterThan(30);
    for (const visitor of visitors) {
      for (const { route, row } of routes) {
        const { status, text } = await ask(visitor, route, { row, records });
        expect([visitor.who, route, status, status === 404 || text]).toEqual([visitor.who, route, 404, true]);
      }
    }
  });

  it('is on no list, panel, search or export', async () => {
    const paths = declaredRoutes(app.nest).filter(({ method, path }) => method === 'GET' && !path.includes(':')).map(({ path }) => path);
    for (const visitor of visitors) {
      for (const path of [...paths, '/caseload?tab=ended', '/caseload?tab=open', '/caseload?search=neill']) {
        const { text } = await get(visitor, path);
        const hidden = namesReferences.includes(path) ? person : secrets;
        expect({ who: visitor.who, path, shows: hidden.filter((secret) => text.includes(secret)) }).toEqual({ who: visitor.who, path, shows: [] });
      }
    }
  });

  it('is still paid for: its lines read “restricted case” and the sums are the same', async () => {
    expect(earned).toBe(185_00 + 185_00 + 50_00 + 300_01 + 150_01); // two assessments, a session, an outcome, half of one
    expect(await earnedBy('commissioner')).toBe(earned);
    for (const visitor of visitors.filter(({ who }) => ['provider-manager', 'provider-finance', 'commissioner', 'approver'].includes(who))) {
      for (const path of [`/statements/${records.statement}/lines`, `/api/v1/statements/${records.statement}`, `/api/v1/statements/${records.statement}/lines`]) {
        const { status, text } = await get(visitor, path);
        expect([visitor.who, path, status, secrets.filter((secret) => text.includes(secret))]).toEqual([visitor.who, path, 200, []]);
        expect(text).toMatch(/restricted case/i);
      }
    }
  });
});
