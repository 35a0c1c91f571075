import { formatDay, formatMonth, formatPounds, sumPence } from '#libs/kernel';
import type { ChargedLine } from '../payments.public.js';

/** What a case has earned, line by line, and where each line stands. */
export function caseLinesPage(reference: string, lines: readonly ChargedLine[]): object {
  return {
    title: `What case ${reference} has earned`,
    total: formatPounds(sumPence(lines.map((line) => line.amountPence))),
    rows: lines.map((line) => ({ id: line.id, arithmetic: line.arithmetic, month: formatMonth(line.month), net: formatPounds(line.amountPence), stands: standing(line), statementId: line.statementId })),
  };
}

/** Where the money of a line stands, in words. */
function standing({ statementId, invoicedOn, paidOn }: ChargedLine): string {
  if (paidOn) return `Paid ${formatDay(paidOn)}`;
  if (invoicedOn) return `Invoiced ${formatDay(invoicedOn)}`;
  return statementId ? 'On a statement' : 'Not on a statement yet';
}
