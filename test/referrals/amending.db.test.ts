import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { HistoryVerifier, sql } from '#libs/persistence';
import { get, post, visitorsOf, type Visitors, type Who } from '../access/walk.js';
import { databaseOf, startApp, type TestApp } from '../support/app.js';
import { fieldsOf } from '../support/pages.js';
import { accepted, attended, colleague, idOf, joined, liveContract, planned, sent } from '../support/world.js';

const need = (over: object = {}) => ({ needs: [{ categoryCode: 'accommodation', levelCode: 'LOW', outcomeCodes: ['accommodation-secured', 'accommodation-kept'], ...over }] });

describe('amending a referral', () => {
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
    contract = await liveContract(app, 'prime');
    referral = await sent(app, contract, { riskSummary: 'Lives alone. [[Ex-partner at 4 High Street.]]' });
  });

  const amend = async (body: object, who: Who = 'practitioner') => post(await by(who), `/api/v1/referrals/${referral}/amend`, { amendmentReason: 'She moved', ...body });
  const shown = async (who: Who = 'practitioner') => (await get(await by(who), `/api/v1/referrals/${referral}`)).body as Record<string, unknown>;
  const page = async (who: Who = 'practitioner') => (await get(await by(who), `/referrals/${referral}/amend`)).text;
  const submit = async (fields: object, who: Who = 'practitioner') => post(await by(who), `/referrals/${referral}/amend`, fields);

  it('is one page with every answer, then before and after, then saved; the provider is told what and why', async () => {
    const fields = fieldsOf(await page());
    expect(fields).toMatchObject({ firstName: 'Siân', riskSummary: 'Lives alone. [[Ex-partner at 4 High Street.]]', 'completeBy-day': '1', 'level-accommodation': 'LOW' });
    expect((await submit({ ...fields, amendmentReason: 'x' })).text).toContain('Nothing has changed');
    const typed = { ...fields, 'completeBy-day': '2', 'completeBy-month': '7', accessNeeds: 'A <ramp>', amendmentReason: 'Court date\nmoved' };
    const review = await submit(typed);
    expect(review.status).toBe(200);
    for (const words of ['Check what changes', '1 June 2027', '2 July 2027', 'A &lt;ramp&gt;', 'Court date']) expect(review.text).toContain(words);
    expect(review.text).not.toContain('Lives alone</span>');
    expect(review.text).toContain('Change your answers');
    expect(review.text).not.toContain('govuk-back-link'); // a link would lose what was typed
    expect((await shown())['completeBy']).toBe('2027-06-01');
    expect(fieldsOf((await submit({ ...fieldsOf(review.text), step: 'edit' })).text)).toMatchObject({ accessNeeds: 'A <ramp>', 'completeBy-month': '7' });
    expect((await submit({ ...fieldsOf(review.text), step: 'save' })).status).toBe(303);
    expect(await shown()).toMatchObject({ completeBy: '2027-07-02', accessNeeds: 'A <ramp>', riskSummary: 'Lives alone. [[Ex-partner at 4 High Street.]]' });
    const timeline = (await get(await by('provider-manager'), `/referrals/${referral}/timeline`)).text;
    for (const words of ['Referral changed', '1 June 2027 → 2 July 2027', 'Nothing → A &lt;ramp&gt;', 'Court date']) expect(timeline).toContain(words);
    await app.drain();
    expect(await databaseOf(app).rows(sql`select recipient_id, words from notifications.message where kind = 'referral-amended'`)).toEqual([
      { recipientId: idOf(app, 'user:provider-manager'), words: expect.stringContaining('2 answers of referral') },
    ]);
    expect((await app.get(HistoryVerifier).verify()).differences).toEqual([]);
  });

  it('needs a reason and keeps the rules of sending for what changes', async () => {
    const refused = async (body: object) => ((await amend(body)).body as { rule?: string }).rule;
    expect(await refused({ completeBy: '2026-06-10' })).toBe('complete-by-past');
    expect(await refused({ completeBy: '2028-06-10' })).toBe('complete-by-after-sentence');
    expect(await refused({ location: 'custody' })).toBe('prison-missing');
    expect(await refused({ sentenceKind: 'licence' })).toBe('enforceable-days-not-asked');
    expect(await refused({ areaCode: 'kent' })).toBe('area-not-covered');
    expect(await refused(need({ outcomeCodes: ['nothing-known'] }))).toBe('outcome-unknown');
    expect(await refused({ needs: [] })).toBe('needs-fixed');
    expect((await amend({ amendmentReason: ' ', reason: 'x' })).status).toBe(422);
    expect((await amend({ crn: 'X999999' })).status).toBe(422);
    expect(await shown()).toMatchObject({ completeBy: '2027-06-01', crn: 'X123456' });
    for (const who of ['provider-manager', 'caseworker'] as const) expect((await amend({ reason: 'x' }, who)).status).toBe(403);
  });

  it('shows the provider nothing of what is withheld: not the text, not that it changed', async () => {
    expect((await amend({ riskSummary: 'Lives alone. [[Ex-partner at 9 Low Street.]]', amendmentReason: 'He moved' })).status).toBe(200);
    const manager = await by('provider-manager');
    for (const path of [`/referrals/${referral}/timeline`, `/api/v1/referrals/${referral}/timeline`, `/api/v1/referrals/${referral}/amendments`, `/api/v1/referrals/${referral}`]) {
      const { text } = await get(manager, path);
      for (const secret of ['High Street', 'Low Street', 'He moved']) expect([path, text.includes(secret)]).toEqual([path, false]);
    }
    expect((await get(await by('practitioner'), `/referrals/${referral}/timeline`)).text).toContain('Text withheld from the provider changed');
    await app.drain();
    expect(await databaseOf(app).rows(sql`select 1 from notifications.message where kind = 'referral-amended'`)).toEqual([]);
    await amend({ riskSummary: 'Lives with her sister. [[Ex-partner at 9 Low Street.]]', amendmentReason: 'She moved' });
    const seen = (await get(manager, `/referrals/${referral}/timeline`)).text;
    expect(seen).toContain('Lives alone. [withheld] → Lives with her sister. [withheld]');
    expect(seen).not.toContain('Low Street');
  });

  it('reprices forward: what was earned stays, what comes next is at the new level, until a plan is approved', async () => {
    const caseId = await accepted(app, referral);
    await attended(app, caseId);
    expect((await amend(need({ levelCode: 'MEDIUM' }))).status).toBe(200);
    expect((await get(await by('caseworker'), `/cases/${caseId}`)).text).toContain('Changed 10 June 2026');
    await planned(app, caseId);
    expect((await amend(need({ levelCode: 'HIGH' }))).body).toMatchObject({ rule: 'details-locked' });
    expect((await amend(need({ levelCode: 'MEDIUM', outcomeCodes: ['accommodation-kept'] }))).body).toMatchObject({ rule: 'details-locked' });
    expect(await page()).toContain('A plan has been approved, so outcomes and complexity levels can no longer change');
    await attended(app, caseId);
    await app.drain();
    // £185.00 for the assessment at low complexity, then £100.00 for the session at medium.
    expect(await databaseOf(app).rows(sql`select earned, level_code, amount_pence::int as pence from payments.charge_line order by earned`)).toEqual([
      { earned: 'assessment-attended', levelCode: 'LOW', pence: 185_00 },
      { earned: 'session-attended', levelCode: 'MEDIUM', pence: 100_00 },
    ]);
    expect((await amend({ completeBy: '2027-08-01' })).status).toBe(200);
    expect((await get(await by('caseworker'), `/api/v1/cases/${caseId}`)).body).toMatchObject({ completeBy: '2027-08-01', needs: [{ levelCode: 'MEDIUM' }] });
    await app.drain();
    expect(await databaseOf(app).rows(sql`select distinct recipient_id from notifications.message where kind = 'referral-amended'`)).toEqual([{ recipientId: idOf(app, 'user:caseworker') }]);
    expect((await app.get(HistoryVerifier).verify()).differences).toEqual([]);
  });

  it('tells the second of two who change it, keeps what they typed, and takes nothing back', async () => {
    await colleague(app, 'teammate', { role: 'practitioner', at: 'yorkshire', team: 'leeds' });
    const fields = fieldsOf(await page());
    expect((await amend({ interpreterLanguage: 'Welsh', completeBy: '2027-05-01', amendmentReason: 'First' }, 'teammate@test.example')).status).toBe(200);
    const late = await submit({ ...fields, 'completeBy-day': '3', accessNeeds: 'Large <print>', amendmentReason: 'Second', step: 'save' });
    expect(late.status).toBe(409);
    for (const words of ['Someone else changed this referral', 'Complete by: was “1 June 2027”, now “1 May 2027” (changed by Test teammate)']) expect(late.text).toContain(words);
    const kept = fieldsOf(late.text);
    expect(kept).toMatchObject({ accessNeeds: 'Large <print>', interpreterLanguage: 'Welsh', 'completeBy-day': '3', 'completeBy-month': '6', amendmentReason: 'Second' });
    expect((await submit({ ...kept, step: 'save' })).status).toBe(303);
    expect(await shown()).toMatchObject({ accessNeeds: 'Large <print>', interpreterLanguage: 'Welsh', completeBy: '2027-06-03' });
  });

  it('changed and accepted at once is both, and the case says what the referral says', async () => {
    const manager = await by('provider-manager');
    const answers = await Promise.all([post(manager, '/api/v1/cases', { referralId: referral, caseworkerId: idOf(app, 'user:caseworker') }), amend({ ...need({ levelCode: 'HIGH' }), revision: (await shown())['revision'] })]);
    expect(answers.map(({ status }) => status)).toEqual([201, 200]);
    const { id } = answers[0]?.body as { id: string };
    expect((await get(manager, `/api/v1/cases/${id}`)).body).toMatchObject({ needs: [{ levelCode: 'HIGH' }] });
  });

  it('is over when the referral is', async () => {
    await post(await by('practitioner'), `/referrals/${referral}/withdraw`, { code: 'MIS', comment: 'Twice' });
    expect((await amend({ reason: 'x' })).body).toMatchObject({ rule: 'not-now' });
    expect(await page()).toContain('its answers can no longer change');
  });
});
