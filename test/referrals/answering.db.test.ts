import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { must, newId } from '#libs/kernel';
import { HistoryVerifier, sql } from '#libs/persistence';
import { DraftsService } from '../../src/referrals/application/drafts.service.js';
import { get, post, visitorsOf, type Visitors } from '../access/walk.js';
import { databaseOf, startApp, type TestApp } from '../support/app.js';
import { ESCAPED, NASTY } from '../support/nasty.js';
import type { PersonKey } from '../support/people.js';
import { accepted, idOf, joined, liveContract, sent } from '../support/world.js';

describe('answering a referral', () => {
  let app: TestApp;
  let contract: string;
  let other: string;
  let referral: string;
  let by: Visitors;

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    await app.reset();
    by = visitorsOf(app);
    for (const provider of ['prime', 'subcontractor', 'rival'] as const) await joined(app, provider);
    contract = await liveContract(app, 'prime', { subcontractor: 'subcontractor' });
    other = await liveContract(app, 'rival');
    referral = await sent(app, contract);
  });

  const open = (id = referral) => databaseOf(app).rows<{ kind: string }>(sql`select kind from notifications.task where subject_id = ${id} and closed_at is null order by kind`);
  const decline = async (body: object = {}) => post(await by('provider-manager'), `/referrals/${referral}/decline`, { reason: 'no-capacity', comment: 'Full until July', ...body });
  const readBy = async (who: PersonKey, path: string) => get(await by(who), path);

  it('comes to the provider with what to do, by when, and how long it has waited', async () => {
    // Sent Wednesday 10 June 2026; on Monday 15 June three working days have passed and Friday 12 June was the last day.
    app.clock.set(new Date('2026-06-15T09:00:00Z'));
    const { text } = await readBy('provider-manager', '/');
    for (const words of ['New referrals to answer', 'Siân O’Neill', 'Accept or decline the referral', '12 June 2026', 'Overdue', 'Waiting 3 working days']) expect(text).toContain(words);
    for (const title of ['Answer referral', 'Waiting for you']) expect(text).not.toContain(title);
    expect((await readBy('provider-manager', '/tasks')).text).toContain('Answer referral');
    await post(await by('practitioner'), `/referrals/${referral}/messages`, { words: 'She moved', key: newId() });
    const [, others] = (await readBy('provider-manager', '/')).text.split('Waiting for you');
    expect(others).toContain('Read the message about');
    expect(others).not.toContain('Answer referral');
    expect((await readBy('provider-manager', '/caseload?tab=waiting')).text).toContain('Waiting 3 working days');
    for (const who of ['subcontractor', 'rival'] as const) {
      expect((await readBy(who, '/')).text).not.toContain('Siân O’Neill');
      expect((await readBy(who, '/caseload?tab=waiting')).text).not.toContain('Siân O’Neill');
    }
  });

  it('declined with an alternative comes back as a task, and one click makes a draft with everything in it', async () => {
    const form = (await readBy('provider-manager', `/referrals/${referral}/decline`)).text;
    expect(form).toContain(other);
    expect((await decline({ comment: NASTY, suggestedContractId: other })).status).toBe(303);
    expect(await open()).toEqual([{ kind: 'choose-another-service' }]);
    const task = must(await databaseOf(app).first<{ href: string }>(sql`select href from notifications.task where kind = 'choose-another-service'`), 'the task');
    const page = (await readBy('practitioner', task.href)).text;
    for (const words of ['No places in time', ESCAPED, 'Suggested by the provider', 'Rival Test Futures']) expect(page).toContain(words);
    const made = await post(await by('practitioner'), task.href, { contractId: other });
    const again = await post(await by('practitioner'), task.href, { contractId: other });
    expect([made.status, again.headers['location']]).toEqual([303, made.headers['location']]);
    const check = (await readBy('practitioner', String(made.headers['location']))).text;
    for (const words of ['Check your answers', 'X123456', 'Siân', 'Losing her tenancy', '1 June 2027']) expect(check).toContain(words);
    const draftId = must(String(made.headers['location']).split('/')[2], 'the draft');
    const next = await app.get(DraftsService).send(await app.actor('practitioner'), draftId);
    expect(next.contractId).toBe(other);
    expect(await open()).toEqual([]);
    const links = await databaseOf(app).rows(sql`select id, transferred_to_id, transferred_from_id from referrals.referral where id in (${referral}, ${next.id}) order by sent_at, id`);
    expect(links).toEqual(expect.arrayContaining([{ id: referral, transferredToId: next.id, transferredFromId: null }, { id: next.id, transferredToId: null, transferredFromId: referral }]));
    expect((await readBy('practitioner', task.href)).text).toContain(`See referral ${next.reference}`);
    expect((await readBy('practitioner', `/referrals/${next.id}/timeline`)).text).toContain('Continued from an earlier referral');
    expect((await readBy('practitioner', `/referrals/${referral}/timeline`)).text).toContain(next.reference);
    expect((await readBy('provider-manager', `/referrals/${referral}/timeline`)).text).not.toContain(next.reference);
    expect((await app.get(HistoryVerifier).verify()).differences).toEqual([]);
  });

  it('suggests only a service that would take the person now, and keeps what was typed', async () => {
    const { status, text } = await decline({ suggestedContractId: contract, comment: NASTY });
    expect([status, text]).toEqual([422, expect.stringContaining('That service would not take this person now')]);
    expect(text).toContain(ESCAPED);
    expect(await open()).toEqual([{ kind: 'answer-referral' }]);
  });

  it('goes to a subcontractor and back, each time with a reason', async () => {
    const give = async (who: PersonKey, to: string, reason = 'Nearer to her') => post(await by(who), `/api/v1/referrals/${referral}/allocate`, { organisationId: idOf(app, to), reason });
    expect((await give('provider-manager', 'rival')).body).toMatchObject({ rule: 'not-on-contract' });
    expect((await give('provider-manager', 'prime')).body).toMatchObject({ rule: 'organisation-same' });
    expect((await give('provider-manager', 'subcontractor')).status).toBe(200);
    expect((await readBy('subcontractor', '/')).text).toContain('New referrals to answer');
    expect((await give('subcontractor', 'subcontractor')).body).toMatchObject({ rule: 'only-back' });
    const back = await post(await by('subcontractor'), `/referrals/${referral}/allocate`, { organisationId: idOf(app, 'prime'), reason: 'No room this week' });
    expect([back.status, back.headers['location']]).toEqual([303, '/caseload?tab=waiting']);
    expect((await readBy('subcontractor', `/referrals/${referral}`)).status).toBe(404);
    const told = (await readBy('practitioner', `/referrals/${referral}/timeline`)).text;
    for (const words of ['Harbour Test Trust → Second Test Spring', 'Second Test Spring → Harbour Test Trust', 'Nearer to her', 'No room this week']) expect(told).toContain(words);
  });

  it('says who is to answer it, by when and why it came to them, and leaves the lead provider’s own list', async () => {
    // Sent Wednesday 10 June 2026, so Friday 12 June is the last day.
    expect((await readBy('provider-manager', `/referrals/${referral}`)).text).toMatch(/Answer it by 12 June 2026\.\s*<\/p>/);
    await post(await by('provider-manager'), `/referrals/${referral}/allocate`, { organisationId: idOf(app, 'subcontractor'), reason: 'Nearer <b>to her</b>' });
    app.clock.set(new Date('2026-06-12T09:00:00Z'));
    const theirs = (await readBy('subcontractor', `/referrals/${referral}`)).text;
    for (const words of ['Due today', '10 June 2026, from Harbour Test Trust to Second Test Spring', 'Nearer &lt;b&gt;to her&lt;/b&gt;', 'Give it back to the lead provider']) expect(theirs).toContain(words);
    expect(theirs).not.toContain(`/contracts/${contract}/places`);
    const ours = (await readBy('provider-manager', `/referrals/${referral}`)).text;
    for (const words of ['Second Test Spring has this referral and needs to answer it.', 'Take it back, or give it to another organisation', `/contracts/${contract}/places`]) expect(ours).toContain(words);
    const home = (await readBy('provider-manager', '/')).text;
    expect(home).not.toContain('New referrals to answer');
    for (const page of [home, (await readBy('provider-manager', '/caseload?tab=waiting')).text]) expect(page).toContain('With Second Test Spring');
    expect((await readBy('subcontractor', '/caseload?tab=waiting')).text).not.toContain('With Second Test Spring');
    const form = (await readBy('subcontractor', `/referrals/${referral}/allocate`)).text;
    expect(form).toContain(`<input type="hidden" name="organisationId" value="${idOf(app, 'prime')}">`);
    const empty = await post(await by('subcontractor'), `/referrals/${referral}/allocate`, { organisationId: idOf(app, 'prime'), reason: ' ' });
    expect([empty.status, empty.text]).toEqual([422, expect.stringContaining('Give it back')]);
  });

  it('is transferred while it waits: withdrawn with a code and sent on, or neither', async () => {
    const transfer = async (body: object) => post(await by('practitioner'), `/referrals/${referral}/transfer`, { contractId: other, code: 'MOV', comment: 'Moved to Leeds', as: 'sent', ...body });
    const unknown = await transfer({ contractId: newId(), comment: NASTY });
    expect((await transfer({ contractId: contract })).text).toContain('at that service already');
    expect([unknown.status, (await readBy('practitioner', `/api/v1/referrals/${referral}`)).body.status]).toEqual([404, 'sent']);
    expect((await transfer({ comment: '' })).text).toContain('Enter a comment');
    const { headers } = await transfer({});
    const next = must(String(headers['location']).split('/')[2], 'the next referral');
    expect((await readBy('practitioner', `/api/v1/referrals/${referral}`)).body).toMatchObject({ status: 'withdrawn', answerReason: 'MOV', transferredToId: next });
    expect((await readBy('practitioner', `/api/v1/referrals/${next}`)).body).toMatchObject({ status: 'sent', crn: 'X123456', contractId: other, transferredFromId: referral, reason: 'Losing her tenancy' });
    expect((await transfer({})).text).toContain('was withdrawn');
    expect(await databaseOf(app).rows(sql`select id from referrals.referral`)).toHaveLength(2);
  });

  it('is transferred as a draft to check', async () => {
    const { headers } = await post(await by('practitioner'), `/referrals/${referral}/transfer`, { contractId: other, code: 'MOV', comment: 'Moved', as: 'draft' });
    expect((await readBy('practitioner', String(headers['location']))).text).toContain('Losing her tenancy');
    expect((await readBy('practitioner', `/api/v1/referrals/${referral}`)).body).toMatchObject({ status: 'withdrawn', transferredToId: null });
  });

  it('tells who comes too late, plainly and with a way on', async () => {
    await post(await by('practitioner'), `/referrals/${referral}/withdraw`, { code: 'MIS', comment: 'Sent twice' });
    const late = await decline();
    expect([late.status, late.text]).toEqual([422, expect.stringContaining('This referral was withdrawn')]);
    const ask = await readBy('provider-manager', `/referrals/${referral}/accept`);
    expect([ask.status, ask.text]).toEqual([200, expect.stringContaining('This referral is no longer waiting for an answer')]);
    const caseId = await accepted(app, await sent(app, contract, { crn: 'X222222' }));
    const { referralId } = (await readBy('practitioner', `/api/v1/cases/${caseId}`)).body as { referralId: string };
    const withdraw = (await readBy('practitioner', `/referrals/${referralId}/withdraw`)).text;
    expect(withdraw).toContain('it can no longer be withdrawn');
    expect(withdraw).toContain(`/referrals/${referralId}/case`);
  });

  it('lets one of two win: accepting or declining, accepting or withdrawing', async () => {
    const caseworkerId = idOf(app, 'user:caseworker');
    const manager = await by('provider-manager');
    const declined = await Promise.all([post(manager, '/api/v1/cases', { referralId: referral, caseworkerId }), decline()]);
    expect(declined.filter(({ status }) => status < 400)).toHaveLength(1);
    expect(must(declined.find(({ status }) => status === 422), 'the loser').text).toMatch(/has already been (accepted|declined)/);
    const second = await sent(app, contract, { crn: 'X222222' });
    const answers = await Promise.all([post(manager, `/referrals/${second}/accept`, { caseworkerId }), post(await by('practitioner'), `/referrals/${second}/withdraw`, { code: 'MIS', comment: 'Twice' })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422]);
    expect(must(answers.find(({ status }) => status === 422), 'the loser').text).toMatch(/already been accepted|was withdrawn|has accepted this referral/);
  });
});
