import { canMove, formatDay, type Day } from '#libs/kernel';
import type { AnswerRow } from '#libs/web';
import { regimeName, type Vehicle } from '../../providers/providers.public.js';
import type { Told } from '../application/contracts.queries.js';
import type { RateCardRow } from '../application/rate-cards.queries.js';
import { attendanceTypes } from '../contracts.public.js';
import { contractLifecycle, contractRuns, type Contract, type ContractStep } from '../domain/contract.js';
import { awardGrounds } from '../domain/direct-award.js';
import type { Subcontractor } from '../domain/supply-chain.js';
import type { Names } from './names.js';
import { rateCardTags } from './rate-card.page.js';

/** How a contract's state reads, and the colour of its tag. */
export const contractTags = {
  listed: { text: 'Listed', colour: 'grey' },
  mobilising: { text: 'Being prepared', colour: 'yellow' },
  live: { text: 'Live', colour: 'green' },
  'closed-to-referrals': { text: 'Closed to referrals', colour: 'orange' },
  ended: { text: 'Ended', colour: 'grey' },
  terminated: { text: 'Terminated', colour: 'red' },
} as const;

interface Shown {
  readonly contract: Contract;
  readonly chain: readonly Subcontractor[];
  readonly told: Told;
  readonly names: Names;
  readonly rateCards: readonly RateCardRow[];
  /** Actions that reach the contract for the reader, whatever its state. */
  readonly may: readonly string[];
  readonly mayDraftRateCard: boolean;
  readonly letUnder: Vehicle | null;
}

/** One contract: the register's part for everyone, the terms for its parties, buttons for what the reader may do now. */
export function contractPage({ contract, chain, told, names, rateCards, may, mayDraftRateCard, letUnder }: Shown): object {
  const now = (step: ContractStep) => may.includes(`contract.${step}`) && canMove(contractLifecycle, step, contract.status);
  const seesTerms = may.includes('contract.read-terms');
  const runs = contractRuns(contract.status);
  return {
    contract,
    contractTags,
    rateCardTags,
    service: [...serviceRows(contract, names), ...offerRows(contract), ...lawRows(letUnder)],
    offices: told.offices.map(({ name, address }) => [name, address]),
    capacity: contract.status === 'listed' ? null : capacityTable(told.capacities, names),
    chain: { head: seesTerms ? ['Name', 'What it does', 'Share', 'From', 'To'] : ['Name', 'What it does'], rows: chain.map((each) => chainRow(each, seesTerms)) },
    terms: seesTerms ? termRows(contract) : [],
    rateCards,
    seesTerms: seesTerms && contract.status !== 'listed',
    lotHref: contract.lotId ? `/lots/${contract.lotId}` : null,
    may: {
      goLive: now('go-live'),
      close: now('close-to-referrals'),
      reopen: now('reopen-to-referrals'),
      end: now('end'),
      terminate: now('terminate'),
      stateCapacity: runs && may.includes('contract.state-capacity'),
      describe: runs && may.includes('contract.describe'),
      addSubcontractor: runs && may.includes('contract.add-subcontractor'),
      draftRateCard: runs && mayDraftRateCard,
    },
  };
}

/** "Men and women aged 18 to 25". */
export function cohortInWords({ takesMen, takesWomen, minimumAge, maximumAge }: Pick<Contract, 'takesMen' | 'takesWomen' | 'minimumAge' | 'maximumAge'>): string {
  const who = takesMen && takesWomen ? 'Men and women' : takesMen ? 'Men' : 'Women';
  if (minimumAge !== null && maximumAge !== null) return `${who} aged ${minimumAge} to ${maximumAge}`;
  if (minimumAge !== null) return `${who} aged ${minimumAge} and over`;
  return maximumAge === null ? who : `${who} aged ${maximumAge} and under`;
}

/** "From 1 May 2026 to 30 April 2028". */
export function periodInWords(from: Day | null, to: Day | null): string | null {
  if (!from) return null;
  return to ? `From ${formatDay(from)} to ${formatDay(to)}` : `From ${formatDay(from)}`;
}

function serviceRows(contract: Contract, names: Names): AnswerRow[] {
  const { status, takesCustody, takesCommunity, publishedType } = contract;
  const type = names.serviceType(contract.serviceTypeCode);
  const where = takesCustody && takesCommunity ? 'In custody and in the community' : takesCustody ? 'In custody' : 'In the community';
  const madeHere: AnswerRow[] = [
    { label: 'Where people are', value: where },
    { label: 'Term', value: periodInWords(contract.termFrom, contract.termTo) },
  ];
  return [
    { label: 'Provider', value: contract.primeName },
    { label: 'Service type', value: publishedType && publishedType !== contract.serviceTypeCode ? `${type} (published as ${publishedType})` : type },
    { label: 'Areas', value: contract.areaCodes.map(names.area) },
    { label: 'Who it takes', value: cohortInWords(contract) },
    ...(status === 'listed' ? [] : madeHere),
    { label: 'Referrals', value: periodInWords(contract.referralsFrom, contract.referralsTo) },
    ...(contract.description ? [{ label: 'About the service', value: contract.description }] : []),
  ];
}

/** A contract inherits the law of the vehicle it was let under. */
function lawRows(vehicle: Vehicle | null): AnswerRow[] {
  return vehicle ? [{ label: 'Let under', value: vehicle.name }, { label: 'Law', value: regimeName(vehicle.regime) }] : [];
}

function offerRows({ attendance, languages }: Contract): AnswerRow[] {
  return [
    ...(attendance.length > 0 ? [{ label: 'How people take part', value: attendance.map((way) => attendanceTypes[way]) }] : []),
    ...(languages.length > 0 ? [{ label: 'Languages besides English', value: languages.join(', ') }] : []),
  ];
}

/** Places by area: what was said, and when. */
function capacityTable(capacities: Told['capacities'], names: Names): object {
  const rows = capacities.map(({ areaCode, places, weeklyStarts, expectedWaitDays, closesWhenFull, statedOn, staleDays }) => [
    names.area(areaCode),
    places === null ? 'No limit' : `${places}${closesWhenFull ? '' : ', then people wait'}`,
    weeklyStarts,
    expectedWaitDays === null ? '' : `${expectedWaitDays} ${expectedWaitDays === 1 ? 'day' : 'days'}`,
    staleDays === null ? formatDay(statedOn) : `${formatDay(statedOn)}: not confirmed for ${staleDays} days`,
  ]);
  return { head: ['Area', 'Places', 'Starts each week', 'Expected wait', 'Updated on'], rows };
}

function chainRow({ name, role, sharePercent, worksFrom, worksTo }: Subcontractor, seesTerms: boolean): string[] {
  const open = [name, role ?? 'Not given'];
  return seesTerms ? [...open, sharePercent === null ? '' : `${sharePercent}%`, worksFrom ? formatDay(worksFrom) : '', worksTo ? formatDay(worksTo) : ''] : open;
}

function termRows({ ground, groundReason, staleAnswers, staleReason, statusReason }: Contract): AnswerRow[] {
  const award: AnswerRow[] = ground
    ? [{ label: 'How it was made', value: 'Direct award' }, { label: 'Ground', value: awardGrounds[ground] }, { label: 'Reason', value: groundReason }]
    : [];
  const stale: AnswerRow[] = staleReason === null ? [] : [{ label: 'Old answers at the award', value: staleAnswers }, { label: 'Why it went on', value: staleReason }];
  return [...award, ...stale, ...(statusReason ? [{ label: 'Reason for its status', value: statusReason }] : [])];
}
