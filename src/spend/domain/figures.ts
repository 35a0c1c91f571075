import { share, type Month, type Pence } from '#libs/kernel';

/** What spend counts, for one month, region, service type and contract. Amounts in pence without VAT. */
export interface Counted {
  readonly month: Month;
  readonly regionCode: string;
  readonly serviceTypeCode: string;
  readonly earnedPence: Pence;
  readonly invoicedPence: Pence;
  readonly paidPence: Pence;
  readonly started: number;
  readonly completed: number;
}

/** What may be added up. */
export type Amounts = Omit<Counted, 'month' | 'regionCode' | 'serviceTypeCode'>;

/** Figures of a selection; a cost is null where there is no case to share it. */
export interface Figures extends Amounts {
  readonly costPerStartPence: Pence | null;
  readonly costPerCompletionPence: Pence | null;
}

/** Every figure shown, by name. */
export type FigureName = keyof Figures;

/** What each figure is and how it is counted: the one definition, shown beside it. */
export const definitions: Readonly<Record<FigureName, { readonly name: string; readonly words: string }>> = {
  earnedPence: { name: 'Earned', words: 'The price, without VAT, of everything delivered in the month under the rate card then in force, whether or not it is on a statement yet.' },
  invoicedPence: { name: 'Invoiced', words: 'The part of what was earned that stands on a statement the provider has agreed, or that counts as agreed. Disputed lines are left out.' },
  paidPence: { name: 'Paid', words: 'The part of what was earned that stands on a statement whose payment is recorded.' },
  started: { name: 'Cases started', words: 'Cases whose first attended session was in the month.' },
  completed: { name: 'Cases completed', words: 'Cases that ended in the month as completed: every session in the plan was recorded.' },
  costPerStartPence: { name: 'Cost per started case', words: 'Earned, divided by cases started, over the same months, regions and services. Work for cases that started earlier is in it.' },
  costPerCompletionPence: { name: 'Cost per completed case', words: 'Earned, divided by cases completed, over the same months, regions and services. Work for cases not yet completed is in it.' },
};

const NOTHING: Amounts = { earnedPence: 0, invoicedPence: 0, paidPence: 0, started: 0, completed: 0 };

/** Adds up rows and works out the costs per case, to the nearest penny. */
export function figuresOf(rows: readonly Amounts[]): Figures {
  const sum = rows.reduce<Amounts>(
    (total, row) => ({
      earnedPence: total.earnedPence + row.earnedPence,
      invoicedPence: total.invoicedPence + row.invoicedPence,
      paidPence: total.paidPence + row.paidPence,
      started: total.started + row.started,
      completed: total.completed + row.completed,
    }),
    NOTHING,
  );
  return { ...sum, costPerStartPence: each(sum.earnedPence, sum.started), costPerCompletionPence: each(sum.earnedPence, sum.completed) };
}

/** Figures for each of some values of a column, in that order; values without a row have figures of nothing. */
export function figuresBy<Column extends 'month' | 'regionCode' | 'serviceTypeCode'>(rows: readonly Counted[], column: Column, values: readonly Counted[Column][]): { readonly value: Counted[Column]; readonly figures: Figures }[] {
  return values.map((value) => ({ value, figures: figuresOf(rows.filter((row) => row[column] === value)) }));
}

function each(pence: Pence, cases: number): Pence | null {
  return cases === 0 ? null : share(pence, 1, cases);
}
