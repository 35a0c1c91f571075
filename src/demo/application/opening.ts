import { anonymousActor, must, systemActor, type Day } from '#libs/kernel';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import { AccountsService } from '../../identity/application/accounts.service.js';
import { IdentityDirectory } from '../../identity/identity.public.js';
import { ApplicationsService } from '../../providers/application/applications.service.js';
import { AssessmentService } from '../../providers/application/assessment.service.js';
import { RegistrationService } from '../../providers/application/registration.service.js';

import { cast, type CastProvider } from './cast.js';
import type { Stage } from './stage.js';

/** Everyone's password in the demo world. */
export const DEMO_PASSWORD = 'demo';

const FRAMEWORK = 'PSDF';
const LATECOMER = 'millrace';

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

/** Registers the providers and their people; answers organisation ids by key. */
export async function openProviders(stage: Stage): Promise<ReadonlyMap<string, string>> {
  const identity = stage.get(IdentityDirectory);
  const ids = new Map<string, string>();
  for (const provider of cast.providers) {
    const { name, legalForm, companyNumber, charityNumber, size, isVcse, turnoverPounds, staff } = provider;
    const founder = { name: `Founder of ${name}`, email: `founder-${provider.key}@demo.example`, password: `${DEMO_PASSWORD}-${provider.key}-founder` };
    const details = { name, legalForm, companyNumber, charityNumber, size, isVcse, turnoverPence: turnoverPounds * 100 };
    const { id } = await stage.get(RegistrationService).register({ details, user: founder, key: null });
    ids.set(provider.key, id);
    await closeFounder(stage, founder.email);
    for (const person of staff) {
      await identity.createUser(systemActor, { name: person.name, email: person.email, password: DEMO_PASSWORD, roles: [{ role: person.role, organisationId: id }] });
    }
  }
  return ids;
}

/** Whoever registered hands over to the cast, whose parts are one role each. */
async function closeFounder(stage: Stage, email: string): Promise<void> {
  const { id } = await stage.actor(email);
  await stage.get(AccountsService).closeUser(systemActor, id);
}

/** Every provider but the latecomer applies, and is admitted for what its contracts need. */
export async function admitProviders(stage: Stage, today: Day): Promise<void> {
  for (const provider of cast.providers) {
    if (provider.key === LATECOMER) continue;
    const application = await apply(stage, provider, today);
    const decisions = application.categoryCodes.flatMap((categoryCode) =>
      application.areaCodes.map((areaCode) => ({ categoryCode, areaCode, decision: 'admitted' as const, reason: null })),
    );
    await stage.get(AssessmentService).decide(await stage.actor('commissioner@demo.example'), application.id, decisions);
  }
}

/** The latecomer applies and waits for its decision. */
export async function applyLate(stage: Stage, today: Day): Promise<void> {
  await apply(stage, must(cast.providers.find((provider) => provider.key === LATECOMER), 'the latecomer'), today);
}

async function apply(stage: Stage, provider: CastProvider, today: Day): Promise<{ id: string; categoryCodes: readonly string[]; areaCodes: readonly string[] }> {
  const applications = stage.get(ApplicationsService);
  const manager = await stage.actor(provider.staff[0]?.email ?? '');
  const contracts = cast.contracts.filter((contract) => contract.provider === provider.key);
  const types = await Promise.all(contracts.map((contract) => stage.get(Catalogue).serviceType(contract.serviceType)));
  const categoryCodes = [...new Set(types.flatMap((type) => type?.categoryCodes ?? []))];
  const areaCodes = [...new Set(contracts.map((contract) => contract.region))];
  const choices = { categoryCodes: categoryCodes.length > 0 ? categoryCodes : ['accommodation', 'social-inclusion'], areaCodes: areaCodes.length > 0 ? areaCodes : ['C'] };
  const { id } = await applications.start(manager, { vehicleCode: FRAMEWORK, ...choices });
  await applications.answer(manager, id, answers(provider, today));
  await applications.submit(manager, id);
  return { id, ...choices };
}

function answers({ turnoverPounds, isVcse }: CastProvider, today: Day): Record<string, unknown> {
  const year = Number(today.slice(0, 4));
  return {
    'annual-turnover': String(turnoverPounds),
    'accounts-date': `${year - 1}-12-31`,
    'paid-staff': String(Math.max(2, Math.round(turnoverPounds / 45_000))),
    'exclusion-ground': 'no',
    'unpaid-tax': 'up-to-date',
    'employers-liability': '10000000',
    'insurance-expiry': `${year + 1}-12-31`,
    'safeguarding-policy': 'yes',
    'staff-vetting': 'yes',
    'lived-experience': 'People who have been on probation sit on our board and lead our peer support.',
    'cyber-essentials': isVcse ? 'basic' : 'plus',
    'data-breach': 'no',
    'equality-policy': 'yes',
    ...(turnoverPounds >= 36_000_000 ? { 'modern-slavery-statement': 'yes' } : {}),
    'social-value': 'We buy locally and offer work placements to people who have finished the service.',
  };
}
