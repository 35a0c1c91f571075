import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { systemActor } from '#libs/kernel';
import { sql } from '#libs/persistence';
import { IdentityDirectory } from '../../src/identity/identity.public.js';
import { ProviderDirectory } from '../../src/providers/providers.public.js';
import { linkTokenOf } from '../providers/registered.js';
import { csrfOf, databaseOf, startApp, type TestApp } from '../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
}, 60_000);
afterAll(() => app.close());
beforeEach(() => app.reset());

const organisation = { legalForm: 'public-body', size: 'small', isVcse: false, turnoverPence: 0, userName: 'A Squatter', password: 'a long enough password' };
const ask = (name: string, email: string) => app.anonymous().post('/api/v1/organisations').send({ ...organisation, name, email });
const register = async (name: string, email: string) => {
  const asked = await ask(name, email);
  return app.anonymous().post(`/api/v1/registrations/${linkTokenOf(app, (asked.body as { registrationId: string }).registrationId)}/confirm`);
};

it('an administrator cannot put anyone in another authority’s team', async () => {
  const foreign = await app.get(IdentityDirectory).createTeam(systemActor, { organisationId: app.ids['southWest'] ?? '', name: 'Bristol' });
  const user = { email: 'spy@test.example', roles: ['practitioner'] };
  const key = await app.key('administrator');
  const answer = await app.anonymous().post('/api/v1/invitations').set(key).send({ ...user, teamId: foreign });
  expect([answer.status, answer.body.rule]).toEqual([422, 'team-unknown']);
  expect((await app.anonymous().post('/api/v1/invitations').set(key).send({ ...user, teamId: app.ids['leeds'] })).status).toBe(201);
});

it('blanks around an address give no more tries at its password', async () => {
  const agent = app.anonymous();
  const token = await csrfOf(agent, '/sign-in');
  const statuses: number[] = [];
  for (let blanks = 0; blanks < 12; blanks += 1) {
    statuses.push((await agent.post('/sign-in').type('form').send({ email: `${' '.repeat(blanks)}rival@test.example`, password: 'wrong', _csrf: token })).status);
  }
  expect(statuses).toEqual([...Array<number>(10).fill(422), 429, 429]);
});

it('a name that looks like a registered one is refused', async () => {
  expect((await register('Corner Stone Trust', 'one@test.example')).status).toBe(201);
  for (const name of ['CORNER  STONE TRUST', 'Corner Stone Trust\u200b', 'The Corner Stone Trust Ltd.']) {
    const answer = await ask(name, `two${name.length}@test.example`);
    expect([answer.status, answer.body.rule]).toEqual([422, 'organisation-name-taken']);
  }
});

it('whoever registers the name of a listed prime does not become it', async () => {
  const squatter = await register('Harbour Light Housing', 'squat@test.example');
  const { id, isNew } = await app.get(ProviderDirectory).listOrganisation(systemActor, 'Harbour Light Housing');
  expect(isNew).toBe(true);
  expect(id).not.toBe(squatter.body.id);
});

it('the API never answers a session, whatever the case of its address', async () => {
  const caseworker = await app.as('caseworker');
  for (const path of ['/api/v1/cases', '/API/v1/cases', '/Api/V1/cases']) expect((await caseworker.get(path)).status).toBe(401);
  expect((await app.anonymous().get('/API/v1/cases').set(await app.key('caseworker'))).status).toBe(200);
});

it('an error page never leads to another site', async () => {
  const rival = await app.as('rival');
  const page = await rival.get('/contracts/zz').set('host', '127.0.0.1').set('referer', 'http://127.0.0.1//evil.example/x');
  expect(page.status).toBe(400);
  expect(page.text).not.toContain('evil.example');
});

it('history keeps neither passwords nor API keys, hashed or not', async () => {
  await app.key('rival');
  const rows = await databaseOf(app).rows<{ content: string }>(sql`select content from platform.history where stream = 'user' and content like '%"keyHash"%'`);
  expect(rows).toHaveLength(1);
  expect(rows[0]?.content).toContain('"keyHash":"(not recorded)"');
  expect(await databaseOf(app).rows(sql`select 1 as one from platform.history h, identity.api_key k, identity.user_account u where strpos(h.content, k.key_hash) > 0 or strpos(h.content, u.password_hash) > 0`)).toEqual([]);
});
