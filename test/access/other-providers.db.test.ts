import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { declaredRoutes } from '#libs/access';
import { newId } from '#libs/kernel';
import { sql } from '#libs/persistence';
import { databaseOf, startApp, type TestApp } from '../support/app.js';
import { booked, accepted, colleague, deliveredCase, idOf, joined, liveContract, sent, sentStatement, type CaseTeam } from '../support/world.js';
import { matrix } from './matrix.js';
import { primesRecords, recordKeys, type RecordKey, type Records } from './records.js';
import { ask, get, post, visitorOf, type Visitor } from './walk.js';

/** Registers that everyone signed in may read: what is done there is refused, not hidden. */
const inTheOpen = /^(GET|POST) (\/api\/v1)?\/(organisations|contracts|services|lots|members|vehicles)\/:/;
const showsTheOpen = /^GET (\/api\/v1)?\/(organisations|contracts|lots)\/:id$|^GET \/api\/v1\/contracts\/:id\/capacity$/;
const open: readonly RecordKey[] = ['organisation', 'contract', 'mobilising', 'lot', 'application', 'applicationDraft', 'membership'];

describe('someone else’s data', () => {
  let app: TestApp;
  let records: Records;
  let rival: Visitor;
  let own: { readonly contract: string; readonly openCase: string; readonly statement: string };
  let secrets: string[];

  beforeAll(async () => {
    app = await startApp();
    records = await primesRecords(app);
    secrets = await primesSecrets();
    own = await rivalsRecords();
    rival = await visitorOf(app, 'rival');
  });
  afterAll(() => app.close());

  /** Everything that may stand on no page of the rival's: ids of what is not on an open register, references, the person, the prime's people. */
  async function primesSecrets(): Promise<string[]> {
    const references = await databaseOf(app).rows<{ reference: string }>(sql`select reference from referrals.referral where prime_organisation_id = ${records.organisation}`);
    const ids = recordKeys.filter((key) => !open.includes(key)).map((key) => records[key]);
    return [...ids, ...references.map((each) => each.reference), 'Siân', 'O’Neill', 'X123456', 'provider-manager@test.example', 'Test caseworker'];
  }

  async function rivalsRecords(): Promise<typeof own> {
    await joined(app, 'rival');
    const caseworkerId = await colleague(app, 'rival-caseworker', { role: 'caseworker', at: 'rival' });
    const team: CaseTeam = { manager: await app.actor('rival'), caseworkerId };
    const contract = await liveContract(app, 'rival');
    const someone = { firstName: 'Rhys', lastName: 'Own', crn: 'Y999999' };
    await deliveredCase(app, contract, { team, change: someone });
    const openCase = await accepted(app, await sent(app, contract, someone), team);
    await booked(app, openCase, team);
    return { contract, openCase, statement: await sentStatement(app, contract) };
  }

  const rows = matrix.filter((row) => row.about && !row.isPublic).flatMap((row) => row.routes.map((route) => ({ route, row })));

  it('does not exist for another provider at any address that carries its id', async () => {
    const found: Record<string, number> = {};
    for (const { route, row } of rows) found[route] = (await ask(rival, route, { row, records })).status;
    const expected = (route: string) => (showsTheOpen.test(route) ? 200 : inTheOpen.test(route) && !route.includes('/lots/new/') ? 403 : 404);
    expect(found).toEqual(Object.fromEntries(rows.map(({ route }) => [route, expected(route)])));
  });

  it('is on none of another provider’s lists, panels and exports', async () => {
    const lists = declaredRoutes(app.nest).filter(({ method, path }) => method === 'GET' && !path.includes(':')).map(({ path }) => path);
    expect(lists.length).toBeGreaterThan(30);
    for (const path of [...lists, '/caseload?tab=ended', '/caseload?search=neill', '/contracts?ours=yes', `/contracts/${records.contract}`, `/api/v1/contracts/${records.contract}`]) {
      const { text } = await get(rival, path);
      expect({ path, shows: secrets.filter((secret) => text.includes(secret)) }).toEqual({ path, shows: [] });
    }
  });

  it('cannot be reached by naming it in a body or a question', async () => {
    const { case: caseId, waiting, contract, lot } = records;
    const said = (path: string) => get(rival, path).then(({ status, body }) => [status, body as unknown]);
    expect((await get(rival, `/api/v1/appointments?caseId=${caseId}`)).status).toBe(404);
    expect((await get(rival, `/api/v1/plans?caseId=${caseId}`)).status).toBe(404);
    expect(await said(`/api/v1/rate-cards?contractId=${contract}`)).toEqual([200, { items: [] }]);
    for (const route of ['POST /api/v1/cases', 'POST /api/v1/appointments', 'POST /api/v1/plans', 'POST /api/v1/reports']) {
      expect([route, (await ask(rival, route, { row: { routes: [route], rest: 404 }, records })).status]).toEqual([route, 404]);
    }
    expect((await post(rival, '/api/v1/statements', { contractId: contract, month: '2026-06' })).status).toBe(403);
    expect((await post(rival, '/api/v1/contracts', { lotId: lot, providerId: idOf(app, 'rival'), ground: 'small-value', reason: 'x', reference: 'R_1' })).status).toBe(403);
    expect((await get(rival, `/referrals/${waiting}/case`)).status).toBe(404);
  });

  it('cannot be reached through a record of one’s own', async () => {
    const { appointment, line } = records;
    for (const step of ['reschedule', 'feedback']) {
      expect((await get(rival, `/cases/${own.openCase}/appointments/${appointment}/${step}`)).status).toBe(404);
      expect((await post(rival, `/cases/${own.openCase}/appointments/${appointment}/${step}`)).status).toBe(404);
    }
    expect((await get(rival, `/statements/${own.statement}/lines/${line}/dispute`)).status).toBe(404);
    expect((await post(rival, `/statements/${own.statement}/lines/${line}/dispute`, { reason: 'Mine' })).status).toBe(404);
    expect((await post(rival, `/api/v1/statements/${own.statement}/dispute`, { lineIds: [line], reason: 'Mine' })).body).toMatchObject({ status: 422, rule: 'line-on-statement' });
    expect(await databaseOf(app).first(sql`select dispute_reason from payments.statement_line where id = ${line}`)).toEqual({ disputeReason: null });
  });

  it('is not replayed to another provider that guesses an idempotency key', async () => {
    const [key, path, body] = [newId(), `/api/v1/contracts/${records.contract}/capacity`, { places: 9 }];
    const prime = await visitorOf(app, 'provider-manager');
    expect((await prime.agent.post(path).set({ ...prime.headers, 'idempotency-key': key }).send(body)).status).toBe(200);
    const guessed = await rival.agent.post(path).set({ ...rival.headers, 'idempotency-key': key }).send(body);
    expect([guessed.status, guessed.headers['idempotency-replayed']]).toEqual([403, undefined]);
  });

  it('keeps its terms from another provider and another region, though the contract is on the register', async () => {
    for (const who of ['rival', 'commissioner2', 'subcontractor', 'practitioner'] as const) {
      const visitor = await visitorOf(app, who);
      const { body } = await get(visitor, `/api/v1/contracts/${records.contract}`);
      expect(body).toMatchObject({ terms: null, subcontractors: [{ sharePercent: null, worksFrom: null }] });
      expect((await get(visitor, `/contracts/${records.contract}`)).text).not.toMatch(/A pilot|20%|rate-cards/);
    }
  });

  it('shows an officer of another region no price, no statement and no spend of it', async () => {
    const commissioner2 = await visitorOf(app, 'commissioner2');
    const { rateCard, rateCardDraft, statement, chargeLine, case: caseId, contract } = records;
    const money = [`rate-cards/${rateCard}`, `rate-cards/${rateCardDraft}`, `statements/${statement}`, `statements/${statement}/lines`, `spend/lines/${chargeLine}`];
    for (const path of money) {
      expect([path, (await get(commissioner2, `/${path}`)).status, (await get(commissioner2, `/api/v1/${path}`)).status]).toEqual([path, 404, 404]);
    }
    expect((await get(commissioner2, `/cases/${caseId}/charge-lines`)).status).toBe(404);
    expect((await get(commissioner2, `/api/v1/rate-cards?contractId=${contract}`)).body).toEqual({ items: [] });
    for (const list of ['statements', 'spend/lines', `spend/lines?contract=${contract}`]) expect((await get(commissioner2, `/api/v1/${list}`)).body).toEqual({ items: [], next: null });
    for (const page of ['/statements', '/statements/draw', '/spend', '/spend.csv', '/spend/lines.csv', `/spend?contract=${contract}`]) {
      const { text } = await get(commissioner2, page);
      expect({ page, shows: [...secrets, 'PRJ_', '185.00'].filter((secret) => text.includes(secret)) }).toEqual({ page, shows: [] });
    }
    expect((await get(commissioner2, '/spend?region=C')).status).toBe(404);
  });

  it('is a subcontractor’s only once the prime has allocated it', async () => {
    const subcontractor = await visitorOf(app, 'subcontractor');
    const { waiting, referral, statement, rateCard } = records;
    expect((await get(subcontractor, `/api/v1/referrals/${waiting}`)).status).toBe(404);
    await post(await visitorOf(app, 'provider-manager'), `/api/v1/referrals/${waiting}/allocate`, { organisationId: idOf(app, 'subcontractor'), reason: 'Nearer' });
    expect((await get(subcontractor, `/api/v1/referrals/${waiting}`)).status).toBe(200);
    expect((await get(subcontractor, '/api/v1/referrals')).body.items.map((each: { id: string }) => each.id)).toEqual([waiting]);
    for (const path of [`referrals/${referral}`, `cases/${records.case}`, `statements/${statement}`, `rate-cards/${rateCard}`]) {
      expect([path, (await get(subcontractor, `/api/v1/${path}`)).status]).toEqual([path, 404]);
    }
    expect((await get(await visitorOf(app, 'caseworker'), `/api/v1/referrals/${waiting}`)).status).toBe(404);
  });
});
