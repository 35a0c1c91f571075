import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Response } from 'supertest';
import { HistoryVerifier } from '#libs/persistence';
import { csrfOf, databaseOf, startApp, type TestApp } from '../support/app.js';
import { submit } from '../support/pages.js';
import { admitted, answersAbout, insurancePapers, judge, managerOf, register, type Registered, soundAnswers } from './registered.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(() => app.reset());

const ACCOMMODATION = { vehicleCode: 'PSDF', categoryCodes: ['accommodation'], areaCodes: ['durham'] };

interface Asked {
  readonly question: string;
  readonly state: string;
  readonly answer: unknown;
  readonly saidAt: string | null;
}

/** A provider with a started application. */
async function starting(name: string): Promise<{ provider: Registered; id: string; call: (part: string, body?: object) => Promise<Response>; show: () => Promise<Response> }> {
  const provider = await register(app, name);
  const { body } = await app.anonymous().post('/api/v1/applications').set(provider.headers).send(ACCOMMODATION);
  const id = (body as { id: string }).id;
  const path = `/api/v1/applications/${id}`;
  return { provider, id, call: (part, sent = {}) => app.anonymous().post(`${path}/${part}`).set(provider.headers).send(sent), show: () => app.anonymous().get(path).set(provider.headers) };
}

const answersIn = ({ body }: Response) => (body as { answers: Asked[] }).answers;
const answerTo = (response: Response, code: string) => answersIn(response).find((each) => each.question === code);
const missingIn = ({ body }: Response) => (body as { missing: { field: string }[] }).missing.map(({ field }) => field);

async function answerAll(provider: Registered, call: (part: string, body?: object) => Promise<Response>): Promise<void> {
  const papers = { 'insurance-certificates': [await insurancePapers(app, provider.headers)] };
  expect((await call('answers', { answers: { ...soundAnswers, ...answersAbout(['accommodation']), ...papers } })).status).toBe(200);
}

describe('the task list', () => {
  it('says how far each section is, where to go on, and that categories come first', async () => {
    const agent = await managerOf(app, await register(app, 'Tasks Trust'));
    const path = String((await submit(agent, '/applications/start', { vehicleCode: 'PSDF' })).headers['location']);
    const first = (await agent.get(path)).text;
    expect(first).toMatch(/APP-[2-9A-Z]{6}/);
    expect(first).toContain('Cannot start yet');
    expect(first).toContain('Cannot submit yet');
    expect(first).toContain(`href="${path}/categories"`);
    await submit(agent, `${path}/categories`, { categoryCodes: ['accommodation', 'lifestyle'] });
    expect((await agent.get(`${path}/areas`)).text).toContain('All of North East');
    const onward = await submit(agent, `${path}/areas`, { areaCodes: ['A', 'durham'] });
    expect(onward.headers['location']).toBe(`${path}/questions/public-service-mission`);
    const next = await submit(agent, `${path}/questions/public-service-mission`, { 'public-service-mission': 'yes' });
    expect(next.headers['location']).toMatch(/questions\//);
    const later = (await agent.get(path)).text;
    expect(later).toContain('2 categories chosen');
    expect(later).toContain('1 area chosen');
    expect(later).not.toContain('Choose categories first');
    expect(later).toContain('In progress');
  });

  it('costs the same few statements however much is answered', async () => {
    const { provider, id, call } = await starting('Cheap Trust');
    const agent = await managerOf(app, provider);
    await agent.get(`/applications/${id}`);
    const database = databaseOf(app);
    const costOf = async () => {
      const before = database.statements;
      await agent.get(`/applications/${id}/questions/annual-turnover`);
      return database.statements - before;
    };
    const empty = await costOf();
    await answerAll(provider, call);
    expect(await costOf()).toBe(empty);
    expect(empty).toBeLessThan(12);
  });
});

describe('answering', () => {
  it('keeps words as they were written, and says what is wrong with others', async () => {
    const { provider, id } = await starting('Words Trust');
    const agent = await managerOf(app, provider);
    const path = `/applications/${id}/questions/social-value`;
    const words = 'Tŷ <b>local</b> & "jobs"\nfor \'all\'';
    expect((await submit(agent, path, { 'social-value': words.replace('\n', '\r\n') })).status).toBe(303);
    const { body } = await app.anonymous().get(`/api/v1/applications/${id}`).set(provider.headers);
    expect((body as { answers: Asked[] }).answers.find((each) => each.question === 'social-value')?.answer).toBe(words);
    const long = await submit(agent, path, { 'social-value': 'x'.repeat(10_001) });
    expect([long.status, long.text.includes('must be 10,000 characters or fewer'), long.text.includes('x'.repeat(10_001))]).toEqual([422, true, true]);
    expect((await submit(agent, path, { 'social-value': 'a\0b' })).status).toBe(422);
    expect((await agent.get(`/applications/${id}/questions/shoe-size`)).status).toBe(404);
  });

  it('over the API names every answer of the wrong type and every question that is not asked', async () => {
    const { call } = await starting('Types Trust');
    const wrong = await call('answers', { answers: { 'annual-turnover': { deep: 1 }, 'accounts-date': 'soon', 'insurance-certificates': 'x', 'shoe-size': 9 } });
    expect([wrong.status, wrong.body.errors.map((error: { field: string }) => error.field)]).toEqual([422, ['annual-turnover', 'accounts-date', 'insurance-certificates', 'shoe-size']]);
    const idle = await call('answers', { answers: { 'data-breach': 'no', 'data-breach-mitigation': 'None needed' } });
    expect(idle.body).toMatchObject({ rule: 'not-asked', errors: [{ field: 'data-breach-mitigation' }] });
    expect((await call('answers', { answers: { 'data-breach': 'yes', 'data-breach-mitigation': 'We told everyone' } })).status).toBe(200);
    expect((await call('answers', { answers: {}, saidAt: { 'data-breach': 'yesterday' } })).status).toBe(422);
  });

  it('tells the second of two tabs, keeps its text and shows what the first saved; other questions do not get in the way', async () => {
    const { provider, id } = await starting('Tabs Trust');
    const agent = await managerOf(app, provider);
    const path = `/applications/${id}/questions/social-value`;
    const [one, two] = [(await agent.get(path)).text, (await agent.get(path)).text];
    await submit(agent, `/applications/${id}/questions/data-breach`, { 'data-breach': 'no' });
    expect((await submit(agent, path, { 'social-value': 'The first tab' }, one)).status).toBe(303);
    expect((await submit(agent, path, { 'social-value': 'The first tab' }, one)).status).toBe(303);
    const told = await submit(agent, path, { 'social-value': 'The second tab' }, two);
    expect(told.status).toBe(409);
    expect(told.text).toContain('The first tab');
    expect(told.text).toContain('>The second tab</textarea>');
    expect(told.text).toContain('Keep the saved answer');
    expect((await submit(agent, path, { 'social-value': 'The second tab' }, told.text)).status).toBe(303);
    expect((await agent.get(path)).text).toContain('>The second tab</textarea>');
    const seen = await app.anonymous().post(`/api/v1/applications/${id}/answers`).set(provider.headers).send({ answers: { 'social-value': 'A third' }, saidAt: { 'social-value': null } });
    expect([seen.status, seen.body.rule]).toEqual([409, 'stale-record']);
  });

  it('takes documents, keeps the earlier ones to choose from, and knows nobody else’s', async () => {
    const { provider, id, call } = await starting('Papers Trust');
    const agent = await managerOf(app, provider);
    const path = `/applications/${id}/questions/insurance-certificates`;
    const nothing = await agent.post(path).field('_csrf', await csrfOf(agent, path)).field('seen', '');
    expect(nothing.status).toBe(422);
    expect(nothing.text).toContain('href="#file"');
    const sent = await agent.post(path).field('_csrf', await csrfOf(agent, path)).field('seen', '').attach('file', Buffer.from('not a pdf'), 'cover.pdf');
    expect(sent.status).toBe(422);
    const papers = await insurancePapers(app, provider.headers);
    expect((await agent.get(path)).text).toContain('insurance.pdf');
    expect((await submit(agent, path, { 'insurance-certificates': papers })).status).toBe(303);
    const other = await register(app, 'Other Papers');
    const theirs = await insurancePapers(app, other.headers);
    expect((await call('answers', { answers: { 'insurance-certificates': [theirs] } })).body).toMatchObject({ status: 422, rule: 'document-unknown' });
  });
});

describe('submitting', () => {
  it('says everything that is missing, on the page and over the API', async () => {
    const { provider, id, call, show } = await starting('Gaps Trust');
    const refused = await call('submit');
    expect([refused.status, refused.body.rule]).toEqual([422, 'answers-missing']);
    const fields = (refused.body.errors as { field: string }[]).map(({ field }) => field);
    expect(fields).toContain('method.accommodation');
    expect(fields).not.toContain('annual-turnover');
    expect(missingIn(await show())).toEqual(fields);
    const agent = await managerOf(app, provider);
    const check = (await agent.get(`/applications/${id}/check-answers`)).text;
    expect(check).toContain(`${fields.length} things stop you from submitting`);
    expect(check).toContain(`href="/applications/${id}/questions/method.accommodation"`);
    expect(check).not.toContain('Submit the application');
  });

  it('needs the declaration, happens once though sent twice, and gives a receipt with everything in it', async () => {
    const { provider, id, call } = await starting('Receipt Trust');
    await answerAll(provider, call);
    const agent = await managerOf(app, provider);
    const path = `/applications/${id}/check-answers`;
    const bare = await submit(agent, path, {});
    expect([bare.status, bare.text.includes('Confirm that the answers are correct')]).toEqual([422, true]);
    const shown = (await agent.get(path)).text;
    const both = await Promise.all([submit(agent, path, { declaration: 'agreed' }, shown), submit(agent, path, { declaration: 'agreed' }, shown)]);
    expect(both.map(({ status, headers }) => [status, headers['location']])).toEqual([[303, `/applications/${id}/receipt`], [303, `/applications/${id}/receipt`]]);
    const receipt = (await agent.get(`/applications/${id}/receipt`)).text;
    expect(receipt).toMatch(/APP-[2-9A-Z]{6}/);
    // Wednesday 10 June 2026: 15 working days, no bank holiday among them.
    expect(receipt).toContain('1 July 2026');
    const print = (await agent.get(`/applications/${id}/print`)).text;
    expect(print).toContain('Local jobs.');
    expect(print).toContain('insurance.pdf');
    expect(print).toMatch(/[0-9a-f]{64}/);
    const again = await call('submit');
    expect([again.status, again.body.rule]).toEqual([422, 'not-now']);
    expect((await app.get(HistoryVerifier).verify()).differences).toEqual([]);
  });

  it('can be taken back until somebody assesses, and a draft can be deleted', async () => {
    const { provider, id, call, show } = await starting('Back Trust');
    await answerAll(provider, call);
    await call('submit');
    const commissioner = await app.key('commissioner');
    expect((await app.anonymous().get(`/api/v1/applications/${id}`).set(commissioner)).status).toBe(200);
    expect((await call('take-back')).body).toMatchObject({ status: 'draft', dueOn: null, parts: [] });
    expect((await app.anonymous().get(`/api/v1/applications/${id}`).set(commissioner)).status).toBe(404);
    expect((await call('submit')).status).toBe(200);
    expect((await app.anonymous().delete(`/api/v1/applications/${id}`).set(provider.headers)).body.rule).toBe('not-now');
    await call('take-back');
    expect((await app.anonymous().delete(`/api/v1/applications/${id}`).set(provider.headers)).status).toBe(204);
    expect((await show()).status).toBe(404);
    expect((await app.get(HistoryVerifier).verify()).differences).toEqual([]);
  });

  it('belongs to its own organisation', async () => {
    const { id } = await starting('Mine Trust');
    const rival = await register(app, 'Rival Trust');
    const agent = await managerOf(app, rival);
    for (const part of ['', '/questions/annual-turnover', '/check-answers', '/print', '/receipt', '/delete', '/sections/money/earlier']) expect([part, (await agent.get(`/applications/${id}${part}`)).status]).toEqual([part, 404]);
    for (const part of ['answers', 'answers/confirm', 'choices', 'submit', 'take-back']) {
      const body = { 'answers': { answers: {} }, 'answers/confirm': { saidAt: {} } }[part] ?? {};
      expect([part, (await app.anonymous().post(`/api/v1/applications/${id}/${part}`).set(rival.headers).send(body)).status]).toEqual([part, 404]);
    }
    expect((await app.anonymous().delete(`/api/v1/applications/${id}`).set(rival.headers)).status).toBe(404);
  });
});

describe('never being asked twice', () => {
  it('carries answers with their age, asks only for old ones again, and one button confirms them all', async () => {
    const provider = await admitted(app, 'Again Trust', { categoryCodes: ['accommodation'], areaCodes: ['durham'] });
    app.clock.set(new Date('2027-05-10T11:00:00Z')); // 11 months on
    const { body } = await app.anonymous().post('/api/v1/applications').set(provider.headers).send({ ...ACCOMMODATION, areaCodes: ['kent'] });
    const id = (body as { id: string }).id;
    const agent = await managerOf(app, provider);
    const show = () => app.anonymous().get(`/api/v1/applications/${id}`).set(provider.headers);
    const states = Object.fromEntries(answersIn(await show()).map(({ question, state }) => [question, state]));
    // Exclusion grounds are fresh for 6 months, insurance ran out in January, the rest is fresh for a year or more.
    expect(states).toMatchObject({ 'annual-turnover': 'answered', 'exclusion-mandatory': 'aged', 'unpaid-tax': 'aged', 'insurance-expiry': 'expired', 'case-study.accommodation': 'answered' });
    expect((await show()).body).toMatchObject({ answersTyped: 0 });
    const list = (await agent.get(`/applications/${id}`)).text;
    expect(list).toContain('Needs checking');
    expect((await agent.get(`/applications/${id}/questions/annual-turnover`)).text).toContain('You said this 11 months ago (10 June 2026)');
    const question = (await agent.get(`/applications/${id}/questions/exclusion-mandatory`)).text;
    expect(question).toContain('You said this 11 months ago (10 June 2026): still true?');
    const one = await submit(agent, `/applications/${id}/questions/exclusion-mandatory/confirm`, {}, question);
    expect(one.headers['location']).toBe(`/applications/${id}/sections/exclusion/earlier`);
    const earlier = (await agent.get(`/applications/${id}/sections/exclusion/earlier`)).text;
    expect(earlier).toContain('All still true');
    const seen = [...earlier.matchAll(/name="seen" value="([^"]+)"/g)].map(([, value]) => value);
    const all = await submit(agent, `/applications/${id}/sections/exclusion/earlier`, { seen }, earlier);
    expect(all.headers['location']).toContain('/questions/insurance-expiry');
    expect((await agent.get(`/applications/${id}/questions/insurance-expiry`)).text).toContain('The date has passed');
    expect(answerTo(await show(), 'unpaid-tax')).toMatchObject({ state: 'answered', saidAt: '2027-05-10T11:00:00.000Z' });
    expect((await show()).body).toMatchObject({ answersTyped: 0 });
  });

  it('asks only for refused parts when a provider applies again at once', async () => {
    const provider = await register(app, 'Refused Trust');
    const { body } = await app.anonymous().post('/api/v1/applications').set(provider.headers).send({ ...ACCOMMODATION, areaCodes: ['durham', 'kent'] });
    const id = (body as { id: string }).id;
    await answerAll(provider, (part, sent) => app.anonymous().post(`/api/v1/applications/${id}/${part}`).set(provider.headers).send(sent));
    await app.anonymous().post(`/api/v1/applications/${id}/submit`).set(provider.headers).send();
    const decisions = [{ categoryCode: 'accommodation', areaCode: 'durham', decision: 'admitted' }, { categoryCode: 'accommodation', areaCode: 'kent', decision: 'refused', ground: 'other', reason: 'No base in Kent' }];
    await judge(app, id);
    const decided = await app.anonymous().post(`/api/v1/applications/${id}/decide`).set(await app.key('commissioner')).send({ decisions });
    expect(decided.body).toMatchObject({ status: 'decided' });
    const agent = await managerOf(app, provider);
    const again = await agent.post(`/applications/${id}/again`).type('form').send({ _csrf: await csrfOf(agent, `/applications/${id}`) });
    const next = String(again.headers['location']).replace('/applications/', '');
    const shown = await app.anonymous().get(`/api/v1/applications/${next}`).set(provider.headers);
    expect(shown.body).toMatchObject({ categoryCodes: ['accommodation'], areaCodes: ['kent'], missing: [] });
  });
});
