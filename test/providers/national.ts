import request, { type Response } from 'supertest';
import type TestAgent from 'supertest/lib/agent.js';
import { anonymousActor, systemActor } from '#libs/kernel';
import { ApiKeysService } from '../../src/identity/application/api-keys.service.js';
import { IdentityDirectory } from '../../src/identity/identity.public.js';
import { csrfOf, type TestApp } from '../support/app.js';

/** People who commission for the whole country; addresses are `<name>@test.example`. */
export const nationals = { 'national-commissioner': 'commissioner', 'national-approver': 'approver', 'national-approver2': 'approver' } as const;
export type National = keyof typeof nationals;

/** Makes the national authority and its people. */
export async function nationalPeople(app: TestApp): Promise<void> {
  const identity = app.get(IdentityDirectory);
  const organisationId = await identity.createOrganisation(anonymousActor, { kind: 'authority', name: 'National Test Probation', coverage: null });
  for (const [name, role] of Object.entries(nationals)) {
    await identity.createUser(systemActor, { name: `Test ${name}`, email: `${name}@test.example`, password: 'test-password', roles: [{ role, organisationId }] });
  }
}

/** Posts to the API as one of them. */
export async function postAs(app: TestApp, who: National, path: string, body: object = {}): Promise<Response> {
  const key = await app.get(ApiKeysService).mint(`${who}@test.example`);
  return request(app.nest.getHttpServer()).post(`/api/v1/${path}`).set('authorization', `Bearer ${key}`).send(body);
}

/** A browser signed in as anybody who has the tests' password. */
export async function signedIn(app: TestApp, name: string): Promise<TestAgent> {
  const agent = app.anonymous();
  const _csrf = await csrfOf(agent, '/sign-in');
  const response = await agent.post('/sign-in').type('form').send({ email: `${name}@test.example`, password: 'test-password', _csrf });
  if (response.status !== 303) throw new Error(`${name} could not sign in: ${response.status}`);
  return agent;
}
