import { randomInt } from 'node:crypto';
import request from 'supertest';
import { ApiKeysService } from '../../src/identity/application/api-keys.service.js';
import type { TestApp } from '../support/app.js';

/** An organisation registered over the API, with the headers of its manager. */
export interface Registered {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Answers that pass every rule at the tests' clock. */
export const soundAnswers = {
  'annual-turnover': '900000', 'accounts-date': '2026-03-31', 'paid-staff': 14, 'exclusion-ground': 'no', 'unpaid-tax': 'up-to-date', 'employers-liability': '5,000,000', 'insurance-expiry': '2027-01-31',
  'safeguarding-policy': 'yes', 'staff-vetting': 'yes', 'lived-experience': 'Half of our trustees have it.', 'cyber-essentials': 'basic', 'data-breach': 'no', 'equality-policy': 'yes', 'social-value': 'Local jobs.',
};

/** A body for registering, with fresh numbers. */
export function registration(name: string, change: object = {}): Record<string, unknown> {
  const email = `${name.toLowerCase().replaceAll(/[^a-z]/g, '')}@test.example`;
  return {
    name, legalForm: 'guarantee-company', companyNumber: String(randomInt(10_000_000, 99_999_999)), charityNumber: null, size: 'small', isVcse: true, turnoverPence: 900_000_00,
    userName: 'Test manager', email, password: 'long-enough-password', ...change,
  };
}

/** Registers an organisation and mints its manager's key. */
export async function register(app: TestApp, name: string, change: object = {}): Promise<Registered> {
  const body = registration(name, change);
  const response = await request(app.nest.getHttpServer()).post('/api/v1/organisations').send(body);
  if (response.status !== 201) throw new Error(`Not registered: ${response.text}`);
  const email = String(body['email']);
  return { id: (response.body as { id: string }).id, name, email, headers: { authorization: `Bearer ${await app.get(ApiKeysService).mint(email)}` } };
}

/** Applies for categories × areas with sound answers and submits; answers the application's id. */
export async function apply(app: TestApp, provider: Registered, { categoryCodes, areaCodes, answers = soundAnswers }: { categoryCodes: string[]; areaCodes: string[]; answers?: object }): Promise<string> {
  const post = async (path: string, body: object) => {
    const response = await request(app.nest.getHttpServer()).post(`/api/v1/applications${path}`).set(provider.headers).send(body);
    if (response.status >= 300) throw new Error(`${path}: ${response.text}`);
    return (response.body as { id: string }).id;
  };
  const id = await post('', { vehicleCode: 'PSDF', categoryCodes, areaCodes });
  await post(`/${id}/answers`, { answers });
  return post(`/${id}/submit`, {});
}

/** Registers, applies and is admitted for everything it applies for. */
export async function admitted(app: TestApp, name: string, { categoryCodes, areaCodes, answers = soundAnswers }: { categoryCodes: string[]; areaCodes: string[]; answers?: object }): Promise<Registered> {
  const provider = await register(app, name);
  const id = await apply(app, provider, { categoryCodes, areaCodes, answers });
  const decisions = categoryCodes.flatMap((categoryCode) => areaCodes.map((areaCode) => ({ categoryCode, areaCode, decision: 'admitted' })));
  const response = await request(app.nest.getHttpServer()).post(`/api/v1/applications/${id}/decide`).set(await app.key('commissioner')).send({ decisions });
  if (response.status !== 200) throw new Error(`Not admitted: ${response.text}`);
  return provider;
}
