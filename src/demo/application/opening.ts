import { addDays, addMonths, anonymousActor, must, organisationsOf, systemActor, type Actor, type Day } from '#libs/kernel';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import { ColleaguesService } from '../../identity/application/colleagues.service.js';
import { IdentityDirectory } from '../../identity/identity.public.js';
import { AnswerQueriesService } from '../../providers/application/answer-queries.service.js';
import { ApplicationsService } from '../../providers/application/applications.service.js';
import { AssessmentFacts } from '../../providers/application/assessment-facts.js';
import { AssessmentService } from '../../providers/application/assessment.service.js';
import { DocumentsService } from '../../providers/application/documents.service.js';
import { RegistrationService, type NewOrganisation } from '../../providers/application/registration.service.js';
import { StaffService } from '../../providers/application/staff.service.js';
import { contentOf, VehiclesService } from '../../providers/application/vehicles.service.js';

import { cast, type CastMember, type CastProvider } from './cast.js';
import { withPaper } from './paper.js';
import type { Stage } from './stage.js';

/** Everyone's password in the demo world. */
export const DEMO_PASSWORD = 'demo';

const FRAMEWORK = 'PSDF';
const LATECOMER = 'millrace';
/** Whose application the commissioner asks about before deciding. */
const ASKED = 'harbour';

/** Makes the authorities and their people. */
export async function openAuthorities(stage: Stage): Promise<void> {
  const identity = stage.get(IdentityDirectory);
  const teams = new Map<string, string>();
  const ids = new Map<string, string>();
  for (const { key, name, coverage, teams: names } of cast.authorities) {
    const organisationId = await identity.createOrganisation(anonymousActor, { kind: 'authority', name, coverage });
    ids.set(key, organisationId);
    for (const team of names) teams.set(team, await identity.createTeam(systemActor, { organisationId, name: team }));
  }
  for (const { email, name, role, authority, team } of cast.officials) {
    const held = { role, organisationId: ids.get(authority) ?? '', teamId: team ? (teams.get(team) ?? null) : null };
    await identity.createUser(systemActor, { name, email, password: DEMO_PASSWORD, roles: [held] });
  }
}

/** States who is asked about each vehicle: an invented address. */
export async function stateContacts(stage: Stage): Promise<void> {
  const vehicles = stage.get(VehiclesService);
  const officer = await stage.actor('commissioner-national@demo.example');
  for (const [code, contactEmail] of Object.entries({ [FRAMEWORK]: 'framework-team@demo.example', WPM: 'market-team@demo.example' })) {
    await vehicles.edit(officer, code, { content: { ...contentOf(await vehicles.vehicle(officer, code)), contactEmail }, reason: null });
  }
}

/** Registers the providers and their people; answers organisation ids by key. */
export async function openProviders(stage: Stage): Promise<ReadonlyMap<string, string>> {
  const identity = stage.get(IdentityDirectory);
  const ids = new Map<string, string>();
  for (const provider of cast.providers) {
    const { name, legalForm, companyNumber, charityNumber, size, isVcse, turnoverPounds, staff } = provider;
    const founder = { name: `Founder of ${name}`, email: `founder-${provider.key}@demo.example`, password: `${DEMO_PASSWORD}-${provider.key}-founder` };
    const details = { name, legalForm, companyNumber, charityNumber, size, isVcse, turnoverPence: turnoverPounds * 100 };
    const id = await register(stage, { details, user: founder, key: null });
    ids.set(provider.key, id);
    for (const person of staff) {
      const userId = await identity.createUser(systemActor, { name: person.name, email: person.email, password: DEMO_PASSWORD, roles: [{ role: person.role, organisationId: id }] });
      if (person.role === 'caseworker') await authorise(stage, { person, organisationId: id, userId });
    }
    await closeFounder(stage, founder.email);
  }
  return ids;
}

/** Asks to register, and confirms as whoever opens the link in the mail would. */
async function register(stage: Stage, organisation: NewOrganisation): Promise<string> {
  const registrations = stage.get(RegistrationService);
  const done = await registrations.confirm(await registrations.ask(organisation));
  if (done.state !== 'confirmed') throw new Error(`${organisation.details.name} is not registered`);
  return done.provider.id;
}

/** Puts a caseworker on the staff register, vetted for three years from when the world opens. */
async function authorise(stage: Stage, { person, organisationId, userId }: { readonly person: CastMember; readonly organisationId: string; readonly userId: string }): Promise<void> {
  const service = stage.get(StaffService);
  const vettingExpiresOn = addMonths(stage.clock.today(), 36);
  const dateOfBirth = addDays(addMonths(vettingExpiresOn, -12 * 40), -37 * person.name.length);
  const details = { name: person.name, dateOfBirth, email: person.email, roleTitle: 'Caseworker', vettingLevel: 'enhanced', vettingExpiresOn, userId };
  const { id } = await service.add(systemActor, organisationId, details);
  await service.authorise(systemActor, id);
}

/** Whoever registered hands over to the cast, whose parts are one role each. */
async function closeFounder(stage: Stage, email: string): Promise<void> {
  const { id } = await stage.actor(email);
  await stage.get(ColleaguesService).close(systemActor, id);
}

/** Every provider but the latecomer applies, and is admitted for what its contracts need. */
export async function admitProviders(stage: Stage, today: Day): Promise<void> {
  for (const provider of cast.providers) {
    if (provider.key === LATECOMER) continue;
    const application = await apply(stage, provider, today);
    const decisions = application.categoryCodes.flatMap((categoryCode) =>
      application.areaCodes.map((areaCode) => ({ categoryCode, areaCode, decision: 'admitted' as const, reason: null })),
    );
    const commissioner = await stage.actor('commissioner@demo.example');
    if (provider.key === ASKED) await askAbout(stage, application.id, { commissioner, manager: await managerOf(stage, provider) });
    const { answers: read } = await stage.get(AssessmentFacts).of(await stage.get(ApplicationsService).application(commissioner, application.id));
    const judgements = read.flatMap(({ question, points }) => (points === null ? [] : [{ questionCode: question, verdict: 'scored' as const, points: points - 1, reason: 'Clear, with an example. It could say more about results.' }]));
    await stage.get(AssessmentService).judge(commissioner, application.id, judgements);
    await stage.get(AssessmentService).decide(commissioner, application.id, decisions);
  }
}

/** The commissioner asks about an answer, and the provider replies without changing it. */
async function askAbout(stage: Stage, id: string, { commissioner, manager }: { readonly commissioner: Actor; readonly manager: Actor }): Promise<void> {
  const queries = stage.get(AnswerQueriesService);
  await queries.ask(commissioner, id, { questionCode: 'annual-turnover', asked: 'Does this include your grants, or only what you earn from contracts?' });
  for (const query of await queries.list(manager, id)) await queries.reply(manager, id, query.id, { words: 'Both. Grants are about a quarter of it.' });
}

/** The latecomer applies and waits for its decision. */
export async function applyLate(stage: Stage, today: Day): Promise<void> {
  await apply(stage, must(cast.providers.find((provider) => provider.key === LATECOMER), 'the latecomer'), today);
}

async function apply(stage: Stage, provider: CastProvider, today: Day): Promise<{ id: string; categoryCodes: readonly string[]; areaCodes: readonly string[] }> {
  const applications = stage.get(ApplicationsService);
  const manager = await managerOf(stage, provider);
  const contracts = cast.contracts.filter((contract) => contract.provider === provider.key);
  const types = await Promise.all(contracts.map((contract) => stage.get(Catalogue).serviceType(contract.serviceType)));
  const categoryCodes = [...new Set(types.flatMap((type) => type?.categoryCodes ?? []))];
  const areaCodes = [...new Set(contracts.map((contract) => contract.region))];
  const choices = { categoryCodes: categoryCodes.length > 0 ? categoryCodes : ['accommodation', 'social-inclusion'], areaCodes: areaCodes.length > 0 ? areaCodes : ['C'] };
  const { id } = await applications.start(manager, { vehicleCode: FRAMEWORK, ...choices });
  const papers = await withPaper('insurance.pdf', `Certificate of insurance of ${provider.name}`, (file) => stage.get(DocumentsService).upload(manager, { providerId: ofManager(manager), file }));
  await applications.answer(manager, id, { ...answers(provider, today), ...answersAbout(choices.categoryCodes), 'insurance-certificates': [papers.id] });
  await applications.submit(manager, id);
  return { id, ...choices };
}

function managerOf(stage: Stage, { staff }: CastProvider): Promise<Actor> {
  return stage.actor(must(staff[0], 'the manager of a provider').email);
}

function answers({ turnoverPounds, isVcse }: CastProvider, today: Day): Record<string, unknown> {
  const year = Number(today.slice(0, 4));
  return {
    'annual-turnover': String(turnoverPounds),
    'accounts-date': `${year - 1}-12-31`,
    'public-service-mission': isVcse ? 'yes' : 'no',
    'going-concern': 'no',
    'exclusion-mandatory': 'no',
    'exclusion-discretionary': 'no',
    'unpaid-tax': 'up-to-date',
    'employers-liability': '10000000',
    'public-liability': '5000000',
    'professional-indemnity': '1000000',
    'insurance-expiry': `${year + 1}-12-31`,
    'safeguarding-policy': 'yes',
    'staff-vetting': 'yes',
    'lived-experience': 'People who have been on probation sit on our board and lead our peer support.',
    'data-protection': 'yes',
    'cyber-essentials': isVcse ? 'basic' : 'plus',
    'cyber-essentials-expiry': `${year + 1}-03-31`,
    'data-breach': 'no',
    'equality-policy': 'yes',
    ...(turnoverPounds >= 36_000_000 ? { 'modern-slavery-statement': 'yes' } : {}),
    'social-value': 'We buy locally and offer work placements to people who have finished the service.',
    subcontracting: 'no',
  };
}

function answersAbout(categoryCodes: readonly string[]): Record<string, string> {
  const method = 'One named worker meets each person within a week, agrees steps with them, and stays until the last one is done. A peer mentor joins from the second meeting.';
  const example = 'In the last two years we worked with 140 people in one county. Two thirds reached what they had set out to do; a third of our mentors came from among them.';
  return Object.fromEntries(categoryCodes.flatMap((code) => [[`method.${code}`, method], [`case-study.${code}`, example]]));
}

function ofManager(manager: Actor): string {
  return must(organisationsOf(manager, 'provider-manager')[0], 'the organisation of a manager');
}
