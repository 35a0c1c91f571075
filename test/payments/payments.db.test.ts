import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Delivery } from '#libs/messaging';
import { sql } from '#libs/persistence';
import { ChargingService } from '../../src/payments/application/charging.service.js';
import { StatementsService } from '../../src/payments/application/statements.service.js';
import { PaymentsAudit } from '../../src/payments/payments.public.js';
import { liveContract } from '../delivery/live-contract.js';
import { csrfOf, databaseOf, startApp, type TestApp } from '../support/app.js';
import { approveRateCard, assessedCase, deliveredCase, pricedContract } from './earned-case.js';

describe('payments', () => {
  let app: TestApp;
  let contractId: string;

  const lines = () =>
    databaseOf(app).rows<{ earned: string; amountPence: number; vatPence: number; arithmetic: string }>(sql`select earned, amount_pence, vat_pence, arithmetic from payments.charge_line order by amount_pence, id`);
  const balance = async () => Object.fromEntries((await databaseOf(app).rows<{ account: string; pence: number }>(sql`select account, sum(amount_pence)::bigint as pence from payments.ledger_posting group by account`)).map((row) => [row.account, row.pence]));
  const draw = async (): Promise<string> => {
    const answer = await app.call('commissioner', 'post', 'statements', { contractId, month: '2026-06' });
    expect(answer.status).toBe(201);
    return (answer.body as { id: string }).id;
  };
  const sent = async (): Promise<string> => {
    const id = await draw();
    expect((await app.call('commissioner', 'post', `statements/${id}/send`)).body).toMatchObject({ status: 'with-provider' });
    return id;
  };
  const approved = async (): Promise<string> => {
    const id = await sent();
    await app.call('provider-finance', 'post', `statements/${id}/agree`);
    expect((await app.call('approver', 'post', `statements/${id}/approve`)).body).toMatchObject({ status: 'approved' });
    return id;
  };
  const differences = async () => (await app.get(PaymentsAudit).verifyPayments()).differences;

  beforeAll(async () => {
    app = await startApp();
  }, 60_000);
  afterAll(() => app?.close());
  beforeEach(async () => {
    await app.reset();
    contractId = await pricedContract(app);
  });

  describe('charge lines', () => {
    it('are what the rate card pays for what happened: one assessment, one outcome achieved and one partly', async () => {
      await deliveredCase(app, contractId);
      await app.drain();
      expect(await lines()).toEqual([
        { earned: 'outcome-partly-achieved', amountPence: 150_01, vatPence: 30_00, arithmetic: 'outcome partly achieved 10 June 2026: £300.01 × 0.5 = £150.01 (half a penny rounded up)' },
        { earned: 'assessment-attended', amountPence: 185_00, vatPence: 37_00, arithmetic: 'assessment attended 10 June 2026: £185.00' },
        { earned: 'outcome-achieved', amountPence: 300_01, vatPence: 60_00, arithmetic: 'outcome achieved 10 June 2026: £300.01' },
      ]);
      expect(await balance()).toEqual({ cost: 635_02, accrued: -635_02 });
      expect(await app.get(PaymentsAudit).verifyPayments()).toEqual({ lines: 3, differences: [] });
    });

    it('are made once, however often and however many at once the same fact arrives', async () => {
      await assessedCase(app, contractId);
      await app.drain();
      const before = await lines();
      const [event] = await databaseOf(app).rows<{ id: string }>(sql`select id from platform.outbox where type = 'delivery.assessment-attended'`);
      await databaseOf(app).run(sql`delete from platform.receipt`);
      const again = () => app.get(Delivery).deliver(event?.id ?? '', 'payments-handlers.earn');
      await Promise.all([again(), again(), again()]);
      await databaseOf(app).run(sql`delete from platform.receipt`);
      await again();
      expect(await app.get(ChargingService).rebuild()).toBe(0);
      expect(await lines()).toEqual(before);
      expect(await balance()).toEqual({ cost: 185_00, accrued: -185_00 });
    });

    it('pay for work done before the first rate card was approved', async () => {
      contractId = await liveContract(app);
      await assessedCase(app, contractId);
      await app.drain();
      expect(await lines()).toEqual([]);
      await approveRateCard(app, contractId);
      await app.drain();
      expect((await lines()).map((line) => line.amountPence)).toEqual([185_00]);
      expect(await differences()).toEqual([]);
    });

    it('cannot be changed or removed by the service, and a figure changed behind its back is found', async () => {
      await assessedCase(app, contractId);
      await app.drain();
      await expect(databaseOf(app).run(sql`update payments.charge_line set amount_pence = 1`)).rejects.toThrow('permission denied');
      await expect(databaseOf(app).run(sql`delete from payments.payable_event`)).rejects.toThrow('permission denied');
      await databaseOf(app).run(sql`insert into payments.charge_line select gen_random_uuid(), contract_id, prime_organisation_id, contract_region_code, region_code, service_type_code, case_id, referral_id, reference,
        event_id, 'made up', rule_version, component, category_code, level_code, earned, occurred_on, month, amount_pence, vat_pence, vat_basis_points, arithmetic from payments.charge_line`);
      expect(await differences()).toEqual([expect.stringContaining('no rule pays for its event'), expect.stringContaining('cost in the ledger is not what its charge lines add up to')]);
    });
  });

  describe('a statement', () => {
    beforeEach(async () => {
      await deliveredCase(app, contractId);
      await app.drain();
    });

    it('goes from drawn to paid, and the ledger with it', async () => {
      const id = await draw();
      const drawn = (await app.call('commissioner', 'get', `statements/${id}`)).body as { groups: { words: string }[]; lines: unknown[] };
      expect(drawn).toMatchObject({ status: 'draft', netPence: 635_02, vatPence: 127_00, grossPence: 762_02 });
      expect(drawn.groups.map((group) => group.words)).toEqual(['1 assessment × £185.00', '1 outcome achieved × £300.01', '1 outcome partly achieved × £150.01']);
      expect(drawn.lines).toHaveLength(3);
      // Five working days after Wednesday 10 June 2026.
      expect((await app.call('commissioner', 'post', `statements/${id}/send`)).body).toMatchObject({ status: 'with-provider', answerBy: '2026-06-17' });
      expect((await app.call('provider-finance', 'post', `statements/${id}/agree`)).body).toMatchObject({ status: 'agreed', dueOn: '2026-07-10' });
      expect(await balance()).toEqual({ cost: 635_02, vat: 127_00, accrued: 0, invoiced: -762_02 });
      await app.call('approver', 'post', `statements/${id}/approve`);
      expect((await app.call('approver', 'post', `statements/${id}/pay`, { paidOn: '2026-06-10', reference: 'BACS 42' })).body).toMatchObject({ status: 'paid', paymentReference: 'BACS 42' });
      expect(await balance()).toEqual({ cost: 635_02, vat: 127_00, accrued: 0, invoiced: 0, paid: -762_02 });
      expect(await differences()).toEqual([]);
    });

    it('is drawn once when two officers draw it at once, and takes later work until it is sent', async () => {
      const both = await Promise.all([app.call('commissioner', 'post', 'statements', { contractId, month: '2026-06' }), app.call('approver', 'post', 'statements', { contractId, month: '2026-06' })]);
      expect(both.map((answer) => answer.status).sort()).toEqual([201, 422]);
      expect(both.find((answer) => answer.status === 422)?.body).toMatchObject({ rule: 'nothing-to-pay' });
      await assessedCase(app, contractId);
      await app.drain();
      expect((await app.call('commissioner', 'post', 'statements', { contractId, month: '2026-06' })).body).toMatchObject({ netPence: 820_02 });
    });

    it('takes no month that has gone or has not begun', async () => {
      await sent();
      expect((await app.call('commissioner', 'post', 'statements', { contractId, month: '2026-06' })).body).toMatchObject({ rule: 'month-already-gone' });
      expect((await app.call('commissioner', 'post', 'statements', { contractId, month: '2026-07' })).body).toMatchObject({ rule: 'month-not-begun' });
    });

    it('moves a disputed line to the next statement and pays the rest', async () => {
      const id = await sent();
      const items = (await app.call('provider-finance', 'get', `statements/${id}/lines`)).body as { items: { id: string; earned: string }[] };
      const disputed = items.items.find((line) => line.earned === 'outcome-partly-achieved')?.id;
      expect((await app.call('provider-finance', 'post', `statements/${id}/dispute`, { lineIds: [disputed], reason: 'It was fully achieved' })).body).toMatchObject({ status: 'disputed' });
      expect((await app.call('provider-finance', 'post', `statements/${id}/agree`)).body).toMatchObject({ status: 'agreed', netPence: 485_01, vatPence: 97_00 });
      expect(await balance()).toEqual({ cost: 635_02, vat: 97_00, accrued: -150_01, invoiced: -582_01 });
      app.clock.set(new Date('2026-07-02T11:00:00Z'));
      expect((await app.call('commissioner', 'post', 'statements', { contractId, month: '2026-07' })).body).toMatchObject({ netPence: 150_01, month: '2026-07' });
      expect(await differences()).toEqual([]);
    });

    it('counts as agreed the day after five working days of silence, once', async () => {
      const id = await sent();
      app.clock.set(new Date('2026-06-17T05:00:00Z'));
      expect(await app.get(StatementsService).agreeSilent()).toBe(0);
      app.clock.set(new Date('2026-06-18T05:00:00Z'));
      expect(await app.get(StatementsService).agreeSilent()).toBe(1);
      expect(await app.get(StatementsService).agreeSilent()).toBe(0);
      expect((await app.call('provider-finance', 'get', `statements/${id}`)).body).toMatchObject({ status: 'agreed', agreedBySilence: true });
      expect(await differences()).toEqual([]);
    });

    it('cannot be approved by the officer who drew it', async () => {
      const id = (await app.call('approver', 'post', 'statements', { contractId, month: '2026-06' })).body.id as string;
      await app.call('approver', 'post', `statements/${id}/send`);
      await app.call('provider-finance', 'post', `statements/${id}/agree`);
      expect((await app.call('approver', 'post', `statements/${id}/approve`)).body).toMatchObject({ rule: 'approved-by-another' });
      expect((await app.call('commissioner', 'post', `statements/${id}/approve`)).status).toBe(403);
    });

    it('is paid once when two approvers pay at once, and the other is told why', async () => {
      const id = await approved();
      const pay = (reference: string) => app.call('approver', 'post', `statements/${id}/pay`, { paidOn: '2026-06-10', reference });
      const answers = await Promise.all([pay('BACS 1'), pay('BACS 2')]);
      expect(answers.map((answer) => answer.status).sort()).toEqual([200, 422]);
      expect(answers.find((answer) => answer.status === 422)?.body).toMatchObject({ rule: 'not-now', detail: 'Only an approved statement can be paid' });
      expect((await balance())['paid']).toBe(-762_02);
    });

    it('is refused when the figures changed after they were seen', async () => {
      const id = await draw();
      await assessedCase(app, contractId);
      await app.drain();
      await draw();
      expect((await app.call('commissioner', 'post', `statements/${id}/send`, { revision: 1 })).status).toBe(409);
    });

    it('exists for its own provider once sent, and for nobody else', async () => {
      const id = await draw();
      expect((await app.call('provider-finance', 'get', `statements/${id}`)).status).toBe(404);
      await app.call('commissioner', 'post', `statements/${id}/send`);
      expect((await app.call('provider-finance', 'get', `statements/${id}`)).status).toBe(200);
      for (const person of ['rival', 'commissioner2', 'caseworker', 'practitioner', 'administrator'] as const) {
        expect((await app.call(person, 'get', `statements/${id}`)).status).toBe(404);
        expect((await app.call(person, 'post', `statements/${id}/agree`)).status).toBe(404);
        expect((await app.call(person, 'post', `statements/${id}/pay`, { paidOn: '2026-06-10', reference: 'x' })).status).toBe(404);
      }
      expect((await app.call('rival', 'get', 'statements')).body).toEqual({ items: [], next: null });
      expect((await app.call('practitioner', 'get', 'statements')).status).toBe(403);
      expect((await app.call('commissioner2', 'post', 'statements', { contractId, month: '2026-06' })).status).toBe(403);
    });

    it('says what is wrong with what was sent', async () => {
      const id = await sent();
      expect((await app.call('commissioner', 'post', 'statements', { contractId, month: '2026-13' })).status).toBe(422);
      expect((await app.call('commissioner', 'post', 'statements', { contractId: 'x', month: '2026-06' })).status).toBe(422);
      expect((await app.call('commissioner', 'post', 'statements', { contractId: app.ids['prime'], month: '2026-06' })).status).toBe(404);
      expect((await app.call('provider-finance', 'post', `statements/${id}/dispute`, { lineIds: [id], reason: 'No' })).body).toMatchObject({ rule: 'line-on-statement' });
      expect((await app.call('approver', 'post', `statements/${id}/pay`, { paidOn: '2026-02-31', reference: 'x' })).body).toMatchObject({ errors: [{ field: 'paidOn', message: expect.any(String) }] });
    });
  });

  it('has pages for both sides, from drawing to payment, and prints what was typed', async () => {
    const caseId = await deliveredCase(app, contractId);
    await app.drain();
    const [officer, finance, approver] = await Promise.all([app.as('commissioner'), app.as('provider-finance'), app.as('approver')]);
    expect((await officer.get('/statements/draw')).text).toContain('June 2026, to date');
    const drawn = await officer.post('/statements/draw').type('form').send({ contractId, month: '2026-06', _csrf: await csrfOf(officer, '/statements/draw') });
    expect(drawn.status).toBe(303);
    const path = String(drawn.headers['location']);
    expect((await officer.get(path)).text).toContain('1 assessment × £185.00');
    const press = async (agent: typeof officer, action: string, body: object = {}) => agent.post(`${path}/${action}`).type('form').send({ ...body, _csrf: await csrfOf(agent, path) });
    expect((await press(officer, 'send')).status).toBe(303);
    const listed = (await finance.get(`${path}/lines?earned=outcome-partly-achieved`)).text;
    const dispute = `${path}/lines/${/lines\/([0-9a-f-]+)\/dispute/.exec(listed)?.[1] ?? ''}/dispute`;
    expect((await finance.get(dispute)).status).toBe(200);
    const wrong = await finance.post(dispute).type('form').send({ reason: ' ', _csrf: await csrfOf(finance, dispute) });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('Enter why you dispute this line');
    expect((await finance.post(dispute).type('form').send({ reason: '<b>No</b> 🙃', _csrf: await csrfOf(finance, dispute) })).status).toBe(303);
    expect((await finance.get(`${path}/lines`)).text).toContain('&lt;b&gt;No&lt;/b&gt; 🙃');
    expect((await press(finance, 'agree')).status).toBe(303);
    expect((await press(approver, 'approve')).status).toBe(303);
    const late = await approver.post(`${path}/pay`).type('form').send({ 'paidOn-day': '31', 'paidOn-month': '2', 'paidOn-year': '2026', reference: 'BACS 42', _csrf: await csrfOf(approver, `${path}/pay`) });
    expect(late.text).toContain('must be a real date');
    expect(late.text).toContain('BACS 42');
    const paid = await approver.post(`${path}/pay`).type('form').send({ 'paidOn-day': '10', 'paidOn-month': '6', 'paidOn-year': '2026', reference: 'BACS 42', _csrf: await csrfOf(approver, `${path}/pay`) });
    expect(paid.status).toBe(303);
    expect((await approver.get(path)).text).toContain('Reference BACS 42');
    expect((await finance.get('/statements')).text).toContain('Paid');
    expect((await finance.get(`/cases/${caseId}/charge-lines`)).text).toContain('Paid 10 June 2026');
    expect((await (await app.as('rival')).get(`/cases/${caseId}/charge-lines`)).status).toBe(404);
  });

  it('hides a restricted case and still counts its money', async () => {
    const caseId = await assessedCase(app, contractId);
    await databaseOf(app).run(sql`update referrals.referral set restricted = true`);
    await app.drain();
    const id = await sent();
    const { body } = await app.call('provider-finance', 'get', `statements/${id}`);
    expect(body).toMatchObject({ netPence: 185_00, lines: [{ reference: 'restricted case' }] });
    expect((await (await app.as('provider-finance')).get(`/cases/${caseId}/charge-lines`)).status).toBe(404);
  });
});
