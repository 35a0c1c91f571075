import type { Response } from 'supertest';
import { liveContract } from '../delivery/live-contract.js';
import type { TestApp } from '../support/app.js';
import { sent } from '../support/world.js';

const PAST = '2026-06-10T09:00:00Z';

/** £185.00 for an assessment at low complexity, £300.01 for an outcome, both with VAT at a fifth. */
export const prices = [
  ...['LOW', 'MEDIUM', 'HIGH'].map((levelCode, index) => ({
    kind: 'unit', categoryCode: 'accommodation', milestone: 'assessment-attended', levelCode, amountPence: 185_00 + index * 50_00, vatBasisPoints: 2000,
  })),
  { kind: 'outcome', categoryCode: 'accommodation', outcomeCode: null, amountPence: 300_01, vatBasisPoints: 2000 },
];

/** What must be there before money is earned: a contract, with an approved rate card unless told otherwise. Answers the contract's id. */
export async function pricedContract(app: TestApp): Promise<string> {
  const contractId = await liveContract(app);
  await approveRateCard(app, contractId);
  return contractId;
}

/** Drafts a rate card in force since May and has another officer approve it. */
export async function approveRateCard(app: TestApp, contractId: string): Promise<void> {
  const card = await made(app.call('commissioner', 'post', 'rate-cards', { contractId, effectiveFrom: '2026-05-01', rules: prices }));
  await made(app.call('approver', 'post', `rate-cards/${card}/approve`));
}

/** A case delivered from acceptance to report on 10 June 2026: one outcome achieved, one partly. Answers the case's id; events wait to be drained. */
export async function deliveredCase(app: TestApp, contractId: string): Promise<string> {
  const caseId = await assessedCase(app, contractId);
  const activities = [{ categoryCode: 'accommodation', outcomeCode: 'accommodation-secured', description: 'Visit the housing office' }];
  const planId = await made(app.call('caseworker', 'post', 'plans', { caseId, sessions: 1, activities }));
  await made(app.call('practitioner', 'post', `plans/${planId}/approve`));
  await attended(app, caseId);
  await made(app.call('practitioner', 'post', `cases/${caseId}/end`, {}));
  const outcome = (outcomeCode: string, level: string) => ({ categoryCode: 'accommodation', outcomeCode, level, comment: 'See summary' });
  await made(app.call('caseworker', 'post', 'reports', { caseId, summary: 'A good end', outcomes: [outcome('accommodation-secured', 'achieved'), outcome('accommodation-kept', 'partly-achieved')] }));
  return caseId;
}

/** A case whose assessment was attended on 10 June 2026. Answers its id. */
export async function assessedCase(app: TestApp, contractId: string): Promise<string> {
  const referralId = await sent(app, contractId);
  const caseId = await made(app.call('provider-manager', 'post', 'cases', { referralId, caseworkerId: app.ids['user:caseworker'] }));
  await attended(app, caseId);
  return caseId;
}

async function attended(app: TestApp, caseId: string): Promise<void> {
  const id = await made(app.call('caseworker', 'post', 'appointments', { caseId, startsAt: PAST, durationMinutes: 60, method: 'phone' }));
  await made(app.call('caseworker', 'post', `appointments/${id}/feedback`, { attended: 'yes', summary: 'Looked at flats' }));
}

/** The id in a successful answer. */
async function made(answer: Promise<Response>): Promise<string> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`${status}: ${JSON.stringify(body)}`);
  return (body as { id: string }).id;
}
