import { anonymousActor, day, monthOf, must, systemActor, type Actor } from '#libs/kernel';
import { UnitOfWork } from '#libs/persistence';
import { CapacityService } from '../../src/contracts/application/capacity.service.js';
import { ContractsService } from '../../src/contracts/application/contracts.service.js';
import { RateCardsService } from '../../src/contracts/application/rate-cards.service.js';
import { withLineage } from '../../src/contracts/domain/rate-rule.js';
import { AppointmentsService } from '../../src/delivery/application/appointments.service.js';
import { CasesService } from '../../src/delivery/application/cases.service.js';
import { PlansService } from '../../src/delivery/application/plans.service.js';
import { IdentityDirectory, type Role } from '../../src/identity/identity.public.js';
import { withPaper } from '../../src/demo/application/paper.js';
import { LotsService } from '../../src/lots/application/lots.service.js';
import type { LotContent } from '../../src/lots/domain/lot.js';
import { StatementsService } from '../../src/payments/application/statements.service.js';
import { ApplicationsService } from '../../src/providers/application/applications.service.js';
import { DocumentsService } from '../../src/providers/application/documents.service.js';
import { AssessmentFacts } from '../../src/providers/application/assessment-facts.js';
import { AssessmentService } from '../../src/providers/application/assessment.service.js';
import type { GivenJudgement } from '../../src/providers/domain/judgement.js';
import { registerProvider } from '../../src/providers/domain/provider.js';
import { ProviderEntity } from '../../src/providers/persistence/provider.entity.js';
import { ReferralsService } from '../../src/referrals/application/referrals.service.js';
import type { ReferralContent, ReferralMarks } from '../../src/referrals/domain/referral-content.js';
import { soundAnswers } from '../providers/registered.js';
import type { TestApp } from './app.js';
import type { PersonKey } from './people.js';
import { authorised } from './staff.js';

/** The organisations of people.ts that deliver services. */
export type ProviderKey = 'prime' | 'subcontractor' | 'rival';

const organisations: Record<ProviderKey, { readonly name: string; readonly manager: PersonKey }> = {
  prime: { name: 'Harbour Test Trust', manager: 'provider-manager' },
  subcontractor: { name: 'Second Test Spring', manager: 'subcontractor' },
  rival: { name: 'Rival Test Futures', manager: 'rival' },
};

const TODAY = day('2026-06-10');
/** Two hours before the tests' clock, on the day it stands at. */
const THIS_MORNING = new Date('2026-06-10T09:00:00Z');
const desired = [
  { categoryCode: 'accommodation', outcomeCode: 'accommodation-secured' },
  { categoryCode: 'accommodation', outcomeCode: 'accommodation-kept' },
] as const;

/** The id of an organisation, team or person of people.ts. */
export function idOf(app: TestApp, name: string): string {
  return must(app.ids[name], name);
}

/** Registers an organisation and starts its application for accommodation in Yorkshire and the Humber. Answers the application's id. */
export async function applying(app: TestApp, provider: ProviderKey): Promise<string> {
  const { name, manager } = organisations[provider];
  const details = { name, legalForm: 'registered-society', companyNumber: null, charityNumber: null, size: 'small', isVcse: true, turnoverPence: 900_000_00 } as const;
  const registration = { id: idOf(app, provider), registrationKey: null, now: app.clock.now() };
  await app.get(UnitOfWork).create({ actor: anonymousActor, action: 'provider.register', entity: ProviderEntity }, () => registerProvider(details, registration));
  const choices = { vehicleCode: 'PSDF', categoryCodes: ['accommodation'], areaCodes: ['C'] };
  return (await app.get(ApplicationsService).start(await app.actor(manager), choices)).id;
}

/** Full points for every answer of an application that is scored. */
async function fullPoints(app: TestApp, id: string): Promise<GivenJudgement[]> {
  const application = await app.get(ApplicationsService).application(await app.actor('commissioner'), id);
  const { answers } = await app.get(AssessmentFacts).of(application);
  return answers.flatMap(({ question, points }) => (points === null ? [] : [{ questionCode: question, verdict: 'scored' as const, points, reason: 'Clear and complete.' }]));
}

/** Registers an organisation and has it admitted. Answers the application's id. */
export async function joined(app: TestApp, provider: ProviderKey): Promise<string> {
  const id = await applying(app, provider);
  const manager = await app.actor(organisations[provider].manager);
  const papers = await withPaper('insurance.pdf', 'Certificate of insurance', (file) => app.get(DocumentsService).upload(manager, { providerId: idOf(app, provider), file }));
  await app.get(ApplicationsService).answer(manager, id, { ...soundAnswers, 'insurance-certificates': [papers.id] });
  await app.get(ApplicationsService).submit(manager, id);
  const decisions = [{ categoryCode: 'accommodation', areaCode: 'C', decision: 'admitted', reason: null }] as const;
  await app.get(AssessmentService).judge(await app.actor('commissioner'), id, await fullPoints(app, id));
  await app.get(AssessmentService).decide(await app.actor('commissioner'), id, decisions);
  return id;
}

/** Another person in one of the providers, who signs in as `<name>@test.example`; a caseworker is authorised. */
export async function colleague(app: TestApp, name: string, { role, at, team }: { readonly role: Role; readonly at: string; readonly team?: string }): Promise<string> {
  const person = { name: `Test ${name}`, email: `${name}@test.example` };
  const userId = await app.get(IdentityDirectory).createUser(systemActor, { ...person, password: 'test-password', roles: [{ role, organisationId: idOf(app, at), ...(team ? { teamId: idOf(app, team) } : {}) }] });
  if (role === 'caseworker') await authorised(app, { ...person, userId, organisationId: idOf(app, at) });
  return userId;
}

/** An open lot from today, £100,000 to £200,000 a year: accommodation in Yorkshire and the Humber for everyone, but for what is said. */
export async function openLot(app: TestApp, change: Partial<LotContent> = {}): Promise<string> {
  const cohort = { takesMen: true, takesWomen: true, minimumAge: 18, maximumAge: null, takesCustody: true, takesCommunity: true };
  const value = { annualValueFromPence: 100_000_00, annualValueToPence: 200_000_00, minimumFinancialBandPence: null };
  const what = { vehicleCode: 'PSDF', title: 'Accommodation in Yorkshire and the Humber', serviceTypeCode: 'ACC', areaCodes: ['C'] };
  return (await app.get(LotsService).make(await app.actor('commissioner'), { ...what, ...cohort, ...value, startsOn: TODAY, endsOn: day('2028-06-09'), ...change })).id;
}

/** A lot given to a provider, with its subcontractor where there is one. Answers the contract's id. */
export async function awarded(app: TestApp, provider: ProviderKey, { subcontractor }: { readonly subcontractor?: ProviderKey } = {}): Promise<string> {
  const commissioner = await app.actor('commissioner');
  const lotId = await openLot(app);
  const award = { lotId, providerId: idOf(app, provider), ground: 'small-value', reason: 'A pilot', reference: `PRJ_${lotId.slice(-8)}` } as const;
  const { id } = await app.get(ContractsService).award(commissioner, award);
  if (subcontractor) {
    await app.get(ContractsService).addSubcontractor(commissioner, id, { organisationId: idOf(app, subcontractor), role: 'Mentoring', sharePercent: 20, worksFrom: TODAY, worksTo: null });
  }
  return id;
}

/** £185.00 for an assessment at low complexity, £50.00 for a session, £300.01 for an outcome, with VAT at a fifth. Answers the draft's id. */
export async function draftedRateCard(app: TestApp, contractId: string): Promise<string> {
  const what = { categoryCode: 'accommodation', vatBasisPoints: 2_000 } as const;
  const unit = (milestone: 'assessment-attended' | 'session-attended', lowPence: number) =>
    ['LOW', 'MEDIUM', 'HIGH'].map((levelCode, index) => withLineage({ kind: 'unit', milestone, levelCode, amountPence: lowPence + index * 50_00, ...what }));
  const rules = [...unit('assessment-attended', 185_00), ...unit('session-attended', 50_00), withLineage({ kind: 'outcome', outcomeCode: null, amountPence: 300_01, ...what })];
  return (await app.get(RateCardsService).draft(await app.actor('commissioner'), contractId, { effectiveFrom: TODAY, rules })).id;
}

/** A rate card drafted by one officer and approved by another. Answers its id. */
export async function priced(app: TestApp, contractId: string): Promise<string> {
  const id = await draftedRateCard(app, contractId);
  await app.get(RateCardsService).approve(await app.actor('approver'), id);
  return id;
}

/** A live, priced contract of a member; places are unlimited unless said. Answers its id. */
export async function liveContract(app: TestApp, provider: ProviderKey, { places = null, ...more }: { readonly subcontractor?: ProviderKey; readonly places?: number | null } = {}): Promise<string> {
  const id = await awarded(app, provider, more);
  await priced(app, id);
  await app.get(ContractsService).goLive(await app.actor('commissioner'), id);
  await app.get(CapacityService).stateCapacity(await app.actor(organisations[provider].manager), id, { everywhere: { places, weeklyStarts: 2, expectedWaitDays: 3, closesWhenFull: true } });
  return id;
}

/** What a practitioner says of an invented person with two desired outcomes at low complexity. */
export const content: ReferralContent = {
  ...{ crn: 'X123456', firstName: 'Siân', lastName: 'O’Neill', dateOfBirth: day('1990-05-04'), gender: 'female', areaCode: 'west-yorkshire' },
  ...{ ethnicity: null, preferredLanguage: null, religion: null, disabilities: null },
  ...{ location: 'community', prisonName: null, expectedReleaseOn: null, releaseUnknownReason: null },
  ...{ mainContactName: null, mainContactRole: null, mainContactEmail: null, mainContactPhone: null },
  ...{ sentenceKind: 'order-with-rar', sentenceEndsOn: day('2027-12-31'), enforceableDays: 20, completeBy: day('2027-06-01'), completeByReason: null },
  ...{ riskSummary: 'Low', additionalRisk: '', accessNeeds: '', interpreterLanguage: '', responsibilities: '', unavailableWhen: '', anythingElse: '', reason: 'Losing her tenancy' },
  needs: [{ categoryCode: 'accommodation', levelCode: 'LOW', outcomeCodes: desired.map((each) => each.outcomeCode) }],
};

/** A sent referral. Answers its id. */
export async function sent(app: TestApp, contractId: string, change: Partial<ReferralContent> = {}, marks?: ReferralMarks): Promise<string> {
  return (await app.get(ReferralsService).send(await app.actor('practitioner'), contractId, { ...content, ...change }, marks)).id;
}

/** Who works on a case: the manager who accepts it, and the id of the caseworker. */
export interface CaseTeam {
  readonly manager: Actor;
  readonly caseworkerId: string;
}

/** The prime's people. */
export async function primeTeam(app: TestApp): Promise<CaseTeam> {
  return { manager: await app.actor('provider-manager'), caseworkerId: idOf(app, 'user:caseworker') };
}

/** Accepts a referral. Answers the case's id. */
export async function accepted(app: TestApp, referralId: string, team?: CaseTeam): Promise<string> {
  const { manager, caseworkerId } = team ?? (await primeTeam(app));
  return (await app.get(CasesService).accept(manager, referralId, caseworkerId)).id;
}

/** Books the next appointment of a case. Answers its id. */
export async function booked(app: TestApp, caseId: string, team?: CaseTeam): Promise<string> {
  const { manager } = team ?? (await primeTeam(app));
  return app.get(AppointmentsService).book(manager, caseId, { startsAt: THIS_MORNING, durationMinutes: 60, method: 'phone', address: null, isGroup: false });
}

/** Books the next appointment of a case, the assessment or a session, and records that it was attended. Answers its id. */
export async function attended(app: TestApp, caseId: string, team?: CaseTeam): Promise<string> {
  const id = await booked(app, caseId, team);
  const { manager } = team ?? (await primeTeam(app));
  await app.get(AppointmentsService).record(manager, id, { attended: 'yes', absenceReason: null, summary: 'Looked at flats', concerns: null, notifyPractitioner: false });
  return id;
}

/** Submits a plan of so many sessions for an assessed case. Answers its id. */
export async function submittedPlan(app: TestApp, caseId: string, { sessions = 1, team }: { readonly sessions?: number; readonly team?: CaseTeam } = {}): Promise<string> {
  const { manager } = team ?? (await primeTeam(app));
  return app.get(PlansService).submit(manager, caseId, { sessions, activities: [{ ...desired[0], description: 'Visit the housing office' }] });
}

/** Submits a plan and has the practitioner approve it. Answers its id. */
export async function planned(app: TestApp, caseId: string, options: { readonly sessions?: number; readonly team?: CaseTeam } = {}): Promise<string> {
  const id = await submittedPlan(app, caseId, options);
  await app.get(PlansService).approve(await app.actor('practitioner'), id);
  return id;
}

/** Ends a case after its planned sessions and reports: one outcome achieved, one partly. Answers the report's id. */
export async function reported(app: TestApp, caseId: string, team?: CaseTeam): Promise<string> {
  const { manager } = team ?? (await primeTeam(app));
  await app.get(CasesService).end(manager, caseId, { reason: null, comment: null });
  const [kept, comment] = ['partly-achieved', 'Agreed with her'] as const;
  const outcomes = [{ ...desired[0], level: 'achieved', comment } as const, { ...desired[1], level: kept, comment }];
  return app.get(CasesService).report(manager, caseId, { summary: 'The tenancy is safe', outcomes });
}

/** A referral delivered from sending to report: £185.00 + £50.00 + £300.01 + half of £300.01, charged once the events are drained. */
export async function deliveredCase(app: TestApp, contractId: string, { team, change }: { readonly team?: CaseTeam; readonly change?: Partial<ReferralContent> } = {}): Promise<string> {
  const caseId = await accepted(app, await sent(app, contractId, change), team);
  await attended(app, caseId, team);
  await planned(app, caseId, { team });
  await attended(app, caseId, team);
  await reported(app, caseId, team);
  return caseId;
}

/** Draws this month's statement of a contract, once what happened has been charged. Answers its id. */
export async function drawn(app: TestApp, contractId: string): Promise<string> {
  await app.drain();
  return (await app.get(StatementsService).draw(await app.actor('commissioner'), { contractId, month: monthOf(TODAY) })).id;
}

/** A statement its provider can see. */
export async function sentStatement(app: TestApp, contractId: string): Promise<string> {
  const id = await drawn(app, contractId);
  await app.get(StatementsService).send(await app.actor('commissioner'), { id });
  return id;
}

/** A statement its provider has agreed, ready to be approved. */
export async function agreedStatement(app: TestApp, contractId: string, by: PersonKey = 'provider-finance'): Promise<string> {
  const id = await sentStatement(app, contractId);
  await app.get(StatementsService).agree(await app.actor(by), { id });
  return id;
}
