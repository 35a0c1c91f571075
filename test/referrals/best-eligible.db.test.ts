import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { must } from '#libs/kernel';
import { sql } from '#libs/persistence';
import { csrfOf, databaseOf, startApp, type TestApp } from '../support/app.js';
import type { PersonKey } from '../support/people.js';
import { content, joined, liveContract, sent } from '../support/world.js';
import { apiContent } from '../access/bodies.js';

type Answer = Record<string, unknown>;
const SEARCH = 'areaCode=west-yorkshire&categoryCode=accommodation&gender=female&age=36&location=community';

describe('sending to the best eligible service', () => {
  let app: TestApp;
  let prime: string;
  let rival: string;

  beforeAll(async () => {
    app = await startApp({ poolSize: 10 });
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    await app.reset();
    await joined(app, 'prime');
    await joined(app, 'rival');
    prime = await liveContract(app, 'prime', { places: 2 });
    rival = await liveContract(app, 'rival', { places: 1 });
  });

  const api = (who: PersonKey, method: 'get' | 'post', path: string, body?: object): Promise<{ status: number; body: Answer }> => app.call(who, method, path, body);
  const setRule = (rule: object, who: PersonKey = 'commissioner') => api(who, 'post', 'allocation-rules', { areaCode: 'C', serviceTypeCode: 'ACC', ...rule });
  const send = (crn: string) => api('practitioner', 'post', 'referrals/best', { ...Object.fromEntries(Object.entries(apiContent()).filter(([name]) => name !== 'contractId')), crn, serviceTypeCode: 'ACC' });

  it('is offered only where the commissioner of the region allows it', async () => {
    expect((await api('practitioner', 'get', `services/best?${SEARCH}&serviceTypeCode=ACC`)).status).toBe(422);
    const agent = await app.as('practitioner');
    expect((await agent.get(`/services?${SEARCH}`)).text).not.toContain('Have a service chosen');
    expect((await setRule({ kind: 'rota' }, 'commissioner2')).status).toBe(403);
    expect((await setRule({ kind: 'rota' }, 'practitioner')).status).toBe(403);
    expect(await setRule({ kind: 'rota' })).toMatchObject({ status: 200, body: { kind: 'rota', regionCode: 'C', contractIds: [] } });
    expect((await agent.get(`/services?${SEARCH}`)).text).toContain('Have a service chosen for the person');
    await setRule({ kind: 'off', areaCode: 'west-yorkshire' });
    expect((await api('practitioner', 'get', `services/best?${SEARCH}&serviceTypeCode=ACC`)).status).toBe(422);
  });

  it('goes by turns, fewest for each place first, and keeps the rule and the counts with the referral', async () => {
    await setRule({ kind: 'rota' });
    await sent(app, prime, { crn: 'X000001' }); // 1 of 2 places: a half; the rival has none
    const [first, second] = [await send('X000002'), await send('X000003')];
    expect([first.status, first.body['contractId'], second.body['contractId']]).toEqual([201, rival, prime]);
    expect(await send('X000004')).toMatchObject({ status: 422, body: { type: 'urn:problem:no-eligible' } });
    const choice = must(await databaseOf(app).first<{ kind: string; counts: { contractId: string; sent: number; live: number }[] }>(sql`select kind, counts from referrals.service_choice where referral_id = ${String(first.body['id'])}`), 'the choice');
    expect(choice).toMatchObject({ kind: 'rota', counts: [{ contractId: rival, sent: 0, live: 0 }, { contractId: prime, sent: 1, live: 1 }] });
    const page = await (await app.as('practitioner')).get(`/referrals/${String(first.body['id'])}/timeline`);
    expect(page.text).toContain('The services take turns');
  });

  it('goes by the order the commissioner gives, to the next when the first is full', async () => {
    expect(await setRule({ kind: 'ranked', contractIds: ['00000000-0000-4000-8000-000000000000'] })).toMatchObject({ status: 422, body: { type: 'urn:problem:order-unknown' } });
    await setRule({ kind: 'ranked', contractIds: [rival, prime] });
    expect([(await send('X000002')).body['contractId'], (await send('X000003')).body['contractId']]).toEqual([rival, prime]);
  });

  it('never gives two senders the same last place', async () => {
    await setRule({ kind: 'ranked', contractIds: [rival, prime] });
    const answers = await Promise.all(['X000001', 'X000002', 'X000003', 'X000004'].map(send));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, 422]);
    const rows = await databaseOf(app).rows<{ contractId: string; live: number }>(sql`select contract_id, count(*)::int as live from referrals.referral group by contract_id`);
    expect(Object.fromEntries(rows.map((row) => [row.contractId, row.live]))).toEqual({ [rival]: 1, [prime]: 2 });
  });

  it('is set on a page without scripts, told when another officer set it meanwhile', async () => {
    const agent = await app.as('commissioner');
    const path = '/allocation-rules/change?areaCode=C&serviceTypeCode=ACC';
    const page = await agent.get(path);
    expect(page.text).toContain('Rival Test Futures');
    const post = async (fields: object) => agent.post(path).type('form').send({ _csrf: await csrfOf(agent, path), ...fields });
    const wrong = await post({ kind: 'ranked', [`order-${prime}`]: '1', [`order-${rival}`]: '1' });
    expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining('a number of its own')]);
    expect((await post({ kind: 'ranked', [`order-${prime}`]: '2', [`order-${rival}`]: '1' })).status).toBe(303);
    expect((await agent.get('/allocation-rules')).text).toContain('In an order you give');
    expect((await api('commissioner', 'get', 'allocation-rules')).body).toMatchObject([{ contractIds: [rival, prime], revision: 1 }]);
    await setRule({ kind: 'rota' });
    expect((await post({ kind: 'off', revision: '1' })).status).toBe(409);
  });

  it('shows the rule and the counts before a draft is sent, and the rule decides when it is', async () => {
    await setRule({ kind: 'ranked', contractIds: [rival, prime] });
    const agent = await app.as('practitioner');
    const shown = await agent.get(`/services/best?${SEARCH}&serviceTypeCode=ACC`);
    expect(shown.text).toContain('put the services in order');
    expect(shown.text).toContain('0 referrals in the last 90 days, 1 of 1 place free');
    const _csrf = await csrfOf(agent, '/cookies');
    const started = await agent.post('/services/best/refer').type('form').send({ _csrf, ...Object.fromEntries(new URLSearchParams(SEARCH)), serviceTypeCode: 'ACC' });
    const draft = must(/\/drafts\/([^/]+)\/crn/.exec(String(started.headers['location']))?.[1], 'the draft');
    await api('practitioner', 'post', `drafts/${draft}/person`, { crn: 'X900001', goesOnTyping: true });
    const { contractId: _c, crn: _n, ...said } = { contractId: '', ...apiContent() } as Answer;
    expect((await api('practitioner', 'post', `drafts/${draft}/answers`, { ...said, accessNeeds: 'None' })).body).toMatchObject({ missing: [], toBest: true });
    expect((await agent.get(`/drafts/${draft}/check-answers`)).text).toContain('How the service is chosen');
    await sent(app, rival, { crn: content.crn }); // the first in the order fills up meanwhile
    const gone = await api('practitioner', 'post', `drafts/${draft}/send`);
    expect([gone.status, gone.body['contractId']]).toEqual([201, prime]);
  });
});
