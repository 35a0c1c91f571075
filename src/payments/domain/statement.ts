import { addDays, ensure, formatPounds, lifecycle, monthOf, move, sumPence } from '#libs/kernel';
import type { Creation, Day, Decision, DomainEvent, Lifecycle, Month, Pence, WorkingDays } from '#libs/kernel';
import * as events from '../payments.public.js';
import type { StatementAgreedData, StatementEventData, StatementStatus } from '../payments.public.js';
import { monthToBill } from './billing-month.js';

/** What can happen to a statement. */
export type StatementAction = 'draw' | 'add-lines' | 'send' | 'dispute' | 'withdraw-dispute' | 'agree' | 'approve' | 'pay';

/** A statement's life: drawn, sent, perhaps disputed in part, agreed, approved by another officer, paid (DOMAIN §8). */
export const statementLifecycle: Lifecycle<StatementStatus, StatementAction> = lifecycle(
  ['draft', 'with-provider', 'disputed', 'agreed', 'approved', 'paid'],
  {
    'draw': { from: null, to: 'draft' },
    'add-lines': { from: ['draft'], to: 'draft' },
    'send': { from: ['draft'], to: 'with-provider' },
    'dispute': { from: ['with-provider', 'disputed'], to: 'disputed' },
    'withdraw-dispute': { from: ['disputed'], to: 'with-provider' },
    'agree': { from: ['with-provider', 'disputed'], to: 'agreed' },
    'approve': { from: ['agreed'], to: 'approved' },
    'pay': { from: ['approved'], to: 'paid' },
  },
);

/** Working days a provider has to answer before silence counts as agreed (DOMAIN §8, a design choice). */
export const DAYS_TO_ANSWER = 5;
/** Days to pay a valid, undisputed invoice (DOMAIN §8). */
export const DAYS_TO_PAY = 30;
const MOST_REASON = 10_000;

/** What a contract earned and is to be paid for one month. Amounts leave out lines that moved on; people are actor ids. */
export interface Statement {
  readonly id: string;
  readonly contractId: string;
  readonly month: Month;
  readonly status: StatementStatus;
  readonly netPence: Pence;
  readonly vatPence: Pence;
  readonly drawnBy: string;
  readonly drawnOn: Day;
  readonly sentOn: Day | null;
  readonly answerBy: Day | null;
  readonly agreedBy: string | null;
  readonly agreedOn: Day | null;
  readonly agreedBySilence: boolean;
  readonly dueOn: Day | null;
  readonly approvedBy: string | null;
  readonly approvedOn: Day | null;
  readonly paidOn: Day | null;
  readonly paymentReference: string | null;
}

/** A charge line's place on a statement. A line that moved on (`movedOn`) was disputed when the rest was agreed and waits for the next statement. */
export interface StatementLine {
  readonly id: string;
  readonly statementId: string;
  readonly chargeLineId: string;
  readonly netPence: Pence;
  readonly vatPence: Pence;
  readonly disputeReason: string | null;
  readonly disputedOn: Day | null;
  readonly movedOn: Day | null;
}

/** A charge line about to be placed on a statement, with the id of its new place. */
export type LineToPlace = Pick<StatementLine, 'id' | 'chargeLineId' | 'netPence' | 'vatPence'>;

/** Amounts in pence: without VAT, the VAT, and both together. */
export interface Totals {
  readonly netPence: Pence;
  readonly vatPence: Pence;
  readonly grossPence: Pence;
}

/** Adds amounts: net, VAT and gross. */
export function totals(lines: readonly { readonly netPence: Pence; readonly vatPence: Pence }[]): Totals {
  const netPence = sumPence(lines.map((line) => line.netPence));
  const vatPence = sumPence(lines.map((line) => line.vatPence));
  return { netPence, vatPence, grossPence: netPence + vatPence };
}

/** What is known when a statement is drawn; `gone` are the contract's months whose statements have gone. */
export interface DrawFacts {
  readonly id: string;
  readonly contractId: string;
  readonly month: Month;
  readonly lines: readonly LineToPlace[];
  readonly gone: readonly Month[];
  readonly by: string;
  readonly today: Day;
}

/** Draws a month's statement. Throws RuleBroken `month-not-begun`, `month-already-gone` or `nothing-to-pay`. */
export function drawStatement({ id, contractId, month, lines, gone, by, today }: DrawFacts): Creation<Statement> {
  ensure(month <= monthOf(today), 'month-not-begun', 'A statement cannot be drawn for a month that has not begun', 'month');
  ensure(
    monthToBill(month, gone) === month,
    'month-already-gone',
    'The statement for this month or a later one has already gone to the provider',
    'month',
  );
  ensure(lines.length > 0, 'nothing-to-pay', 'There is nothing to put on this statement', 'month');
  const { netPence, vatPence } = totals(lines);
  const later = {
    sentOn: null,
    answerBy: null,
    agreedBy: null,
    agreedOn: null,
    agreedBySilence: false,
    dueOn: null,
    approvedBy: null,
    approvedOn: null,
    paidOn: null,
    paymentReference: null,
  };
  const row: Statement = { id, contractId, month, status: 'draft', netPence, vatPence, drawnBy: by, drawnOn: today, ...later };
  return { row, children: [{ child: 'lines', insert: lines.map((line) => placed(line, id)) }], events: [happened(events.STATEMENT_DRAWN, row)] };
}

/** Puts further lines on a draft. */
export function addLines(statement: Statement, lines: readonly LineToPlace[]): Decision<Statement> {
  move(statementLifecycle, 'add-lines', statement.status, 'This statement has already gone to the provider');
  const more = totals(lines);
  const changes = { netPence: statement.netPence + more.netPence, vatPence: statement.vatPence + more.vatPence };
  return { changes, children: [{ child: 'lines', insert: lines.map((line) => placed(line, statement.id)) }] };
}

/** Sends a draft to the provider, who has five working days to answer. */
export function sendStatement(statement: Statement, { today, workingDays }: { today: Day; workingDays: WorkingDays }): Decision<Statement> {
  const status = move(statementLifecycle, 'send', statement.status, 'This statement has already gone to the provider');
  return decided(statement, events.STATEMENT_SENT, { status, sentOn: today, answerBy: workingDays.add(today, DAYS_TO_ANSWER) });
}

/** What is known when a provider disputes a line. */
export interface DisputeFacts {
  readonly lines: readonly StatementLine[];
  readonly lineIds: readonly string[];
  readonly reason: string;
  readonly today: Day;
}

/** Disputes lines with a reason. Throws RuleBroken `dispute-needs-reason`, `line-on-statement` or `too-late-to-dispute`. */
export function disputeLines(statement: Statement, { lines, lineIds, reason, today }: DisputeFacts): Decision<Statement> {
  const status = move(statementLifecycle, 'dispute', statement.status, 'Only a statement waiting for your answer can be disputed');
  ensure(statement.answerBy && today <= statement.answerBy, 'too-late-to-dispute', 'The time to dispute this statement has passed');
  ensure(reason.trim() !== '', 'dispute-needs-reason', 'Enter why you dispute this', 'reason');
  ensure(reason.length <= MOST_REASON, 'dispute-needs-reason', 'The reason must be 10,000 characters or fewer', 'reason');
  ensurePlaced(lines, lineIds);
  const set = { disputeReason: reason, disputedOn: today };
  return { ...decided(statement, events.LINES_DISPUTED, { status }), children: [{ child: 'lines', update: lineIds.map((id) => ({ id, set })) }] };
}

/** Takes back a dispute of lines; the statement is undisputed again when none is left. Throws RuleBroken `line-on-statement`. */
export function withdrawDispute(statement: Statement, { lines, lineIds }: Pick<DisputeFacts, 'lines' | 'lineIds'>): Decision<Statement> {
  const settled = move(statementLifecycle, 'withdraw-dispute', statement.status, 'Nothing on this statement is disputed');
  ensurePlaced(lines, lineIds);
  const status = lines.some((line) => line.disputeReason !== null && !lineIds.includes(line.id)) ? statement.status : settled;
  const set = { disputeReason: null, disputedOn: null };
  return { ...decided(statement, events.DISPUTE_WITHDRAWN, { status }), children: [{ child: 'lines', update: lineIds.map((id) => ({ id, set })) }] };
}

/** The provider agrees the undisputed part; disputed lines move to the next statement. Throws RuleBroken `everything-disputed`. */
export function agreeStatement(
  statement: Statement,
  { lines, by, today }: { lines: readonly StatementLine[]; by: string; today: Day },
): Decision<Statement> {
  return agree(statement, lines, { agreedBy: by, agreedOn: today, agreedBySilence: false });
}

/** Five working days of silence agree the undisputed part, from the day after the last of them. Throws RuleBroken `still-time-to-answer`. */
export function agreeBySilence(statement: Statement, { lines, today }: { lines: readonly StatementLine[]; today: Day }): Decision<Statement> {
  ensure(statement.answerBy && today > statement.answerBy, 'still-time-to-answer', 'The provider still has time to answer');
  return agree(statement, lines, { agreedBy: null, agreedOn: today, agreedBySilence: true });
}

function agree(
  statement: Statement,
  lines: readonly StatementLine[],
  how: Pick<Statement, 'agreedBy' | 'agreedBySilence'> & { readonly agreedOn: Day },
): Decision<Statement> {
  const status = move(statementLifecycle, 'agree', statement.status, 'Only a statement waiting for an answer can be agreed');
  const kept = lines.filter((line) => line.disputeReason === null);
  const moved = lines.filter((line) => line.disputeReason !== null);
  ensure(kept.length > 0, 'everything-disputed', 'Every line is disputed, so there is nothing to agree');
  const { netPence, vatPence } = totals(kept);
  const changes = { status, netPence, vatPence, ...how, dueOn: addDays(how.agreedOn, DAYS_TO_PAY) };
  const extra: Pick<StatementAgreedData, 'bySilence' | 'movedChargeLineIds'> = {
    bySilence: how.agreedBySilence,
    movedChargeLineIds: moved.map((line) => line.chargeLineId),
  };
  const decision = decided(statement, events.STATEMENT_AGREED, changes, extra);
  return moved.length === 0
    ? decision
    : { ...decision, children: [{ child: 'lines', update: moved.map(({ id }) => ({ id, set: { movedOn: how.agreedOn } })) }] };
}

/** Approves payment, VAT included, within the approver's delegated limit. Throws RuleBroken `approved-by-another` or `within-limit`. */
export function approveStatement(
  statement: Statement,
  { by, limitPence, today }: { by: string; limitPence: Pence; today: Day },
): Decision<Statement> {
  const status = move(statementLifecycle, 'approve', statement.status, 'Only an agreed statement can be approved');
  ensure(by !== statement.drawnBy, 'approved-by-another', 'A statement must be approved by someone other than the officer who drew it');
  const { grossPence } = totals([statement]);
  ensure(grossPence <= limitPence, 'within-limit', `${formatPounds(grossPence)} is more than your limit of ${formatPounds(limitPence)}`);
  return decided(statement, events.STATEMENT_APPROVED, { status, approvedBy: by, approvedOn: today });
}

/** Records that an approved statement was paid. Throws RuleBroken `paid-by-another`, `paid-when-approved`, `not-in-future` or `payment-needs-reference`. */
export function payStatement(
  statement: Statement,
  { by, paidOn, reference, today }: { by: string; paidOn: Day; reference: string; today: Day },
): Decision<Statement> {
  const status = move(statementLifecycle, 'pay', statement.status, 'Only an approved statement can be paid');
  ensure(by !== statement.drawnBy, 'paid-by-another', 'Payment must be recorded by someone other than the officer who drew the statement');
  ensure(paidOn <= today, 'not-in-future', 'The payment date must be today or in the past', 'paidOn');
  ensure(
    statement.approvedOn && paidOn >= statement.approvedOn,
    'paid-when-approved',
    'The payment date must not be before the statement was approved',
    'paidOn',
  );
  ensure(/^\S.{0,99}$/u.test(reference), 'payment-needs-reference', 'Enter the payment reference, 100 characters or fewer', 'reference');
  return decided(statement, events.STATEMENT_PAID, { status, paidOn, paymentReference: reference });
}

function ensurePlaced(lines: readonly StatementLine[], lineIds: readonly string[]): void {
  const known = lineIds.length > 0 && lineIds.every((id) => lines.some((line) => line.id === id));
  ensure(known, 'line-on-statement', 'Choose at least one line of this statement', 'lineIds');
}

function placed(line: LineToPlace, statementId: string): StatementLine {
  return { ...line, statementId, disputeReason: null, disputedOn: null, movedOn: null };
}

function decided(statement: Statement, type: string, changes: Partial<Statement>, extra: object = {}): Decision<Statement> {
  return { changes, events: [happened(type, { ...statement, ...changes }, extra)] };
}

function happened(type: string, { id, contractId, month, status, netPence, vatPence }: Statement, extra: object = {}): DomainEvent {
  const data: StatementEventData = { statementId: id, contractId, month, status, netPence, vatPence, ...extra };
  return { type, data };
}
