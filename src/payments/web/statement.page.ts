import { canMove, formatDay, formatMonth, formatPounds, monthOf, type Day } from '#libs/kernel';
import type { PageOf } from '#libs/api';
import type { AnswerRow } from '#libs/web';
import type { ContractSummary } from '../../contracts/contracts.public.js';
import type { StatementLineRow, StatementRow, Undrawn } from '../application/statements.queries.js';
import type { LineGroup } from '../domain/statement-groups.js';
import { statementLifecycle, totals, type Statement, type StatementAction } from '../domain/statement.js';
import { RESTRICTED_CASE } from '../application/shown-cases.js';
import type { StatementStatus } from '../payments.public.js';

/** How a statement's state reads, and the colour of its tag. */
export const statementTags: Readonly<Record<StatementStatus, { readonly text: string; readonly colour: string }>> = {
  draft: { text: 'Draft', colour: 'grey' },
  'with-provider': { text: 'With the provider', colour: 'blue' },
  disputed: { text: 'Disputed', colour: 'red' },
  agreed: { text: 'Agreed', colour: 'turquoise' },
  approved: { text: 'Approved', colour: 'purple' },
  paid: { text: 'Paid', colour: 'green' },
};

/** What one statement's page shows. */
export interface Shown {
  readonly statement: Statement & { readonly revision: number };
  readonly contract: ContractSummary;
  readonly groups: readonly LineGroup[];
  readonly disputed: { readonly lines: number; readonly netPence: number };
  readonly may: (action: string) => boolean;
  readonly nameOf: (id: string | null) => string;
}

/** One statement: where it stands, what it adds up to, and buttons for what the reader may do now. */
export function statementPage({ statement, contract, groups, disputed, may, nameOf }: Shown, readerId: string): object {
  const now = (action: StatementAction) => may(`statement.${action}`) && canMove(statementLifecycle, action, statement.status);
  const isOwn = statement.drawnBy === readerId;
  const { netPence, vatPence, grossPence } = totals([statement]);
  return {
    statement,
    contract,
    statementTags,
    title: `Statement for ${formatMonth(statement.month)}`,
    facts: factRows({ statement, contract, nameOf }),
    groups: groups.map((group) => ({ ...group, net: formatPounds(group.netPence), vat: formatPounds(group.vatPence), href: `/statements/${statement.id}/lines?earned=${group.earned}` })),
    totals: [formatPounds(netPence), formatPounds(vatPence), formatPounds(grossPence)],
    disputed: disputed.lines > 0 ? { count: disputed.lines, net: formatPounds(disputed.netPence), hasMoved: statement.agreedOn !== null } : null,
    maySend: now('send'),
    mayAddLines: now('add-lines'),
    mayAgree: now('agree'),
    mayDispute: now('dispute'),
    mayApprove: now('approve') && !isOwn,
    mayPay: now('pay') && !isOwn,
    needsAnother: isOwn && (now('approve') || now('pay')),
  };
}

function factRows({ statement, contract, nameOf }: Pick<Shown, 'statement' | 'contract' | 'nameOf'>): AnswerRow[] {
  const { sentOn, answerBy, agreedOn, agreedBy, agreedBySilence, dueOn, approvedOn, approvedBy, paidOn, paymentReference } = statement;
  const agreedHow = agreedBySilence ? 'by the provider not answering within five working days' : `by ${nameOf(agreedBy)}`;
  return [
    { label: 'Contract', value: [contract.title, contract.reference] },
    { label: 'Provider', value: contract.primeName },
    { label: 'Amount with VAT', value: formatPounds(statement.netPence + statement.vatPence) },
    { label: 'Drawn', value: `${formatDay(statement.drawnOn)} by ${nameOf(statement.drawnBy)}` },
    ...(sentOn ? [{ label: 'Sent to the provider', value: formatDay(sentOn) }] : []),
    ...(answerBy && !agreedOn ? [{ label: 'Answer by', value: [formatDay(answerBy), 'After that day it counts as agreed'] }] : []),
    ...(agreedOn ? [{ label: 'Agreed', value: `${formatDay(agreedOn)} ${agreedHow}` }] : []),
    ...(dueOn && !paidOn ? [{ label: 'Payment due by', value: formatDay(dueOn) }] : []),
    ...(approvedOn ? [{ label: 'Approved', value: `${formatDay(approvedOn)} by ${nameOf(approvedBy)}` }] : []),
    ...(paidOn ? [{ label: 'Paid', value: [formatDay(paidOn), `Reference ${paymentReference ?? ''}`] }] : []),
  ];
}

/** The list of statements; links keep the filter: a state, one contract, or both. */
export function statementsListPage(found: PageOf<StatementRow> & { readonly isFirst: boolean }, filter: { readonly status?: StatementStatus; readonly contract?: string }): object {
  const { status, ...own } = filter;
  const address = (query: Record<string, string>) => [`/statements`, new URLSearchParams(query).toString()].filter(Boolean).join('?');
  const link = (query: Record<string, string>) => address({ ...filter, ...query });
  return {
    statementTags,
    onlyContract: filter.contract ? (found.items[0]?.contractTitle ?? 'One contract') : null,
    rows: found.items.map((row) => ({ ...row, month: formatMonth(row.month), amount: formatPounds(row.netPence + row.vatPence), next: nextDay(row) })),
    links: { next: found.next ? link({ after: found.next }) : undefined, first: found.isFirst ? undefined : link({}) },
    tabs: [undefined, ...(Object.keys(statementTags) as StatementStatus[])].map((each) => ({
      text: each ? statementTags[each].text : 'All',
      href: address(each ? { ...own, status: each } : own),
      active: each === status,
    })),
  };
}

function nextDay({ status, answerBy, dueOn }: StatementRow): string {
  if ((status === 'with-provider' || status === 'disputed') && answerBy) return `Answer by ${formatDay(answerBy)}`;
  return (status === 'agreed' || status === 'approved') && dueOn ? `Pay by ${formatDay(dueOn)}` : '';
}

/** What could be drawn: one row for each contract and month; the current month is "to date". */
export function undrawnPage(rows: readonly Undrawn[], today: Day): object {
  return {
    rows: rows.map((row) => ({
      ...row,
      monthName: row.month === monthOf(today) ? `${formatMonth(row.month)}, to date` : formatMonth(row.month),
      amount: formatPounds(row.netPence),
      work: row.lines === 1 ? '1 line' : `${row.lines} lines`,
    })),
  };
}

/** Lines of a statement: the day, the words, the case and the money of each, and what can be disputed. */
export function linesPage({ statement, lines, may, links }: { readonly statement: Statement; readonly lines: readonly StatementLineRow[]; readonly may: (action: string) => boolean; readonly links: object }): object {
  const now = (action: StatementAction) => may(`statement.${action}`) && canMove(statementLifecycle, action, statement.status);
  return {
    statement,
    title: `Lines of the statement for ${formatMonth(statement.month)}`,
    links,
    rows: lines.map((line) => ({
      ...line,
      net: formatPounds(line.netPence),
      vat: formatPounds(line.vatPence),
      caseHref: line.reference === RESTRICTED_CASE ? null : `/cases/${line.caseId}/charge-lines`,
      isDisputed: line.disputeReason !== null,
      mayDispute: line.movedOn === null && line.disputeReason === null && now('dispute'),
      mayWithdraw: line.movedOn === null && line.disputeReason !== null && now('withdraw-dispute'),
    })),
  };
}
