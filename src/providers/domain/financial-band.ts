import { formatPounds, formatRoundPounds, type Pence } from '#libs/kernel';
import type { BandRule } from '../providers.public.js';

/** The rule of a vehicle that says nothing else: half of turnover; £250,000, £1 million, £5 million, above (DOMAIN §4). */
export const defaultBandRule: BandRule = { turnoverShareBasisPoints: 5_000, bandsPence: [250_000_00, 1_000_000_00, 5_000_000_00] };

const WHOLE = 10_000n;
const MILLION = 1_000_000_00;

/** The largest annual contract value the standing test supports, in pence: the share of turnover, rounded down; null (no limit) above the last band. */
export function largestContract(turnoverPence: Pence, rule: BandRule = defaultBandRule): Pence | null {
  const value = shareOf(turnoverPence, rule);
  return value > lastOf(rule) ? null : value;
}

/** The name of the band an annual contract value is in; null is above them all. */
export function bandName(valuePence: Pence | null, rule: BandRule = defaultBandRule): string {
  const limit = rule.bandsPence.find((each) => valuePence !== null && valuePence <= each);
  return limit === undefined ? `above ${roundly(lastOf(rule))}` : `up to ${roundly(limit)}`;
}

/** The standing test in words: "Half of turnover of £900,000.00 is £450,000.00: band up to £1 million". */
export function bandArithmetic(turnoverPence: Pence, rule: BandRule = defaultBandRule): string {
  const value = shareOf(turnoverPence, rule);
  return `${shareInWords(rule)} of turnover of ${formatPounds(turnoverPence)} is ${formatPounds(value)}: band ${bandName(largestContract(turnoverPence, rule), rule)}`;
}

/** What would raise it: the turnover missing to the next limit a contract could then reach. Null where there is no limit any more. */
export function whatWouldRaiseIt(turnoverPence: Pence, rule: BandRule = defaultBandRule): string | null {
  const value = largestContract(turnoverPence, rule);
  if (value === null) return null;
  const next = rule.bandsPence.find((limit) => limit > value);
  if (next === undefined) return `With more than ${formatPounds(turnoverPence)} of turnover there is no limit`;
  const needed = turnoverFor(next, rule);
  return `You are ${formatPounds(needed - turnoverPence)} of turnover short of the next band: with ${formatPounds(needed)} of turnover the largest annual contract is ${formatPounds(next)}`;
}

/** What is wrong with a rule as a setting, in words, or null. */
export function faultOfBandRule({ turnoverShareBasisPoints, bandsPence }: BandRule): string | null {
  if (!Number.isInteger(turnoverShareBasisPoints) || turnoverShareBasisPoints < 1 || turnoverShareBasisPoints > 100_000) return 'The share of turnover must be between 0.01% and 1,000%';
  if (bandsPence.length === 0) return 'Give at least one band';
  const rises = bandsPence.every((limit, index) => Number.isInteger(limit) && limit > (bandsPence[index - 1] ?? 0));
  return rises ? null : 'Each band must be larger than the one before it';
}

/** Rounded down; in whole numbers, so that no float touches money. */
function shareOf(turnoverPence: Pence, { turnoverShareBasisPoints }: BandRule): Pence {
  return Number((BigInt(turnoverPence) * BigInt(turnoverShareBasisPoints)) / WHOLE);
}

/** The least turnover whose share is so much. */
function turnoverFor(valuePence: Pence, { turnoverShareBasisPoints }: BandRule): Pence {
  const by = BigInt(turnoverShareBasisPoints);
  return Number((BigInt(valuePence) * WHOLE + by - 1n) / by);
}

function lastOf({ bandsPence }: BandRule): Pence {
  return bandsPence.at(-1) ?? 0;
}

function shareInWords({ turnoverShareBasisPoints: points }: BandRule): string {
  if (points === 5_000) return 'Half';
  return points === 10_000 ? 'All' : `${points / 100}%`;
}

/** "£250,000", "£1 million", "£2.5 million". */
function roundly(amountPence: Pence): string {
  const inMillions = amountPence >= MILLION && amountPence % (MILLION / 10) === 0;
  return inMillions ? `£${amountPence / MILLION} million` : formatRoundPounds(amountPence);
}
