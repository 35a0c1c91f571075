import { addDays, addMonths, must, type Day, type Pence } from '#libs/kernel';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import { CapacityService } from '../../contracts/application/capacity.service.js';
import { ContractsService } from '../../contracts/application/contracts.service.js';
import { RateCardsService } from '../../contracts/application/rate-cards.service.js';
import type { Milestone, RateRule } from '../../contracts/contracts.public.js';
import { withLineage } from '../../contracts/domain/rate-rule.js';
import { LotsService } from '../../lots/application/lots.service.js';
import { cast, type CastContract } from './cast.js';
import type { Stage } from './stage.js';

/** A contract that was let, with who manages it. */
export interface LetContract extends Pick<CastContract, 'serviceType' | 'areas' | 'region'> {
  readonly id: string;
  readonly room: Pick<CastContract, 'places' | 'waitDays'>;
  readonly managerEmail: string;
  readonly financeEmail: string;
  readonly commissionerEmail: string;
}

/** What the demo world pays for each milestone at low complexity, in pence. Invented. */
const PRICES: readonly (readonly [Milestone, Pence])[] = [
  ['assessment-attended', 165_00],
  ['plan-approved', 95_00],
  ['session-attended', 48_00],
  ['ended-completed', 140_00],
];
const OUTCOME_PENCE = 210_00;
const LEVELS = [['LOW', 100], ['MEDIUM', 135], ['HIGH', 180]] as const;

/** Lets every contract of the cast: lot, direct award, rate card drafted by one officer and approved by another, live on its first day. */
export async function openMarket(stage: Stage, { today, providers }: { readonly today: Day; readonly providers: ReadonlyMap<string, string> }): Promise<LetContract[]> {
  const contracts: LetContract[] = [];
  for (const each of cast.contracts) contracts.push(await letContract(stage, each, { today, providers }));
  return contracts;
}

/** Begins every contract that was let; its provider says how much room it has. */
export async function goLive(stage: Stage, contracts: readonly LetContract[]): Promise<void> {
  const service = stage.get(ContractsService);
  for (const contract of contracts) {
    await service.goLive(await stage.actor(contract.commissionerEmail), contract.id);
    await sayRoom(stage, contract);
  }
}

/** Every provider says again how much room it has, some days ago; the last one has not for three weeks, and was asked. */
export function planRoom(stage: Stage, contracts: readonly LetContract[], to: Day): void {
  const plan = (back: number, happens: () => Promise<void>) => stage.timeline.plan(new Date(`${addDays(to, -back)}T08:45:00Z`), happens);
  for (const [index, contract] of contracts.entries()) plan(index === contracts.length - 1 ? 21 : 2 + (index % 5), () => sayRoom(stage, contract));
  plan(1, async () => void (await stage.get(CapacityService).askForCapacity()));
}

async function sayRoom(stage: Stage, { id, managerEmail, room: { places, waitDays } }: LetContract): Promise<void> {
  const everywhere = { places, weeklyStarts: Math.ceil(places / 10), expectedWaitDays: waitDays, closesWhenFull: true };
  await stage.get(CapacityService).stateCapacity(await stage.actor(managerEmail), id, { everywhere });
}

/** Awards one more contract, which is not live yet: its prices are a draft that nobody has approved. */
export async function mobilise(stage: Stage, { today, providers }: { readonly today: Day; readonly providers: ReadonlyMap<string, string> }): Promise<void> {
  const part = cast.mobilising;
  const { id, startsOn } = await award(stage, part, { today, providers });
  await draftPrices(stage, id, { part, commissionerEmail: officialOf(part.region), startsOn });
}

async function letContract(stage: Stage, part: CastContract, { today, providers }: { readonly today: Day; readonly providers: ReadonlyMap<string, string> }): Promise<LetContract> {
  const commissionerEmail = officialOf(part.region);
  const { id, startsOn } = await award(stage, part, { today, providers });
  const cardId = await draftPrices(stage, id, { part, commissionerEmail, startsOn });
  await stage.get(RateCardsService).approve(await stage.actor('approver@demo.example'), cardId);
  const staff = cast.providers.find((provider) => provider.key === part.provider)?.staff ?? [];
  const emailOf = (role: string): string => must(staff.find((person) => person.role === role), `${part.provider}'s ${role}`).email;
  return { id, room: part, serviceType: part.serviceType, areas: part.areas, region: part.region, commissionerEmail, managerEmail: emailOf('provider-manager'), financeEmail: emailOf('provider-finance') };
}

/** Makes a lot and awards it, with the subcontractor of its part. */
async function award(stage: Stage, part: CastContract, { today, providers }: { readonly today: Day; readonly providers: ReadonlyMap<string, string> }): Promise<{ readonly id: string; readonly startsOn: Day }> {
  const commissioner = await stage.actor(officialOf(part.region));
  const startsOn = addDays(today, 10);
  const lot = await stage.get(LotsService).make(commissioner, {
    vehicleCode: 'PSDF', title: part.title, serviceTypeCode: part.serviceType, areaCodes: part.areas,
    takesMen: part.serviceType !== 'WOS', takesWomen: true, minimumAge: 18, maximumAge: null, takesCustody: true, takesCommunity: true,
    annualValueFromPence: 120_000_00, annualValueToPence: 240_000_00, minimumFinancialBandPence: null, startsOn, endsOn: addDays(addMonths(startsOn, 36), -1),
  });
  const contracts = stage.get(ContractsService);
  const terms = { lotId: lot.id, providerId: idOf(providers, part.provider), ground: 'small-value' as const, reason: 'A pilot, too small for a competition.', reference: part.reference, staleReason: part.staleReason ?? null };
  const description = `${part.title}. Appointments in person, by phone and by video. We answer within two working days.`;
  const { id } = await contracts.award(commissioner, { ...terms, description, referralsFrom: startsOn });
  if (part.subcontractor) {
    await contracts.addSubcontractor(commissioner, id, { organisationId: idOf(providers, part.subcontractor), role: 'Peer mentoring', sharePercent: 20, worksFrom: startsOn, worksTo: null });
  }
  return { id, startsOn };
}

async function draftPrices(stage: Stage, contractId: string, { part, commissionerEmail, startsOn }: { readonly part: CastContract; readonly commissionerEmail: string; readonly startsOn: Day }): Promise<string> {
  const type = must(await stage.get(Catalogue).serviceType(part.serviceType), part.serviceType);
  const prices = { effectiveFrom: startsOn, rules: type.categoryCodes.flatMap(rulesFor) };
  return (await stage.get(RateCardsService).draft(await stage.actor(commissionerEmail), contractId, prices)).id;
}

function rulesFor(categoryCode: string): RateRule[] {
  const units = PRICES.flatMap(([milestone, lowPence]) =>
    LEVELS.map(([levelCode, percent]) => withLineage({ kind: 'unit', milestone, categoryCode, levelCode, amountPence: (lowPence * percent) / 100, vatBasisPoints: 2_000 })),
  );
  return [...units, withLineage({ kind: 'outcome', categoryCode, outcomeCode: null, amountPence: OUTCOME_PENCE, vatBasisPoints: 2_000 })];
}

function officialOf(region: string): string {
  return must(cast.officials.find((official) => official.role === 'commissioner' && official.authority === region), `a commissioner for region ${region}`).email;
}

function idOf(providers: ReadonlyMap<string, string>, key: string): string {
  return must(providers.get(key), `the provider ${key}`);
}
