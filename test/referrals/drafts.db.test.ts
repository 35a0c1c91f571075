import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type TestAgent from 'supertest/lib/agent.js';
import { addDays, day, must, utc } from '#libs/kernel';
import { Schedules } from '#libs/messaging';
import { sql } from '#libs/persistence';
import { ContractsService } from '../../src/contracts/application/contracts.service.js';
import { DraftsService } from '../../src/referrals/application/drafts.service.js';
import { ReferralsService } from '../../src/referrals/application/referrals.service.js';
import { apiContent } from '../access/bodies.js';
import { csrfOf, databaseOf, signedIn, startApp, type TestApp } from '../support/app.js';
import { ESCAPED, NASTY } from '../support/nasty.js';
import { valueOf } from '../support/pages.js';
import { colleague, content, joined, liveContract, sent } from '../support/world.js';

type Answer = Record<string, unknown>;
const script = { accept: 'application/json' };

describe('a draft', () => {
  let app: TestApp;
  let contract: string;
  let agent: TestAgent;
  let id: string;

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    await app.reset();
    await joined(app, 'prime');
    contract = await liveContract(app, 'prime');
    agent = await app.as('practitioner');
    id = await started();
  });

  const started = async () => (await app.get(DraftsService).start(await app.actor('practitioner'), contract)).id;
  const stampsIn = (html: string) => ({ _csrf: valueOf(html, '_csrf'), seen: valueOf(html, 'seen'), text: valueOf(html, 'text') });
  const stampsOf = async (path: string) => stampsIn((await agent.get(path)).text);
  const post = async (path: string, fields: object = {}, by = agent) => by.post(path).type('form').send({ _csrf: await csrfOf(by, '/cookies'), ...fields });
  const autosave = (step: string, fields: object) => agent.post(`/drafts/${id}/${step}/autosave`).set(script).type('form').send(fields);
  const api = async (method: 'get' | 'post' | 'delete', path: string, body?: object) => {
    const answer = await app.anonymous()[method](`/api/v1/${path}`).set(await app.key('practitioner')).send(body);
    return { status: answer.status, body: answer.body as Answer };
  };
  const tend = () => app.get(Schedules).run('tend-drafts');
  const tasks = async () => ((await api('get', 'tasks')).body['items'] as { kind: string }[]).map(({ kind }) => kind);
  const onDay = (after: number) => app.clock.set(new Date(utc(addDays(day('2026-06-10'), after)).getTime() + 12 * 3_600_000));

  it('keeps half-written text verbatim, never as an answer, and shows it when somebody comes back', async () => {
    const page = await agent.get(`/drafts/${id}/risk`);
    expect(page.text).toMatch(/data-autosave="\/drafts\/[^"]+\/risk\/autosave"/);
    expect(page.text).toContain('autosave.js');
    const form = await stampsOf(`/drafts/${id}/risk`);
    const typed = `${NASTY}\nsecond line`;
    const first = await autosave('risk', { ...form, riskSummary: typed });
    expect([first.status, first.body]).toEqual([200, { text: 1, words: 'Saved at 12:00' }]);
    expect((await autosave('risk', { ...form, text: '1', riskSummary: `${typed}!` })).body).toMatchObject({ text: 2 });
    const back = await agent.get(`/drafts/${id}/risk`);
    expect(back.text).toContain(`${ESCAPED}\nsecond line!`);
    expect(back.text).toContain('You typed this on 10 June 2026 at 12:00');
    expect((await api('get', `drafts/${id}`)).body).toMatchObject({ answers: {} });
    expect((await agent.get('/drafts')).text).toContain('Some text is half-written');
    expect((await post(`/drafts/${id}/risk`, { ...(await stampsOf(`/drafts/${id}/risk`)), riskSummary: 'Done' })).status).toBe(303);
    expect((await agent.get(`/drafts/${id}/risk`)).text).not.toContain('You typed this');
  });

  it('keeps what was refused for somebody who leaves to look something up, until it is said', async () => {
    const path = `/drafts/${id}/sentence`;
    const refused = await post(path, { ...(await stampsOf(path)), sentenceKind: 'order', location: 'custody', prisonName: 'HMP Northmoor' });
    expect([refused.status, refused.text.includes('Enter the date the sentence ends')]).toEqual([422, true]);
    const back = (await agent.get(path)).text;
    expect(back).toContain('and did not continue');
    expect(valueOf(back, 'prisonName')).toBe('HMP Northmoor');
    const whole = { sentenceKind: 'order', location: 'community', 'sentenceEndsOn-day': '1', 'sentenceEndsOn-month': '3', 'sentenceEndsOn-year': '2028' };
    expect((await post(path, { ...stampsIn(back), ...whole })).status).toBe(303);
    expect((await agent.get(path)).text).not.toContain('and did not continue');
  });

  it('is deleted once its writer says so twice, and never by another', async () => {
    expect((await agent.get('/drafts')).text).toContain(`href="/drafts/${id}/delete"`);
    expect((await agent.get(`/drafts/${id}/delete`)).text).toContain('cannot be brought back');
    expect((await (await app.as('practitioner2')).get(`/drafts/${id}/delete`)).status).toBe(404);
    expect((await api('get', `drafts/${id}`)).status).toBe(200);
    expect((await post(`/drafts/${id}/delete`)).status).toBe(303);
    expect((await api('get', `drafts/${id}`)).status).toBe(404);
  });

  it('refuses autosaved text without the form token, on a page there is not, or of another’s draft', async () => {
    const form = await stampsOf(`/drafts/${id}/risk`);
    expect((await autosave('risk', { ...form, _csrf: 'wrong' })).status).toBe(403);
    expect((await autosave('nothing', form)).status).toBe(404);
    const other = await app.as('practitioner2');
    expect((await other.post(`/drafts/${id}/risk/autosave`).set(script).type('form').send({ ...form, _csrf: await csrfOf(other, '/cookies') })).status).toBe(404);
    expect((await app.anonymous().post(`/drafts/${id}/risk/autosave`).set(script).type('form').send(form)).status).toBe(403);
    const inHeader = await agent.post(`/drafts/${id}/risk/autosave`).set({ ...script, 'x-csrf-token': form._csrf }).type('form').send({ seen: form.seen, text: '0', riskSummary: 'x' });
    expect(inHeader.status).toBe(200);
  });

  it('tells the second of two tabs on one page, shows both texts and overwrites nothing; other pages do not disturb', async () => {
    const [one, two] = [await stampsOf(`/drafts/${id}/risk`), await stampsOf(`/drafts/${id}/risk`)];
    expect((await post(`/drafts/${id}/support`, { accessNeeds: 'A ramp' })).status).toBe(303);
    expect((await post(`/drafts/${id}/risk`, { ...one, riskSummary: 'From the first tab' })).status).toBe(303);
    const second = await post(`/drafts/${id}/risk`, { ...two, riskSummary: 'From the second tab' });
    expect(second.status).toBe(409);
    for (const words of ['changed in another tab', 'From the first tab', 'From the second tab']) expect(second.text).toContain(words);
    expect((await autosave('risk', { ...two, riskSummary: 'Late' })).status).toBe(409);
    expect((await post(`/drafts/${id}/risk`, { ...stampsIn(second.text), riskSummary: 'From the second tab' })).status).toBe(303);
    expect((await api('get', `drafts/${id}`)).body).toMatchObject({ answers: { risk: { riskSummary: 'From the second tab' } } });
  });

  it('tells a second tab that types on the same page, and keeps the first one’s text', async () => {
    const form = await stampsOf(`/drafts/${id}/risk`);
    expect((await autosave('risk', { ...form, riskSummary: 'First' })).status).toBe(200);
    const second = await autosave('risk', { ...form, riskSummary: 'Second' });
    expect([second.status, second.body]).toMatchObject([409, { detail: expect.stringContaining('another tab') }]);
    expect((await agent.get(`/drafts/${id}/risk`)).text).toContain('First');
  });

  it('is listed with what is missing and how long it is kept, page by page', async () => {
    for (let made = 0; made < 21; made += 1) await started();
    const first = await api('get', 'drafts');
    expect(first.body['items']).toHaveLength(22);
    const page = await agent.get('/drafts');
    expect(page.text).toContain('The CRN, the person, the sentence and place, risk, support, the date and reason, outcomes and level for Accommodation');
    expect(page.text).toContain('90 days');
    const next = /href="(\/drafts\?after=[^"]+)"/.exec(page.text)?.[1];
    expect(((await agent.get(must(next, 'the next page'))).text.match(/govuk-summary-card__title"/g) ?? []).length).toBe(2);
  });

  it('is handed over within the team alone; the colleague owns it and is told', async () => {
    const near = await colleague(app, 'near', { role: 'practitioner', at: 'yorkshire', team: 'leeds' });
    const far = await colleague(app, 'far', { role: 'practitioner', at: 'yorkshire', team: 'sheffield' });
    expect((await post(`/drafts/${id}/hand-over`, { practitionerId: far, note: 'Yours' })).status).toBe(422);
    expect((await agent.get(`/drafts/${id}/hand-over`)).text).not.toContain('Test far');
    expect((await post(`/drafts/${id}/hand-over`, { practitionerId: near, note: NASTY })).status).toBe(303);
    expect((await agent.get(`/drafts/${id}`)).status).toBe(404);
    const other = await signedIn(app, 'near@test.example');
    expect((await other.get('/drafts')).text).toContain(`Handed over by Test practitioner: ${ESCAPED}`);
    expect((await other.get('/tasks')).text).toContain('Go on with a draft referral a colleague handed to you');
    expect((await post(`/drafts/${id}/support`, { accessNeeds: '' }, other)).status).toBe(303);
    expect((await other.get('/tasks')).text).not.toContain('Go on with a draft');
  });

  it('is warned about at 80 days, once, and deleted at 90; saving it starts the days again', async () => {
    const kept = await started();
    onDay(79);
    await tend();
    expect(await tasks()).toEqual([]);
    onDay(80);
    await tend();
    await tend();
    expect(await tasks()).toEqual(['finish-draft', 'finish-draft']);
    await app.drain();
    const written = await databaseOf(app).rows(sql`select id from notifications.message where kind = 'draft-expiring'`);
    expect(written).toHaveLength(2);
    expect((await post(`/drafts/${kept}/support`, { accessNeeds: '' })).status).toBe(303);
    expect(await tasks()).toEqual(['finish-draft']);
    onDay(95); // the schedule was down for five days
    await tend();
    await tend();
    expect([(await api('get', `drafts/${id}`)).status, (await api('get', `drafts/${kept}`)).status]).toEqual([404, 200]);
    expect(await tasks()).toEqual([]);
    await app.drain();
    expect(await databaseOf(app).rows(sql`select id from notifications.message where kind = 'draft-expired'`)).toHaveLength(1);
  });

  it('whose service has closed is marked, and its writer told once', async () => {
    await app.get(ContractsService).closeToReferrals(await app.actor('commissioner'), contract, 'No more money');
    expect((await agent.get('/drafts')).text).toContain('This service no longer takes referrals');
    await tend();
    await tend();
    expect(await tasks()).toEqual(['move-draft']);
    expect((await agent.get('/tasks')).text).toContain('Choose another service for a draft referral');
  });

  it('begins again from a referral that was withdrawn: what was said is there, dates are asked anew, for the same person', async () => {
    const referral = await sent(app, contract);
    expect((await api('post', `referrals/${referral}/refer-again`, { contractId: contract })).body).toMatchObject({ type: 'urn:problem:still-live' });
    const early = await agent.get(`/referrals/${referral}/refer-again`);
    const told = (await agent.get(String(early.headers['location']))).text;
    expect(told).toMatch(/govuk-notification-banner__title[^>]*>\s*Important/); // a refusal is no success
    expect(told).not.toContain('govuk-notification-banner--success');
    expect((await agent.get(`/referrals/${referral}/withdraw`)).text).toMatch(/govuk-button--warning[\s\S]*Withdraw referral/);
    await app.get(ReferralsService).withdraw(await app.actor('practitioner'), referral, { code: 'MIS', comment: 'x' });
    expect((await agent.get(`/referrals/${referral}`)).text).toContain(`href="/referrals/${referral}/refer-again"`);
    expect((await agent.get(`/referrals/${referral}/refer-again`)).text).toContain('Refer this person again');
    const noon = app.clock.now().getTime();
    let seconds = 0;
    const asSet = app.clock.now.bind(app.clock);
    app.clock.now = () => new Date(noon + 1_000 * seconds++); // no two moments are the same
    const response = await post(`/referrals/${referral}/refer-again`, { contractId: contract }).finally(() => (app.clock.now = asSet));
    const copy = must(/\/drafts\/([^/]+)\/crn/.exec(String(response.headers['location']))?.[1], 'the copy');
    const asked = (await agent.get(`/drafts/${copy}/crn`)).text;
    expect(asked).toContain(`value="${content.crn}"`);
    expect(asked).not.toContain('You typed this');
    const purpose = await agent.get(`/drafts/${copy}/purpose`);
    expect(purpose.text).toContain(content.reason);
    expect(valueOf(purpose.text, 'completeBy-year')).toBe('');
    expect((await api('get', `drafts/${copy}`)).body).toMatchObject({ answers: { person: { lastName: content.lastName }, risk: { riskSummary: 'Low' } }, missing: ['the CRN', 'the sentence and place', 'the date and reason'] });
    expect((await api('post', `drafts/${copy}/person`, { crn: 'X999999', goesOnTyping: true })).body).toMatchObject({ type: 'urn:problem:another-person' });
  });

  it('is written, sent and deleted over the API as on the pages', async () => {
    const { body } = await api('post', 'drafts', { contractId: contract });
    const path = `drafts/${String(body['id'])}`;
    expect((await api('post', `${path}/answers`, { firstName: 'Ann' })).body).toMatchObject({ type: 'urn:problem:page-incomplete' });
    const said = Object.fromEntries(Object.entries(apiContent()).filter(([name]) => !['crn', 'contractId'].includes(name)));
    await api('post', `${path}/person`, { crn: 'X900002', goesOnTyping: true });
    expect((await api('post', `${path}/send`)).body).toMatchObject({ type: 'urn:problem:answers-missing' });
    expect((await api('post', `${path}/answers`, { ...said, accessNeeds: '' })).body).toMatchObject({ missing: [] });
    expect(await api('post', `${path}/send`)).toMatchObject({ status: 201, body: { contractId: contract, status: 'sent' } });
    expect((await api('get', path)).status).toBe(404);
    expect([(await api('delete', `drafts/${id}`)).status, (await api('get', `drafts/${id}`)).status]).toEqual([200, 404]);
  });
});
