/** Pence as pounds that spreadsheets add up: 1250 is "12.50". */
export function plainPounds(pence: number): string {
  const whole = Math.floor(Math.abs(pence) / 100);
  return `${pence < 0 ? '-' : ''}${whole}.${String(Math.abs(pence) % 100).padStart(2, '0')}`;
}
