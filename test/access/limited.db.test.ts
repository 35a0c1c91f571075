import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { declaredRoutes } from '#libs/access';
import { sql } from '#libs/persistence';
import { ConversationsService } from '../../src/referrals/application/conversations.service.js';
import { LimitedAccessService } from '../../src/referrals/application/limited-access.service.js';
import { CaseloadQueries } from '../../src/delivery/application/caseload.queries.js';
import { databaseOf, startApp, type TestApp } from '../support/app.js';
import type { PersonKey, Someone } from '../support/people.js';
import { accepted, colleague, idOf, sent } from '../support/world.js';
import { matrix } from './matrix.js';
import { primesRecords, type Records } from './records.js';
import { ask, get, post, visitorOf, type Visitor } from './walk.js';

const PERSON = ['Siân', 'O’Neill', 'X123456', 'X444444'];
/** Everyone else: by their roles they would see the case, its money or its numbers. */
const ungranted: PersonKey[] = ['practitioner2', 'provider-finance', 'subcontractor', 'commissioner', 'approver', 'administrator'];
const named: PersonKey[] = ['practitioner', 'provider-manager', 'caseworker'];
/** Colleagues of theirs who are not named. */
const unnamed: Someone[] = ['teammate@test.example', 'manager2@test.example', 'worker2@test.example'];

describe('a referral whose access is limited', () => {
  let app: TestApp;
  let records: Records;
  let references: string[];
  let secrets: string[];
  let earned: number;
  const visitors = new Map<Someone, Visitor>();

  beforeAll(async () => {
    app = await startApp();
    records = await primesRecords(app);
    await app.get(ConversationsService).write(await app.actor('practitioner'), records.waiting, { words: 'A secret word' });
    await colleague(app, 'teammate', { role: 'practitioner', at: 'yorkshire', team: 'leeds' });
    await colleague(app, 'manager2', { role: 'provider-manager', at: 'prime' });
    await colleague(app, 'worker2', { role: 'caseworker', at: 'prime' });
    for (const who of [...named, ...ungranted, ...unnamed]) visitors.set(who, await visitorOf(app, who));
    await app.drain();
    earned = await earnedBy();
    await limitEverything();
    const rows = await databaseOf(app).rows<{ reference: string }>(sql`select reference from referrals.referral`);
    references = rows.map((each) => each.reference);
    secrets = [...references, ...PERSON, 'A secret word'];
  }, 120_000);
  afterAll(() => app.close());

  const by = (who: Someone): Visitor => visitors.get(who) ?? (() => { throw new Error(who); })();
  const outsiders = (): Visitor[] => [...ungranted, ...unnamed].map(by);
  const limited = () => app.get(LimitedAccessService);

  /** Through the product: the practitioner names the manager; whoever works on a case is named with it. */
  async function limitEverything(): Promise<void> {
    for (const { id } of await databaseOf(app).rows<{ id: string }>(sql`select id from referrals.referral order by sent_at, id`)) {
      await limited().limit(await app.actor('practitioner'), id, { readerIds: [idOf(app, 'user:provider-manager'), idOf(app, 'user:caseworker')], reason: 'Known to staff' });
    }
  }

  async function earnedBy(): Promise<number> {
    const { items } = (await get(by('commissioner'), '/api/v1/spend/lines')).body as { items: { netPence: number }[] };
    return items.reduce((sum, line) => sum + line.netPence, 0);
  }

  const aboutWork = /^\/(api\/v1\/)?($|(tasks|caseload|caseload\.csv|messages|referrals|cases|drafts|statements|spend|spend\.csv|reassignments|unmet-need)(\/|$))/;
  const aboutPeople = /^(GET|POST) (\/api\/v1)?\/(referrals|cases|appointments|plans|reports)\//;

  it('does not exist for a colleague, another manager, a subcontractor, an officer or an administrator, whatever they ask', async () => {
    const routes = matrix.flatMap((row) => row.routes.filter((route) => aboutPeople.test(route) && route.includes(':')).map((route) => ({ route, row })));
    expect(routes.length).toBeGreaterThan(45);
    for (const { route, row } of routes) {
      const answers = await Promise.all(outsiders().map(async (visitor) => [visitor.who, (await ask(visitor, route, { row, records })).status]));
      expect([route, answers.filter(([, status]) => status !== 404)]).toEqual([route, []]);
    }
  }, 180_000);

  it('is on no list, search, count, task, message, timeline, panel, CSV or API of theirs, however long ago those were written', async () => {
    const paths = declaredRoutes(app.nest).filter(({ method, path }) => method === 'GET' && !path.includes(':') && aboutWork.test(path)).map(({ path }) => path);
    const searches = [...references.slice(0, 1), 'X123456', 'neill', 'Siân O’Neill', 'sian oneil'].flatMap((words) => [`/caseload?search=${encodeURIComponent(words)}`, `/caseload/search?search=${encodeURIComponent(words)}`]);
    const tabs = ['waiting', 'open', 'ended'].flatMap((tab) => ['mine', 'team', 'all'].map((list) => `/caseload?tab=${tab}&list=${list}`));
    expect(paths.length).toBeGreaterThan(15);
    for (const path of [...paths, ...tabs, ...searches]) {
      // What was searched for stands in the search box.
      const hidden = secrets.filter((secret) => !decodeURIComponent(path).includes(secret));
      const shown = await Promise.all(outsiders().map(async (visitor) => {
        const { text } = await get(visitor, path);
        return hidden.filter((secret) => text.includes(secret)).map((secret) => `${visitor.who} reads ${secret}`);
      }));
      expect([path, shown.flat()]).toEqual([path, []]);
    }
    for (const who of unnamed) {
      const counts = await app.get(CaseloadQueries).counts(await app.actor(who), { stage: 'open', list: 'all', sort: 'due' });
      expect([who, counts.waiting, counts.open, counts.ended]).toEqual([who, 0, 0, 0]);
    }
  }, 180_000);

  it('is there for those who were named: the case, lists, tasks, messages', async () => {
    for (const who of named) {
      const page = await get(by(who), `/referrals/${records.waiting}`);
      expect([who, page.status === 200 || (who === 'caseworker' && page.status === 404)]).toEqual([who, true]);
    }
    expect((await get(by('practitioner'), '/caseload?tab=waiting')).text).toContain('X444444');
    expect((await get(by('provider-manager'), '/caseload?tab=ended')).text).toContain('X123456');
    expect((await get(by('provider-manager'), '/tasks')).text).toContain('Read the message about');
    expect((await get(by('provider-manager'), `/referrals/${records.waiting}/messages`)).text).toContain('A secret word');
    expect((await get(by('caseworker'), `/cases/${records.case}`)).text).toContain('O’Neill');
    expect((await get(by('practitioner'), `/cases/${records.case}/timeline`)).text).toContain('Access limited to people named');
    expect((await get(by('provider-manager'), `/cases/${records.case}/charge-lines`)).status).toBe(200);
  });

  it('is still paid for: its lines read “restricted case” to all but those named, and the sums are the same', async () => {
    expect(earned).toBe(185_00 + 185_00 + 50_00 + 300_01 + 150_01); // two assessments, a session, an outcome, half of one
    expect(await earnedBy()).toBe(earned);
    const paths = [`/statements/${records.statement}`, `/statements/${records.statement}/lines`, `/api/v1/statements/${records.statement}`, `/api/v1/statements/${records.statement}/lines`, `/statements/${records.statement}/lines/${records.line}/dispute`];
    const drill = ['/spend/lines', '/spend/lines.csv', '/api/v1/spend/lines', `/spend/lines/${records.chargeLine}`, `/api/v1/spend/lines/${records.chargeLine}`];
    for (const who of ['manager2@test.example', 'provider-finance', 'commissioner', 'approver'] as const) {
      for (const path of [...paths, ...(['commissioner', 'approver'].includes(who) ? drill : [])]) {
        const { text } = await get(by(who), path);
        expect([who, path, secrets.filter((secret) => text.includes(secret))]).toEqual([who, path, []]);
      }
    }
    expect((await get(by('provider-finance'), `/statements/${records.statement}/lines`)).text).toMatch(/restricted case/i);
    expect((await get(by('commissioner'), '/spend/lines.csv')).text).toMatch(/restricted case/i);
    expect((await get(by('provider-manager'), `/statements/${records.statement}/lines`)).text).not.toMatch(/restricted case/i);
  });

  it('tells nobody else what happens on it', async () => {
    app.clock.set(new Date('2026-06-10T12:00:00Z'));
    await app.get(ConversationsService).write(await app.actor('practitioner'), records.waiting, { words: 'Another word' });
    await app.drain();
    const told = await databaseOf(app).rows<{ recipientId: string }>(sql`select distinct recipient_id from notifications.message where kind = 'message-written' and href = ${`/referrals/${records.waiting}/messages`} and written_at >= ${app.clock.now()}`);
    expect(told.map((each) => each.recipientId)).toEqual([idOf(app, 'user:provider-manager')]);
  });

  it('can be given only to someone who was named', async () => {
    const manager = by('provider-manager');
    const worker2 = (await app.actor('worker2@test.example')).id;
    const answer = await post(manager, `/api/v1/cases/${records.openCase}/reassign`, { caseworkerId: worker2 });
    expect([answer.status, (answer.body as { rule: string }).rule]).toEqual([422, 'not-named']);
    const bulk = (await post(manager, '/api/v1/cases/reassign', { caseIds: [records.openCase], caseworkerId: worker2 })).text;
    expect(bulk).not.toContain('"ok":true');
    await limited().limit(await app.actor('practitioner'), (await caseReferral(records.openCase)), { readerIds: [idOf(app, 'user:provider-manager'), worker2], reason: '' });
    expect((await post(manager, `/api/v1/cases/${records.openCase}/reassign`, { caseworkerId: worker2 })).status).toBe(200);
    expect((await get(by('worker2@test.example'), `/cases/${records.openCase}`)).status).toBe(200);
  });

  const caseReferral = async (id: string) => (await databaseOf(app).first<{ referralId: string }>(sql`select referral_id from delivery.case where id = ${id}`))?.referralId ?? '';

  it('is everyone’s again when the limit is lifted, with the reason kept', async () => {
    const page = await post(by('practitioner'), `/referrals/${records.waiting}/access/lift`, { reason: '' });
    expect([page.status, page.text]).toEqual([422, expect.stringContaining('Enter why access is no longer limited')]);
    expect((await post(by('practitioner'), `/referrals/${records.waiting}/access/lift`, { reason: 'No longer known to staff' })).status).toBe(303);
    for (const who of unnamed) expect([who, (await get(by(who), `/referrals/${records.waiting}`)).status]).toEqual([who, 200]);
    expect((await get(by('manager2@test.example'), '/tasks')).text).toContain('Answer referral');
    expect(await databaseOf(app).first(sql`select count(*)::int as grants from referrals.access_grant where referral_id = ${records.waiting}`)).toEqual({ grants: 0 });
  });

  it('is sent only with a manager at the provider named, and nobody else hears of it', async () => {
    const practitioner = await app.actor('practitioner');
    const draftAsk = () => get(by('practitioner'), `/drafts/${records.draft}/access`);
    expect((await draftAsk()).text).toContain('Limit who can see this');
    const refused = await post(by('practitioner'), `/drafts/${records.draft}/access`, { isLimited: 'yes', readerIds: idOf(app, 'user:caseworker'), limitReason: 'Known to staff' });
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('Choose at least one manager at the provider')]);
    expect((await post(by('practitioner'), `/drafts/${records.draft}/access`, { isLimited: 'yes', readerIds: idOf(app, 'user:provider-manager'), limitReason: 'Known to staff' })).status).toBe(303);
    await expect(sent(app, records.contract, { crn: 'X888888' }, { sources: {}, restricted: true })).rejects.toThrow('Choose at least one manager at the provider');
    const id = await sent(app, records.contract, { crn: 'X888888' }, { sources: {}, restricted: true, limiting: { readerIds: [idOf(app, 'user:provider-manager')], reason: '' } });
    await app.drain();
    expect(practitioner.granted).not.toContain(id);
    expect((await get(by('practitioner'), `/referrals/${id}`)).status).toBe(200);
    expect((await get(by('provider-manager'), '/tasks')).text).toContain(`/referrals/${id}`);
    expect((await get(by('manager2@test.example'), '/tasks')).text).not.toContain(`/referrals/${id}`);
    const told = await databaseOf(app).rows<{ recipientId: string }>(sql`select recipient_id from notifications.message where referral_id = ${id}`);
    expect(told.map((each) => each.recipientId)).toEqual([idOf(app, 'user:provider-manager')]);
    await expect(accepted(app, id)).rejects.toThrow('they may not see it');
  });
});
