import type { Month, Pence } from '#libs/kernel';
import type { StatementStatus } from './domain/statement.js';

export type { StatementStatus } from './domain/statement.js';

/** A month's statement was drawn for a contract. */
export const STATEMENT_DRAWN = 'payments.statement-drawn';
/** A statement went to the provider to agree or dispute. */
export const STATEMENT_SENT = 'payments.statement-sent';
/** The provider disputed lines of a statement. */
export const LINES_DISPUTED = 'payments.lines-disputed';
/** The provider withdrew its dispute of lines. */
export const DISPUTE_WITHDRAWN = 'payments.dispute-withdrawn';
/** The undisputed part of a statement was agreed, by the provider or by its silence: it is now a valid invoice. */
export const STATEMENT_AGREED = 'payments.statement-agreed';
/** A statement was approved for payment. */
export const STATEMENT_APPROVED = 'payments.statement-approved';
/** Payment of a statement was recorded. */
export const STATEMENT_PAID = 'payments.statement-paid';
/** Charge lines were made from payable events. */
export const LINES_CHARGED = 'payments.lines-charged';

/** Data of every statement event; amounts are those of the statement after the change. */
export interface StatementEventData extends Record<string, unknown> {
  readonly statementId: string;
  readonly contractId: string;
  readonly month: Month;
  readonly status: StatementStatus;
  readonly netPence: Pence;
  readonly vatPence: Pence;
}

/** Data of `payments.statement-agreed`: also the charge lines that were disputed and wait for the next statement. */
export interface StatementAgreedData extends StatementEventData {
  readonly bySilence: boolean;
  readonly movedChargeLineIds: readonly string[];
}

/** Data of `payments.lines-charged`. */
export interface LinesChargedData extends Record<string, unknown> {
  readonly contractId: string;
  readonly chargeLineIds: readonly string[];
}
