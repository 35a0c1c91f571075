import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { must } from '#libs/kernel';
import { HistoryVerifier, sql } from '#libs/persistence';
import { csrfOf, databaseOf, startApp, type TestApp } from '../support/app.js';
import type { PersonKey } from '../support/people.js';
import { accepted, attended, colleague, idOf, joined, liveContract, sent, submittedPlan } from '../support/world.js';

let app: TestApp;
let contractId: string;

const listed = async (who: PersonKey, query: string) => (await app.call(who, 'get', `caseload?${query}`)).body as { items: { personName: string; nextStep: string | null }[]; next: string | null; counts: Record<string, number | null> };
const names = async (who: PersonKey, query: string) => (await listed(who, query)).items.map((each) => each.personName);
const send = (firstName: string, lastName: string, crn: string) => sent(app, contractId, { firstName, lastName, crn });

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.reset();
  await joined(app, 'prime');
  contractId = await liveContract(app, 'prime');
});

describe('lists', () => {
  it('are one’s own, the team’s and all, each with its tabs, sorted as asked', async () => {
    await send('Ann', 'Zebra', 'X100001');
    app.clock.set(new Date(app.clock.now().getTime() + 60_000));
    await send('Zoë', 'Abbot', 'X100002');
    const open = await accepted(app, await send('Mia', 'Middle', 'X100003'));
    await attended(app, open);
    await submittedPlan(app, open);
    expect(await names('practitioner', 'list=mine&stage=waiting&sort=name')).toEqual(['Zoë Abbot', 'Ann Zebra']);
    expect((await listed('practitioner', 'stage=open')).counts).toEqual({ drafts: 0, waiting: 2, open: 1, ended: 0, toReassign: null });
    expect((await listed('provider-manager', 'list=team&stage=open')).counts).toEqual({ drafts: null, waiting: 2, open: 1, ended: 0, toReassign: 0 });
    expect(await names('caseworker', 'list=mine&stage=open')).toEqual(['Mia Middle']);
    expect(await names('caseworker', 'list=mine&stage=waiting')).toEqual([]);
    expect(await names('caseworker', 'list=all&stage=waiting&sort=name')).toEqual(['Zoë Abbot', 'Ann Zebra']);
    expect(await names('practitioner', 'stage=open&move=practitioner')).toEqual(['Mia Middle']);
    expect(await names('practitioner', 'stage=open&move=provider')).toEqual([]);
    expect(await names('practitioner2', 'list=all&stage=waiting')).toEqual([]);
    const page = await (await app.as('practitioner')).get('/caseload?list=team&tab=open&move=practitioner&sort=name');
    expect(page.text).toContain('Approve the plan');
    expect(page.text).toMatch(/<title>\s*Caseload: my team’s, open –/);
    expect(page.text).toMatch(/<nav aria-label="Whose cases">[\s\S]*aria-current="page">My team’s</);
    expect(page.text).toContain('Accommodation');
    expect(page.text).toMatch(/Drafts \(0\)[\s\S]*Waiting \(0\)[\s\S]*Open \(1\)/);
    expect(page.text).toContain('href="/caseload?list=team&amp;tab=waiting&amp;sort=name&amp;move=practitioner"');
    expect(page.text).toContain('href="/caseload.csv?list=team&amp;tab=open&amp;sort=name&amp;move=practitioner"');
  });

  it('show on the home page what others are to answer, however much waits for the manager’s own organisation', async () => {
    await joined(app, 'subcontractor');
    const shared = await liveContract(app, 'prime', { subcontractor: 'subcontractor' });
    for (let crn = 100_001; crn <= 100_011; crn += 1) await send('Ann', 'Zebra', `X${crn}`);
    app.clock.set(new Date('2026-06-11T09:00:00Z'));
    const given = await sent(app, shared, { firstName: 'Zoë', lastName: 'Abbot', crn: 'X100012' });
    await app.call('provider-manager', 'post', `referrals/${given}/allocate`, { organisationId: idOf(app, 'subcontractor'), reason: 'Nearer to her' });
    const [, due] = (await (await app.as('provider-manager')).get('/')).text.split('Due first on your caseload');
    expect(due).toMatch(/Zoë Abbot[\s\S]*With Second Test Spring/);
    expect(due).not.toContain('Ann Zebra');
  });

  it('cost three statements besides session and user, whoever asks', async () => {
    await send('Ann', 'Zebra', 'X100001');
    for (const who of ['practitioner', 'provider-manager', 'caseworker'] as const) {
      const agent = await app.as(who);
      const cost = async (path: string) => {
        const before = databaseOf(app).statements;
        expect((await agent.get(path)).status).toBe(200);
        return databaseOf(app).statements - before;
      };
      const bare = await cost('/cookies');
      for (const path of ['/caseload', '/caseload?tab=waiting&list=all&sort=name', '/caseload?tab=ended']) expect([who, path, (await cost(path)) - bare <= 3]).toEqual([who, path, true]);
    }
  });

  it('go on page by page without losing or repeating anyone', async () => {
    const all = Array.from({ length: 27 }, (_, index) => `X2000${String(index).padStart(2, '0')}`);
    for (const crn of all) await send('Same', 'Name', crn);
    for (const sort of ['due', 'newest', 'name']) {
      const agent = await app.as('practitioner');
      const seen: string[] = [];
      for (let path = `/caseload?tab=waiting&sort=${sort}`; path; ) {
        const { text } = await agent.get(path);
        seen.push(...[...text.matchAll(/X2000\d\d/g)].map(([crn]) => crn));
        path = /rel="next"[^>]*href="([^"]+)"|href="([^"]+)"[^>]*rel="next"/.exec(text)?.slice(1).find(Boolean)?.replaceAll('&amp;', '&') ?? '';
      }
      expect([sort, seen.length, [...seen].sort()]).toEqual([sort, all.length, all]);
    }
    expect((await (await app.as('practitioner')).get('/caseload?after=nonsense')).status).toBe(400);
  });

  it('download as a file of what is shown, which no spreadsheet takes for a formula', async () => {
    await send('=cmd|calc', '+Smith', 'X100001');
    await accepted(app, await send('Mia', 'Middle', 'X100002'));
    const file = await (await app.as('practitioner')).get('/caseload.csv?tab=waiting');
    expect(file.headers['content-type']).toContain('text/csv');
    expect(file.text.charCodeAt(0)).toBe(0xfeff);
    expect(file.text).toContain("'=cmd|calc +Smith");
    expect(file.text).not.toMatch(/Mia|Losing her tenancy|Low/);
    expect((await (await app.as('practitioner')).get('/caseload.csv?tab=open')).text).toMatch(/Mia Middle,X100002,Accommodation[^\r]*Book the initial assessment,2026-/);
    expect((await (await app.as('practitioner2')).get('/caseload.csv?tab=waiting')).text).not.toContain('X100001');
  });
});

describe('handing over to a colleague', () => {
  it('moves referrals, cases and what waits, with a preview and a line for each that did not go', async () => {
    const mate = await colleague(app, 'mate', { role: 'practitioner', at: 'yorkshire', team: 'leeds' });
    const waiting = await send('Ann', 'Zebra', 'X100001');
    const referral = await send('Mia', 'Middle', 'X100002');
    const caseId = await accepted(app, referral);
    await attended(app, caseId);
    await submittedPlan(app, caseId);
    const over = await send('Old', 'One', 'X100003');
    await app.call('practitioner', 'post', `referrals/${over}/withdraw`, { code: 'MIS', comment: 'Twice' });
    const agent = await app.as('practitioner');
    expect((await agent.get('/caseload?list=team&tab=waiting&select=all')).text).toMatch(new RegExp(`name="referrals" type="checkbox" value="${waiting}" checked`));
    const preview = await agent.get(`/referrals/hand-over?referrals=${waiting}&referrals=${referral}`);
    expect(preview.text).toMatch(/Mia Middle[\s\S]*Ann Zebra[\s\S]*Test mate/);
    const post = async (form: object) => agent.post('/referrals/hand-over').type('form').send({ ...form, _csrf: await csrfOf(agent, '/cookies') });
    const mine = '/caseload?list=mine&tab=waiting&sort=due';
    const none = String((await agent.get(`/referrals/hand-over?back=${encodeURIComponent(mine)}`)).headers['location']);
    expect(none).toBe(`${mine}&select=none`);
    expect((await agent.get(none)).text).toContain('Select at least one referral to hand over');
    const refused = await post({ referrals: [waiting] });
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('Select who should take over these referrals')]);
    const mixed = await post({ referrals: [waiting, referral, over], practitionerId: mate });
    expect(mixed.text).toContain('This referral is over');
    expect(mixed.text.match(/Handed over to Test mate/g)).toHaveLength(2);
    expect(await names('practitioner', 'list=mine&stage=open')).toEqual([]);
    expect(await names('practitioner', `list=team&stage=open&practitionerId=${mate}`)).toEqual(['Mia Middle']);
    const row = must(await databaseOf(app).first<{ practitionerId: string }>(sql`select practitioner_id from delivery.case where id = ${caseId}`), 'the case');
    expect(row.practitionerId).toBe(mate);
    const readers = await databaseOf(app).rows<{ key: string }>(sql`select r.key from notifications.task_reader r join notifications.task t on t.id = r.task_id where t.kind = 'approve-plan'`);
    expect(readers).toEqual([{ key: `person:${mate}` }]);
    expect((await app.call('practitioner', 'post', 'referrals/hand-over', { referralIds: [waiting], practitionerId: mate })).body).toEqual([expect.objectContaining({ ok: false, rule: 'already-theirs' })]);
    const own = await send('Eva', 'Last', 'X100004');
    expect((await post({ referrals: [own], practitionerId: mate, back: mine })).headers['location']).toBe(mine);
    expect((await agent.get(mine)).text).toContain('1 referral handed over to Test mate. Test mate has been told.');
    expect((await app.get(HistoryVerifier).verify()).differences).toEqual([]);
  });

  it('is for the team alone, and goes to nobody outside it', async () => {
    const waiting = await send('Ann', 'Zebra', 'X100001');
    const stranger = await colleague(app, 'stranger', { role: 'caseworker', at: 'prime' });
    expect((await app.call('practitioner2', 'post', 'referrals/hand-over', { referralIds: [waiting], practitionerId: idOf(app, 'user:practitioner2') })).body).toEqual([expect.objectContaining({ ok: false, rule: null })]);
    expect((await app.call('practitioner', 'post', 'referrals/hand-over', { referralIds: [waiting], practitionerId: stranger })).body).toEqual([expect.objectContaining({ rule: 'not-in-team' })]);
    expect((await app.call('provider-manager', 'post', 'referrals/hand-over', { referralIds: [waiting], practitionerId: stranger })).status).toBe(403);
  });
});
