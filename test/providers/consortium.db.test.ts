import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { HistoryVerifier } from '#libs/persistence';
import { csrfOf, startApp, type TestApp } from '../support/app.js';
import { submit } from '../support/pages.js';
import { answersAbout, insurancePapers, managerOf, register, type Registered, soundAnswers } from './registered.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(() => app.reset());

type Headers = Readonly<Record<string, string>>;
const post = (path: string, headers: Headers, body: object = {}) => app.anonymous().post(`/api/v1/${path}`).set(headers).send(body);
const get = (path: string, headers: Headers) => app.anonymous().get(`/api/v1/${path}`).set(headers);
const family = (shareBasisPoints: number) => ({ shareBasisPoints, categoryCodes: ['family'], areaCodes: ['west-yorkshire'] });
const housing = (shareBasisPoints: number) => ({ shareBasisPoints, categoryCodes: ['accommodation'], areaCodes: ['C'] });

/** A draft of the lead for two categories in a region, answered but for its consortium. */
async function draft(lead: Registered): Promise<string> {
  const categoryCodes = ['accommodation', 'family'];
  const { body } = await post('applications', lead.headers, { vehicleCode: 'PSDF', categoryCodes, areaCodes: ['C'], isConsortium: true });
  const id = (body as { id: string }).id;
  const papers = { 'insurance-certificates': [await insurancePapers(app, lead.headers)] };
  const answered = await post(`applications/${id}/answers`, lead.headers, { answers: { ...soundAnswers, ...answersAbout(categoryCodes), ...papers, 'consortium-working': 'We meet each week.' } });
  expect([answered.status, answered.body]).toEqual([200, expect.objectContaining({ isConsortium: true })]);
  return id;
}

/** Adds a member over the API; answers its id and revision. */
async function add(lead: Registered, application: string, body: object): Promise<{ id: string; revision: number }> {
  const response = await post(`applications/${application}/consortium`, lead.headers, body);
  expect([response.status, response.text]).toEqual([201, response.text]);
  return response.body as { id: string; revision: number };
}

describe('a consortium', () => {
  it('is submitted when shares are whole and every member has agreed from its own account, and is admitted as the union', async () => {
    const [lead, second] = [await register(app, 'Lead Trust'), await register(app, 'Second Trust')];
    const id = await draft(lead);
    const stopped = async () => ((await post(`applications/${id}/submit`, lead.headers)).body as { errors: { message: string }[] }).errors.map((each) => each.message);
    expect(await stopped()).toEqual(['Say what your own organisation does in the consortium', 'Add at least one other organisation to the consortium, or apply alone']);
    await add(lead, id, { providerId: lead.id, ...housing(7_000) });
    const member = await add(lead, id, { providerId: second.id, ...family(2_000) });
    expect(await stopped()).toEqual(['The shares of the consortium add up to 90%. They must add up to 100%', 'Second Trust has not agreed yet']);

    const agree = (revision: number, headers: Headers = second.headers) => post(`consortium-members/${member.id}/agree`, headers, { revision });
    expect((await agree(member.revision, lead.headers)).status).toBe(403);
    expect((await agree(member.revision)).status).toBe(200);
    const changed = await post(`consortium-members/${member.id}/terms`, lead.headers, family(3_000));
    expect(changed.body).toMatchObject({ agreedAt: null, shareBasisPoints: 3_000 });
    expect(await stopped()).toEqual(['Second Trust has not agreed yet']);
    expect((await agree(member.revision)).status).toBe(409);
    expect((await agree((changed.body as { revision: number }).revision)).status).toBe(200);

    const submitted = await post(`applications/${id}/submit`, lead.headers);
    expect([submitted.status, (submitted.body as { parts: object[] }).parts]).toEqual([
      200,
      [expect.objectContaining({ categoryCode: 'accommodation', areaCode: 'C' }), expect.objectContaining({ categoryCode: 'family', areaCode: 'west-yorkshire' })],
    ]);
    expect((await post(`consortium-members/${member.id}/decline`, second.headers, { reason: 'Too late' })).body).toMatchObject({ rule: 'not-now' });
    expect((await get(`applications/${id}/consortium`, await app.key('commissioner'))).body.members.map((each: { name: string }) => each.name)).toEqual(['Lead Trust', 'Second Trust']);
    const page = await (await app.as('commissioner')).get(`/applications/${id}`);
    expect(page.text).toContain('The consortium');
    expect(page.text).toContain('Second Trust');
    expect((await app.get(HistoryVerifier).verify()).differences).toEqual([]);
  });

  it('lets a member read its part and the others’, never the lead’s other answers; strangers read nothing', async () => {
    const [lead, second, stranger] = [await register(app, 'Lead Trust'), await register(app, 'Second Trust'), await register(app, 'Stranger Trust')];
    const id = await draft(lead);
    await add(lead, id, { providerId: lead.id, ...housing(5_000) });
    const member = await add(lead, id, { providerId: second.id, ...family(5_000) });
    expect((await get(`applications/${id}`, second.headers)).status).toBe(404);
    expect((await get(`applications/${id}/consortium`, second.headers)).status).toBe(404);
    expect((await get(`consortium-members/${member.id}`, second.headers)).status).toBe(200);
    expect((await get(`consortium-members/${member.id}`, stranger.headers)).status).toBe(404);
    expect((await post(`applications/${id}/consortium`, second.headers, { providerId: stranger.id, ...family(100) })).status).toBe(404);
    expect((await post(`consortium-members/${member.id}/terms`, second.headers, family(9_000))).status).toBe(403);
    const part = await (await managerOf(app, second)).get(`/consortium/${member.id}`);
    expect(part.text).toContain('Your part in the consortium of Lead Trust');
    expect(part.text).toContain('Lead Trust');
    expect(part.text).not.toContain('We meet each week');
  });

  it('tells the lead who chooses less that parts of members name more, until they are changed', async () => {
    const [lead, second] = [await register(app, 'Lead Trust'), await register(app, 'Second Trust')];
    const id = await draft(lead);
    await add(lead, id, { providerId: lead.id, ...housing(5_000) });
    const member = await add(lead, id, { providerId: second.id, ...family(5_000) });
    await post(`consortium-members/${member.id}/agree`, second.headers, { revision: member.revision });
    const agent = await managerOf(app, lead);
    const narrowed = await submit(agent, `/applications/${id}/categories`, { categoryCodes: 'accommodation' });
    expect(narrowed.headers['location']).toBe(`/applications/${id}/consortium`);
    const told = 'The part of Second Trust names categories or areas you no longer apply for: change its part';
    expect((await agent.get(`/applications/${id}/consortium`)).text).toContain(told);
    const stopped = await post(`applications/${id}/submit`, lead.headers);
    expect((stopped.body as { errors: { message: string }[] }).errors.map((each) => each.message)).toContain(told);
    await post(`consortium-members/${member.id}/terms`, lead.headers, { shareBasisPoints: 5_000, categoryCodes: ['accommodation'], areaCodes: ['west-yorkshire'] });
    expect((await agent.get(`/applications/${id}/consortium`)).text).not.toContain(told);
  });

  it('is in the list of every organisation that takes part, and of nobody else', async () => {
    const [lead, second, stranger] = [await register(app, 'Lead Trust'), await register(app, 'Second Trust'), await register(app, 'Stranger Trust')];
    const id = await draft(lead);
    await add(lead, id, { providerId: lead.id, ...housing(6_666) });
    const member = await add(lead, id, { providerId: second.id, ...family(3_334) });
    const own = await get('consortium-members', second.headers);
    expect(own.body.items).toEqual([expect.objectContaining({ id: member.id, leadName: 'Lead Trust', status: 'draft', shareBasisPoints: 3_334, agreedAt: null })]);
    expect([(await get('consortium-members', lead.headers)).body.items, (await get('consortium-members', stranger.headers)).body.items]).toEqual([[], []]);
    const listed = (await (await managerOf(app, second)).get('/applications')).text;
    for (const words of ['Consortia you are part of', `href="/consortium/${member.id}"`, 'Lead Trust', '33.34%', 'Waits for your answer']) expect(listed).toContain(words);
    expect((await (await managerOf(app, lead)).get('/applications')).text).not.toContain('Consortia you are part of');
  });

  it('goes over pages: search by name, terms, a task for the member, decline with a reason, take out', async () => {
    const [lead, second] = [await register(app, 'Lead Trust'), await register(app, 'Second <b>Trust</b>')];
    const id = await draft(lead);
    const agent = await managerOf(app, lead);
    expect((await agent.get(`/applications/${id}/consortium`)).text).toContain('State your own part');
    expect((await agent.get(`/applications/${id}/consortium/add?name=second`)).text).toContain('Second &lt;b&gt;Trust&lt;/b&gt;');
    const path = `/applications/${id}/consortium/add/${second.id}`;
    const send = async (fields: object) => agent.post(path).type('form').send({ _csrf: await csrfOf(agent, path), ...fields });
    const wrong = await send({ share: 'a third', categoryCodes: 'family' });
    expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining('There is a problem')]);
    expect(wrong.text).toContain('value="a third"');
    expect((await send({ share: '33.33', categoryCodes: 'family', areaCodes: 'west-yorkshire' })).status).toBe(303);
    expect((await send({ share: '10', categoryCodes: 'family', areaCodes: 'C' })).text).toContain('in the consortium already');

    const partner = await managerOf(app, second);
    expect((await partner.get('/tasks')).text).toContain('Agree or decline your part in the consortium of Lead Trust');
    const [, member] = /consortium\/([0-9a-f-]{36})\/change/.exec((await agent.get(`/applications/${id}/consortium`)).text) ?? [];
    expect((await agent.get(`/applications/${id}/consortium/${member ?? ''}/change`)).text).toContain('value="33.33"');
    const decline = `/consortium/${member ?? ''}/decline`;
    await partner.post(decline).type('form').send({ _csrf: await csrfOf(partner, decline), reason: 'Too far <i>away</i>' });
    expect((await partner.get('/tasks')).text).not.toContain('Agree or decline');
    expect((await get('consortium-members', second.headers)).body.items).toMatchObject([{ status: null }]);
    const shown = await agent.get(`/applications/${id}/consortium`);
    expect(shown.text).toContain('Too far &lt;i&gt;away&lt;/i&gt;');
    expect(shown.text).toContain('has declined: change its part, or remove it');
    await agent.post(`/applications/${id}/consortium/${member ?? ''}/remove`).type('form').send({ _csrf: await csrfOf(agent, `/applications/${id}/consortium`) });
    expect((await agent.get(`/applications/${id}/consortium`)).text).not.toContain('Second');
  });

  it('is dissolved when the lead applies alone or deletes the draft', async () => {
    const [lead, second] = [await register(app, 'Lead Trust'), await register(app, 'Second Trust')];
    const id = await draft(lead);
    const member = await add(lead, id, { providerId: second.id, ...family(5_000) });
    const agent = await managerOf(app, lead);
    const path = `/applications/${id}/alone-or-together`;
    const { text } = await agent.get(path);
    const revision = /name="revision" value="(\d+)"/.exec(text)?.[1];
    expect((await agent.post(path).type('form').send({ _csrf: await csrfOf(agent, path), revision, isConsortium: 'no' })).status).toBe(303);
    expect((await get(`consortium-members/${member.id}`, second.headers)).status).toBe(404);
    expect((await (await managerOf(app, second)).get('/tasks')).text).not.toContain('Agree or decline');
    expect((await app.get(HistoryVerifier).verify()).differences).toEqual([]);
  });

  it('takes two agreements sent at once as one', async () => {
    const [lead, second] = [await register(app, 'Lead Trust'), await register(app, 'Second Trust')];
    const id = await draft(lead);
    const member = await add(lead, id, { providerId: second.id, ...family(5_000) });
    const agree = () => post(`consortium-members/${member.id}/agree`, second.headers, { revision: member.revision });
    expect((await Promise.all([agree(), agree()])).map((response) => response.status).sort()).toEqual([200, 409]);
  });
});
