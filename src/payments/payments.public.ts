import type { Day, Month, Pence } from '#libs/kernel';

/** Where a statement is in its life (DOMAIN §8); `agreed` is a valid invoice. */
export type StatementStatus = 'draft' | 'with-provider' | 'disputed' | 'agreed' | 'approved' | 'paid';

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

/** A charge line as spend reads it. Amounts in pence; `invoicedOn` and `paidOn` are those of the statement it stands on. */
export interface ChargedLine {
  readonly id: string;
  readonly contractId: string;
  readonly primeOrganisationId: string;
  readonly regionCode: string;
  readonly serviceTypeCode: string;
  readonly caseId: string;
  readonly referralId: string;
  /** The referral's reference; never shown when the case is restricted. */
  readonly reference: string;
  readonly eventId: string;
  readonly earned: string;
  readonly categoryCode: string;
  readonly levelCode: string;
  readonly occurredOn: Day;
  readonly month: Month;
  readonly ruleLineage: string;
  readonly ruleVersion: number;
  /** How the amount came about: "assessment attended 4 May 2026: £185.00". */
  readonly arithmetic: string;
  readonly amountPence: Pence;
  readonly vatPence: Pence;
  readonly statementId: string | null;
  readonly invoicedOn: Day | null;
  readonly paidOn: Day | null;
}

/** When a case started and was completed, from the payable events kept of it. */
export interface CaseReached {
  readonly caseId: string;
  readonly contractId: string;
  readonly regionCode: string;
  readonly startedOn: Day | null;
  readonly completedOn: Day | null;
}

/** Charge lines and milestones for spend. Lists in order of id, so that they can be read in batches. */
export abstract class PaymentsDirectory {
  abstract lines(ids: readonly string[]): Promise<ChargedLine[]>;
  /** Lines that stand on a statement; those that moved on are left out. */
  abstract linesOfStatement(statementId: string): Promise<ChargedLine[]>;
  /** Every line after an id (null: from the first), at most `limit`. */
  abstract linesAfter(id: string | null, limit: number): Promise<ChargedLine[]>;
  /** Every case that started or was completed, after a case id (null: from the first), at most `limit`. */
  abstract casesAfter(caseId: string | null, limit: number): Promise<CaseReached[]>;
}

/** What `verify payments` found: lines recomputed, and one sentence for each thing that does not agree. */
export interface VerifiedPayments {
  readonly lines: number;
  readonly differences: readonly string[];
}

/** Proof of the money, for the command line. */
export abstract class PaymentsAudit {
  /** Recomputes every charge line from its events, and checks statements and the ledger against the lines. Changes nothing. */
  abstract verifyPayments(): Promise<VerifiedPayments>;
  /** Charges whatever is missing; answers how many lines that made (none, when nothing was lost). */
  abstract rebuild(): Promise<number>;
}
