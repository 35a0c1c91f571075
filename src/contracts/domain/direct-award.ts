import { ensure, must, type Creation, type Day } from '#libs/kernel';
import type { Eligibility, LotSummary } from '../../lots/lots.public.js';
import type { ContractMade } from '../contracts.public.js';
import type { Contract } from './contract.js';
import { ensureFresh, type ProviderStanding } from './provider-standing.js';

/** Grounds on which a contract may be made without a competition. */
export const awardGrounds = {
  'only-capable-provider': 'Only one provider can deliver it',
  urgency: 'It is urgent and the need could not be foreseen',
  'small-value': 'Its value is too small for a competition',
  'continuity-of-service': 'People in the service need it to go on unbroken',
  other: 'Another ground',
} as const;
export type AwardGround = keyof typeof awardGrounds;

/** A direct award as an officer asks for it; days left out come from the lot. */
export interface DirectAward {
  readonly lotId: string;
  readonly providerId: string;
  readonly ground: AwardGround;
  readonly reason: string;
  readonly reference: string;
  readonly termFrom?: Day | null;
  readonly termTo?: Day | null;
  readonly referralsFrom?: Day | null;
  readonly referralsTo?: Day | null;
  readonly description?: string | null;
  /** Why the award is made although the provider said something long ago. */
  readonly staleReason?: string | null;
}

/** What must be known, under the lot's lock, before a contract can be made from it. */
export interface AwardFacts {
  readonly id: string;
  readonly lot: LotSummary;
  readonly eligibility: readonly Eligibility[];
  readonly referenceTaken: boolean;
  readonly standing: ProviderStanding;
}

const REFERENCE = /^[A-Za-z0-9][A-Za-z0-9_/-]{1,59}$/;

/** Makes a contract from a lot. Throws RuleBroken `not-eligible`, `answers-expired`, `answers-stale`, `reason-missing`, `reference-format`, `reference-taken`, `term-order` or `referrals-outside-term`. */
export function awardDirectly(award: DirectAward, facts: AwardFacts): Creation<Contract> {
  const { id, lot, eligibility, referenceTaken } = facts;
  const chosen = ensureEligible(award.providerId, eligibility);
  const stale = ensureFresh(chosen.name, facts.standing, award.staleReason);
  const reference = award.reference.trim();
  ensure(award.reason.trim() !== '', 'reason-missing', 'Enter why this provider was chosen without a competition', 'reason');
  ensure(REFERENCE.test(reference), 'reference-format', 'A reference is 2 to 60 letters, numbers, hyphens, strokes and underscores, like PRJ_5430', 'reference');
  ensure(!referenceTaken, 'reference-taken', `There is already a contract ${reference}`, 'reference');
  const row: Contract = {
    id,
    reference,
    title: lot.title,
    lotId: lot.id,
    primeOrganisationId: chosen.providerId,
    primeName: chosen.name,
    serviceTypeCode: lot.serviceTypeCode,
    publishedType: null,
    areaCodes: [...lot.areaCodes],
    regionCode: must(lot.regionCodes[0], 'the region of the lot'),
    regionCodes: [...lot.regionCodes],
    ...lot.cohort,
    status: 'mobilising',
    statusReason: null,
    ...datesOf(award, lot),
    description: award.description?.trim() ?? '',
    attendance: [],
    languages: [],
    capacityAskedOn: null,
    ground: award.ground,
    groundReason: award.reason,
    ...stale,
  };
  return { row, events: [contractMade(row, lot.id)] };
}

/** Only a provider who could be invited to the lot may be given it; the others are told why not. */
function ensureEligible(providerId: string, eligibility: readonly Eligibility[]): Eligibility {
  const chosen = eligibility.find((each) => each.providerId === providerId);
  ensure(chosen, 'not-eligible', 'Choose a provider who could deliver this lot', 'providerId');
  ensure(chosen.reasonsNot.length === 0, 'not-eligible', `${chosen.name} could not deliver this lot. ${chosen.reasonsNot.join('. ')}`, 'providerId');
  return chosen;
}

function datesOf(award: DirectAward, lot: LotSummary): Pick<Contract, 'termFrom' | 'termTo' | 'referralsFrom' | 'referralsTo'> {
  const termFrom = award.termFrom ?? lot.startsOn;
  const termTo = award.termTo ?? lot.endsOn;
  const referralsFrom = award.referralsFrom ?? termFrom;
  const referralsTo = award.referralsTo ?? null;
  ensure(termFrom < termTo, 'term-order', 'The contract must end after it begins', 'termTo');
  ensure(referralsFrom >= termFrom && referralsFrom <= termTo, 'referrals-outside-term', 'Referrals must open while the contract runs', 'referralsFrom');
  const closesInside = referralsTo === null || (referralsTo >= referralsFrom && referralsTo <= termTo);
  ensure(closesInside, 'referrals-outside-term', 'Referrals must close after they open and before the contract ends', 'referralsTo');
  return { termFrom, termTo, referralsFrom, referralsTo };
}

function contractMade({ id, reference, primeOrganisationId, regionCodes }: Contract, lotId: string): ContractMade {
  return { type: 'contracts.contract-made', data: { contractId: id, reference, lotId, primeOrganisationId, regionCodes } };
}
