/** Money is integer pence in code and pounds on pages. */
export type Pence = number;

const MOST_PENCE = 1_000_000_000_00;
const pounds = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP' });

/** "£1,234.50"; negative amounts as "-£12.00". */
export function formatPounds(amountPence: Pence): string {
  return pounds.format(amountPence / 100);
}

/** "£1,234" where there are no pence to show, otherwise as `formatPounds`. */
export function formatRoundPounds(amountPence: Pence): string {
  return formatPounds(amountPence).replace(/\.00$/, '');
}

/** Reads pounds as people type them ("£1,250", "99.5", "12.30"); null for anything else, over a billion, or with part-pence. */
export function parsePounds(text: string): Pence | null {
  const match = /^£?\s*(\d{1,3}(?:,\d{3})+|\d{1,10})(?:\.(\d{1,2}))?$/.exec(text.trim());
  if (!match) return null;
  const whole = Number((match[1] ?? '').replaceAll(',', ''));
  const amount = whole * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return amount <= MOST_PENCE ? amount : null;
}

/** Multiplies by a fraction given as two integers, rounding half away from zero, so that no float ever touches money. */
export function share(amountPence: Pence, numerator: number, denominator: number): Pence {
  const scaled = BigInt(amountPence) * BigInt(numerator);
  const by = BigInt(denominator);
  const doubled = (scaled < 0n ? -scaled : scaled) * 2n + by;
  const rounded = doubled / (by * 2n);
  return Number(scaled < 0n ? -rounded : rounded);
}

/** Adds amounts in pence. */
export function sumPence(amounts: readonly Pence[]): Pence {
  return amounts.reduce((total, amount) => total + amount, 0);
}
