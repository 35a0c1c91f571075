const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

/** A referral's reference, such as AB1234PE: two letters (no I, O), four digits, and two letters for the service type. `random` answers 0 ≤ n < 1. */
export function referenceFrom(random: () => number, serviceTypeName: string): string {
  const letter = () => LETTERS.charAt(Math.floor(random() * LETTERS.length));
  const letters = letter() + letter();
  const digits = String(Math.floor(random() * 10_000)).padStart(4, '0');
  return `${letters}${digits}${serviceTypeName.slice(0, 2).toUpperCase()}`;
}
