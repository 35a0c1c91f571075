import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { sql } from '#libs/persistence';
import { AnswersService } from '../../src/referrals/application/answers.service.js';
import { get, post, visitorsOf, type Visitors, type Who } from '../access/walk.js';
import { databaseOf, startApp, type TestApp } from '../support/app.js';
import { ESCAPED, NASTY } from '../support/nasty.js';
import { accepted, idOf, joined, liveContract, sent } from '../support/world.js';

describe('messages about a referral', () => {
  let app: TestApp;
  let contract: string;
  let referral: string;
  let by: Visitors;

  beforeAll(async () => {
    app = await startApp();
  }, 60_000);
  afterAll(() => app.close());
  beforeEach(async () => {
    await app.reset();
    by = visitorsOf(app);
    await joined(app, 'prime');
    await joined(app, 'subcontractor');
    contract = await liveContract(app, 'prime', { subcontractor: 'subcontractor' });
    referral = await sent(app, contract);
  });

  const write = async (who: Who, words: string, key = newId()) => post(await by(who), `/referrals/${referral}/messages`, { words, key });
  const open = async (who: Who) => (await get(await by(who), `/referrals/${referral}/messages`)).text;
  const tasksOf = async (who: Who) => ((await get(await by(who), '/api/v1/tasks')).body as { items: { title: string; href: string }[] }).items.filter((task) => task.title.startsWith('Read the message')).map((task) => task.href);
  const reference = async () => (await databaseOf(app).first<{ reference: string }>(sql`select reference from referrals.referral where id = ${referral}`))?.reference ?? '';

  it('are shown word for word to both sides, newest last, with who wrote when', async () => {
    expect((await write('practitioner', `${NASTY}\r\nsecond line`)).status).toBe(303);
    expect((await write('provider-manager', 'We can see her on Monday')).status).toBe(303);
    for (const who of ['practitioner', 'provider-manager', 'caseworker'] as const) {
      const text = await open(who);
      expect(text).not.toContain('<script>alert');
      expect(text).toContain(ESCAPED);
      expect(text.indexOf('second line')).toBeLessThan(text.indexOf('We can see her on Monday'));
      expect(text).toContain('Test practitioner (Probation)');
      expect(text).toContain('10 June 2026 at 12:00');
    }
    const { items } = (await get(await by('practitioner'), `/api/v1/referrals/${referral}/messages`)).body as { items: { words: string; side: string }[] };
    expect(items.map(({ words, side }) => [side, words])).toEqual([['practitioner', `${NASTY}\nsecond line`], ['provider', 'We can see her on Monday']]);
  });

  it('wait for the other side until someone it is for has read them: in navigation, on the home page and as a task', async () => {
    await write('practitioner', 'Can you start sooner?');
    expect(await tasksOf('provider-manager')).toEqual([`/referrals/${referral}/messages`]);
    expect(await tasksOf('practitioner')).toEqual([]);
    const home = (await get(await by('provider-manager'), '/')).text;
    expect(home).toContain('Messages (1)');
    expect(home).toContain('Messages to read');
    expect(await open('practitioner')).toContain('Not read yet');
    expect((await get(await by('provider-manager'), '/messages')).text).toContain(await reference());

    expect(await open('provider-manager')).toContain('govuk-tag--blue">New');
    expect(await tasksOf('provider-manager')).toEqual([]);
    expect((await get(await by('provider-manager'), '/')).text).not.toContain('Messages (1)');
    expect(await open('practitioner')).toContain('Read by Test provider-manager, 10 June 2026 at 12:00');
  });

  it('tell the caseworker once there is one, and a colleague who looks leaves them waiting', async () => {
    await accepted(app, referral);
    await write('practitioner', 'She has moved');
    expect(await tasksOf('provider-manager')).toEqual([]);
    expect(await tasksOf('caseworker')).toEqual([`/referrals/${referral}/messages`]);
    await open('provider-manager');
    expect(await tasksOf('caseworker')).toEqual([`/referrals/${referral}/messages`]);
    await write('caseworker', 'Thank you');
    expect([await tasksOf('caseworker'), await tasksOf('practitioner')]).toEqual([[], [`/referrals/${referral}/messages`]]);
  });

  it('are mailed about without what they say', async () => {
    await write('practitioner', 'Her sister Ann is ill');
    await app.drain();
    const mails = await databaseOf(app).rows<{ recipientId: string; subject: string; words: string; href: string }>(sql`select recipient_id, subject, words, href from notifications.message where kind = 'message-written'`);
    expect(mails).toEqual([{ recipientId: idOf(app, 'user:provider-manager'), subject: `New message about referral ${await reference()}`, words: expect.not.stringContaining('Ann'), href: `/referrals/${referral}/messages` }]);
  });

  it('are sent once when the form is sent twice, and a text changed since is not lost', async () => {
    const key = newId();
    const answers = await Promise.all([write('practitioner', 'Once', key), write('practitioner', 'Once', key)]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    await write('practitioner', 'Twice', key);
    const { items } = (await get(await by('practitioner'), `/api/v1/referrals/${referral}/messages`)).body as { items: { words: string }[] };
    expect(items.map(({ words }) => words)).toEqual(['Once', 'Twice']);
  });

  it('say nothing but blanks or more than 10,000 characters: told why, with every word kept', async () => {
    const empty = await write('practitioner', '   ');
    expect([empty.status, empty.text]).toEqual([422, expect.stringContaining('Enter a message')]);
    const long = await write('practitioner', 'ŵ'.repeat(10_001));
    expect([long.status, long.text]).toEqual([422, expect.stringContaining('Message must be 10,000 characters or fewer')]);
    expect(long.text).toContain('ŵ'.repeat(10_001));
    expect((await write('practitioner', '🎉'.repeat(10_000))).status).toBe(303);
  });

  it('exist for a subcontractor only while it delivers, and never for other teams, rivals, officers or administrators', async () => {
    await write('practitioner', 'For the provider');
    for (const who of ['practitioner2', 'subcontractor', 'rival', 'commissioner', 'approver', 'administrator', 'provider-finance'] as const) {
      for (const path of [`/referrals/${referral}/messages`, `/api/v1/referrals/${referral}/messages`]) expect([who, (await get(await by(who), path)).status]).toEqual([who, 404]);
    }
    await app.get(AnswersService).allocate(await app.actor('provider-manager'), referral, { organisationId: idOf(app, 'subcontractor'), reason: 'Nearer' });
    expect(await open('subcontractor')).toContain('For the provider');
    await app.get(AnswersService).allocate(await app.actor('subcontractor'), referral, { organisationId: idOf(app, 'prime'), reason: 'Full' });
    expect((await get(await by('subcontractor'), `/referrals/${referral}/messages`)).status).toBe(404);
  });

  it('never show the risk text that was withheld from the provider', async () => {
    referral = await sent(app, contract, { crn: 'X555555', riskSummary: 'Low [[lives at 4 High Street]]' });
    await write('practitioner', 'Hello');
    for (const who of ['provider-manager', 'practitioner'] as const) expect(await open(who)).not.toContain('High Street');
  });

  it('leave the referral as it was: a tab that is amending it is not stale', async () => {
    const revision = async () => (await databaseOf(app).first<{ revision: number }>(sql`select revision from referrals.referral where id = ${referral}`))?.revision;
    const before = await revision();
    await write('practitioner', 'Hello');
    await open('provider-manager');
    expect(await revision()).toBe(before);
  });
});
