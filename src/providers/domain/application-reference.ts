const SYMBOLS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const LENGTH = 6;

/** An application's reference, such as APP-7K2M4Q: nothing that reads as another letter or number. `random` answers 0 ≤ n < 1. */
export function applicationReference(random: () => number): string {
  const symbols = Array.from({ length: LENGTH }, () => SYMBOLS.charAt(Math.floor(random() * SYMBOLS.length)));
  return `APP-${symbols.join('')}`;
}
