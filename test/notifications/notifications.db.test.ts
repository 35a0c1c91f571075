import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId, type Day, type Month } from '#libs/kernel';
import { sql } from '#libs/persistence';
import { startNotifications } from './notifications-app.js';

let app: Awaited<ReturnType<typeof startNotifications>>;

beforeAll(async () => {
  app = await startNotifications();
}, 60_000);
afterAll(() => app?.close());
beforeEach(() => app.reset());

const caseOf = (referral: ReturnType<typeof app.referral>) => ({ ...referral, caseId: newId(), caseworkerId: app.user('caseworker'), needs: [], occurredOn: '2026-06-10' as Day });

describe('the task inbox', () => {
  it('passes a referral from the provider to its caseworker, and nobody else sees it', async () => {
    const referral = app.referral();
    await app.happened('referrals.sent', referral, 'practitioner');
    expect(await app.waitingFor('provider-manager')).toEqual(['Answer referral AB1234PE']);
    for (const person of ['practitioner', 'caseworker', 'rival', 'commissioner'] as const) expect(await app.waitingFor(person)).toEqual([]);

    await app.happened('referrals.accepted', referral, 'provider-manager');
    app.clock.set(new Date('2026-06-11T09:00:00Z'));
    await app.happened('delivery.case-accepted', { ...caseOf(referral), occurredOn: '2026-06-11' as Day }, 'provider-manager');
    expect(await app.waitingFor('provider-manager')).toEqual([]);
    const { body } = await (await app.as('caseworker')).get('/api/v1/tasks');
    // ten working days from the 10th, when it was sent, though it was accepted on the 11th
    expect(body).toMatchObject({ items: [{ title: 'Book the initial assessment for AB1234PE', dueOn: '2026-06-24', isOverdue: false }], next: null });
  });

  it('follows a referral to the subcontractor it is allocated to', async () => {
    const referral = app.referral();
    await app.happened('referrals.sent', referral, 'practitioner');
    await app.happened('referrals.allocated', { ...referral, deliveringOrganisationId: app.organisation('subcontractor') }, 'provider-manager');
    expect(await app.waitingFor('provider-manager')).toEqual([]);
    expect(await app.waitingFor('subcontractor')).toEqual(['Answer referral AB1234PE']);
  });

  it('shows on the home page what is overdue', async () => {
    await app.happened('referrals.sent', app.referral(), 'practitioner');
    app.clock.set(new Date('2026-06-15T09:00:00Z'));
    const { text } = await (await app.signedIn('provider-manager')).get('/').expect(200);
    expect(text).toMatch(/Waiting for you[\s\S]*Answer referral AB1234PE[\s\S]*10 June 2026 at 12:00[\s\S]*12 June 2026[\s\S]*Overdue/);
    expect((await (await app.signedIn('administrator')).get('/').expect(200)).text).toContain('Nothing waits for you.');
  });

  it('lets a practitioner say a declined referral is dealt with, and nobody else', async () => {
    const referral = app.referral();
    await app.happened('referrals.sent', referral, 'practitioner');
    await app.happened('referrals.declined', referral, 'provider-manager');
    const practitioner = await app.as('practitioner');
    const { body } = (await practitioner.get('/api/v1/tasks')) as { body: { items: { id: string }[] } };
    const path = `/api/v1/tasks/${body.items[0]?.id}/finish`;
    await (await app.as('practitioner2')).post(path).expect(404);
    await practitioner.post(path).expect(200);
    expect(await app.waitingFor('practitioner')).toEqual([]);
    await practitioner.post(path).expect(404);
    expect(await app.database.rows(sql`select action, actor_id from platform.history where stream = 'finished-task'`)).toEqual([{ action: 'task.finish', actorId: app.user('practitioner') }]);
  });

  it('offers that on the page, with a button', async () => {
    await app.happened('referrals.declined', app.referral(), 'provider-manager');
    const practitioner = await app.signedIn('practitioner');
    const { text } = await practitioner.get('/tasks').expect(200);
    const [, action = '', token = ''] = /action="(\/tasks\/[^"]+)"[^>]*>\s*<input type="hidden" name="_csrf" value="([^"]+)"/.exec(text) ?? [];
    await practitioner.post(action).type('form').send({ _csrf: token }).expect(303).expect('location', '/tasks');
    const after = await practitioner.get('/tasks').expect(200);
    expect(after.text).toContain('Done: Referral AB1234PE was declined: choose another service');
    expect(after.text).toContain('Nothing waits for you.');
  });

  it('does not let anyone finish by hand what recorded work closes', async () => {
    await app.happened('referrals.sent', app.referral(), 'practitioner');
    const manager = await app.as('provider-manager');
    const { body } = (await manager.get('/api/v1/tasks')) as { body: { items: { id: string }[] } };
    const answer = await manager.post(`/api/v1/tasks/${body.items[0]?.id}/finish`).expect(422);
    expect(answer.body).toMatchObject({ rule: 'closes-by-itself' });
  });

  it('asks approvers of the region, never the one who drew the statement, and payment follows approval', async () => {
    const contractId = newId();
    const contract = { contractId, reference: 'PRJ_5430', lotId: newId(), primeOrganisationId: app.referral().primeOrganisationId, regionCodes: ['C'] };
    const statement = { statementId: newId(), contractId, month: '2026-05' as Month, status: 'draft', netPence: 18_500, vatPence: 3_700 } as const;
    await app.happened('contracts.contract-made', contract, 'commissioner');
    await app.happened('payments.statement-drawn', statement, 'commissioner');
    expect(await app.waitingFor('commissioner')).toEqual(['Send the statement for May 2026, PRJ_5430']);
    expect(await app.waitingFor('commissioner2')).toEqual([]);
    await app.happened('payments.statement-sent', statement, 'commissioner');
    expect(await app.waitingFor('provider-finance')).toEqual(['Agree or dispute the statement for May 2026, PRJ_5430']);
    await app.happened('payments.statement-agreed', { ...statement, bySilence: false, movedChargeLineIds: [] }, 'provider-finance');
    expect(await app.waitingFor('approver')).toEqual(['Approve the statement for May 2026, PRJ_5430']);
    await app.happened('payments.statement-approved', statement, 'approver');
    expect(await app.waitingFor('approver')).toEqual(['Record payment of the statement for May 2026, PRJ_5430']);

    const drawnByApprover = { ...statement, statementId: newId() };
    await app.happened('payments.statement-drawn', drawnByApprover, 'approver');
    await app.happened('payments.statement-agreed', { ...drawnByApprover, bySilence: true, movedChargeLineIds: [] });
    expect(await app.waitingFor('approver')).toHaveLength(1);
  });

  it('is paged without missing or repeating a task', async () => {
    for (let count = 0; count < 60; count += 1) await app.happened('referrals.sent', { ...app.referral(), reference: `AB${1000 + count}PE` }, 'practitioner');
    const manager = await app.signedIn('provider-manager');
    const pages = [];
    for (let path: string | null = '/tasks'; path; ) {
      const { text }: { text: string } = await manager.get(path).expect(200);
      pages.push([...text.matchAll(/Answer referral (AB\d{4}PE)/g)].map(([, reference]) => reference));
      path = /href="(\/tasks\?after=[^"]+)"/.exec(text)?.[1] ?? null;
    }
    expect(pages.map((each) => each.length)).toEqual([25, 25, 10]);
    expect(new Set(pages.flat()).size).toBe(60);
    expect((await manager.get('/').expect(200)).text).toContain('See everything that waits for you');
    await manager.get('/tasks?after=rubbish').expect(400);
  });
});

describe('messages', () => {
  it('are written and sent once, to those concerned, with nothing about the person', async () => {
    await app.happened('referrals.sent', app.referral(), 'practitioner');
    await app.drain();
    expect(app.mail.taken).toMatchObject([{ address: 'provider-manager@test.example', subject: 'New referral AB1234PE', again: false }]);
    expect(app.mail.taken[0]?.body).toMatch(/Accept or decline it by 12 June 2026\.\n\nhttps:\/\/crs\.test\.example\/referrals\//);
    const [event] = await app.database.rows<{ id: string }>(sql`select id from platform.outbox`);
    await app.database.run(sql`delete from platform.receipt`);
    await app.deliverAgain(event?.id ?? '');
    expect(app.mail.taken).toHaveLength(1);
    expect(await app.database.rows(sql`select kind from notifications.message`)).toEqual([{ kind: 'referral-sent' }]);
  });

  it('that could not be sent are tried again with the same reference, and reach the others meanwhile', async () => {
    const referral = app.referral();
    app.mail.failsFor = 'practitioner@test.example';
    await app.happened('delivery.case-accepted', caseOf(referral), 'provider-manager');
    await expect(app.drain()).rejects.toThrow('The mail service is away');
    expect(app.mail.taken.map(({ address }) => address)).toEqual(['caseworker@test.example']);
    expect(await app.database.rows(sql`select failure, sent_at from notifications.message where kind = 'case-accepted'`)).toEqual([{ failure: 'The mail service is away', sentAt: null }]);
    app.mail.failsFor = null;
    await app.drain();
    expect(app.mail.taken.map(({ address, again }) => [address, again])).toEqual([['caseworker@test.example', false], ['practitioner@test.example', true]]);
  });

  it('do not tell people what they did themselves', async () => {
    await app.happened('delivery.plan-submitted', { ...caseOf(app.referral()), practitionerId: app.user('caseworker'), planId: newId() }, 'caseworker');
    await app.drain();
    expect(app.mail.taken).toEqual([]);
  });

  it('have no mailbox page in real use', async () => {
    await (await app.signedIn('provider-manager')).get('/mailbox').expect(404);
  });
});

describe('the mailbox of the demo world', () => {
  it('shows people their own messages, newest first, and no one else’s', async () => {
    const demo = await startNotifications({ demo: true });
    try {
      await demo.reset();
      await demo.happened('referrals.sent', { ...demo.referral(), reference: 'AB1111PE' }, 'practitioner');
      await demo.happened('referrals.withdrawn', { ...demo.referral(), reference: 'AB2222PE' }, 'practitioner');
      await demo.drain();
      const { text } = await (await demo.signedIn('provider-manager')).get('/mailbox').expect(200);
      expect(text.indexOf('Referral AB2222PE was withdrawn')).toBeGreaterThan(0);
      expect(text.indexOf('Referral AB2222PE was withdrawn')).toBeLessThan(text.indexOf('New referral AB1111PE'));
      expect((await (await demo.signedIn('rival')).get('/mailbox').expect(200)).text).toContain('You have no messages.');
    } finally {
      await demo.close();
    }
  });
});
