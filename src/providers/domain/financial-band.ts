import { formatRoundPounds, type Pence } from '#libs/kernel';
import type { BandRule } from '../providers.public.js';

/** The rule of a vehicle that says nothing else: half of turnover; £250,000, £1 million, £5 million, above (DOMAIN §4). */
export const defaultBandRule: BandRule = { turnoverShareBasisPoints: 5_000, bandsPence: [250_000_00, 1_000_000_00, 5_000_000_00] };

const WHOLE = 10_000n;
const POUND = 100;
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

/** Whom the words are for: the organisation itself, or somebody who reads about it. */
export type Reader = 'member' | 'other';

/** The standing test in words: "Half of your turnover of £900,000 is £450,000: the largest annual contract you can take. The band is up to £1 million". */
export function bandArithmetic(turnoverPence: Pence, rule: BandRule = defaultBandRule, reader: Reader = 'other'): string {
  const [whose, who] = reader === 'member' ? ['your', 'you'] : ['its', 'it'];
  const largest = largestContract(turnoverPence, rule);
  const means = largest === null ? `so there is no limit on the annual contracts ${who} can take` : `the largest annual contract ${who} can take`;
  const share = `${shareInWords(rule)} of ${whose} turnover of ${formatRoundPounds(turnoverPence)} is ${formatRoundPounds(shareOf(turnoverPence, rule))}`;
  return `${share}${largest === null ? ', ' : ': '}${means}. The band is ${bandName(largest, rule)}`;
}

/** What would raise it: the turnover, in whole pounds, at which a contract could reach the next limit. Null where there is no limit any more. */
export function whatWouldRaiseIt(turnoverPence: Pence, rule: BandRule = defaultBandRule, reader: Reader = 'other'): string | null {
  const value = largestContract(turnoverPence, rule);
  if (value === null) return null;
  const next = rule.bandsPence.find((limit) => limit > value);
  if (next === undefined) return `With a turnover of more than ${formatRoundPounds(turnoverPence)}, there would be no limit`;
  const needed = Math.ceil(turnoverFor(next, rule) / POUND) * POUND;
  return `With a turnover of ${formatRoundPounds(needed)} or more, ${reader === 'member' ? 'you' : 'it'} could take contracts worth ${formatRoundPounds(next)} a year`;
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
