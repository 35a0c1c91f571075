import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Response } from 'supertest';
import { must } from '#libs/kernel';
import { sql } from '#libs/persistence';
import { ContractsService } from '../../src/contracts/application/contracts.service.js';
import { apiContent } from '../access/bodies.js';
import { get, post, visitorOf, type Visitor } from '../access/walk.js';
import { databaseOf, startApp, type TestApp } from '../support/app.js';
import { NASTY } from '../support/nasty.js';
import { boxes, fieldsOf, plain } from '../support/pages.js';
import { idOf, joined, liveContract, sent } from '../support/world.js';

const SEARCH = { areaCode: 'west-yorkshire', categoryCode: 'accommodation', gender: 'male', age: '43', location: 'community' };

describe('referring someone', () => {
  let app: TestApp;
  let contract: string;
  let practitioner: Visitor;
  let manager: Visitor;

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    await app.reset();
    await joined(app, 'prime');
    await joined(app, 'subcontractor');
    contract = await liveContract(app, 'prime', { subcontractor: 'subcontractor' });
    practitioner = await visitorOf(app, 'practitioner');
    manager = await visitorOf(app, 'provider-manager');
  });

  const begun = async (service = contract, search: object = SEARCH): Promise<string> => {
    const { status, headers, text } = await post(practitioner, `/services/${service}/refer`, search);
    expect([status, status === 303 ? '' : plain(text).slice(-3_000)]).toEqual([303, '']);
    return must(String(headers['location']).split('/')[2], 'the draft');
  };
  const answered = async (draft: string, answers: Record<string, object>): Promise<void> => {
    for (const [page, fields] of Object.entries(answers)) {
      const { status, text } = await post(practitioner, `/drafts/${draft}/${page}`, fields);
      expect([page, status, status === 303 ? '' : plain(text).slice(-2_000)]).toEqual([page, 303, '']);
    }
  };
  /** The boxes, radios and texts of a page as a browser would send them untouched. */
  const asShown = async (path: string): Promise<ReturnType<typeof fieldsOf>> => fieldsOf((await get(practitioner, path)).text);
  const rest = {
    support: {},
    'need-accommodation': { outcomes: 'accommodation-kept', level: 'LOW' },
    purpose: { reason: 'Rent arrears', ...boxes('completeBy', '2027-06-01') },
  };
  const untouched = async (draft: string, more: object = {}): Promise<void> => {
    await answered(draft, { crn: { crn: 'X123401' } });
    await answered(draft, { person: await asShown(`/drafts/${draft}/person`) });
    await answered(draft, { sentence: { ...(await asShown(`/drafts/${draft}/sentence`)), enforceableDays: '20' } });
    await answered(draft, { risk: { ...(await asShown(`/drafts/${draft}/risk`)), ...more }, ...rest });
  };
  const send = async (draft: string): Promise<string> => {
    const { status, headers, text } = await post(practitioner, `/drafts/${draft}/check-answers`);
    expect([status, status === 303 ? '' : plain(text).slice(0, 6_000)]).toEqual([303, '']);
    return String(headers['location']);
  };

  it('takes 12 screens from finding a service to “sent”, for someone case data knows and one need', async () => {
    const screens: string[] = [];
    const open = async (path: string) => {
      const { status, text } = await get(practitioner, path);
      expect([path, status]).toEqual([path, 200]);
      screens.push(path.replace(/\?.*/, ''));
      return text;
    };
    const go = async (path: string, fields: object) => {
      const { status, headers } = await post(practitioner, path, fields);
      expect([path, status]).toEqual([path, 303]);
      const next = String(headers['location']);
      return { next, text: await open(next) };
    };
    await open('/services');
    const query = `?${new URLSearchParams(SEARCH).toString()}`;
    expect(await open(`/services${query}`)).toContain(contract);
    await open(`/services/${contract}${query}`);
    let at = await go(`/services/${contract}/refer`, SEARCH);
    const typed: Record<string, object> = { crn: { crn: ' x123 401' }, sentence: { enforceableDays: '20' }, 'need-accommodation': rest['need-accommodation'], purpose: rest.purpose };
    while (!at.next.endsWith('check-answers')) {
      const step = must(at.next.split('/').at(-1), 'the page');
      at = await go(at.next, { ...fieldsOf(at.text), ...typed[step] });
    }
    at = await go(at.next, {});
    expect(plain(at.text)).toContain('Waiting for an answer');
    expect(screens.map((path) => path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, ':id'))).toEqual([
      ...['/services', '/services', '/services/:id', '/drafts/:id/crn', '/drafts/:id/person', '/drafts/:id/sentence', '/drafts/:id/risk', '/drafts/:id/support'],
      ...['/drafts/:id/need-accommodation', '/drafts/:id/purpose', '/drafts/:id/check-answers', '/referrals/:id'],
    ]);
    expect(screens).toHaveLength(12);
  });

  it('shows what case data said, keeps what was corrected, and says where each came from to the referring side alone', async () => {
    const draft = await begun();
    await answered(draft, { crn: { crn: 'x123401' } });
    const page = plain((await get(practitioner, `/drafts/${draft}/person`)).text);
    for (const words of ['value="James"', 'value="Smith"', 'From case data']) expect(page).toContain(words);
    await answered(draft, { person: { ...(await asShown(`/drafts/${draft}/person`)), firstName: 'Jamie' } });
    expect(plain((await get(practitioner, `/drafts/${draft}/person`)).text)).toContain('You changed this (case data says: James)');
    await answered(draft, { sentence: { ...(await asShown(`/drafts/${draft}/sentence`)), enforceableDays: '20' }, risk: await asShown(`/drafts/${draft}/risk`), ...rest });
    expect(plain((await get(practitioner, `/drafts/${draft}/check-answers`)).text)).toContain('First name: case data says James');
    const path = await send(draft);
    expect(plain((await get(practitioner, path)).text)).toContain('First name: case data says James');
    expect(plain((await get(manager, path)).text)).not.toContain('case data');
    const [own, theirs] = [(await get(practitioner, `/api/v1${path}`)).body as object, (await get(manager, `/api/v1${path}`)).body as object];
    expect(own).toMatchObject({ firstName: 'Jamie', sources: expect.arrayContaining([{ field: 'firstName', source: 'typed', said: 'James' }, { field: 'lastName', source: 'case-data', said: 'Smith' }]) });
    expect(theirs).toMatchObject({ firstName: 'Jamie', sources: null });
  });

  it('says that a CRN is unknown and what to do, and goes on by typing', async () => {
    const draft = await begun();
    const unknown = await post(practitioner, `/drafts/${draft}/crn`, { crn: 'z99 99 99' });
    expect([unknown.status, plain(unknown.text)]).toEqual([404, expect.stringContaining('We could not find Z999999')]);
    expect(unknown.text).toContain('Continue without case data');
    await answered(draft, { crn: { crn: 'Z999999', typed: 'yes' } });
    expect((await get(practitioner, `/drafts/${draft}/person`)).text).not.toContain('From case data');
  });

  it('keeps nothing of a person the practitioner may not see, on pages and over the API', async () => {
    const other = await visitorOf(app, 'practitioner2');
    const { headers } = await post(other, `/services/${contract}/refer`, SEARCH);
    const draft = must(String(headers['location']).split('/')[2], 'the draft');
    const refused = await post(other, `/drafts/${draft}/crn`, { crn: 'X123404', typed: 'yes' });
    expect([refused.status, plain(refused.text)]).toEqual([403, expect.stringContaining('You may not see this person')]);
    const kept = await databaseOf(app).first<{ answers: object }>(sql`select answers from referrals.draft where id = ${draft}`);
    expect(JSON.stringify(kept)).not.toMatch(/Rebecca|X123404/);
    const sentByApi = await post(other, '/api/v1/referrals', { ...apiContent(), contractId: contract, crn: 'X123404' });
    expect([sentByApi.status, (sentByApi.body as { rule: string }).rule]).toEqual([422, 'person-not-allowed']);
  });

  it('drops what was said of one person when the CRN becomes another’s, and keeps the service’s part', async () => {
    const draft = await begun();
    await untouched(draft);
    await answered(draft, { crn: { crn: 'X123402' } });
    const { text } = await get(practitioner, `/drafts/${draft}/person`);
    expect(plain(text)).toContain("O'Neill");
    expect(text).not.toContain('James');
    const open = await get(practitioner, `/drafts/${draft}/check-answers`);
    expect([open.status, open.headers['location']]).toEqual([303, `/drafts/${draft}/person`]);
    expect((await get(practitioner, `/drafts/${draft}/purpose`)).text).toContain('Rent arrears');
  });

  it('withholds marked passages from the provider wherever it looks, and shows the preview it will get', async () => {
    const draft = await begun();
    await untouched(draft, { riskSummary: 'Meet at the office. [[Victim: 4 High Street.]] Low.', additionalRisk: 'Drinks. [[Named by the informant]]' });
    const preview = plain((await get(practitioner, `/drafts/${draft}/preview`)).text);
    expect(preview).toContain('Meet at the office. [withheld] Low.');
    expect(preview).toContain('Harbour Test Trust');
    expect(preview).toContain('Second Test Spring');
    expect(preview).not.toMatch(/High Street|informant/);
    const path = await send(draft);
    const id = must(path.split('/').at(-1), 'the referral');
    await post(manager, `/api/v1/referrals/${id}/allocate`, { organisationId: idOf(app, 'subcontractor'), reason: 'Nearer' });
    const own = await get(practitioner, `/api/v1${path}`);
    expect(own.body).toMatchObject({ riskSummary: 'Meet at the office. [[Victim: 4 High Street.]] Low.', additionalRisk: 'Drinks. [[Named by the informant]]' });
    expect(plain((await get(practitioner, path)).text)).toContain('4 High Street');
    for (const who of [manager, await visitorOf(app, 'subcontractor')]) {
      expect((await get(who, `/api/v1${path}`)).body).toMatchObject({ riskSummary: 'Meet at the office. [withheld] Low.', additionalRisk: 'Drinks. [withheld]' });
      for (const page of [path, `/api/v1${path}`, '/caseload', '/api/v1/referrals', `/referrals/${id}/accept`]) expect([page, (await get(who, page)).text]).toEqual([page, expect.not.stringMatching(/High Street|informant/)]);
    }
    const history = await databaseOf(app).rows(sql`select content from platform.history where stream = 'referral' and stream_id = ${id}`);
    expect(JSON.stringify(history)).not.toMatch(/High Street|informant/);
  });

  it('asks of someone in custody the prison, the release and whom to speak to', async () => {
    const draft = await begun(contract, { ...SEARCH, location: 'custody' });
    await answered(draft, { crn: { crn: 'X123403' } });
    const page = await get(practitioner, `/drafts/${draft}/sentence`);
    expect(page.text).toContain('HMP Northmoor');
    const fields = await asShown(`/drafts/${draft}/sentence`);
    const bare = await post(practitioner, `/drafts/${draft}/sentence`, { ...fields, mainContactName: 'Pat Gate' });
    expect([bare.status, plain(bare.text)]).toEqual([422, expect.stringContaining('Enter an email address or a phone number for the main contact')]);
    await answered(draft, { person: await asShown(`/drafts/${draft}/person`) });
    await answered(draft, { sentence: { ...fields, enforceableDays: '20', mainContactName: 'Pat Gate', mainContactRole: 'Prison offender manager', mainContactPhone: '01632 960 001' } });
    await answered(draft, { risk: await asShown(`/drafts/${draft}/risk`), ...rest });
    const path = await send(draft);
    const shown = plain((await get(manager, path)).text);
    for (const words of ['Custody: HMP Northmoor', '28 July 2026', 'Within 12 weeks', 'Pat Gate', '01632 960 001', 'Licence after custody']) expect(shown).toContain(words);
    expect((await get(manager, `/api/v1${path}`)).body).toMatchObject({ sentenceKind: 'licence', enforceableDays: null, expectedReleaseOn: '2026-07-28', mainContactPhone: '01632 960 001' });
  });

  it('needs a reason to run beyond the sentence, asked on the same page with both answers kept', async () => {
    const draft = await begun();
    await untouched(draft);
    const late = await post(practitioner, `/drafts/${draft}/purpose`, { reason: 'Rent <arrears>', ...boxes('completeBy', '2029-01-01') });
    expect([late.status, plain(late.text)]).toEqual([422, expect.stringContaining('is after the sentence ends')]);
    expect(plain(late.text)).toContain('Rent <arrears>');
    expect(late.text).toMatch(/value="2029"/);
    await answered(draft, { purpose: { reason: 'Rent', completeByReason: 'Agreed with the court', ...boxes('completeBy', '2029-01-01') } });
    expect((await get(practitioner, await send(draft))).text).toContain('Agreed with the court');
  });

  it('warns of a live referral for the same need, saying to whom and by whom, and never of a restricted one', async () => {
    await sent(app, contract, { crn: 'X123401' });
    const draft = await begun();
    await untouched(draft);
    const warned = plain((await get(practitioner, `/drafts/${draft}/check-answers`)).text);
    expect(warned).toContain('This person already has a live referral for the same need');
    expect(warned).toMatch(/Harbour Test Trust\), sent .* by Test practitioner, Leeds, waiting for an answer/);
    await databaseOf(app).run(sql`update referrals.referral set restricted = true`);
    expect((await get(practitioner, `/drafts/${draft}/check-answers`)).text).not.toContain('already has a live referral');
  });

  it('says that the service has closed, loses nothing, and goes to another one without typing again', async () => {
    await joined(app, 'rival');
    const other = await liveContract(app, 'rival');
    const draft = await begun();
    await untouched(draft);
    await app.get(ContractsService).closeToReferrals(await app.actor('commissioner'), contract, 'Full for the year');
    const refused = await post(practitioner, `/drafts/${draft}/check-answers`);
    expect([refused.status, plain(refused.text)]).toEqual([422, expect.stringContaining('This service is not taking referrals now')]);
    expect(refused.text).toContain(`value="${other}"`);
    expect((await get(practitioner, `/drafts/${draft}`)).text).toContain('This service is not taking referrals now');
    const foreign = await post(practitioner, `/drafts/${draft}/service`, { contractId: contract });
    expect([foreign.status, plain(foreign.text)]).toEqual([422, expect.stringContaining('That service does not take this person now')]);
    expect((await post(practitioner, `/drafts/${draft}/service`, { contractId: other })).status).toBe(303);
    const path = await send(draft);
    expect((await get(practitioner, `/api/v1${path}`)).body).toMatchObject({ contractId: other, reason: 'Rent arrears', crn: 'X123401' });
  });

  it('lists the parts of a draft with what is done', async () => {
    const draft = await begun();
    await answered(draft, { crn: { crn: 'X123401' } });
    const { text } = await get(practitioner, `/drafts/${draft}`);
    expect(plain(text)).toContain('1 of 7 parts answered');
    expect(text).toContain(`/drafts/${draft}/purpose`);
  });

  it('takes everything over the API, refuses what does not belong together, and still takes the least', async () => {
    const full = {
      ...{ ...apiContent(), contractId: contract, ethnicity: 'White: British', preferredLanguage: 'Welsh', religion: 'None', disabilities: 'Dyslexia', sentenceKind: 'licence', location: 'custody' },
      ...{ prisonName: 'HMP Invented', releaseUnknownReason: 'On remand', mainContactName: 'Pat', mainContactEmail: 'pat@prison.example', additionalRisk: 'None', responsibilities: 'School run' },
      ...{ unavailableWhen: 'Before 10', anythingElse: 'Likes dogs', completeBy: '2028-02-01', completeByReason: 'Agreed', enforceableDays: undefined },
    };
    const { status, body } = await post(practitioner, '/api/v1/referrals', full);
    expect([status, body]).toEqual([201, expect.objectContaining({ ethnicity: 'White: British', releaseUnknownReason: 'On remand', mainContactEmail: 'pat@prison.example', anythingElse: 'Likes dogs', completeByReason: 'Agreed' })]);
    const ruleOf = async (change: object) => ((await post(practitioner, '/api/v1/referrals', { ...full, ...change })).body as { rule: string }).rule;
    expect(await ruleOf({ enforceableDays: 10 })).toBe('enforceable-days-not-asked');
    expect(await ruleOf({ sentenceKind: 'order-with-rar' })).toBe('enforceable-days');
    expect(await ruleOf({ releaseUnknownReason: undefined })).toBe('release-missing');
    expect(await ruleOf({ mainContactEmail: undefined })).toBe('contact-unreachable');
    expect(await ruleOf({ completeByReason: undefined })).toBe('complete-by-after-sentence');
    const least = await post(practitioner, '/api/v1/referrals', { ...apiContent(), contractId: contract });
    expect([least.status, least.body]).toEqual([201, expect.objectContaining({ sentenceKind: 'order-with-rar', ethnicity: null, anythingElse: '' })]);
  });

  it('carries text that looks like code to the provider’s page as it was typed, from pages and from the API', async () => {
    const draft = await begun();
    await answered(draft, { crn: { crn: 'Z999999', typed: 'yes' } });
    await answered(draft, {
      person: { firstName: NASTY.slice(0, 90), lastName: 'Lee', ...boxes('dateOfBirth', '1990-05-04'), gender: 'male', areaCode: 'west-yorkshire', ethnicity: NASTY, preferredLanguage: NASTY, religion: NASTY, disabilities: NASTY },
      sentence: { sentenceKind: 'order', ...boxes('sentenceEndsOn', '2027-12-31'), location: 'custody', prisonName: NASTY, releaseUnknownReason: NASTY, mainContactName: NASTY, mainContactRole: NASTY, mainContactEmail: 'a@b.example' },
      risk: { riskSummary: NASTY, additionalRisk: NASTY },
      support: { accessNeeds: NASTY, interpreterLanguage: NASTY.slice(0, 90), responsibilities: NASTY, unavailableWhen: NASTY, anythingElse: NASTY },
      'need-accommodation': rest['need-accommodation'],
      purpose: { reason: NASTY, completeByReason: NASTY, ...boxes('completeBy', '2028-01-01') },
    });
    await shownTo(manager, await send(draft), 16);
    const texts = Object.fromEntries(['ethnicity', 'preferredLanguage', 'religion', 'disabilities', 'riskSummary', 'additionalRisk', 'accessNeeds', 'responsibilities', 'unavailableWhen', 'anythingElse', 'completeByReason', 'reason'].map((name) => [name, NASTY]));
    const { body } = await post(practitioner, '/api/v1/referrals', { ...apiContent(), ...texts, contractId: contract, completeBy: '2028-01-01' });
    await shownTo(manager, `/referrals/${(body as { id: string }).id}`, 12);
  });

  async function shownTo(visitor: Visitor, path: string, times: number): Promise<Response> {
    const answer = await get(visitor, path);
    expect([answer.status, plain(answer.text).split(NASTY).length - 1]).toEqual([200, times]);
    expect(answer.text).not.toContain('<script>alert');
    return answer;
  }
});
