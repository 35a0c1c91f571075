import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from '#libs/persistence';
import { DraftsService } from '../../src/referrals/application/drafts.service.js';
import { PersonLookup } from '../../src/referrals/application/person-lookup.js';
import { CaseData } from '../../src/referrals/adapters/case-data.js';
import { get, post, visitorsOf, type Visitors } from '../access/walk.js';
import { databaseOf, signedIn, startApp, type TestApp } from '../support/app.js';
import { colleague, joined, liveContract } from '../support/world.js';

/** Rebecca Marsh of the invented people, whom only the first practitioner may see; James Smith, whom everyone may. */
const [LIMITED, OPEN] = ['X123404', 'X123401'];
const NOTE = 'Please go on, <b>she</b> waits';

describe('a draft handed over', () => {
  let app: TestApp;
  let by: Visitors;
  let contract: string;
  let near: string;

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    await app.reset();
    by = visitorsOf(app);
    await joined(app, 'prime');
    contract = await liveContract(app, 'prime');
    near = await colleague(app, 'near', { role: 'practitioner', at: 'yorkshire', team: 'leeds' });
  });

  const started = async (crn?: string): Promise<string> => {
    const practitioner = await app.actor('practitioner');
    const { id } = await app.get(DraftsService).start(practitioner, contract);
    if (crn) await app.get(PersonLookup).identify(practitioner, id, { crn });
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
    for (const words of ['Case data does not let this colleague see the person', 'Please go on, &lt;b&gt;she']) expect(page.text).toContain(words);
    expect((await drafts(`/api/v1/drafts/${id}/hand-over`, { practitionerId: near, note: NOTE })).body).toMatchObject({ rule: 'colleague-not-allowed', field: 'practitionerId' });
    expect(await answersOf(id)).toEqual(before);
    expect((await get(await by('practitioner'), `/drafts/${id}`)).status).toBe(200);
    const mate = await signedIn(app, 'near@test.example');
    expect((await mate.get('/drafts')).text).not.toContain('Marsh');
  });

  it('goes over while case data is silent, unless access to the person is limited: then nobody can tell', async () => {
    const [open, limited] = [await started(OPEN), await started(LIMITED)];
    const caseData = app.get(CaseData);
    const silent = silenced(caseData);
    try {
      expect((await drafts(`/api/v1/drafts/${limited}/hand-over`, { practitionerId: near, note: NOTE })).body).toMatchObject({ rule: 'colleague-unknown' });
      expect((await drafts(`/api/v1/drafts/${open}/hand-over`, { practitionerId: near, note: NOTE })).status).toBe(200);
    } finally {
      silent.undo();
    }
    expect(await answersOf(open)).toMatchObject({ 'case-data': { firstName: 'James' } });
  });

  it('can go with others: chosen on the list, shown first, and each has its own result', async () => {
    const [open, limited, unnamed] = [await started(OPEN), await started(LIMITED), await started()];
    const list = (await get(await by('practitioner'), '/drafts')).text;
    for (const words of ['Hand the selected drafts over', `value="${limited}" form="hand-over"`]) expect(list).toContain(words);
    expect((await get(await by('practitioner'), '/drafts/hand-over')).headers['location']).toBe('/drafts');
    const preview = (await get(await by('practitioner'), `/drafts/hand-over?drafts=${open}&drafts=${limited}&drafts=${unnamed}`)).text;
    for (const words of [OPEN, LIMITED, 'Name not given yet', 'Test near']) expect(preview).toContain(words);
    expect(preview).not.toContain('Test practitioner2');
    const refused = await drafts('/drafts/hand-over', { drafts: [open, limited], note: '' });
    expect(refused.status).toBe(422);
    for (const words of ['Select a colleague', 'Enter what your colleague should know', OPEN]) expect(refused.text).toContain(words);
    const result = await drafts('/drafts/hand-over', { drafts: [open, limited], practitionerId: near, note: NOTE });
    expect(result.status).toBe(200);
    for (const words of ['What became of each draft', 'Handed over to Test near', 'Case data does not let this colleague see the person']) expect(result.text).toContain(words);
    expect([await ownerOf(open), await ownerOf(limited)]).toEqual([near, app.ids['user:practitioner']]);
    expect((await drafts('/drafts/hand-over', { drafts: [unnamed], practitionerId: near, note: NOTE })).headers['location']).toBe('/drafts');
    const answers = await drafts('/api/v1/drafts/hand-over', { draftIds: [limited, open], practitionerId: near, note: NOTE });
    expect(answers.body).toMatchObject([{ id: limited, ok: false, rule: 'colleague-not-allowed' }, { id: open, ok: false, rule: null }]);
  });
});

/** Case data that does not answer, until undone. */
function silenced(caseData: CaseData): { undo(): void } {
  const original = caseData.person.bind(caseData);
  caseData.person = () => Promise.resolve({ outcome: 'unavailable', why: 'No answer in time' });
  return { undo: () => void (caseData.person = original) };
}
