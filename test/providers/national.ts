import type { Response } from 'supertest';
import { anonymousActor, systemActor } from '#libs/kernel';
import { ApiKeysService } from '../../src/identity/application/api-keys.service.js';
import { IdentityDirectory } from '../../src/identity/identity.public.js';
import type { TestApp } from '../support/app.js';

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
  return app.anonymous().post(`/api/v1/${path}`).set('authorization', `Bearer ${key}`).send(body);
}
