import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { must } from '#libs/kernel';
import { Schedules } from '#libs/messaging';
import { HistoryVerifier, sql } from '#libs/persistence';
import { StandingAnswersService } from '../../src/providers/application/standing-answers.service.js';
import { ProviderDirectory } from '../../src/providers/providers.public.js';
import { csrfOf, databaseOf, startApp, type TestApp } from '../support/app.js';
import type { PersonKey } from '../support/people.js';
import { awarded, accepted, attended, idOf, joined, liveContract, openLot, sent } from '../support/world.js';
import { insurancePapers } from './registered.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(() => app.reset());

const get = (who: PersonKey, path: string) => app.call(who, 'get', path);
const post = (who: PersonKey, path: string, body: object) => app.call(who, 'post', path, body);

/** The membership of one of the test's providers. */
async function membershipOf(provider: string): Promise<string> {
  const found = await databaseOf(app).first<{ id: string }>(sql`select id from providers.membership where provider_id = ${idOf(app, provider)}`);
  return must(found, 'the membership').id;
}

/** The prime, admitted for accommodation in Yorkshire; its insurance holds until 31 January 2027, its Cyber Essentials until 31 March 2027. */
async function member(): Promise<string> {
  await joined(app, 'prime');
  return membershipOf('prime');
}

/** Moves the clock to noon of a day and runs the daily look, as the schedule would. */
async function lookOn(day: string): Promise<void> {
  app.clock.set(new Date(`${day}T12:00:00Z`));
  await app.get(Schedules).run('watch-evidence');
  await app.drain();
}

async function tasks(): Promise<string[]> {
  const rows = await databaseOf(app).rows<{ title: string; dueOn: string }>(sql`select title, due_on from notifications.task where kind = 'renew-evidence' and closed_at is null order by due_on`);
  return rows.map(({ dueOn }) => dueOn);
}

async function messages(kind: string): Promise<string[]> {
  const rows = await databaseOf(app).rows<{ words: string }>(sql`select words from notifications.message where kind = ${kind} order by written_at, id`);
  return rows.map(({ words }) => words);
}

const because = { reason: 'performance', words: 'Reports came late <three times>' };

describe('suspension by a commissioner', () => {
  it('keeps a member from new lots and says why, while its live contract goes on to the end', async () => {
    const id = await member();
    const contract = await liveContract(app, 'prime');
    const waiting = await sent(app, contract);
    expect((await post('commissioner', `members/${id}/suspend`, because)).body).toMatchObject({ status: 'suspended', statusReason: 'How it delivers a contract', statusWords: because.words });

    const lot = await openLot(app);
    expect((await get('commissioner', `lots/${lot}/eligibility`)).body).toMatchObject([{ providerId: idOf(app, 'prime'), reasonsNot: ['Its membership is suspended: how it delivers a contract'] }]);
    const award = await post('commissioner', 'contracts', { lotId: lot, providerId: idOf(app, 'prime'), ground: 'small-value', reason: 'x', reference: 'PRJ_9999' });
    expect([award.status, award.body.rule]).toEqual([422, 'not-eligible']);
    expect(award.body.detail).toContain('Its membership is suspended');
    expect((await get('commissioner', `lots/${lot}`)).body.status).toBe('open');
    expect((await (await app.as('provider-manager')).get(`/lots/${lot}`)).text).toContain('Its membership is suspended');

    const started = await post('provider-manager', 'cases', { referralId: waiting, caseworkerId: idOf(app, 'user:caseworker') });
    expect(started.status).toBe(201);
    await attended(app, started.body.id as string);
    const more = await sent(app, contract, { crn: 'X222222' });
    expect(await accepted(app, more)).toBeTruthy();

    await post('commissioner', `members/${id}/reinstate`, { reason: 'settled', words: 'On time again' });
    expect((await get('commissioner', `lots/${lot}/eligibility`)).body[0].reasonsNot).toEqual([]);
    await app.drain();
    expect(await messages('member-reinstated')).toEqual([expect.stringContaining('The suspension has ended')]);
    expect((await app.get(HistoryVerifier).verify()).differences).toEqual([]);
  });

  it('tells the provider’s managers, and the page says what, why and who, in order', async () => {
    const id = await member();
    await post('commissioner', `members/${id}/suspend`, because);
    await app.drain();
    expect(await messages('member-suspended')).toEqual([expect.stringContaining('A commissioner has suspended it')]);
    await post('commissioner', `members/${id}/remove`, { reason: 'asked-to-leave', words: 'They wrote to us' });
    await app.drain();
    expect(await messages('member-removed')).toHaveLength(1);
    for (const who of ['provider-manager', 'commissioner2'] as const) {
      const { text } = await (await app.as(who)).get(`/members/${id}`);
      expect(text).toContain('Reports came late &lt;three times&gt;');
      const told = ['Removed: it asked to leave', 'Suspended: how it delivers a contract', 'Admitted for Accommodation in All of Yorkshire and the Humber'];
      expect(told.map((each) => text.indexOf(each))).toEqual([...told.map((each) => text.indexOf(each))].sort((a, b) => a - b));
      expect(told.every((each) => text.includes(each))).toBe(true);
      expect(text).toContain('Test commissioner');
    }
  });

  it('is one of two at once, and a stale page is told', async () => {
    const id = await member();
    const answers = await Promise.all([post('commissioner', `members/${id}/suspend`, because), post('commissioner2', `members/${id}/suspend`, because)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
    expect((await post('commissioner', `members/${id}/reinstate`, { reason: 'settled', words: 'x', revision: 1 })).status).toBe(409);
  });

  it('over pages keeps what was typed until a reason is chosen', async () => {
    const id = await member();
    const agent = await app.as('commissioner');
    const token = await csrfOf(agent, `/members/${id}/suspend`);
    const refused = await agent.post(`/members/${id}/suspend`).type('form').send({ _csrf: token, revision: '1', words: 'Typed <words>' });
    expect([refused.status, refused.text.includes('Select why the membership is suspended'), refused.text.includes('Typed &lt;words&gt;')]).toEqual([422, true, true]);
    const done = await agent.post(`/members/${id}/suspend`).type('form').send({ _csrf: token, revision: '1', words: 'Typed <words>', reason: 'other' });
    expect([done.status, done.headers['location']]).toEqual([303, `/members/${id}`]);
  });

  it('a removed member applies again for everything, and is admitted for that alone', async () => {
    const id = await member();
    await post('commissioner', `members/${id}/remove`, { reason: 'closed', words: 'Wound up' });
    expect((await app.anonymous().get('/api/v1/members')).body.items).toEqual([]);
    const again = await post('provider-manager', 'applications', { vehicleCode: 'PSDF', categoryCodes: ['accommodation'], areaCodes: ['west-yorkshire'] });
    expect(again.status).toBe(201);
    expect((await post('provider-manager', `members/${id}/answers/confirm`, { questionCodes: ['social-value'] })).body.rule).toBe('not-now');
  });
});

describe('evidence that runs out', () => {
  it('is warned of at 60, 30 and 7 days, once each, however often the day is looked at', async () => {
    await member();
    await lookOn('2026-12-01'); // 61 days left
    expect(await messages('evidence-expiring')).toEqual([]);
    for (const day of ['2026-12-02', '2026-12-02', '2026-12-20', '2027-01-01', '2027-01-02', '2027-01-24', '2027-01-31']) await lookOn(day);
    const told = (await messages('evidence-expiring')).map((words) => words.split('\n')[0]);
    // On 31 January Cyber Essentials, until 31 March, has 59 days left.
    expect(told).toEqual([...Array<string>(3).fill('Insurance: runs out on 31 January 2027.'), 'Cyber Essentials: runs out on 31 March 2027.']);
    expect(await tasks()).toEqual(['2027-01-31', '2027-03-31']);
  });

  it('missed for weeks, is warned of once, for the nearest', async () => {
    const id = await member();
    await lookOn('2027-01-26');
    // 5 days left of the insurance, 64 of Cyber Essentials.
    expect(await messages('evidence-expiring')).toHaveLength(1);
    expect((await databaseOf(app).rows(sql`select warned_days from providers.standing_answer where membership_id = ${id} and expires_on = '2027-01-31'`))).toEqual([{ warnedDays: 7 }]);
  });

  it('suspends on the day after, naming what ran out, and twice at once changes nothing', async () => {
    const id = await member();
    await lookOn('2027-01-31');
    expect((await get('provider-manager', `members/${id}`)).body.status).toBe('active');
    app.clock.set(new Date('2027-02-01T06:00:00Z'));
    const changed = await Promise.all([app.get(StandingAnswersService).watchEvidence(), app.get(StandingAnswersService).watchEvidence()]);
    expect(changed[0] + changed[1]).toBe(1);
    await app.drain();
    const { body } = await get('provider-manager', `members/${id}`);
    expect(body).toMatchObject({ status: 'suspended', statusReason: 'Evidence has run out' });
    expect(body.statusWords).toContain('ran out on 31 January 2027');
    expect(await messages('member-suspended')).toEqual([expect.stringContaining('Renew it, and the suspension ends at once.')]);
    expect((await app.anonymous().get('/api/v1/members')).body.items).toMatchObject([{ status: 'suspended', takesNewWork: false }]);
    expect((await app.anonymous().get('/members')).text).toContain('Not taking new work');
    const concerns = await app.get(ProviderDirectory).standing(idOf(app, 'prime'), 'PSDF');
    expect(concerns.filter(({ concern }) => concern === 'expired')).toMatchObject([{ questionCode: 'insurance-expiry', label: 'Insurance', expiresOn: '2027-01-31', monthsOld: 7 }]);
    expect((await app.get(HistoryVerifier).verify()).differences).toEqual([]);
  });

  it('renewed with its document, ends that suspension at once and is watched anew', async () => {
    const id = await member();
    await lookOn('2027-02-01');
    const papers = await insurancePapers(app, await app.key('provider-manager'));
    const renew = (answers: object) => post('provider-manager', `members/${id}/answers`, { answers });
    expect((await renew({ 'insurance-expiry': '2027-01-31', 'insurance-certificates': [papers] })).body.rule).toBe('date-past');
    expect((await renew({ 'insurance-expiry': '2027-07-31' })).body.rule).toBe('document-missing');
    expect((await renew({ 'insurance-expiry': '2027-07-31', 'insurance-certificates': [papers] })).body).toMatchObject({ status: 'active', statusReason: 'Evidence is in date again' });
    expect(await tasks()).not.toContain('2027-01-31');
    expect((await app.anonymous().get(`/api/v1/documents/${papers}`).set(await app.key('commissioner'))).status).toBe(200);
    await lookOn('2027-06-05');
    expect((await messages('evidence-expiring')).at(-1)).toContain('Insurance: runs out on 31 July 2027.');
  });

  it('renewed, never ends a suspension that a commissioner made', async () => {
    const id = await member();
    await lookOn('2027-02-01');
    await post('commissioner', `members/${id}/suspend`, because);
    const refused = await post('commissioner', `members/${id}/reinstate`, { reason: 'settled', words: 'Fine now' });
    expect([refused.status, refused.body.rule]).toEqual([422, 'evidence-expired']);
    const papers = await insurancePapers(app, await app.key('provider-manager'));
    const renewed = await post('provider-manager', `members/${id}/answers`, { answers: { 'insurance-expiry': '2028-01-31', 'insurance-certificates': [papers] } });
    expect([renewed.status, renewed.body.status]).toEqual([200, 'suspended']);
    expect((await post('commissioner', `members/${id}/reinstate`, { reason: 'settled', words: 'Fine now' })).body.status).toBe('active');
  });
});

describe('keeping answers up to date', () => {
  it('shows each with its age, takes one click for what is still true, and a date for what runs out', async () => {
    const id = await member();
    app.clock.set(new Date('2027-07-11T12:00:00Z'));
    expect((await app.get(ProviderDirectory).standing(idOf(app, 'prime'), 'PSDF')).map(({ questionCode, concern, monthsOld }) => [questionCode, concern, monthsOld])).toContainEqual(['social-value', 'stale', 13]);
    const agent = await app.as('provider-manager');
    const path = `/members/${id}/answers`;
    const { text } = await agent.get(path);
    expect(text).toContain('Local jobs.');
    expect(text).toContain('Said on 10 June 2026, 13 months ago');
    const csrf = /name="_csrf" value="([^"]+)"/.exec(text)?.[1];
    const revision = /name="revision" value="(\d+)"/.exec(text)?.[1];
    expect((await agent.post(path).type('form').send({ _csrf: csrf, revision, codes: 'social-value' })).status).toBe(303);
    expect((await agent.post(path).type('form').send({ _csrf: csrf, revision, codes: 'subcontracting' })).status).toBe(409);
    expect((await app.get(ProviderDirectory).standing(idOf(app, 'prime'), 'PSDF')).map(({ questionCode }) => questionCode)).not.toContain('social-value');

    const renewal = `${path}/insurance-expiry`;
    expect((await agent.get(renewal)).text).toContain('enctype="multipart/form-data"');
    const form = { _csrf: String(csrf), revision: '2', 'insurance-expiry-day': '31', 'insurance-expiry-month': '2', 'insurance-expiry-year': '2028' };
    const wrong = await agent.post(renewal).field(form).attach('file', Buffer.from('%PDF-1.4 not really'), 'paper.pdf');
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('value="31"');
    expect((await agent.get(`${path}/social-value`)).status).toBe(404);
  });

  it('is for its managers: others who may see it may not, and the public sees the register alone', async () => {
    const id = await member();
    expect((await (await app.as('commissioner')).get(`/members/${id}/answers`)).status).toBe(403);
    expect((await (await app.as('rival')).get(`/members/${id}`)).status).toBe(403);
    expect((await get('rival', `members/${id}`)).status).toBe(403);
  });
});

it('the home page leads a member’s manager to its membership, and nobody else’s', async () => {
  const home = async (who: PersonKey) => (await (await app.as(who)).get('/')).text;
  expect(await home('provider-manager')).not.toContain('Your membership');
  const id = await member();
  expect(await home('provider-manager')).toContain('Your membership');
  expect(await home('provider-manager')).toContain(`href="/members/${id}"`);
  for (const who of ['rival', 'practitioner', 'commissioner'] as const) expect(await home(who)).not.toContain(`href="/members/${id}"`);
});

it('the member is told of its standing as you, and others as it', async () => {
  const id = await member();
  const page = async (who: PersonKey) => (await (await app.as(who)).get(`/members/${id}`)).text;
  expect(await page('provider-manager')).toContain('Half of your turnover of £900,000 is £450,000: the largest annual contract you can take.');
  expect(await page('commissioner')).toContain('Half of its turnover of £900,000 is £450,000: the largest annual contract it can take.');
});

it('bands follow the vehicle’s rule by the next morning, and only where they change', async () => {
  const id = await member();
  const revision = async () => must(await databaseOf(app).first<{ revision: number }>(sql`select revision from providers.membership where id = ${id}`), 'the membership').revision;
  const before = await revision();
  await app.get(Schedules).run('follow-band-rules');
  expect(await revision()).toBe(before);
  await databaseOf(app).run(sql`update providers.vehicle set band_rule = '{"turnoverShareBasisPoints": 4000, "bandsPence": [25000000, 100000000]}' where code = 'PSDF'`);
  await app.get(Schedules).run('follow-band-rules');
  expect(await revision()).toBe(before + 1);
  // Two fifths of £900,000; £1,000,000 needs £2,500,000 of turnover.
  const { body } = await get('provider-manager', `members/${id}`);
  expect(body).toMatchObject({ financialBandPence: 360_000_00, financialBand: '40% of its turnover of £900,000 is £360,000: the largest annual contract it can take. The band is up to £1 million' });
  expect(body.whatWouldRaiseIt).toBe('With a turnover of £2,500,000 or more, it could take contracts worth £1,000,000 a year');
  expect((await (await app.as('provider-manager')).get(`/members/${id}`)).text).toContain('Largest annual contract changed from £450,000 to £360,000');
  await databaseOf(app).run(sql`update providers.vehicle set band_rule = '{"turnoverShareBasisPoints": 5000, "bandsPence": [25000000, 100000000, 500000000]}' where code = 'PSDF'`);
});

it('a contract already given stands whatever becomes of the membership', async () => {
  const id = await member();
  const contract = await awarded(app, 'prime');
  await post('commissioner', `members/${id}/remove`, { reason: 'closed', words: 'Wound up' });
  expect((await get('provider-manager', `contracts/${contract}`)).body.status).toBe('mobilising');
});
