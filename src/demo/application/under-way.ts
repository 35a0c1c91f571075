import { anonymousActor, day, must, systemActor, type Day } from '#libs/kernel';
import { CasesService } from '../../delivery/application/cases.service.js';
import { InvitationsService } from '../../identity/application/invitations.service.js';
import { IdentityDirectory, Newcomers } from '../../identity/identity.public.js';
import { LotDraftsService } from '../../lots/application/lot-drafts.service.js';
import { ApplicationsService } from '../../providers/application/applications.service.js';
import { ConsortiumService } from '../../providers/application/consortium.service.js';
import { RegistrationService } from '../../providers/application/registration.service.js';
import { StaffService } from '../../providers/application/staff.service.js';
import { ProviderDirectory } from '../../providers/providers.public.js';
import { ReferralsService } from '../../referrals/application/referrals.service.js';
import { mobilise, type LetContract } from './market.js';
import { DEMO_PASSWORD } from './opening.js';
import { inventReferral } from './people.js';
import type { Stage } from './stage.js';

/** What the last days of the story need of the days before. */
interface Before {
  readonly providers: ReadonlyMap<string, string>;
  /** The contract where the demo people work. */
  readonly home: LetContract;
  readonly to: Day;
}

const MANAGER = 'provider-manager@demo.example';
const PRACTITIONER = 'practitioner@demo.example';
const COMMISSIONER = 'commissioner@demo.example';
const COLLEAGUE = { name: 'Ellis Marlow', email: 'caseworker-harbour3@demo.example' };
const LISTED = 'Calder Mill Enterprises';

/**
 * Plans what has begun and is not finished when the story ends: a caseworker taken off the register, a contract that is not live yet and a lot half-written,
 * people and organisations on their way in, and an application for several.
 */
export function planUnderWay(stage: Stage, before: Before): void {
  const plan = (daysAgo: number, happens: () => Promise<void>) => stage.timeline.plan(noon(stage.before(before.to, daysAgo)), happens);
  plan(12, () => joinCaseworker(stage, before));
  plan(6, () => beginBuying(stage, before));
  plan(4, () => applyTogether(stage, before));
  plan(1, () => askToComeIn(stage, before));
}

/** A third caseworker of Harbour's takes a case, and days later is taken off the register. Excluded now, they are put forward by another provider: commissioners compare the two. */
async function joinCaseworker(stage: Stage, { providers, home, to }: Before): Promise<void> {
  const [harbour, northgate] = [idOf(providers, 'harbour'), idOf(providers, 'northgate')];
  const staff = stage.get(StaffService);
  const manager = await stage.actor(MANAGER);
  const userId = await stage.get(IdentityDirectory).createUser(systemActor, { ...COLLEAGUE, password: DEMO_PASSWORD, roles: [{ role: 'caseworker', organisationId: harbour }] });
  const details = { name: COLLEAGUE.name, dateOfBirth: day('1991-03-14'), email: null, roleTitle: 'Caseworker', vettingLevel: 'enhanced', vettingExpiresOn: stage.later(to, 500) } as const;
  const { id } = await staff.add(manager, harbour, { ...details, userId });
  await staff.authorise(manager, id);
  const referral = await stage.get(ReferralsService).send(await stage.actor(PRACTITIONER), home.id, await inventReferral(stage, home, stage.before(to, 12)));
  await stage.get(CasesService).accept(manager, referral.id, userId);
  stage.timeline.plan(noon(stage.before(to, 3)), async () => {
    await staff.withdraw(manager, id, 'Met someone outside work and told nobody.');
    const rival = await stage.actor('rival@demo.example');
    const again = await staff.add(rival, northgate, { ...details, userId: null });
    await staff.authorise(rival, again.id);
  });
}

/** A contract is awarded and its prices are drafted; the same commissioner begins to write the next lot. */
async function beginBuying(stage: Stage, { providers }: Before): Promise<void> {
  await mobilise(stage, { today: stage.clock.today(), providers });
  const [drafts, commissioner] = [stage.get(LotDraftsService), await stage.actor(COMMISSIONER)];
  const { id, revision } = await drafts.start(commissioner);
  await drafts.answer(commissioner, id, { page: 'service-type', answer: { serviceTypeCode: 'ETE' }, revision });
}

/** Harbour begins to apply for more, together with Second Spring, which has not said yes yet. */
async function applyTogether(stage: Stage, { providers }: Before): Promise<void> {
  const manager = await stage.actor(MANAGER);
  const categoryCodes = ['finance-benefit-debt', 'family'];
  const { id } = await stage.get(ApplicationsService).start(manager, { vehicleCode: 'PSDF', categoryCodes, areaCodes: ['C'], isConsortium: true });
  const consortium = stage.get(ConsortiumService);
  await consortium.add(manager, id, { providerId: idOf(providers, 'harbour'), shareBasisPoints: 7_000, categoryCodes, areaCodes: ['C'] });
  await consortium.add(manager, id, { providerId: idOf(providers, 'secondspring'), shareBasisPoints: 3_000, categoryCodes: ['family'], areaCodes: ['C'] });
}

/** Harbour invites a colleague and is asked by another; a charity registers and has not opened its mail; another says it is one that a contract register lists. */
async function askToComeIn(stage: Stage, { providers }: Before): Promise<void> {
  await stage.get(InvitationsService).invite(await stage.actor(MANAGER), { email: 'starter-harbour@demo.example', roles: ['caseworker'] });
  const plea = { organisationId: idOf(providers, 'harbour'), name: 'Noor Aziz', email: 'noor-aziz@demo.example', note: 'I start as a housing caseworker on Monday.' };
  await stage.get(Newcomers).askToJoin(anonymousActor, plea);
  await askToRegister(stage, 'Ridings Peer Mentors', 'founder-ridings@demo.example');
  await stage.get(ProviderDirectory).listOrganisation(systemActor, LISTED);
  await stage.get(RegistrationService).confirm(await askToRegister(stage, LISTED, 'founder-calder@demo.example'));
}

function askToRegister(stage: Stage, name: string, email: string): Promise<string> {
  const details = { name, legalForm: 'registered-society', companyNumber: null, charityNumber: null, size: 'small', isVcse: true, turnoverPence: 310_000_00 } as const;
  return stage.get(RegistrationService).ask({ details, user: { name: `Founder of ${name}`, email, password: `${DEMO_PASSWORD}-${name}` }, key: null });
}

/** Apart from chance, so that nothing else of the world depends on it. */
function noon(on: Day): Date {
  return new Date(`${on}T12:00:00Z`);
}

function idOf(providers: ReadonlyMap<string, string>, key: string): string {
  return must(providers.get(key), `the provider ${key}`);
}
