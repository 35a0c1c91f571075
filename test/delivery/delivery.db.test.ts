import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { day } from '#libs/kernel';
import { sql } from '#libs/persistence';
import { PlansService } from '../../src/delivery/application/plans.service.js';
import { AnswersService } from '../../src/referrals/application/answers.service.js';
import { csrfOf, databaseOf, startApp, type TestApp } from '../support/app.js';
import type { PersonKey } from '../support/people.js';
import { sent } from '../support/world.js';
import { liveContract } from './live-contract.js';

const phone = { durationMinutes: 60, method: 'phone' };
const PAST = '2026-06-10T09:00:00Z';

describe('delivery', () => {
  let app: TestApp;
  let contractId: string;
  let referralId: string;
  let caseworkerId: string;

  const accept = (person: PersonKey = 'provider-manager', over: object = {}) => app.call(person, 'post', 'cases', { referralId, caseworkerId, ...over });
  const opened = async (): Promise<string> => ((await accept()).body as { id: string }).id;
  const book = async (caseId: string, over: object = {}): Promise<string> => ((await app.call('caseworker', 'post', 'appointments', { caseId, startsAt: PAST, ...phone, ...over })).body as { id: string }).id;
  const attend = (id: string) => app.call('caseworker', 'post', `appointments/${id}/feedback`, { attended: 'yes', summary: 'Looked at flats' });
  const activities = [{ categoryCode: 'accommodation', outcomeCode: 'accommodation-secured', description: 'Visit the housing office' }];
  const submitPlan = async (caseId: string, sessions = 2) => ((await app.call('caseworker', 'post', 'plans', { caseId, sessions, activities })).body as { id: string }).id;
  const caseload = () => databaseOf(app).first<Record<string, unknown>>(sql`select stage, status, next_step, due_on, whose_move from delivery.caseload where referral_id = ${referralId}`);
  const events = async () => (await databaseOf(app).rows<{ type: string }>(sql`select type from platform.outbox where type like 'delivery.%' order by created_at, id`)).map((row) => row.type);

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    await app.reset();
    contractId = await liveContract(app);
    referralId = await sent(app, contractId);
    caseworkerId = app.ids['user:caseworker'] ?? '';
  });

  it('puts a sent referral on the caseload, due in two working days, until someone answers', async () => {
    // Sent Wednesday 10 June 2026: Thursday and Friday.
    expect(await caseload()).toEqual({ stage: 'waiting', status: 'sent', nextStep: 'Accept or decline the referral', dueOn: '2026-06-12', whoseMove: 'provider' });
    await app.get(AnswersService).decline(await app.actor('provider-manager'), referralId, { reason: 'no-capacity', comment: 'Full until July' });
    expect(await caseload()).toMatchObject({ stage: 'ended', status: 'declined', nextStep: null });
  });

  it('opens one case when two people accept at once, and tells the other why', async () => {
    const answers = await Promise.all([accept(), accept()]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 422]);
    expect(answers.find((answer) => answer.status === 422)?.body).toMatchObject({ rule: 'not-now', detail: 'This referral has already been accepted' });
    expect((await databaseOf(app).first<{ count: number }>(sql`select count(*) from delivery.case`))?.count).toBe(1);
  });

  it('leaves nothing when a rule is broken after the referral was marked', async () => {
    const answer = await accept('provider-manager', { caseworkerId: app.ids['user:rival'] });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ rule: 'caseworker-unknown' });
    expect((await app.call('practitioner', 'get', `referrals/${referralId}`)).body).toMatchObject({ status: 'sent' });
    expect(await events()).toEqual([]);
    expect(await caseload()).toMatchObject({ stage: 'waiting' });
  });

  it('goes from acceptance to the report, and the referral ends with it', async () => {
    const caseId = await opened();
    expect(await caseload()).toMatchObject({ stage: 'open', nextStep: 'Book the initial assessment' });
    await attend(await book(caseId));
    const planId = await submitPlan(caseId);
    expect(await caseload()).toMatchObject({ nextStep: 'Approve the plan', whoseMove: 'practitioner' });
    expect((await app.call('practitioner', 'post', `plans/${planId}/approve`)).body).toMatchObject({ status: 'approved' });
    await attend(await book(caseId));
    const missed = await book(caseId);
    await app.call('caseworker', 'post', `appointments/${missed}/feedback`, { attended: 'no', absenceReason: 'logistics' });
    expect((await app.call('practitioner', 'post', `cases/${caseId}/end`, {})).body).toMatchObject({ status: 'closing', endKind: 'completed' });
    const outcome = (outcomeCode: string, level: string) => ({ categoryCode: 'accommodation', outcomeCode, level, comment: 'See summary' });
    const report = await app.call('caseworker', 'post', 'reports', { caseId, summary: 'A good end', outcomes: [outcome('accommodation-secured', 'achieved'), outcome('accommodation-kept', 'partly-achieved')] });
    expect(report.body).toMatchObject({ score: 1.5 });
    expect((await app.call('practitioner', 'get', `cases/${caseId}`)).body).toMatchObject({ status: 'ended', endKind: 'completed' });
    expect((await app.call('practitioner', 'get', `referrals/${referralId}`)).body).toMatchObject({ status: 'ended' });
    expect(await events()).toEqual([
      ...['delivery.case-accepted', 'delivery.appointment-booked', 'delivery.assessment-attended', 'delivery.plan-submitted', 'delivery.plan-approved'],
      ...['delivery.appointment-booked', 'delivery.session-attended', 'delivery.appointment-booked', 'delivery.appointment-missed', 'delivery.case-ended', 'delivery.report-submitted'],
    ]);
  });

  it('takes feedback once, however often it is sent', async () => {
    const id = await book(await opened());
    const answers = await Promise.all([attend(id), attend(id)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 422]);
    expect(answers.find((answer) => answer.status === 422)?.body).toMatchObject({ rule: 'feedback-given' });
  });

  it('approves a plan nobody answered in five working days, once', async () => {
    const caseId = await opened();
    await attend(await book(caseId));
    await submitPlan(caseId);
    // Submitted Wednesday 10 June: the fifth working day is Wednesday 17 June.
    expect(await app.get(PlansService).approveSilentPlans(day('2026-06-17'))).toBe(0);
    expect(await app.get(PlansService).approveSilentPlans(day('2026-06-18'))).toBe(1);
    expect(await app.get(PlansService).approveSilentPlans(day('2026-06-18'))).toBe(0);
    expect((await app.call('practitioner', 'get', `cases/${caseId}`)).body).toMatchObject({ status: 'planned' });
  });

  it('does not exist for anyone else', async () => {
    const caseId = await opened();
    const appointmentId = await book(caseId);
    for (const person of ['rival', 'practitioner2', 'commissioner'] as const) {
      expect((await app.call(person, 'get', `cases/${caseId}`)).status).toBe(404);
      expect((await app.call(person, 'get', `appointments/${appointmentId}`)).status).toBe(404);
      expect((await app.call(person, 'post', `cases/${caseId}/end`, { reason: 'MIS', comment: 'x' })).status).toBe(404);
      expect((await (await app.as(person)).get(`/cases/${caseId}`)).status).toBe(404);
    }
    expect((await app.call('rival', 'get', 'cases')).body).toEqual({ items: [], next: null });
    expect((await app.call('commissioner', 'get', 'cases')).status).toBe(403);
    expect((await app.call('rival', 'post', 'cases', { referralId: await sent(app, contractId), caseworkerId })).status).toBe(404);
    expect((await app.call('practitioner', 'post', `appointments/${appointmentId}/feedback`, { attended: 'yes', summary: 'x' })).status).toBe(403);
  });

  it('shows pages to both sides, keeps every answer when a form is wrong, and prints what was typed', async () => {
    const manager = await app.as('provider-manager');
    const path = `/referrals/${referralId}/accept`;
    expect((await manager.post(path).type('form').send({ _csrf: await csrfOf(manager, path) })).text).toContain('Select the caseworker who will work with the person');
    const accepted = await manager.post(path).type('form').send({ _csrf: await csrfOf(manager, path), caseworkerId });
    const casePath = accepted.headers['location'] ?? '';
    expect((await manager.get(`/referrals/${referralId}/case`)).headers['location']).toBe(casePath);
    const form = { 'startsOn-day': '31', 'startsOn-month': '2', 'startsOn-year': '2026', startsTime: '9:30', durationMinutes: '45', method: 'other-address', address: '<b>1 High St</b> 🏠', form: 'group' };
    const refused = await manager.post(`${casePath}/appointments/book`).type('form').send({ ...form, _csrf: await csrfOf(manager, `${casePath}/appointments/book`) });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('&lt;b&gt;1 High St&lt;/b&gt; 🏠');
    await manager.post(`${casePath}/appointments/book`).type('form').send({ ...form, 'startsOn-day': '11', 'startsOn-month': '6', _csrf: await csrfOf(manager, casePath) });
    const shown = await (await app.as('practitioner')).get(casePath);
    expect(shown.text).toContain('In person, somewhere else: &lt;b&gt;1 High St&lt;/b&gt; 🏠, 45 minutes, in a group');
    expect(shown.text).not.toContain('Give feedback');
    const timeline = await (await app.as('practitioner')).get(`${casePath}/timeline`);
    expect(timeline.text.indexOf('Appointment booked: initial assessment')).toBeLessThan(timeline.text.indexOf('Referral sent'));
  });

  it('lists the caseload by due date with its tabs', async () => {
    await opened();
    const page = await (await app.as('practitioner')).get('/caseload?tab=open');
    expect(page.text).toContain('Siân O’Neill');
    expect(page.text).toContain('Open (1)');
    expect((await (await app.as('practitioner2')).get('/caseload?tab=open')).text).toContain('Open (0)');
    expect((await (await app.as('commissioner')).get('/caseload')).status).toBe(403);
  });
});
