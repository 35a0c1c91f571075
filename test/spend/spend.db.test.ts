import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Delivery } from '#libs/messaging';
import { sql } from '#libs/persistence';
import { SpendRebuild } from '../../src/spend/spend.public.js';
import { databaseOf, startApp, type TestApp } from '../support/app.js';
import { assessedCase, deliveredCase, pricedContract } from '../payments/earned-case.js';

describe('spend', () => {
  let app: TestApp;
  let contractId: string;

  const total = async (query = '') => ((await app.call('commissioner', 'get', `spend?${query}`)).body as { total: object }).total;
  const monthly = () => databaseOf(app).rows(sql`select * from spend.monthly order by month, contract_id`);
  /** Draws, sends, agrees, approves and pays the statement of June. */
  const settle = async (): Promise<void> => {
    const { id } = (await app.call('commissioner', 'post', 'statements', { contractId, month: '2026-06' })).body as { id: string };
    await app.call('commissioner', 'post', `statements/${id}/send`);
    await app.call('provider-finance', 'post', `statements/${id}/agree`);
    await app.call('approver', 'post', `statements/${id}/approve`);
    expect((await app.call('approver', 'post', `statements/${id}/pay`, { paidOn: '2026-06-10', reference: 'BACS 42' })).status).toBe(200);
    await app.drain();
  };

  beforeAll(async () => {
    app = await startApp();
  }, 60_000);
  afterAll(() => app?.close());
  beforeEach(async () => {
    await app.reset();
    contractId = await pricedContract(app);
    await deliveredCase(app, contractId);
    await assessedCase(app, contractId);
    await app.drain();
  });

  it('shows what was earned, started and completed, and what each case cost', async () => {
    // One case delivered, £185.00 + £300.01 + £150.01, and one only assessed, £185.00.
    expect(await total()).toEqual({ earnedPence: 820_02, invoicedPence: 0, paidPence: 0, started: 1, completed: 1, costPerStartPence: 820_02, costPerCompletionPence: 820_02 });
    await settle();
    expect(await total()).toMatchObject({ earnedPence: 820_02, invoicedPence: 820_02, paidPence: 820_02 });
  });

  it('adds up by month, region and service type, and only what was asked for', async () => {
    const { body } = await app.call('commissioner', 'get', 'spend?year=2026-27');
    expect(body.byMonth).toHaveLength(12);
    expect(body.byMonth[2]).toMatchObject({ code: '2026-06', figures: { earnedPence: 820_02 } });
    expect(body.byRegion).toMatchObject([{ code: 'C', figures: { earnedPence: 820_02 } }]);
    expect(body.byServiceType).toMatchObject([{ code: 'ACC', figures: { earnedPence: 820_02 } }]);
    expect(await total('year=2025-26')).toMatchObject({ earnedPence: 0, costPerStartPence: null });
    expect(await total('serviceType=ETE')).toMatchObject({ earnedPence: 0, started: 0 });
    expect(await total('month=2026-06&region=C')).toMatchObject({ earnedPence: 820_02 });
  });

  it('leads from a figure to its lines, and from a line to its event and rule', async () => {
    const { items } = (await app.call('commissioner', 'get', `spend/lines?month=2026-06&contract=${contractId}`)).body as { items: { id: string; netPence: number }[] };
    expect(items.map((line) => line.netPence).sort()).toEqual([150_01, 185_00, 185_00, 300_01]);
    const line = (await app.call('commissioner', 'get', `spend/lines/${items.find((each) => each.netPence === 300_01)?.id ?? ''}`)).body;
    expect(line).toMatchObject({ arithmetic: 'outcome achieved 10 June 2026: £300.01', ruleVersion: 1, provider: 'Harbour Test Trust', reference: expect.stringMatching(/^[A-Z]{2}\d{4}AC$/), statementId: null });
    expect((await app.call('commissioner', 'get', 'spend/lines?state=paid')).body).toEqual({ items: [], next: null });
  });

  it('is the same however often the events arrive, and when it is made again from payments', async () => {
    await settle();
    const before = await monthly();
    const events = await databaseOf(app).rows<{ id: string; type: string }>(sql`select id, type from platform.outbox where type in ('payments.lines-charged', 'payments.statement-paid')`);
    await databaseOf(app).run(sql`delete from platform.receipt where handler like 'spend-handlers.%'`);
    const handler = (type: string) => (type === 'payments.lines-charged' ? 'spend-handlers.charged' : 'spend-handlers.settled');
    await Promise.all(events.map(({ id, type }) => app.get(Delivery).deliver(id, handler(type))));
    expect(await monthly()).toEqual(before);
    expect(await app.get(SpendRebuild).rebuild()).toEqual({ lines: 4, cases: 1, monthsChanged: 0 });
    expect(await monthly()).toEqual(before);
    await databaseOf(app).run(sql`delete from spend.line`);
    expect(await app.get(SpendRebuild).rebuild()).toEqual({ lines: 4, cases: 1, monthsChanged: 1 });
    expect(await monthly()).toEqual(before);
  });

  it('is for commissioners and approvers of the region', async () => {
    expect((await app.call('commissioner2', 'get', 'spend')).body).toMatchObject({ total: { earnedPence: 0 } });
    expect((await app.call('commissioner2', 'get', 'spend?region=C')).status).toBe(404);
    const { items } = (await app.call('approver', 'get', 'spend/lines')).body as { items: { id: string }[] };
    expect((await app.call('commissioner2', 'get', `spend/lines/${items[0]?.id ?? ''}`)).status).toBe(404);
    for (const person of ['provider-finance', 'provider-manager', 'practitioner', 'administrator'] as const) {
      expect((await app.call(person, 'get', 'spend')).status).toBe(403);
      expect((await app.call(person, 'get', `spend/lines/${items[0]?.id ?? ''}`)).status).toBe(404);
    }
  });

  it('counts a restricted case and does not say which it is', async () => {
    await databaseOf(app).run(sql`update referrals.referral set restricted = true`);
    expect(await total()).toMatchObject({ earnedPence: 820_02 });
    const { items } = (await app.call('commissioner', 'get', 'spend/lines')).body as { items: { reference: string }[] };
    expect(new Set(items.map((line) => line.reference))).toEqual(new Set(['restricted case']));
    expect((await (await app.as('commissioner')).get('/spend/lines.csv')).text).toContain('restricted case');
  });

  it('has a page with a chart, its table and every definition, and a page for a line', async () => {
    const agent = await app.as('commissioner');
    const spend = await agent.get('/spend');
    expect(spend.status).toBe(200);
    for (const shown of ['Spend in 2026-27', '£820.02', '<svg', 'Cost per started case', 'Earned, divided by cases started', '/spend/lines?month=2026-06', 'Accommodation']) expect(spend.text).toContain(shown);
    const lines = await agent.get('/spend/lines?month=2026-06');
    expect(lines.text).toContain('Assessment attended 10 June 2026: £185.00');
    const line = await agent.get(/\/spend\/lines\/[0-9a-f-]{36}/.exec(lines.text)?.[0] ?? '');
    expect(line.text).toContain('Version 1 of the rate card');
    expect((await agent.get('/spend?year=20222')).status).toBe(404);
    expect((await agent.get('/spend?region=%27%3B--')).status).toBe(404);
  });

  it('is downloaded as a file a spreadsheet reads, without formulas', async () => {
    await databaseOf(app).run(sql`update contracts.contract set prime_name = '=1+1'`);
    const agent = await app.as('commissioner');
    const figures = await agent.get('/spend.csv');
    expect(figures.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(figures.headers['content-disposition']).toBe('attachment; filename="spend-2026-27.csv"');
    expect(figures.text.startsWith('\uFEFFMonth,Region,Service type,Contract,Provider,Earned (£)')).toBe(true);
    const [, row = ''] = figures.text.split('\r\n');
    expect(row.split(',').slice(4)).toEqual(["'=1+1", '820.02', '0.00', '0.00', '1', '1']);
    expect((await agent.get('/spend/lines.csv')).text.trim().split('\r\n')).toHaveLength(5);
  });
});
