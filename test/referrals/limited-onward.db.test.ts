import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { must } from '#libs/kernel';
import { sql } from '#libs/persistence';
import { DraftsService } from '../../src/referrals/application/drafts.service.js';
import { LimitedAccessService } from '../../src/referrals/application/limited-access.service.js';
import { answersOf } from '../../src/referrals/domain/draft-content.js';
import { apiContent } from '../access/bodies.js';
import { get, post, visitorsOf, type Visitors } from '../access/walk.js';
import { databaseOf, signedIn, startApp, type TestApp } from '../support/app.js';
import { colleague, content, idOf, joined, liveContract, sent } from '../support/world.js';

describe('a referral whose access is limited', () => {
  let app: TestApp;
  let by: Visitors;
  let prime: string;
  let rival: string;
  let mate: string;

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    await app.reset();
    by = visitorsOf(app);
    await joined(app, 'prime');
    await joined(app, 'rival');
    prime = await liveContract(app, 'prime');
    rival = await liveContract(app, 'rival');
    mate = await colleague(app, 'mate', { role: 'practitioner', at: 'yorkshire', team: 'leeds' });
  });

  const manager = () => idOf(app, 'user:provider-manager');
  const rivalManager = () => idOf(app, 'user:rival');
  const api = async (path: string, body: object = {}) => post(await by('practitioner'), `/api/v1/${path}`, body);
  const page = async (path: string) => (await get(await by('practitioner'), path)).text;
  const submit = async (path: string, body: object = {}) => post(await by('practitioner'), path, body);
  const readersOf = async (draftId: string) => ((await get(await by('practitioner'), `/api/v1/drafts/${draftId}/access`)).body as { isLimited: boolean; readerIds: string[] }).readerIds;
  const grantsOn = async (referralId: string) => (await databaseOf(app).rows<{ userId: string }>(sql`select user_id from referrals.access_grant where referral_id = ${referralId}`)).map(({ userId }) => userId).sort();

  describe('and goes elsewhere', () => {
    let referral: string;

    beforeEach(async () => {
      referral = await sent(app, prime);
      await app.get(LimitedAccessService).limit(await app.actor('practitioner'), referral, { readerIds: [mate, manager()], reason: 'Known to staff' });
    });

    /** The colleague is named still, nobody at a provider is; once somebody there is, it goes. */
    const goesOn = async (draftId: string): Promise<void> => {
      expect(await readersOf(draftId)).toEqual([mate]);
      const check = await page(`/drafts/${draftId}/check-answers`);
      for (const words of ['Choose at least one manager at the provider', `/drafts/${draftId}/access`, 'Name who can see it before you send it']) expect(check).toContain(words);
      expect((await submit(`/drafts/${draftId}/check-answers`)).status).toBe(422);
      expect((await submit(`/drafts/${draftId}/access`, { isLimited: 'yes', readerIds: [mate, rivalManager()], limitReason: 'Known to staff' })).status).toBe(303);
      const next = must((await submit(`/drafts/${draftId}/check-answers`)).headers['location'], 'where it went').split('/').at(-1) ?? '';
      expect(await grantsOn(next)).toEqual([mate, rivalManager(), idOf(app, 'user:practitioner')].sort());
      expect((await (await signedIn(app, 'mate@test.example')).get(`/referrals/${next}`)).status).toBe(200);
    };

    it('by transfer: colleagues stay named, people at the provider are named again', async () => {
      const answer = await submit(`/referrals/${referral}/transfer`, { contractId: rival, code: 'ANO', comment: 'Nearer', as: 'sent' });
      await goesOn(/drafts\/([^/]+)/.exec(answer.headers['location'] ?? '')?.[1] ?? '');
    });

    it('after it was declined', async () => {
      await post(await by('provider-manager'), `/api/v1/referrals/${referral}/decline`, { reason: 'no-capacity', comment: 'Full', suggestedContractId: rival });
      const answer = await submit(`/referrals/${referral}/choose-another`, { contractId: rival });
      await goesOn(/drafts\/([^/]+)/.exec(answer.headers['location'] ?? '')?.[1] ?? '');
    });

    it('when it is made again', async () => {
      await api(`referrals/${referral}/withdraw`, { code: 'MIS', comment: 'Twice' });
      const { id } = (await api(`referrals/${referral}/refer-again`, { contractId: rival })).body as { id: string };
      expect(await readersOf(id)).toEqual([mate]);
    });

    it('while it is a draft: taken to another service it keeps the colleague alone', async () => {
      const { id } = await app.get(DraftsService).start(await app.actor('practitioner'), prime, { ...answersOf(content), access: { isLimited: true, readerIds: [mate, manager()], limitReason: 'Known to staff' } });
      expect((await submit(`/drafts/${id}/service`, { contractId: rival })).status).toBe(303);
      expect(await readersOf(id)).toEqual([mate]);
    });
  });

  describe('and is left to the rule', () => {
    let id: string;

    beforeEach(async () => {
      const rule = { areaCode: 'C', serviceTypeCode: 'ACC', kind: 'ranked', contractIds: [rival, prime] };
      expect((await app.call('commissioner', 'post', 'allocation-rules', rule)).status).toBe(200);
      id = (await app.get(DraftsService).start(await app.actor('practitioner'), prime, answersOf(content), { toBest: true })).id;
    });

    const limit = (readerIds: readonly string[]) => submit(`/drafts/${id}/access`, { isLimited: 'yes', readerIds, limitReason: 'Known to staff' });

    it('names colleagues, then the rule chooses, then people at the chosen provider are named, then it is sent', async () => {
      const before = await page(`/drafts/${id}/access`);
      for (const words of ['The service is chosen next', 'Test mate']) expect(before).toContain(words);
      expect(before).not.toContain('Test provider-manager');
      expect((await limit([mate])).status).toBe(303);
      const check = await page(`/drafts/${id}/check-answers`);
      for (const words of ['Have the service chosen first', 'Choose the service']) expect(check).toContain(words);
      expect(check).not.toContain('Send referral');
      expect((await api(`drafts/${id}/send`)).body).toMatchObject({ rule: 'best-not-limited' });
      expect((await submit(`/drafts/${id}/choose-service`)).headers['location']).toBe(`/drafts/${id}/access`);
      const after = await page(`/drafts/${id}/access`);
      expect(after).toContain('Test rival');
      expect(after).not.toContain('Test provider-manager');
      expect(await page(`/drafts/${id}/check-answers`)).toContain('It chose Rival Test Futures');
      expect((await limit([mate, manager()])).text).toContain('Choose people from the list');
      expect((await limit([mate, rivalManager()])).status).toBe(303);
      const next = (await submit(`/drafts/${id}/check-answers`)).headers['location']?.split('/').at(-1) ?? '';
      expect(await databaseOf(app).first(sql`select r.contract_id, r.restricted, c.kind from referrals.referral r join referrals.service_choice c on c.referral_id = r.id where r.id = ${next}`)).toEqual({ contractId: rival, restricted: true, kind: 'ranked' });
      expect(await grantsOn(next)).toEqual([mate, rivalManager(), idOf(app, 'user:practitioner')].sort());
      expect(await page(`/referrals/${next}/timeline`)).toContain('How the service was chosen');
    });

    it('has it chosen again when an answer it went by has changed', async () => {
      await limit([mate]);
      await api(`drafts/${id}/choose-service`);
      await limit([rivalManager()]);
      await api(`drafts/${id}/answers`, { areaCode: 'south-yorkshire', firstName: 'Siân', lastName: 'O’Neill', dateOfBirth: '1990-05-04', gender: 'female' });
      expect((await api(`drafts/${id}/send`)).body).toMatchObject({ rule: 'choice-outdated' });
      expect(await page(`/drafts/${id}/check-answers`)).toContain('Have the service chosen again');
      expect((await api(`drafts/${id}/choose-service`)).status).toBe(200);
      await limit([rivalManager()]);
      expect((await api(`drafts/${id}/send`)).status).toBe(201);
    });

    const setRule = (rule: object) => app.call('commissioner', 'post', 'allocation-rules', { areaCode: 'C', serviceTypeCode: 'ACC', ...rule });
    const chosenFor = async () => (await databaseOf(app).first<{ contractId: string }>(sql`select contract_id from referrals.draft where id = ${id}`))?.contractId;

    it('has it chosen again when the commissioner changes the order, or another day has come', async () => {
      await limit([mate]);
      await api(`drafts/${id}/choose-service`);
      await setRule({ kind: 'ranked', contractIds: [prime, rival] });
      expect((await api(`drafts/${id}/send`)).body).toMatchObject({ rule: 'choice-outdated', detail: expect.stringContaining('has changed the rule') });
      expect(await page(`/drafts/${id}/check-answers`)).toContain('Have the service chosen again');
      expect((await submit(`/drafts/${id}/choose-service`)).headers['location']).toBe(`/drafts/${id}/access`);
      expect(await chosenFor()).toBe(prime);
      await limit([manager()]);
      app.clock.set(new Date('2026-06-10T23:00:00Z')); // midnight in London
      expect((await api(`drafts/${id}/send`)).body).toMatchObject({ rule: 'choice-outdated', detail: expect.stringContaining('on an earlier day') });
      await api(`drafts/${id}/choose-service`);
      await api(`drafts/${id}/access`, { isLimited: true, readerIds: [manager()], limitReason: 'Known to staff' });
      expect((await api(`drafts/${id}/send`)).status).toBe(201);
    });

    it('is never sent as chosen by a rule that was switched off: its practitioner chooses, that service again if they like', async () => {
      await limit([mate]);
      await api(`drafts/${id}/choose-service`);
      await limit([rivalManager()]);
      await setRule({ kind: 'off' });
      expect((await api(`drafts/${id}/send`)).body).toMatchObject({ rule: 'choice-outdated', detail: expect.stringContaining('Choose a service yourself') });
      const check = await page(`/drafts/${id}/check-answers`);
      expect(check).toContain(`value="${rival}"`);
      expect(check).not.toContain('Have the service chosen again');
      expect((await submit(`/drafts/${id}/service`, { contractId: rival })).status).toBe(303);
      await limit([rivalManager()]);
      const next = (await submit(`/drafts/${id}/check-answers`)).headers['location']?.split('/').at(-1) ?? '';
      expect(await databaseOf(app).first(sql`select r.contract_id, c.id as choice from referrals.referral r left join referrals.service_choice c on c.referral_id = r.id where r.id = ${next}`)).toEqual({ contractId: rival, choice: null });
    });

    it('can be sent after another refusal; only one that asks for the service first takes the button away', async () => {
      const late = await submit(`/drafts/${id}/check-answers`, { revision: '7' });
      expect([late.status, late.text]).toEqual([409, expect.stringContaining('Send referral')]);
      expect(late.text).not.toContain('/choose-service');
      await databaseOf(app).run(sql`update referrals.draft set answers = jsonb_set(answers, '{crn,crn}', '"X123404"') where id = ${id}`); // whom case data limits, as it first says while sending
      const limited = await submit(`/drafts/${id}/check-answers`);
      expect([limited.status, limited.text]).toEqual([422, expect.stringContaining(`/drafts/${id}/choose-service`)]);
      expect(limited.text).not.toContain('Send referral');
      expect((await submit(`/drafts/${id}/choose-service`)).headers['location']).toBe(`/drafts/${id}/access`);
    });

    it('is not looked at before it is taken: a draft that is not limited is chosen for as it is sent', async () => {
      expect((await api(`drafts/${id}/choose-service`)).body).toMatchObject({ rule: 'not-limited' });
      expect((await api(`drafts/${id}/send`)).body).toMatchObject({ status: 'sent' });
    });

    it('is chosen for no draft whose service its practitioner chose, nor before every question is answered', async () => {
      const own = await app.get(DraftsService).start(await app.actor('practitioner'), prime, answersOf(content));
      expect((await api(`drafts/${own.id}/choose-service`)).body).toMatchObject({ rule: 'not-to-best' });
      const empty = await app.get(DraftsService).start(await app.actor('practitioner'), prime, {}, { toBest: true });
      await api(`drafts/${empty.id}/access`, { isLimited: true, readerIds: [mate], limitReason: 'Known to staff' });
      expect((await api(`drafts/${empty.id}/choose-service`)).body).toMatchObject({ rule: 'answers-missing' });
    });

    it('sent at once over the API is refused with what to do', async () => {
      const { contractId: _, ...said } = apiContent();
      const refused = await api('referrals/best', { ...said, serviceTypeCode: 'ACC', limitAccess: { readerIds: [manager()], reason: 'Known to staff' } });
      expect(refused.body).toMatchObject({ rule: 'best-not-limited', detail: expect.stringContaining('Have the service chosen first') });
    });
  });
});
