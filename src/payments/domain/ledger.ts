import { sumPence, type Pence } from '#libs/kernel';

/**
 * Accounts of the ledger.
 * `cost` and `vat` are what was bought; `accrued` is owed but not yet invoiced; `invoiced` is owed on an agreed statement; `paid` is money gone.
 */
export const ACCOUNTS = ['cost', 'vat', 'accrued', 'invoiced', 'paid'] as const;

/** One account of the ledger. */
export type Account = (typeof ACCOUNTS)[number];

/** One side of an entry in pence: debits positive, credits negative. */
export interface Posting {
  readonly account: Account;
  readonly amountPence: Pence;
}

/** A change of a statement that moves money between accounts. Approval and sending move none. Amounts in pence. */
export type LedgerChange =
  | { readonly kind: 'accrued'; readonly netPence: Pence }
  | { readonly kind: 'invoiced'; readonly netPence: Pence; readonly vatPence: Pence }
  | { readonly kind: 'paid'; readonly netPence: Pence; readonly vatPence: Pence };

/**
 * The balanced entry a change posts; it always sums to zero and leaves out accounts it does not touch. `accrued`: charge lines were earned.
 * `invoiced`: a statement was agreed; disputed lines that moved on are not on it and stay accrued, so that cost is always all that was earned.
 */
export function postings(change: LedgerChange): Posting[] {
  return entry(change).filter((posting) => posting.amountPence !== 0);
}

function entry(change: LedgerChange): Posting[] {
  switch (change.kind) {
    case 'accrued':
      return [
        { account: 'cost', amountPence: change.netPence },
        { account: 'accrued', amountPence: -change.netPence },
      ];
    case 'invoiced':
      return [
        { account: 'accrued', amountPence: change.netPence },
        { account: 'vat', amountPence: change.vatPence },
        { account: 'invoiced', amountPence: -(change.netPence + change.vatPence) },
      ];
    case 'paid':
      return [
        { account: 'invoiced', amountPence: change.netPence + change.vatPence },
        { account: 'paid', amountPence: -(change.netPence + change.vatPence) },
      ];
  }
}

/** The balance of every account after postings. */
export function balances(entries: readonly Posting[]): Record<Account, Pence> {
  const balance = (account: Account): Pence =>
    sumPence(entries.filter((posting) => posting.account === account).map((posting) => posting.amountPence));
  return { cost: balance('cost'), vat: balance('vat'), accrued: balance('accrued'), invoiced: balance('invoiced'), paid: balance('paid') };
}

/** Whether debits equal credits: true of every entry, and so of every ledger. */
export function sumsToZero(entries: readonly Posting[]): boolean {
  return sumPence(entries.map((posting) => posting.amountPence)) === 0;
}
