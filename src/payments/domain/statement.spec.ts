import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { day, parseMonth, workingDays, type Creation, type Day, type Decision, type Month } from '#libs/kernel';
import { ruleOf } from '../../../test/support/rules.js';
import {
  addLines,
  agreeBySilence,
  agreeStatement,
  approveStatement,
  disputeLines,
  drawStatement,
  payStatement,
  sendStatement,
  totals,
  withdrawDispute,
} from './statement.js';
import type { Statement, StatementLine } from './statement.js';

const month = (text: string): Month => parseMonth(text) as Month;
const place = (n: number, netPence: number): { id: string; chargeLineId: string; netPence: number; vatPence: number } => ({
  id: `line-${n}`,
  chargeLineId: `charge-${n}`,
  netPence,
  vatPence: netPence / 5,
});
const draw = (over: Partial<Parameters<typeof drawStatement>[0]> = {}): Creation<Statement> =>
  drawStatement({
    id: 'statement-1',
    contractId: 'contract-1',
    month: month('2026-05'),
    lines: [place(1, 185_00), place(2, 185_00), place(3, 300_00)],
    gone: [],
    by: 'officer',
    today: day('2026-05-20'),
    ...over,
  });
const after = (statement: Statement, decision: Decision<Statement>): Statement => ({ ...statement, ...decision.changes });

const drawn = draw().row;
const sent = after(drawn, sendStatement(drawn, { today: day('2026-05-21'), workingDays }));
const lines = draw().children?.[0]?.insert as StatementLine[];
const thirdDisputed = lines.map((line) =>
  line.id === 'line-3' ? { ...line, disputeReason: 'The outcome was reported twice', disputedOn: day('2026-05-26') } : line,
);
const disputed: Statement = { ...sent, status: 'disputed' };
const agreed = after(sent, agreeStatement(sent, { lines, by: 'provider', today: day('2026-05-28') }));
const approval = { by: 'approver', limitPence: 10_000_00, today: day('2026-06-01') };
const approved = after(agreed, approveStatement(agreed, approval));

describe('drawing a statement', () => {
  it('adds its lines: two assessments at £185.00 and an outcome at £300.00 are £670.00 and £134.00 VAT', () => {
    expect(drawn).toMatchObject({ status: 'draft', netPence: 670_00, vatPence: 134_00, drawnBy: 'officer', drawnOn: '2026-05-20' });
    expect(totals(lines)).toEqual({ netPence: 670_00, vatPence: 134_00, grossPence: 804_00 });
    expect(lines.every((line) => line.statementId === 'statement-1' && line.disputeReason === null && line.movedOn === null)).toBe(true);
  });

  it('says so', () => {
    const data = { statementId: 'statement-1', contractId: 'contract-1', month: '2026-05', status: 'draft', netPence: 670_00, vatPence: 134_00 };
    expect(draw().events).toEqual([{ type: 'payments.statement-drawn', data }]);
  });

  it('needs something to pay, a month that has begun, and one not sent already', () => {
    expect(ruleOf(() => draw({ lines: [] }))).toBe('nothing-to-pay');
    expect(ruleOf(() => draw({ month: month('2026-06') }))).toBe('month-not-begun');
    expect(ruleOf(() => draw({ gone: [month('2026-05')] }))).toBe('month-already-gone');
  });

  it('takes more lines until it is sent', () => {
    expect(addLines(drawn, [place(4, 40_00)]).changes).toEqual({ netPence: 710_00, vatPence: 142_00 });
    expect(ruleOf(() => addLines(sent, [place(4, 40_00)]))).toBe('not-now');
  });
});

describe('sending a statement', () => {
  it('gives the provider five working days: from Thursday 21 May, over a bank holiday, to Friday 29 May', () => {
    expect(sent).toMatchObject({ status: 'with-provider', sentOn: '2026-05-21', answerBy: '2026-05-29' });
  });
});

describe('disputing lines', () => {
  const dispute = (over: object = {}): Decision<Statement> =>
    disputeLines(sent, { lines, lineIds: ['line-3'], reason: 'The outcome was reported twice', today: day('2026-05-29'), ...over });

  it('keeps the reason on the line, up to the last day to answer', () => {
    expect(dispute().changes).toEqual({ status: 'disputed' });
    expect(dispute().children).toEqual([
      { child: 'lines', update: [{ id: 'line-3', set: { disputeReason: 'The outcome was reported twice', disputedOn: '2026-05-29' } }] },
    ]);
  });

  it('needs a reason, a line of this statement, and to be in time', () => {
    expect(ruleOf(() => dispute({ reason: ' ' }))).toBe('dispute-needs-reason');
    expect(ruleOf(() => dispute({ lineIds: ['line-9'] }))).toBe('line-on-statement');
    expect(ruleOf(() => dispute({ lineIds: [] }))).toBe('line-on-statement');
    expect(ruleOf(() => dispute({ today: day('2026-05-30') }))).toBe('too-late-to-dispute');
  });

  it('can be taken back, and the statement is undisputed when none is left', () => {
    expect(withdrawDispute(disputed, { lines: thirdDisputed, lineIds: ['line-3'] }).changes).toEqual({ status: 'with-provider' });
    const two = thirdDisputed.map((line) => (line.id === 'line-1' ? { ...line, disputeReason: 'Not us' } : line));
    expect(withdrawDispute(disputed, { lines: two, lineIds: ['line-3'] }).changes).toEqual({ status: 'disputed' });
  });
});

describe('agreeing a statement', () => {
  it('makes it an invoice due thirty days later', () => {
    expect(agreed).toMatchObject({
      status: 'agreed',
      agreedBy: 'provider',
      agreedOn: '2026-05-28',
      agreedBySilence: false,
      dueOn: '2026-06-27',
      netPence: 670_00,
    });
  });

  it('lets the undisputed part go ahead and moves the rest to the next statement', () => {
    const decided = agreeStatement(disputed, { lines: thirdDisputed, by: 'provider', today: day('2026-05-28') });
    expect(decided.changes).toMatchObject({ status: 'agreed', netPence: 370_00, vatPence: 74_00 });
    expect(decided.children).toEqual([{ child: 'lines', update: [{ id: 'line-3', set: { movedOn: '2026-05-28' } }] }]);
    expect(decided.events?.[0]).toMatchObject({
      type: 'payments.statement-agreed',
      data: { netPence: 370_00, bySilence: false, movedChargeLineIds: ['charge-3'] },
    });
  });

  it('needs at least one line that is not disputed', () => {
    const all = lines.map((line) => ({ ...line, disputeReason: 'Not us' }));
    expect(ruleOf(() => agreeStatement(disputed, { lines: all, by: 'provider', today: day('2026-05-28') }))).toBe('everything-disputed');
  });

  it('happens by silence on the day after the fifth working day, not on it', () => {
    expect(ruleOf(() => agreeBySilence(sent, { lines, today: day('2026-05-29') }))).toBe('still-time-to-answer');
    expect(agreeBySilence(sent, { lines, today: day('2026-05-30') }).changes).toMatchObject({
      status: 'agreed',
      agreedBy: null,
      agreedBySilence: true,
      dueOn: '2026-06-29',
    });
  });

  it('happens once', () => expect(ruleOf(() => agreeStatement(agreed, { lines, by: 'provider', today: day('2026-05-28') }))).toBe('not-now'));
});

describe('approving and paying a statement', () => {
  it('takes an approver who did not draw it', () => {
    expect(approved).toMatchObject({ status: 'approved', approvedBy: 'approver', approvedOn: '2026-06-01' });
    expect(ruleOf(() => approveStatement(agreed, { ...approval, by: 'officer' }))).toBe('approved-by-another');
  });

  it('stays within the approver’s limit, VAT included', () => {
    expect(ruleOf(() => approveStatement(agreed, { ...approval, limitPence: 804_00 }))).toBeNull();
    expect(ruleOf(() => approveStatement(agreed, { ...approval, limitPence: 803_99 }))).toBe('within-limit');
  });

  it('cannot come before agreement', () => expect(ruleOf(() => approveStatement(sent, approval))).toBe('not-now'));

  it('ends with the payment and its reference', () => {
    const payment = { by: 'approver', paidOn: day('2026-06-10'), reference: 'BACS 42', today: day('2026-06-11') };
    expect(payStatement(approved, payment).changes).toEqual({ status: 'paid', paidOn: '2026-06-10', paymentReference: 'BACS 42' });
    expect(ruleOf(() => payStatement(approved, { ...payment, paidOn: day('2026-06-12') }))).toBe('not-in-future');
    expect(ruleOf(() => payStatement(approved, { ...payment, paidOn: day('2026-05-31') }))).toBe('paid-when-approved');
    expect(ruleOf(() => payStatement(approved, { ...payment, reference: ' ' }))).toBe('payment-needs-reference');
    expect(ruleOf(() => payStatement(agreed, payment))).toBe('not-now');
    expect(ruleOf(() => payStatement(approved, { ...payment, by: 'officer' }))).toBe('paid-by-another');
  });
});

it('whatever is disputed, what is agreed and what moves on make up the whole', () => {
  const choices = fc.array(fc.tuple(fc.nat(100_000), fc.boolean()), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(choices, (chosen) => {
      fc.pre(chosen.some(([, isDisputed]) => !isDisputed));
      const on: Day = day('2026-05-28');
      const all = chosen.map(([pence, isDisputed], n): StatementLine => ({
        ...place(n, pence * 5),
        statementId: 'statement-1',
        disputeReason: isDisputed ? 'No' : null,
        disputedOn: null,
        movedOn: null,
      }));
      const decided = agreeStatement(disputed, { lines: all, by: 'provider', today: on });
      const moved = all.filter((line) => decided.children?.[0]?.update?.some((update) => update.id === line.id));
      expect((decided.changes?.netPence ?? 0) + totals(moved).netPence).toBe(totals(all).netPence);
    }),
  );
});
