import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { must } from '#libs/kernel';
import { HistoryVerifier, sql } from '#libs/persistence';
import { get, post, visitorsOf, type Visitors, type Who } from '../access/walk.js';
import { databaseOf, startApp, type TestApp } from '../support/app.js';
import { accepted, attended, colleague, idOf, joined, liveContract, sent } from '../support/world.js';

const offer = { offers: 'yes', 'startsOn-day': '12', 'startsOn-month': '6', 'startsOn-year': '2026', startsTime: '9.30', durationMinutes: '45', method: 'other-address', address: '<b>1 High St</b>' };

describe('from acceptance on', () => {
  let app: TestApp;
  let contract: string;
  let referral: string;
  let by: Visitors;

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    await app.reset();
    by = visitorsOf(app);
    await joined(app, 'prime');
    await joined(app, 'subcontractor');
    contract = await liveContract(app, 'prime', { subcontractor: 'subcontractor' });
    referral = await sent(app, contract);
  });

  const accept = async (body: object = {}) => post(await by('provider-manager'), `/referrals/${referral}/accept`, { caseworkerId: idOf(app, 'user:caseworker'), ...body });
  const tasks = (subject: string) => databaseOf(app).rows<{ kind: string }>(sql`select kind from notifications.task where subject_id = ${subject} and closed_at is null order by kind`);
  const count = async (table: 'case' | 'appointment') => (await databaseOf(app).rows(table === 'case' ? sql`select 1 from delivery.case` : sql`select 1 from delivery.appointment`)).length;

  it('accepts and offers the first appointment in one go', async () => {
    const { headers, status } = await accept(offer);
    expect(status).toBe(303);
    const caseId = must(String(headers['location']).split('/')[2], 'the case');
    const page = (await get(await by('practitioner'), `/cases/${caseId}`)).text;
    for (const words of ['Initial assessment, 12 June 2026', 'In person, somewhere else: &lt;b&gt;1 High St&lt;/b&gt;, 45 minutes', 'hold the initial assessment and give feedback']) expect(page).toContain(words);
    expect(await tasks(caseId)).toEqual([]);
    const timeline = (await get(await by('practitioner'), `/referrals/${referral}/timeline`)).text;
    expect(timeline.indexOf('Appointment booked: initial assessment')).toBeLessThan(timeline.indexOf('Referral accepted'));
    expect(timeline).toContain('12 June 2026, 09:30');
  });

  it('shows who plans the first meeting what decides it, and takes the time as people write it', async () => {
    await databaseOf(app).run(sql`update referrals.referral set unavailable_when = 'Before 13:00', interpreter_language = 'Polish', access_needs = '' where id = ${referral}`);
    const form = (await get(await by('provider-manager'), `/referrals/${referral}/accept`)).text;
    for (const words of ['Risk summary', 'Before 13:00', 'Polish', '0 open cases']) expect(form).toContain(words);
    expect(form).not.toContain('Accessibility needs');
    const { headers } = await accept({ ...offer, startsTime: '2.30pm' });
    app.clock.set(new Date('2026-06-12T14:00:00Z'));
    const [appointment] = await databaseOf(app).rows<{ id: string }>(sql`select id from delivery.appointment`);
    const page = (await get(await by('caseworker'), String(headers['location']))).text;
    expect(page).toContain('12 June 2026 at 14:30');
    expect(page).toMatch(new RegExp(`appointments/${must(appointment, 'the appointment').id}/feedback"[^>]*class="govuk-button"[^>]*>\\s*Give feedback on initial assessment`));
  });

  it('does nothing at all when the offer cannot be kept, and keeps what was typed', async () => {
    const far = await accept({ ...offer, 'startsOn-year': '2027' });
    expect([far.status, far.text]).toEqual([422, expect.stringContaining('The appointment must be within the next 6 months')]);
    expect(far.text).toContain('&lt;b&gt;1 High St&lt;/b&gt;');
    expect((await accept({ ...offer, startsTime: 'noon', method: '' })).text).toContain('Select how you will meet');
    expect([await count('case'), await count('appointment')]).toEqual([0, 0]);
    expect((await get(await by('practitioner'), `/api/v1/referrals/${referral}`)).body).toMatchObject({ status: 'sent' });
    expect((await accept({ 'startsOn-day': '99', offers: 'no' })).status).toBe(303);
    const again = await accept(offer);
    expect([again.status, again.text]).toEqual([422, expect.stringContaining('This referral has already been accepted')]);
    expect([await count('case'), await count('appointment')]).toEqual([1, 0]);
  });

  it('takes an offer over the API', async () => {
    const body = { referralId: referral, caseworkerId: idOf(app, 'user:caseworker'), firstAppointment: { startsAt: '2026-06-12T08:30:00Z', durationMinutes: 60, method: 'phone' } };
    const opened = await post(await by('provider-manager'), '/api/v1/cases', body);
    expect(opened.status).toBe(201);
    expect((await get(await by('practitioner'), `/api/v1/appointments?caseId=${(opened.body as { id: string }).id}`)).body).toMatchObject([{ kind: 'assessment', startsAt: '2026-06-12T08:30:00.000Z' }]);
  });

  it('offers no appointment that is already over, on the page or over the API; one later today is fine', async () => {
    // It is noon on Wednesday 10 June 2026 in London.
    const today = { ...offer, 'startsOn-day': '10' };
    const late = await accept({ ...today, startsTime: '11:59' });
    expect([late.status, late.text]).toEqual([422, expect.stringContaining('Enter a date and time from now on')]);
    const body = { referralId: referral, caseworkerId: idOf(app, 'user:caseworker'), firstAppointment: { startsAt: '2026-06-10T10:59:59Z', durationMinutes: 60, method: 'phone' } };
    const refused = await post(await by('provider-manager'), '/api/v1/cases', body);
    expect([refused.status, refused.body]).toEqual([422, expect.objectContaining({ rule: 'offer-in-past', field: 'startsOn' })]);
    expect([await count('case'), await count('appointment')]).toEqual([0, 0]);
    expect((await accept({ ...today, startsTime: '12:00' })).status).toBe(303);
    expect([await count('case'), await count('appointment')]).toEqual([1, 1]);
  });

  it('asks for each thing its page shows once', async () => {
    const manager = await by('provider-manager');
    const cost = async (path: string) => {
      const before = databaseOf(app).statements;
      expect((await get(manager, path)).status).toBe(200);
      return databaseOf(app).statements - before;
    };
    // The referral, its needs, what decides the meeting, who is a caseworker, who of them is authorised, and their open cases.
    expect((await cost(`/referrals/${referral}/accept`)) - (await cost('/cookies'))).toBe(6);
  });

  it('goes to the subcontractor with an authorised caseworker there, and back; the history stays', async () => {
    const caseId = await accepted(app, referral);
    const worker = await colleague(app, 'their-worker', { role: 'caseworker', at: 'subcontractor' });
    const give = async (who: Who, to: string, caseworkerId: string) => post(await by(who), `/api/v1/cases/${caseId}/allocate`, { organisationId: idOf(app, to), caseworkerId, reason: 'Nearer to her' });
    expect((await give('provider-manager', 'subcontractor', idOf(app, 'user:caseworker'))).body).toMatchObject({ rule: 'caseworker-unknown' });
    expect((await give('provider-manager', 'rival', worker)).body).toMatchObject({ rule: 'not-on-contract' });
    expect((await give('subcontractor', 'subcontractor', worker)).status).toBe(404);
    const page = await get(await by('provider-manager'), `/cases/${caseId}/allocate`);
    expect(page.text).toContain('Test their-worker, Second Test Spring');
    expect((await post(await by('provider-manager'), `/cases/${caseId}/allocate`, { caseworkerId: `${idOf(app, 'subcontractor')} ${worker}`, reason: 'Nearer to her' })).status).toBe(303);
    expect((await get(await by('their-worker@test.example'), `/cases/${caseId}`)).status).toBe(200);
    expect((await get(await by('caseworker'), `/cases/${caseId}`)).status).toBe(404);
    expect((await get(await by('their-worker@test.example'), '/tasks')).text).toContain('Book the initial assessment');
    expect((await give('subcontractor', 'prime', idOf(app, 'user:caseworker'))).status).toBe(403);
    expect((await give('provider-manager', 'prime', idOf(app, 'user:caseworker'))).status).toBe(200);
    expect((await get(await by('subcontractor'), `/cases/${caseId}`)).status).toBe(404);
    const timeline = (await get(await by('practitioner'), `/cases/${caseId}/timeline`)).text;
    for (const words of ['Harbour Test Trust → Second Test Spring', 'Test caseworker → Test their-worker', 'Second Test Spring → Harbour Test Trust', 'Nearer to her']) expect(timeline).toContain(words);
    await app.drain();
    expect(await databaseOf(app).rows(sql`select 1 from notifications.message where kind = 'deliverer-changed'`)).toHaveLength(2);
    expect((await app.get(HistoryVerifier).verify()).differences).toEqual([]);
  });

  it('ends here and goes on at another contract, or neither; both stay linked', async () => {
    await joined(app, 'rival');
    const other = await liveContract(app, 'rival');
    const caseId = await accepted(app, referral);
    await attended(app, caseId);
    const transfer = async (body: object) => post(await by('practitioner'), `/cases/${caseId}/transfer`, { contractId: other, code: 'MOV', comment: 'Moved to Leeds', as: 'sent', ...body });
    expect((await transfer({ code: '' })).text).toContain('Select why the case is ending');
    const closed = await transfer({ contractId: contract, as: 'nonsense' });
    expect([closed.status, (await get(await by('practitioner'), `/api/v1/cases/${caseId}`)).body.status]).toEqual([422, 'assessed']);
    for (const as of ['sent', 'draft']) {
      const same = await post(await by('practitioner'), `/api/v1/cases/${caseId}/transfer`, { contractId: contract, code: 'MOV', comment: 'Moved to Leeds', as });
      expect([same.status, same.body]).toEqual([422, expect.objectContaining({ rule: 'service-same', field: 'contractId' })]);
      expect((await transfer({ contractId: contract, as })).status).toBe(422);
    }
    expect((await get(await by('practitioner'), `/api/v1/cases/${caseId}`)).body.status).toBe('assessed');
    const { headers, status } = await transfer({});
    expect(status).toBe(303);
    const next = must(String(headers['location']).split('/')[2], 'the next referral');
    expect((await get(await by('practitioner'), `/api/v1/cases/${caseId}`)).body).toMatchObject({ status: 'ended', endKind: 'cancelled', endReason: 'MOV' });
    expect((await get(await by('practitioner'), `/api/v1/referrals/${referral}`)).body).toMatchObject({ status: 'ended', transferredToId: next });
    expect((await get(await by('rival'), `/api/v1/referrals/${next}`)).body).toMatchObject({ status: 'sent', crn: 'X123456' });
    expect((await get(await by('practitioner'), `/cases/${caseId}/timeline`)).text).toContain('Sent on to another service');
    expect((await get(await by('practitioner'), `/referrals/${next}/timeline`)).text).toContain('Continued from an earlier referral');
    expect((await transfer({})).status).toBe(422);
    expect((await app.get(HistoryVerifier).verify()).differences).toEqual([]);
  });
});
