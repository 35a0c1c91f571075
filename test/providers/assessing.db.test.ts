import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { HistoryVerifier, sql } from '#libs/persistence';
import type { Response } from 'supertest';
import { onePagePdf } from '../../src/demo/domain/one-page-pdf.js';
import { csrfOf, databaseOf, startApp, type TestApp } from '../support/app.js';
import { submit } from '../support/pages.js';
import type { PersonKey } from '../support/people.js';
import { apply, judge, managerOf, register, type Registered } from './registered.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(() => app.reset());

const places = { categoryCodes: ['accommodation'], areaCodes: ['durham'] };
const admit = { decisions: [{ categoryCode: 'accommodation', areaCode: 'durham', decision: 'admitted' }] };
const refuse = (ground: string | null) => ({ decisions: [{ categoryCode: 'accommodation', areaCode: 'durham', decision: 'refused', ground, reason: 'No base <b>there</b>' }] });

async function call(who: PersonKey | Registered, method: 'get' | 'post', path: string, body: object = {}): Promise<Response> {
  const headers = typeof who === 'string' ? await app.key(who) : who.headers;
  const asked = app.anonymous()[method](`/api/v1/${path}`).set(headers);
  return method === 'get' ? asked : asked.send(body);
}

async function submitted(name: string): Promise<{ provider: Registered; id: string }> {
  const provider = await register(app, name);
  return { provider, id: await apply(app, provider, places) };
}

/** The question asked about an answer; answers its id. */
async function asked(id: string, questionCode = 'annual-turnover'): Promise<string> {
  const response = await call('commissioner', 'post', `applications/${id}/queries`, { questionCode, asked: 'Which year is this?' });
  if (response.status !== 201) throw new Error(response.text);
  return (response.body as { items: { id: string }[] }).items.at(-1)?.id ?? '';
}

describe('the queue', () => {
  it('shows what waits by due day, whose it is and what it needs, in as many statements however long it is', async () => {
    const first = await submitted('Ash Trust');
    app.clock.set(new Date('2026-06-11T11:00:00Z'));
    await submitted('Birch Trust');
    await call('commissioner', 'get', 'assessments'); // the catalogue is read once
    const before = databaseOf(app).statements;
    const list = await call('commissioner', 'get', 'assessments');
    const cost = databaseOf(app).statements - before;
    expect(list.body.items).toMatchObject([{ providerName: 'Ash Trust', dueOn: '2026-07-01', daysLeft: 14, assessorId: null }, { providerName: 'Birch Trust', dueOn: '2026-07-02', daysLeft: 15 }]);
    expect(list.body.items[0].needs).toMatch(/answers to judge/);
    await submitted('Cedar Trust');
    const again = databaseOf(app).statements;
    await call('commissioner', 'get', 'assessments');
    expect(databaseOf(app).statements - again).toBe(cost);
    await call('commissioner', 'post', `applications/${first.id}/take`);
    expect((await call('commissioner', 'get', 'assessments?show=mine')).body.items).toHaveLength(1);
    expect((await call('commissioner2', 'get', 'assessments?show=nobodys')).body.items).toHaveLength(2);
  });

  it('gives two people who take the next one at once two different ones, and then says there is none', async () => {
    await submitted('Ash Trust');
    await submitted('Birch Trust');
    const taken = await Promise.all([call('commissioner', 'post', 'assessments/next'), call('commissioner2', 'post', 'assessments/next')]);
    expect(new Set(taken.map((each) => each.body.id)).size).toBe(2);
    expect((await call('commissioner', 'post', 'assessments/next')).body.rule).toBe('nothing-waiting');
    expect((await call('commissioner', 'post', `applications/${taken[1]?.body.id as string}/take`)).body.rule).toBe('taken');
  });

  it('gives the next one once to whoever asks twice from one page', async () => {
    await submitted('Ash Trust');
    await submitted('Birch Trust');
    const agent = await app.as('commissioner');
    const page = (await agent.get('/assessments')).text;
    const taken = [await submit(agent, '/assessments/next', {}, page), await submit(agent, '/assessments/next', {}, page)];
    expect(taken[0]?.headers['location']).toMatch(/^\/applications\/.+\/assess$/);
    expect(taken[1]?.headers['location']).toBe(taken[0]?.headers['location']);
    expect((await call('commissioner', 'get', 'assessments?show=nobodys')).body.items).toHaveLength(1);
    // From a page that shows the other one, the other one.
    expect((await submit(agent, '/assessments/next', {}, (await agent.get('/assessments')).text)).headers['location']).not.toBe(taken[0]?.headers['location']);
  });

  it('leads an assessor by buttons from the next application to its decision', async () => {
    const { id } = await submitted('Pages Trust');
    const agent = await app.as('commissioner');
    const taken = await submit(agent, '/assessments/next', {}, (await agent.get('/assessments')).text);
    expect(taken.headers['location']).toBe(`/applications/${id}/assess`);
    let path = String((await agent.get(`/applications/${id}/assess`)).headers['location']);
    const wrong = await submit(agent, path, { 'points-social-value': '9', 'reason-social-value': 'Kept <i>words</i>' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('Points must be a whole number from 0 to 5');
    expect(wrong.text).toContain('Kept &lt;i&gt;words&lt;/i&gt;');
    for (let pages = 0; path.includes('/assess') && pages < 20; pages += 1) {
      const names = [...(await agent.get(path)).text.matchAll(/name="points-([^"]+)"/g)].map(([, code]) => String(code));
      const fields = Object.fromEntries(names.flatMap((code) => [[`points-${code}`, '4'], [`reason-${code}`, 'Clear']]));
      path = String((await submit(agent, path, fields)).headers['location']);
    }
    expect(path).toBe(`/applications/${id}/decide`);
    expect((await agent.get('/assessments?show=mine')).text).toContain('A decision: every answer passes or is judged');
  });
});

describe('a question to the provider', () => {
  it('stops the clock, shows only that question, and has the reply beside the first answer', async () => {
    const { provider, id } = await submitted('Asked Trust');
    const query = await asked(id);
    expect((await call('commissioner', 'post', `applications/${id}/decide`, admit)).body.rule).toBe('queried');
    const agent = await managerOf(app, provider);
    expect((await agent.get('/tasks')).text).toContain('Answer a question about your application');
    const page = await agent.get(`/applications/${id}/queries/${query}`);
    expect(page.text).toContain('Which year is this?');
    expect(page.text).toContain('£900,000.00');
    app.clock.set(new Date('2026-06-15T11:00:00Z'));
    expect((await submit(agent, `/applications/${id}/queries/${query}`, { 'annual-turnover': 'lots', words: 'The last one' })).status).toBe(422);
    expect((await submit(agent, `/applications/${id}/queries/${query}`, { 'annual-turnover': '800000', words: 'The last one' })).status).toBe(303);
    // Asked Wednesday 10 June, answered Monday 15 June: three working days after Wednesday 1 July.
    const { body } = await call('commissioner', 'get', `applications/${id}/assessment`);
    expect(body).toMatchObject({ status: 'assessing', dueOn: '2026-07-06', queriedOn: null, queries: [{ firstAnswer: 900_000_00, changedAnswer: 800_000_00, reply: 'The last one' }] });
    const assessor = await app.as('commissioner');
    expect((await assessor.get('/tasks')).text).toContain('Read the reply from Asked Trust');
    const shown = await assessor.get(`/applications/${id}/assess/money`);
    expect(shown.text).toContain('First answer: <span class="app-verbatim">£900,000.00</span>');
    expect(shown.text).toContain('Changed to: <span class="app-verbatim">£800,000.00</span>');
  });

  it('is answered with another document, which the assessors then read beside the first', async () => {
    const { provider, id } = await submitted('Paper Trust');
    const query = await asked(id, 'insurance-certificates');
    const agent = await managerOf(app, provider);
    const path = `/applications/${id}/queries/${query}`;
    const token = await csrfOf(agent, path);
    const send = (content: Buffer) => agent.post(path).field('_csrf', token).field('words', 'Here it is').attach('file', content, 'renewed.pdf');
    const wrong = await send(Buffer.from('Not a document'));
    expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining('Here it is')]);
    expect(wrong.text).toContain('This kind of file cannot be taken');
    expect((await send(Buffer.from(onePagePdf('Renewed certificate')))).status).toBe(303);
    const [replied] = (await call('commissioner', 'get', `applications/${id}/assessment`)).body.queries as { reply: string; firstAnswer: string[]; changedAnswer: string[] }[];
    const document = String(replied?.changedAnswer[0]);
    expect(replied).toMatchObject({ reply: 'Here it is', changedAnswer: [document] });
    expect(replied?.firstAnswer).not.toEqual(replied?.changedAnswer);
    const assessor = await app.as('commissioner');
    const shown = await assessor.get(`/applications/${id}/assess/insurance`);
    expect(shown.text).toContain('First answer: <span class="app-verbatim">insurance.pdf</span>');
    expect(shown.text).toContain('Changed to: <span class="app-verbatim">renewed.pdf</span>');
    expect((await assessor.get(`/documents/${document}`)).status).toBe(200);
  });

  it('is either answered or taken back, when both happen at once', async () => {
    const { provider, id } = await submitted('Race Trust');
    const query = await asked(id);
    const answers = await Promise.all([call(provider, 'post', `applications/${id}/queries/${query}/reply`, { words: 'Last' }), call('commissioner', 'post', `applications/${id}/queries/${query}/cancel`)]);
    expect(answers.map((each) => each.status).sort()).toEqual([200, 422]);
    expect(answers.find((each) => each.status === 422)?.body.rule).toBe('query-closed');
  });

  it('makes a judgement on the answer before the reply too old', async () => {
    const { provider, id } = await submitted('Stale Trust');
    const { seenAt } = (await call('commissioner', 'get', `applications/${id}/assessment`)).body.answers.find((each: { question: string }) => each.question === 'social-value');
    const query = await asked(id, 'social-value');
    app.clock.set(new Date('2026-06-10T12:00:00Z'));
    await call(provider, 'post', `applications/${id}/queries/${query}/reply`, { words: 'More', answer: 'Local jobs and training.' });
    const judgements = [{ questionCode: 'social-value', verdict: 'scored', points: 3, reason: 'Good', seenAt }];
    expect((await call('commissioner', 'post', `applications/${id}/judgements`, { judgements })).status).toBe(409);
  });
});

describe('the decision', () => {
  it('is made for a category at once, with an exception for one area, and reads as few lines', async () => {
    const provider = await register(app, 'Wide Trust');
    const id = await apply(app, provider, { categoryCodes: ['accommodation', 'family'], areaCodes: ['durham', 'kent', 'surrey'] });
    await judge(app, id);
    const agent = await app.as('commissioner');
    const page = (await agent.get(`/applications/${id}/decide`)).text;
    expect(page).toContain('Accommodation in all 3 areas');
    const kent = /Accommodation in Kent\s[\s\S]*?name="decision-([0-9a-f-]{36})"/.exec(page)?.[1] ?? '';
    const missing = await submit(agent, `/applications/${id}/decide`, { 'decision-accommodation': 'admitted', [`decision-${kent}`]: 'refused', [`reason-${kent}`]: 'No base there' }, page);
    expect(missing.status).toBe(422);
    expect(missing.text).toContain('Select the ground for refusing Accommodation in Kent');
    expect(missing.text).toContain('Select admit or refuse for Family and Significant Others in the areas you left open');
    const forgot = { 'decision-accommodation': 'admitted', [`ground-${kent}`]: 'evidence', [`reason-${kent}`]: 'No base there', 'decision-family': 'admitted' };
    expect((await submit(agent, `/applications/${id}/decide`, forgot, page)).text).toContain('Select admit or refuse for Accommodation in Kent');
    const whole = { 'decision-accommodation': 'admitted', [`decision-${kent}`]: 'refused', [`ground-${kent}`]: 'evidence', [`reason-${kent}`]: 'No base there', 'decision-family': 'refused', 'ground-family': 'other', 'reason-family': 'Not this year' };
    expect((await submit(agent, `/applications/${id}/decide`, whole, page)).status).toBe(303);
    const decided = (await call('commissioner', 'get', `applications/${id}`)).body.parts as { categoryCode: string; areaCode: string; decision: string; reason: string | null }[];
    expect(decided.map((part) => [part.categoryCode, part.areaCode, part.decision, part.reason])).toEqual([
      ['accommodation', 'durham', 'admitted', null], ['accommodation', 'kent', 'refused', 'No base there'], ['accommodation', 'surrey', 'admitted', null],
      ...['durham', 'kent', 'surrey'].map((area) => ['family', area, 'refused', 'Not this year']),
    ]);
    const letter = (await (await managerOf(app, provider)).get(`/applications/${id}/letter`)).text;
    for (const words of ['Accommodation in Durham, Surrey: Admitted', 'Accommodation in Kent: Refused', 'Family and Significant Others in Durham, Kent, Surrey: Refused']) expect(letter).toContain(words);
  });

  it('is made once, though two commissioners decide at the same time', async () => {
    const { id } = await submitted('Twice Trust');
    await judge(app, id);
    const answers = await Promise.all([call('commissioner', 'post', `applications/${id}/decide`, admit), call('commissioner2', 'post', `applications/${id}/decide`, refuse('rule'))]);
    expect(answers.map((each) => each.status).sort()).toEqual([200, 422]);
    expect(answers.find((each) => each.status === 422)?.body.rule).toBe('not-now');
  });

  it('needs points before it admits, and a ground before it refuses', async () => {
    const { id } = await submitted('Gaps Trust');
    expect((await call('commissioner', 'post', `applications/${id}/decide`, admit)).body.rule).toBe('judgement-missing');
    expect((await call('commissioner', 'post', `applications/${id}/decide`, refuse(null))).body.rule).toBe('ground-missing');
    expect((await call('commissioner', 'post', `applications/${id}/decide`, { ...refuse('rule'), revision: 1 })).status).toBe(409);
  });

  it('on a discretionary ground waits for a second person, unseen by the provider, who then reads the letter', async () => {
    const { provider, id } = await submitted('Second Trust');
    await judge(app, id);
    expect((await call('commissioner', 'post', `applications/${id}/decide`, refuse('discretionary'))).body.status).toBe('proposed');
    expect((await call(provider, 'get', `applications/${id}`)).body.parts).toMatchObject([{ decision: null, reason: null }]);
    expect((await call(provider, 'get', `applications/${id}/letter`)).status).toBe(403);
    expect((await call(provider, 'get', `applications/${id}/assessment`)).status).toBe(403);
    expect((await call('commissioner', 'post', `applications/${id}/agree`)).body.rule).toBe('same-person');
    expect((await (await app.as('approver')).get('/tasks')).text).toContain('Agree to the decision on Second Trust');

    const sentBack = await call('commissioner2', 'post', `applications/${id}/send-back`, { reason: 'Ask them first' });
    expect(sentBack.body).toMatchObject({ status: 'assessing', returns: [{ reason: 'Ask them first' }] });
    expect((await (await app.as('commissioner')).get('/tasks')).text).toContain('Decide the application from Second Trust again');
    await call('commissioner', 'post', `applications/${id}/decide`, refuse('discretionary'));
    const approver = await app.as('approver');
    expect((await submit(approver, `/applications/${id}/agree`, {})).text).toContain('Select agree or send back');
    expect((await submit(approver, `/applications/${id}/agree`, { answer: 'agree' })).status).toBe(303);

    const letter = await (await managerOf(app, provider)).get(`/applications/${id}/letter`);
    expect(letter.text).toContain('Accommodation in Durham: Refused');
    expect(letter.text).toContain('No base &lt;b&gt;there&lt;/b&gt;');
    expect(letter.text).not.toContain('Ask them first');
    expect((await app.get(HistoryVerifier).verify()).differences).toEqual([]);
  });

  it('of an approver who agrees to admit makes the member', async () => {
    const { id } = await submitted('Member Trust');
    await judge(app, id);
    const both = { decisions: [{ ...admit.decisions[0], reason: 'Yes' }] };
    await databaseOf(app).run(sql`update providers.application set exclusion_status = 'excludable' where id = ${id}`);
    expect((await call('commissioner', 'post', `applications/${id}/decide`, both)).body.status).toBe('proposed');
    expect((await call('approver', 'post', `applications/${id}/agree`)).body.status).toBe('decided');
    expect((await app.anonymous().get('/api/v1/members')).text).toContain('Member Trust');
    const { body } = await call('commissioner', 'get', `applications/${id}/letter`);
    expect(body.sections[0].heading).toBe('What admission means');
  });
});
