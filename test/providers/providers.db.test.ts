import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { HistoryVerifier } from '#libs/persistence';
import { ProviderDirectory } from '../../src/providers/providers.public.js';
import { csrfOf, databaseOf, startApp, type TestApp } from '../support/app.js';
import { submit } from '../support/pages.js';
import { admitted, apply, insurancePapers, judge, managerOf, register, soundAnswers } from './registered.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(() => app.reset());

describe('applying over pages', () => {
  it('goes from the first choice to a decision, every answer kept', async () => {
    const provider = await register(app, 'Pages Trust');
    const agent = await managerOf(app, provider);
    const started = await submit(agent, '/applications/start', { vehicleCode: 'PSDF' });
    const path = String(started.headers['location']);
    expect((await submit(agent, `${path}/categories`, { categoryCodes: ['accommodation'] })).headers['location']).toBe(`${path}/areas`);
    expect((await submit(agent, `${path}/areas`, { areaCodes: ['durham', 'kent'] })).headers['location']).toBe(`${path}/questions/public-service-mission`);
    const wrong = await submit(agent, `${path}/questions/accounts-date`, { 'accounts-date-day': '31', 'accounts-date-month': '2', 'accounts-date-year': '2026' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('Enter a real date');
    expect(wrong.text).toContain('value="31"');
    for (const [code, answer] of Object.entries({ ...soundAnswers, 'social-value': 'Local <b>jobs</b> & Tŷ.' })) {
      const [year, month, day] = String(answer).split('-');
      const fields = code.endsWith('-date') || code.endsWith('-expiry') ? { [`${code}-day`]: day, [`${code}-month`]: month, [`${code}-year`]: year } : { [code]: answer };
      expect((await submit(agent, `${path}/questions/${code}`, fields)).status).toBe(303);
    }
    expect((await submit(agent, `${path}/questions/insurance-certificates`, { 'insurance-certificates': await insurancePapers(app, provider.headers) })).status).toBe(303);
    expect((await agent.get(path)).text).toContain('Check and submit');
    expect((await agent.get(`${path}/check-answers`)).text).toContain('£900,000.00');
    expect((await submit(agent, `${path}/check-answers`, {})).text).toContain('To the best of my knowledge');
    expect((await submit(agent, `${path}/check-answers`, { declaration: 'agreed' })).headers['location']).toBe(`${path}/receipt`);

    const commissioner = await app.as('commissioner');
    expect((await commissioner.get('/applications?status=submitted')).text).toContain('Pages Trust');
    await judge(app, path.split('/').at(-1) ?? '');
    expect((await commissioner.get(`${path}/assess/society`)).text).toContain('Local &lt;b&gt;jobs&lt;/b&gt; &amp; Tŷ.');
    const decide = await commissioner.get(`${path}/decide`);
    expect((await commissioner.get(path)).text).toContain('Half of its turnover of £900,000 is £450,000: the largest annual contract it can take. The band is up to £1 million');
    expect((await submit(commissioner, `${path}/decide`, {})).text).toContain('Select admit or refuse for Accommodation in the areas you left open');
    const [durham] = /decision-[0-9a-f-]{36}/.exec(decide.text) ?? [];
    const refused = await submit(commissioner, `${path}/decide`, { [String(durham)]: 'admitted', rest: 'refused', restGround: 'other' });
    expect(refused.text).toContain('Enter the reason for refusing Accommodation in Kent');
    expect((await submit(commissioner, `${path}/decide`, { [String(durham)]: 'admitted', rest: 'refused', restGround: 'other', restReason: 'No base in Kent' })).status).toBe(303);

    expect((await agent.get(path)).text).toContain('No base in Kent');
    const register_ = await app.anonymous().get('/members');
    expect(register_.text).toContain('Pages Trust');
    expect(register_.text).toContain('Durham');
    const csrf = await csrfOf(agent, path);
    const again = await agent.post(`${path}/again`).type('form').send({ _csrf: csrf });
    const check = await agent.get(`${String(again.headers['location'])}/check-answers`);
    expect(check.text).toContain('Kent');
    expect(check.text).not.toContain('Durham');
  });

  it('tells a second tab that the application changed meanwhile', async () => {
    const provider = await register(app, 'Tabs Trust');
    const agent = await managerOf(app, provider);
    const path = String((await submit(agent, '/applications/start', { vehicleCode: 'PSDF' })).headers['location']);
    const old = (await agent.get(`${path}/categories`)).text;
    await submit(agent, `${path}/categories`, { categoryCodes: ['accommodation'] });
    const revision = /name="revision" value="(\d+)"/.exec(old)?.[1];
    const stale = await agent.post(`${path}/categories`).type('form').send({ _csrf: /name="_csrf" value="([^"]+)"/.exec(old)?.[1], revision, categoryCodes: ['lifestyle'] });
    expect(stale.status).toBe(409);
  });
});

describe('applications', () => {
  it('are seen by their own organisation and, once submitted, by commissioners, and by nobody else', async () => {
    const own = await register(app, 'Own Trust');
    const other = await register(app, 'Other Trust');
    const started = await app.anonymous().post('/api/v1/applications').set(own.headers).send({ vehicleCode: 'PSDF', categoryCodes: ['accommodation'], areaCodes: ['durham'] });
    const path = `/api/v1/applications/${started.body.id as string}`;
    const status = async (headers: object) => (await app.anonymous().get(path).set(headers as Record<string, string>)).status;
    expect(await status(own.headers)).toBe(200);
    expect(await status(other.headers)).toBe(404);
    expect(await status(await app.key('commissioner2'))).toBe(404);
    await app.anonymous().post(`${path}/answers`).set(own.headers).send({ answers: { ...soundAnswers, 'insurance-certificates': [await insurancePapers(app, own.headers)] } });
    await app.anonymous().post(`${path}/submit`).set(own.headers).send();
    expect(await status(await app.key('commissioner2'))).toBe(200);
    expect(await status(await app.key('practitioner'))).toBe(404);
    expect((await app.anonymous().post(`${path}/decide`).set(own.headers).send({ decisions: [{ categoryCode: 'accommodation', areaCode: 'durham', decision: 'admitted' }] })).status).toBe(403);
  });

  it('start once at a time', async () => {
    const provider = await register(app, 'Once Trust');
    const start = () => app.anonymous().post('/api/v1/applications').set(provider.headers).send({ vehicleCode: 'PSDF', categoryCodes: ['accommodation'], areaCodes: ['durham'] });
    const answers = await Promise.all([start(), start()]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 422]);
  });

  it('say which answers cannot be read, and keep none of them then', async () => {
    const provider = await register(app, 'Answers Trust');
    const { body } = await app.anonymous().post('/api/v1/applications').set(provider.headers).send({ vehicleCode: 'PSDF', categoryCodes: ['accommodation'], areaCodes: ['durham'] });
    const path = `/api/v1/applications/${body.id as string}`;
    const wrong = await app.anonymous().post(`${path}/answers`).set(provider.headers).send({ answers: { 'public-liability': '3', 'accounts-date': '2026-02-31', unheard: 'x' } });
    expect(wrong.body.errors.map((error: { field: string }) => error.field)).toEqual(['accounts-date', 'unheard']);
    expect((await app.anonymous().post(`${path}/submit`).set(provider.headers).send()).body.rule).toBe('answers-missing');
    expect((await app.anonymous().get(path).set(provider.headers)).body.verdicts.find((each: { question: string }) => each.question === 'public-liability').answer).toBeNull();
  });

  it('are decided once, though two commissioners decide at the same time', async () => {
    const provider = await register(app, 'Race Trust');
    const id = await apply(app, provider, { categoryCodes: ['accommodation'], areaCodes: ['durham'] });
    await judge(app, id);
    const decide = async (who: 'commissioner' | 'commissioner2', decision: object) =>
      app.anonymous().post(`/api/v1/applications/${id}/decide`).set(await app.key(who)).send({ decisions: [{ categoryCode: 'accommodation', areaCode: 'durham', ...decision }] });
    const answers = await Promise.all([decide('commissioner', { decision: 'admitted' }), decide('commissioner2', { decision: 'refused', ground: 'other', reason: 'No' })]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 422]);
    expect(answers.find((answer) => answer.status === 422)?.body.rule).toBe('not-now');
  });

  it('add to a membership that is there already, and the histories verify', async () => {
    const provider = await admitted(app, 'Growing Trust', { categoryCodes: ['accommodation'], areaCodes: ['durham'] });
    const id = await apply(app, provider, { categoryCodes: ['accommodation', 'lifestyle'], areaCodes: ['durham'], answers: { 'annual-turnover': '20000000' } });
    await judge(app, id);
    await app.anonymous().post(`/api/v1/applications/${id}/decide`).set(await app.key('commissioner')).send({ decisions: [{ categoryCode: 'lifestyle', areaCode: 'durham', decision: 'admitted' }] });
    const [member] = await app.get(ProviderDirectory).members('PSDF');
    expect(member).toMatchObject({ name: 'Growing Trust', status: 'active', financialBandPence: null });
    expect(member?.admissions.map((each) => each.categoryCode).sort()).toEqual(['accommodation', 'lifestyle']);
    expect((await app.get(HistoryVerifier).verify()).differences).toEqual([]);
  });
});

it('the public register is paged by name and costs the same however many members there are', async () => {
  for (const name of ['Ash', 'Birch', 'Cedar']) await admitted(app, `${name} Trust`, { categoryCodes: ['accommodation'], areaCodes: ['durham'] });
  const database = databaseOf(app);
  const before = database.statements;
  const response = await app.anonymous().get('/api/v1/members');
  expect(database.statements - before).toBe(1);
  expect(response.body.items.map((each: { name: string }) => each.name)).toEqual(['Ash Trust', 'Birch Trust', 'Cedar Trust']);
  expect(response.body.items[0].admissions).toEqual([{ categoryCode: 'accommodation', areaCodes: ['durham'] }]);
});
