import type { Pence } from '#libs/kernel';

/** Most one approver may approve on one statement, VAT included, in pence: £250,000 (DOMAIN §8 asks for a delegated limit; the figure is ours). */
export const DELEGATED_LIMIT_PENCE: Pence = 250_000_00;
