import { setTimeout as pause } from 'node:timers/promises';
import { randomInt } from 'node:crypto';
import { loadEnvironment } from '#libs/config';
import { addDays, addMonths, formatPounds, monthOf, SystemClock, type Clock, type Day } from '#libs/kernel';
import { onePagePdf } from '../domain/one-page-pdf.js';
import { ApiClient, findOrStartService, mintKeys } from './service-client.js';

type Say = (line: string) => void;
type WithId = Readonly<{ id: string }>;

const CATEGORY = 'accommodation';
const AREA = 'west-yorkshire';
const ASSESSMENT_PENCE = 150_00;
const SESSION_PENCE = 40_00;
const OUTCOME_PENCE = 200_00;

/** Walks one referral from need to paid pound, as other systems would: over HTTP with API keys. Throws where a step fails. */
export async function runJourney(say: Say): Promise<void> {
  const service = await findOrStartService(loadEnvironment().baseUrl, say);
  try {
    await new Journey(service.baseUrl, say, new SystemClock()).walk();
  } finally {
    await service.stop();
  }
}

class Journey {
  private steps = 0;
  private readonly people = new Map<string, ApiClient>();
  private readonly tag = String(randomInt(1_000_000)).padStart(6, '0');
  private readonly today: Day;

  constructor(
    private readonly baseUrl: string,
    private readonly say: Say,
    clock: Clock,
  ) {
    this.today = clock.today();
  }

  async walk(): Promise<void> {
    const demo = ['practitioner', 'commissioner', 'approver'] as const;
    const keys = await this.step('keys are minted for the demo people', () => mintKeys(demo.map((person) => `${person}@demo.example`)));
    demo.forEach((person, index) => this.people.set(person, new ApiClient(this.baseUrl, keys[index] ?? null)));
    const { providerId, userId } = await this.join();
    const contractId = await this.let(providerId);
    const referralId = await this.refer(contractId);
    const caseId = await this.deliver(referralId, userId);
    const earned = await this.wait(contractId, 2 * OUTCOME_PENCE);
    await this.settle(contractId, caseId);
    const shown = await this.step('the paid pound is on the spend page', () => this.spendReaches(contractId, 'paid', earned));
    if (shown !== earned) throw new Error(`The spend page shows ${formatPounds(shown)}, the statement ${formatPounds(earned)}`);
    this.say(`journey ok: ${this.steps} steps, ${formatPounds(earned)} earned, ${formatPounds(shown)} on spend`);
  }

  /** A new provider registers, applies and is admitted. */
  private async join(): Promise<{ providerId: string; userId: string }> {
    const email = `manager-${this.tag}@journey.example`;
    const { registrationId } = await this.step('a new provider asks to register', () =>
      new ApiClient(this.baseUrl, null).post<{ registrationId: string }>('organisations', {
        name: `Journey Trust ${this.tag}`, legalForm: 'guarantee-company', companyNumber: `09${this.tag}`, charityNumber: `1${this.tag}`, size: 'small', isVcse: true,
        turnoverPence: 900_000_00, userName: 'Alex Journey', email, password: 'a long enough password',
      }),
    );
    const organisation = await this.step('it confirms by the link in the mail', () => this.confirm(registrationId));
    const [key] = await this.step('its manager gets a key', () => mintKeys([email]));
    this.people.set('provider', new ApiClient(this.baseUrl, key ?? null));
    const provider = this.as('provider');
    const application = await this.step('it applies', () => provider.post<WithId>('applications', { vehicleCode: 'PSDF', categoryCodes: [CATEGORY], areaCodes: [AREA] }));
    await this.step('it answers the questions', () => this.answer(provider, application.id));
    await this.step('it submits', () => provider.post(`applications/${application.id}/submit`));
    const decisions = [{ categoryCode: CATEGORY, areaCode: AREA, decision: 'admitted' }];
    await this.step('a commissioner reads and scores its answers', () => this.score(application.id));
    await this.step('a commissioner admits it', () => this.as('commissioner').post(`applications/${application.id}/decide`, { decisions }));
    const people = await provider.get<{ items: WithId[] }>('users');
    const userId = people.items[0]?.id ?? '';
    await this.authorise(provider, { organisationId: organisation.id, userId });
    return { providerId: organisation.id, userId };
  }

  /** Gives points to every answer that somebody must judge. */
  private async score(id: string): Promise<void> {
    const commissioner = this.as('commissioner');
    const { answers } = await commissioner.get<{ answers: { question: string; mostPoints: number | null; waitsFor: number }[] }>(`applications/${id}/assessment`);
    const judgements = answers.filter((each) => each.waitsFor > 0).map(({ question, mostPoints }) => ({ questionCode: question, verdict: 'scored', points: mostPoints, reason: 'Clear, with an example.' }));
    await commissioner.post(`applications/${id}/judgements`, { judgements });
  }

  /** The demo sends no mail: the page that says “check your email” shows it. */
  private async confirm(registrationId: string): Promise<WithId> {
    const shown = await fetch(`${this.baseUrl}/register/check-email/${registrationId}`);
    const token = /href="\/register\/confirm\/([\w-]+)"/.exec(await shown.text())?.[1];
    if (!token) throw new Error('The page does not show the mail: is this the demo?');
    return new ApiClient(this.baseUrl, null).post<WithId>(`registrations/${token}/confirm`);
  }

  /** Its manager, who is also its caseworker, goes on the staff register. */
  private async authorise(provider: ApiClient, { organisationId, userId }: { readonly organisationId: string; readonly userId: string }): Promise<void> {
    const vetting = { vettingLevel: 'enhanced', vettingExpiresOn: addMonths(this.today, 36) };
    const member = await this.step('its caseworker goes on the staff register', () =>
      provider.post<WithId>('staff', { organisationId, name: 'Alex Journey', dateOfBirth: '1985-05-06', roleTitle: 'Housing caseworker', userId, ...vetting }),
    );
    await this.step('and is authorised', () => provider.post(`staff/${member.id}/authorise`));
  }

  /** A lot is made, awarded and priced, and the contract goes live. */
  private async let(providerId: string): Promise<string> {
    const commissioner = this.as('commissioner');
    const lot = await this.step('a commissioner makes a lot', () =>
      commissioner.post<WithId>('lots', {
        vehicleCode: 'PSDF', title: `Accommodation support, journey ${this.tag}`, serviceTypeCode: 'ACC', areaCodes: [AREA], takesMen: true, takesWomen: true, minimumAge: 18,
        takesCustody: true, takesCommunity: true, annualValueFromPence: 50_000_00, annualValueToPence: 100_000_00, startsOn: this.today, endsOn: addMonths(this.today, 24),
      }),
    );
    const contract = await this.step('the lot is awarded to the provider', () =>
      commissioner.post<WithId>('contracts', { lotId: lot.id, providerId, ground: 'small-value', reason: 'Too small for a competition.', reference: `JRN_${this.tag}`, referralsFrom: this.today }),
    );
    const rateCard = await this.step('an officer drafts its rate card', () => commissioner.post<WithId>('rate-cards', { contractId: contract.id, effectiveFrom: this.today, rules: rules() }));
    await this.step('another officer approves it', () => this.as('approver').post(`rate-cards/${rateCard.id}/approve`));
    await this.step('the contract goes live', () => commissioner.post(`contracts/${contract.id}/go-live`));
    await this.step('the provider says how much room it has', () => this.as('provider').post(`contracts/${contract.id}/capacity`, { places: 5, weeklyStarts: 2, expectedWaitDays: 0 }));
    return contract.id;
  }

  private async refer(contractId: string): Promise<string> {
    const practitioner = this.as('practitioner');
    const query = new URLSearchParams({ areaCode: AREA, categoryCode: CATEGORY, gender: 'male', age: '34', location: 'community' });
    const services = await this.step('a practitioner finds the service', () => practitioner.get<WithId[]>(`services?${query.toString()}`));
    if (!services.some((each) => each.id === contractId)) throw new Error('The new service was not found');
    const referral = await this.step('the practitioner refers', () =>
      practitioner.post<WithId>('referrals', {
        contractId, crn: `X${this.tag}`, firstName: 'Sam', lastName: 'Journey', dateOfBirth: '1992-03-04', gender: 'male', areaCode: AREA, location: 'community',
        sentenceEndsOn: addMonths(this.today, 18), enforceableDays: 10, riskSummary: 'No known risk to staff.', completeBy: addMonths(this.today, 6), reason: 'At risk of losing a tenancy.',
        needs: [{ categoryCode: CATEGORY, levelCode: 'LOW', outcomeCodes: OUTCOMES }],
      }),
    );
    return referral.id;
  }

  /** The provider accepts, assesses, plans, delivers and reports. */
  private async deliver(referralId: string, caseworkerId: string): Promise<string> {
    const provider = this.as('provider');
    const { id: caseId } = await this.step('the provider accepts', () => provider.post<WithId>('cases', { referralId, caseworkerId }));
    await this.meet(caseId, 'the initial assessment');
    const activities = OUTCOMES.map((outcomeCode) => ({ categoryCode: CATEGORY, outcomeCode, description: 'Weekly sessions with a housing adviser.' }));
    const plan = await this.step('the provider writes a plan', () => provider.post<WithId>('plans', { caseId, sessions: 2, activities }));
    await this.step('the practitioner approves it', () => this.as('practitioner').post(`plans/${plan.id}/approve`));
    await this.meet(caseId, 'session 1');
    await this.meet(caseId, 'session 2');
    await this.step('the provider ends the case', () => provider.post(`cases/${caseId}/end`));
    const levels = ['achieved', 'partly-achieved'];
    const outcomes = OUTCOMES.map((outcomeCode, index) => ({ categoryCode: CATEGORY, outcomeCode, level: levels[index], comment: 'Agreed with the person.' }));
    await this.step('the provider reports the outcomes', () => provider.post('reports', { caseId, summary: 'The tenancy is safe.', outcomes }));
    return caseId;
  }

  private async meet(caseId: string, what: string): Promise<void> {
    const provider = this.as('provider');
    const startsAt = new SystemClock().now().toISOString();
    const appointment = await this.step(`${what} is booked`, () => provider.post<WithId>('appointments', { caseId, startsAt, durationMinutes: 60, method: 'phone' }));
    await this.step(`${what} is attended`, () => provider.post(`appointments/${appointment.id}/feedback`, { attended: 'yes', summary: 'Went as planned.' }));
  }

  /** Waits until the events have become charge lines: assessment, two sessions, one outcome and a half. */
  private wait(contractId: string, outcomePence: number): Promise<number> {
    const expected = ASSESSMENT_PENCE + 2 * SESSION_PENCE + (outcomePence * 3) / 4;
    return this.step('the events become pounds', () => this.spendReaches(contractId, 'earned', expected));
  }

  /** Reads the lines behind a figure of spend until they add up to what is expected; throws after half a minute. */
  private async spendReaches(contract: string, state: 'earned' | 'paid', expected: number): Promise<number> {
    for (let tries = 0; tries < 300; tries += 1) {
      const { items } = await this.as('commissioner').get<{ items: { netPence: number }[] }>(`spend/lines?${new URLSearchParams({ contract, state }).toString()}`);
      if (items.reduce((sum, line) => sum + line.netPence, 0) === expected) return expected;
      await pause(100);
    }
    throw new Error(`The lines did not add up to ${formatPounds(expected)} ${state} within 30 seconds`);
  }

  private async settle(contractId: string, caseId: string): Promise<void> {
    const { id } = await this.step('a commissioner draws the statement to date', () => this.as('commissioner').post<WithId>('statements', { contractId, month: monthOf(this.today) }));
    await this.step('and sends it', () => this.as('commissioner').post(`statements/${id}/send`));
    await this.step('the provider agrees it', () => this.as('provider').post(`statements/${id}/agree`));
    await this.step('an approver who did not draw it approves it', () => this.as('approver').post(`statements/${id}/approve`));
    await this.step('and records its payment', () => this.as('approver').post(`statements/${id}/pay`, { paidOn: this.today, reference: `JRN-${caseId.slice(-8)}` }));
  }

  private as(person: string): ApiClient {
    const client = this.people.get(person);
    if (!client) throw new Error(`${person} has no key`);
    return client;
  }

  private async step<T>(what: string, work: () => Promise<T>): Promise<T> {
    const began = performance.now();
    const result = await work();
    this.steps += 1;
    this.say(`${String(this.steps).padStart(2)}. ${what} (${Math.round(performance.now() - began)} ms)`);
    return result;
  }

  private async answer(provider: ApiClient, id: string): Promise<void> {
    const papers = await provider.upload<WithId>('documents', 'insurance.pdf', onePagePdf('Certificate of insurance'));
    await provider.post(`applications/${id}/answers`, { answers: { ...this.answers(), 'insurance-certificates': [papers.id] } });
  }

  private answers(): Record<string, string> {
    return {
      'annual-turnover': '900000', 'accounts-date': addDays(this.today, -120), 'public-service-mission': 'yes', 'going-concern': 'no', 'exclusion-mandatory': 'no', 'exclusion-discretionary': 'no', 'unpaid-tax': 'up-to-date', 'employers-liability': '5000000',
      'public-liability': '1000000', 'professional-indemnity': '500000', 'insurance-expiry': addMonths(this.today, 10), 'safeguarding-policy': 'yes', 'staff-vetting': 'yes', 'lived-experience': 'A third of our staff.', 'cyber-essentials': 'basic', 'cyber-essentials-expiry': addMonths(this.today, 8), 'data-protection': 'yes', subcontracting: 'no',
      'data-breach': 'no', 'equality-policy': 'yes', 'social-value': 'Local jobs.', [`method.${CATEGORY}`]: 'One worker from first meeting to last.', [`case-study.${CATEGORY}`]: 'Forty people, thirty homes.',
    };
  }
}

const OUTCOMES = ['accommodation-secured', 'accommodation-kept'];

function rules(): object[] {
  const unit = (milestone: string, amountPence: number) =>
    ['LOW', 'MEDIUM', 'HIGH'].map((levelCode) => ({ kind: 'unit', milestone, categoryCode: CATEGORY, levelCode, amountPence, vatBasisPoints: 2_000 }));
  const outcome = { kind: 'outcome', categoryCode: CATEGORY, outcomeCode: null, amountPence: OUTCOME_PENCE, vatBasisPoints: 2_000 };
  return [...unit('assessment-attended', ASSESSMENT_PENCE), ...unit('session-attended', SESSION_PENCE), outcome];
}
