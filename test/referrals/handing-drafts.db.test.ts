import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from '#libs/persistence';
import { DraftsService } from '../../src/referrals/application/drafts.service.js';
import { PersonLookup } from '../../src/referrals/application/person-lookup.js';
import { get, post, visitorsOf, type Visitors } from '../access/walk.js';
import { databaseOf, signedIn, startApp, type TestApp } from '../support/app.js';
import { FakeService, json, type Asked } from '../support/fake-service.js';
import { colleague, idOf, joined, liveContract } from '../support/world.js';

/** Rebecca Marsh, whom only the first practitioner may see; James Smith, whom everyone may; somebody case data does not know. */
const [LIMITED, OPEN, UNKNOWN] = ['X123404', 'X123401', 'X999999'];
const NOTE = 'Please go on, <b>she</b> waits';

/** A case management system that knows two people. */
class TwoPeople extends FakeService {
  protected override say(response: ServerResponse, { path, headers }: Asked): void {
    const crn = path.split('/').at(-1) ?? '';
    const isLimited = crn === LIMITED;
    const about = { crn, dateOfBirth: '1982-11-20', location: 'community', restricted: isLimited };
    if (crn !== LIMITED && crn !== OPEN) json(response, 404, {});
    else if (isLimited && headers['on-behalf-of'] !== 'practitioner@test.example') json(response, 403, {});
    else json(response, 200, { ...about, ...(isLimited ? { firstName: 'Rebecca', lastName: 'Marsh', gender: 'female' } : { firstName: 'James', lastName: 'Smith', gender: 'male' }) });
  }
}

describe('a draft handed over', () => {
  const caseData = new TwoPeople();
  let app: TestApp;
  let by: Visitors;
  let contract: string;
  let near: string;

  beforeAll(async () => {
    app = await startApp({ variables: { CASE_DATA_URL: (await caseData.start()).url } });
  });
  afterAll(async () => {
    await app.close();
    await caseData.stop();
  });
  beforeEach(async () => {
    caseData.forget();
    await app.reset();
    by = visitorsOf(app);
    await joined(app, 'prime');
    contract = await liveContract(app, 'prime');
    near = await colleague(app, 'near', { role: 'practitioner', at: 'yorkshire', team: 'leeds' });
  });

  const started = async (crn?: string): Promise<string> => {
    const practitioner = await app.actor('practitioner');
    const { id } = await app.get(DraftsService).start(practitioner, contract);
    if (crn) await app.get(PersonLookup).identify(practitioner, id, { crn, goesOnTyping: true });
    await app.get(DraftsService).answer(practitioner, id, { page: 'support', answer: { accessNeeds: 'A ramp' } });
    return id;
  };
  const answersOf = async (id: string) => (await databaseOf(app).first<{ answers: Record<string, Record<string, unknown>> }>(sql`select answers from referrals.draft where id = ${id}`))?.answers;
  const ownerOf = async (id: string) => (await databaseOf(app).first<{ practitionerId: string }>(sql`select practitioner_id from referrals.draft where id = ${id}`))?.practitionerId;
  const drafts = async (path: string, body: object) => post(await by('practitioner'), path, body);

  it('is looked up again as the colleague: what case data says now is there, what was typed stays', async () => {
    const id = await started(OPEN);
    await databaseOf(app).run(sql`update referrals.draft set answers = jsonb_set(answers, '{case-data,firstName}', '"Jim"') where id = ${id}`); // said so when it was first looked up
    expect((await drafts(`/drafts/${id}/hand-over`, { practitionerId: near, note: NOTE })).status).toBe(303);
    expect(await ownerOf(id)).toBe(near);
    expect(await answersOf(id)).toMatchObject({ crn: { crn: OPEN, lookup: 'found' }, 'case-data': { firstName: 'James' }, support: { accessNeeds: 'A ramp' } });
  });

  it('about somebody the colleague may not see stays where it is, and says so', async () => {
    const id = await started(LIMITED);
    const before = await answersOf(id);
    const page = await drafts(`/drafts/${id}/hand-over`, { practitionerId: near, note: NOTE });
    expect(page.status).toBe(422);
    for (const words of ['Your colleague does not have access to this person in case data', 'Please go on, &lt;b&gt;she']) expect(page.text).toContain(words);
    expect((await drafts(`/api/v1/drafts/${id}/hand-over`, { practitionerId: near, note: NOTE })).body).toMatchObject({ rule: 'colleague-not-allowed', field: 'practitionerId' });
    expect(await answersOf(id)).toEqual(before);
    expect((await get(await by('practitioner'), `/drafts/${id}`)).status).toBe(200);
    const copy = await started();
    await databaseOf(app).run(sql`update referrals.draft set answers = answers || ${JSON.stringify({ copied: { copiedCrn: LIMITED } })}::jsonb where id = ${copy}`); // begun by referring her again
    expect((await drafts(`/api/v1/drafts/${copy}/hand-over`, { practitionerId: near, note: NOTE })).body).toMatchObject({ rule: 'colleague-not-allowed' });
    const mate = await signedIn(app, 'near@test.example');
    expect((await mate.get('/drafts')).text).not.toContain('Marsh');
  });

  it('goes over while case data is silent, unless access to the person is limited: then nobody can tell', async () => {
    const [open, limited] = [await started(OPEN), await started(LIMITED)];
    caseData.answer = (response) => json(response, 503, {});
    expect((await drafts(`/api/v1/drafts/${limited}/hand-over`, { practitionerId: near, note: NOTE })).body).toMatchObject({ rule: 'colleague-unknown' });
    expect((await drafts(`/api/v1/drafts/${open}/hand-over`, { practitionerId: near, note: NOTE })).status).toBe(200);
    expect(await answersOf(open)).toMatchObject({ 'case-data': { firstName: 'James' } });
  });

  it('goes only to a colleague who is named where its writer limits it and case data cannot say who may see the person', async () => {
    const id = await started(UNKNOWN);
    const limit = async (readerIds: readonly string[]) => (await drafts(`/api/v1/drafts/${id}/access`, { isLimited: true, readerIds, limitReason: 'Known to staff' })).status;
    const give = () => drafts(`/api/v1/drafts/${id}/hand-over`, { practitionerId: near, note: NOTE });
    expect(await limit([idOf(app, 'user:provider-manager')])).toBe(200);
    expect((await give()).body).toMatchObject({ rule: 'colleague-not-named', field: 'practitionerId' });
    caseData.answer = (response) => json(response, 503, {});
    expect((await give()).body).toMatchObject({ rule: 'colleague-not-named' });
    const page = await drafts(`/drafts/${id}/hand-over`, { practitionerId: near, note: NOTE });
    expect([page.status, page.text]).toEqual([422, expect.stringContaining('Access to this person is limited and your colleague is not named')]);
    const several = await drafts('/drafts/hand-over', { drafts: [id], practitionerId: near, note: NOTE });
    expect(several.text).toContain('name your colleague, then hand it over');
    expect(await ownerOf(id)).toBe(app.ids['user:practitioner']);
    expect(await limit([near, idOf(app, 'user:provider-manager')])).toBe(200);
    expect([(await give()).status, await ownerOf(id)]).toEqual([200, near]);
  });

  it('is refused where what was sent names no draft, and goes nowhere', async () => {
    await started();
    expect((await drafts('/drafts/hand-over', { drafts: 'x', practitionerId: near, note: NOTE })).headers['location']).toBe('/drafts?select=none');
    expect((await get(await by('practitioner'), '/drafts')).text).not.toContain('handed over to');
  });

  it('costs the same for each further one: the team is read once for all', async () => {
    const ids = [await started(), await started(), await started(), await started()];
    const cost = async (draftIds: readonly string[]) => {
      const before = databaseOf(app).statements;
      const { body } = await drafts('/api/v1/drafts/hand-over', { draftIds, practitionerId: near, note: NOTE });
      expect(body).toEqual(draftIds.map((id) => expect.objectContaining({ id, ok: true })));
      return databaseOf(app).statements - before;
    };
    const [zeroth = '', first = '', ...others] = ids;
    await cost([zeroth]); // signs in
    const one = await cost([first]);
    // Two more drafts, each with its history, its event, the word to the relay, and the task it leaves.
    expect((await cost(others)) - one).toBe(2 * 4);
  });

  it('has no button where nobody could take it, and says what to do', async () => {
    const alone = await app.get(DraftsService).start(await app.actor('practitioner2'), contract);
    for (const path of [`/drafts/${alone.id}/hand-over`, `/drafts/hand-over?drafts=${alone.id}`]) {
      const { text } = await get(await by('practitioner2'), path);
      expect(text).toContain('There is no other practitioner in your team. Ask your administrator to add your colleague to it, then come back.');
      expect(text).not.toMatch(/<main[\s\S]*type="submit"[\s\S]*<\/main>/);
    }
  });

  it('can go with others: chosen on the list, shown first, and each has its own result', async () => {
    const [open, limited, unnamed] = [await started(OPEN), await started(LIMITED), await started()];
    const list = (await get(await by('practitioner'), '/drafts')).text;
    for (const words of ['Hand over selected drafts', 'role="group" aria-label="Drafts to hand over"', `value="${limited}" form="hand-over"`]) expect(list).toContain(words);
    const none = String((await get(await by('practitioner'), '/drafts/hand-over')).headers['location']);
    expect(none).toBe('/drafts?select=none');
    expect((await get(await by('practitioner'), none)).text).toMatch(/There is a problem[\s\S]*href="#draft-1">Select at least one draft to hand over<[\s\S]*id="draft-1"/);
    const preview = (await get(await by('practitioner'), `/drafts/hand-over?drafts=${open}&drafts=${limited}&drafts=${unnamed}`)).text;
    for (const words of [OPEN, LIMITED, 'Name not given yet', 'Test near']) expect(preview).toContain(words);
    expect(preview).not.toContain('Test practitioner2');
    const refused = await drafts('/drafts/hand-over', { drafts: [open, limited], note: '' });
    expect(refused.status).toBe(422);
    for (const words of ['Select a colleague', 'Enter what your colleague should know', OPEN]) expect(refused.text).toContain(words);
    const result = await drafts('/drafts/hand-over', { drafts: [open, limited], practitionerId: near, note: NOTE });
    expect(result.status).toBe(200);
    for (const words of ['Result for each draft', 'Handed over to Test near', 'Your colleague does not have access to this person in case data']) expect(result.text).toContain(words);
    expect([await ownerOf(open), await ownerOf(limited)]).toEqual([near, app.ids['user:practitioner']]);
    expect((await drafts('/drafts/hand-over', { drafts: [unnamed], practitionerId: near, note: NOTE })).headers['location']).toBe('/drafts');
    expect((await get(await by('practitioner'), '/drafts')).text).toMatch(/Success[\s\S]*1 draft handed over to Test near\. Test near has been told\./);
    const answers = await drafts('/api/v1/drafts/hand-over', { draftIds: [limited, open], practitionerId: near, note: NOTE });
    expect(answers.body).toMatchObject([{ id: limited, ok: false, rule: 'colleague-not-allowed' }, { id: open, ok: false, rule: null }]);
  });
});
