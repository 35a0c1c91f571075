import { formatPounds, type Pence } from '#libs/kernel';

/** Upper limits of the bands in pence; above the last there is no limit (DOMAIN §4). */
const BANDS: readonly { readonly upTo: Pence; readonly name: string }[] = [
  { upTo: 250_000_00, name: 'up to £250,000' },
  { upTo: 1_000_000_00, name: 'up to £1 million' },
  { upTo: 5_000_000_00, name: 'up to £5 million' },
];

/** The largest annual contract value the standing test supports, in pence: half of turnover, rounded down; null (no limit) above £5 million. */
export function largestContract(turnoverPence: Pence): Pence | null {
  const half = Math.floor(turnoverPence / 2);
  return half > 5_000_000_00 ? null : half;
}

/** The name of the band an annual contract value is in; null is above them all. */
export function bandName(valuePence: Pence | null): string {
  return BANDS.find((band) => valuePence !== null && valuePence <= band.upTo)?.name ?? 'above £5 million';
}

/** The standing test in words: "Half of turnover of £900,000.00 is £450,000.00: band up to £1 million". */
export function bandArithmetic(turnoverPence: Pence): string {
  const half = Math.floor(turnoverPence / 2);
  return `Half of turnover of ${formatPounds(turnoverPence)} is ${formatPounds(half)}: band ${bandName(largestContract(turnoverPence))}`;
}
