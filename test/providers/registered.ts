import { randomInt } from 'node:crypto';
import { onePagePdf } from '../../src/demo/domain/one-page-pdf.js';
import { ApiKeysService } from '../../src/identity/application/api-keys.service.js';
import { LinkTokens } from '../../src/identity/application/link-tokens.js';
import type TestAgent from 'supertest/lib/agent.js';
import { signedIn, type TestApp } from '../support/app.js';

const PASSWORD = 'long-enough-password';

/** An organisation registered over the API, with the headers of its manager. */
export interface Registered {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Answers that pass every rule at the tests' clock, for accommodation; the papers that prove the insurance are given by `insurancePapers`. */
export const soundAnswers = {
  'public-service-mission': 'yes', 'annual-turnover': '900000', 'accounts-date': '2026-03-31', 'going-concern': 'no', 'exclusion-mandatory': 'no', 'exclusion-discretionary': 'no', 'unpaid-tax': 'up-to-date',
  'employers-liability': '5,000,000', 'public-liability': '1,000,000', 'professional-indemnity': '500,000', 'insurance-expiry': '2027-01-31', 'safeguarding-policy': 'yes', 'staff-vetting': 'yes',
  'data-protection': 'yes', 'cyber-essentials': 'basic', 'cyber-essentials-expiry': '2027-03-31', 'data-breach': 'no', 'equality-policy': 'yes', 'social-value': 'Local jobs.',
  'lived-experience': 'Half of our trustees have it.', subcontracting: 'no', 'method.accommodation': 'One worker from first meeting to last.', 'case-study.accommodation': 'Forty people, thirty homes.',
};

/** What is said of each category applied for. */
export function answersAbout(categoryCodes: readonly string[]): Record<string, string> {
  return Object.fromEntries(categoryCodes.flatMap((code) => [[`method.${code}`, 'One worker from first meeting to last.'], [`case-study.${code}`, 'Forty people, thirty of them well.']]));
}

/** Sends the organisation's insurance certificate as a document; answers its id. */
export async function insurancePapers(app: TestApp, headers: Readonly<Record<string, string>>): Promise<string> {
  const content = Buffer.from(onePagePdf('Certificate of insurance'));
  const response = await app.anonymous().post('/api/v1/documents').set(headers).attach('file', content, 'insurance.pdf');
  if (response.status !== 201) throw new Error(`Not uploaded: ${response.text}`);
  return (response.body as { id: string }).id;
}

/** A body for registering, with fresh numbers. */
export function registration(name: string, change: object = {}): Record<string, unknown> {
  const email = `${name.toLowerCase().replaceAll(/[^a-z]/g, '')}@test.example`;
  return {
    name, legalForm: 'guarantee-company', companyNumber: String(randomInt(10_000_000, 99_999_999)), charityNumber: null, size: 'small', isVcse: true, turnoverPence: 900_000_00,
    userName: 'Test manager', email, password: PASSWORD, ...change,
  };
}

/** The token of the link in the mail that confirms a registration. */
export function linkTokenOf(app: TestApp, registrationId: string): string {
  return app.get(LinkTokens).of('confirm-address', registrationId);
}

/** Registers an organisation, opens the link in the mail, confirms, and mints its manager's key. */
export async function register(app: TestApp, name: string, change: object = {}): Promise<Registered> {
  const body = registration(name, change);
  const asked = await app.anonymous().post('/api/v1/organisations').send(body);
  if (asked.status !== 202) throw new Error(`Not asked to confirm: ${asked.text}`);
  const token = linkTokenOf(app, (asked.body as { registrationId: string }).registrationId);
  const response = await app.anonymous().post(`/api/v1/registrations/${token}/confirm`);
  if (response.status !== 201) throw new Error(`Not registered: ${response.text}`);
  const email = String(body['email']);
  return { id: (response.body as { id: string }).id, name, email, headers: { authorization: `Bearer ${await app.get(ApiKeysService).mint(email)}` } };
}

/** A browser signed in as the first user of an organisation registered with `registration`. */
export function managerOf(app: TestApp, { email }: Pick<Registered, 'email'>): Promise<TestAgent> {
  return signedIn(app, email, PASSWORD);
}

/** Applies for categories × areas with sound answers and submits; answers the application's id. */
export async function apply(app: TestApp, provider: Registered, { categoryCodes, areaCodes, answers = soundAnswers }: { categoryCodes: string[]; areaCodes: string[]; answers?: object }): Promise<string> {
  const post = async (path: string, body: object) => {
    const response = await app.anonymous().post(`/api/v1/applications${path}`).set(provider.headers).send(body);
    if (response.status >= 300) throw new Error(`${path}: ${response.text}`);
    return (response.body as { id: string }).id;
  };
  const id = await post('', { vehicleCode: 'PSDF', categoryCodes, areaCodes });
  const papers = { 'insurance-certificates': [await insurancePapers(app, provider.headers)] };
  const about = Object.fromEntries(Object.entries(answers).filter(([code]) => !code.includes('.') || categoryCodes.includes(code.split('.')[1] ?? '')));
  await post(`/${id}/answers`, { answers: { ...answersAbout(categoryCodes), ...papers, ...about } });
  return post(`/${id}/submit`, {});
}

/** Gives full points and accepts, for every answer that somebody must judge. */
export async function judge(app: TestApp, id: string, who: 'commissioner' | 'commissioner2' = 'commissioner'): Promise<void> {
  const headers = await app.key(who);
  const asked = await app.anonymous().get(`/api/v1/applications/${id}/assessment`).set(headers);
  const answers = (asked.body as { answers: { question: string; mostPoints: number | null; waitsFor: number }[] }).answers.filter((each) => each.waitsFor > 0);
  const judgements = answers.map(({ question, mostPoints }) => ({ questionCode: question, verdict: mostPoints === null ? 'accepted' : 'scored', points: mostPoints, reason: 'As it should be.' }));
  if (judgements.length === 0) return;
  const response = await app.anonymous().post(`/api/v1/applications/${id}/judgements`).set(headers).send({ judgements });
  if (response.status !== 200) throw new Error(`Not judged: ${response.text}`);
}

/** Registers, applies and is admitted for everything it applies for. */
export async function admitted(app: TestApp, name: string, { categoryCodes, areaCodes, answers = soundAnswers }: { categoryCodes: string[]; areaCodes: string[]; answers?: object }): Promise<Registered> {
  const provider = await register(app, name);
  const id = await apply(app, provider, { categoryCodes, areaCodes, answers });
  await judge(app, id);
  const decisions = categoryCodes.flatMap((categoryCode) => areaCodes.map((areaCode) => ({ categoryCode, areaCode, decision: 'admitted' })));
  const response = await app.anonymous().post(`/api/v1/applications/${id}/decide`).set(await app.key('commissioner')).send({ decisions });
  if (response.status !== 200) throw new Error(`Not admitted: ${response.text}`);
  return provider;
}
