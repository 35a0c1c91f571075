import { formatDay, formatMonth, formatPounds, formatRoundPounds, parseMonth } from '#libs/kernel';
import type { PageOf } from '#libs/api';
import { barChart, sentence, type AnswerRow } from '#libs/web';
import type { Part, Spend } from '../application/spend-figures.js';
import type { Chosen, Named } from '../application/selections.js';
import { RESTRICTED_CASE, type SpentLine } from '../application/spent-lines.js';
import { formatFinancialYear, type FinancialYear } from '../domain/financial-year.js';
import { definitions, type FigureName, type Figures } from '../domain/figures.js';

const NAMES = Object.keys(definitions) as FigureName[];
/** Figures that lead to lines, and the part of the money each is. */
const STATES: Partial<Record<FigureName, string>> = { earnedPence: '', invoicedPence: 'invoiced', paidPence: 'paid' };

interface Choices {
  readonly regions: readonly Named[];
  readonly serviceTypes: readonly Named[];
  readonly years: readonly FinancialYear[];
  /** The contract the figures are narrowed to, if they are. */
  readonly contract: string | null;
}

/** The commissioner's page: every figure with its definition, a chart with its table, and a link from every pound to its lines. */
export function spendPage(spend: Spend, chosen: Chosen, { regions, serviceTypes, years, contract }: Choices): object {
  const { asked, year } = chosen;
  const query = new URLSearchParams(asked).toString();
  return {
    title: `Spend in ${formatFinancialYear(year)}`,
    attempt: { values: { year: formatFinancialYear(year), region: asked['region'], serviceType: asked['serviceType'] }, errors: [] },
    years: years.map((each) => option({ code: formatFinancialYear(each), name: `April ${each} to March ${each + 1}` })),
    regions: regions.map(option),
    serviceTypes: serviceTypes.map(option),
    contract: contract && { id: asked['contract'], title: contract },
    manyRegions: regions.length > 1,
    query,
    key: NAMES.map((name) => ({ ...definitions[name], ...cell(spend.total, name, asked) })),
    chart: chartOf(spend),
    heads: NAMES.map((name) => definitions[name].name),
    months: spend.byMonth.map((part) => tableRow({ ...part, name: monthName(part.code) }, { ...asked, year: '', month: part.code })),
    regionRows: spend.byRegion.map((part) => tableRow(part, { ...asked, region: part.code })),
    typeRows: spend.byServiceType.map((part) => tableRow(part, { ...asked, serviceType: part.code })),
  };
}

/** Money by month in three parts that add up to what was earned. */
function chartOf({ byMonth, total }: Spend): string {
  const values = (of: (figures: Figures) => number) => byMonth.map((part) => of(part.figures));
  return barChart({
    id: 'spend-by-month',
    title: 'Earned by month, and how much of it is invoiced and paid',
    description: `${formatPounds(total.earnedPence)} earned, of which ${formatPounds(total.invoicedPence)} is invoiced and ${formatPounds(total.paidPence)} paid. The table below has every month.`,
    labels: byMonth.map((part) => monthName(part.code).slice(0, 3)),
    series: [
      { name: 'Paid', values: values((each) => each.paidPence) },
      { name: 'Invoiced, not paid', values: values((each) => each.invoicedPence - each.paidPence) },
      { name: 'Not invoiced', values: values((each) => each.earnedPence - each.invoicedPence) },
    ],
    format: formatRoundPounds,
  });
}

function tableRow(part: Part, asked: Readonly<Record<string, string>>): object {
  return { name: part.name, cells: NAMES.map((name) => cell(part.figures, name, asked)) };
}

/** One figure as text, and the address of the lines behind it. */
function cell(figures: Figures, name: FigureName, asked: Readonly<Record<string, string>>): { readonly text: string; readonly href: string | null } {
  const value = figures[name];
  const text = value === null ? 'None' : name.endsWith('Pence') ? formatPounds(value) : String(value);
  const state = STATES[name];
  return { text, href: state !== undefined && value ? `/spend/lines?${addressOf({ ...asked, state })}` : null };
}

function addressOf(parts: Readonly<Record<string, string>>): string {
  return new URLSearchParams(Object.entries(parts).filter(([, value]) => value !== '')).toString();
}

/** The lines behind a figure. */
export function spentLinesPage(found: PageOf<SpentLine> & { readonly isFirst: boolean }, { asked, state, selection, year }: Chosen): object {
  const link = (more: Record<string, string>) => `/spend/lines?${addressOf({ ...asked, ...more })}`;
  const [only] = selection.months;
  const period = selection.months.length === 1 && only ? formatMonth(only) : formatFinancialYear(year);
  const { month: _m, state: _s, contract: _c, ...kept } = asked;
  return {
    title: `${{ earned: 'Earned', invoiced: 'Invoiced', paid: 'Paid' }[state]} in ${period}: the lines`,
    definition: definitions[`${state}Pence`].words,
    back: `/spend?${addressOf({ ...kept, year: formatFinancialYear(year) })}`,
    csv: `/spend/lines.csv?${addressOf(asked)}`,
    rows: found.items.map((line) => ({ ...line, net: formatPounds(line.amountPence), monthName: formatMonth(line.month) })),
    links: { next: found.next ? link({ after: found.next }) : undefined, first: found.isFirst ? undefined : link({}) },
  };
}

/** One line: what happened, the rule that priced it, and where the money stands. */
export function spentLinePage(line: SpentLine, { categoryName, levelName, serviceType, region }: { readonly categoryName: string; readonly levelName: string; readonly serviceType: string; readonly region: string }): object {
  const rows: AnswerRow[] = [
    { label: 'What happened', value: sentence(line.arithmetic) },
    { label: 'Day', value: formatDay(line.occurredOn) },
    { label: 'Amount without VAT', value: formatPounds(line.amountPence) },
    { label: 'VAT', value: formatPounds(line.vatPence) },
    { label: 'Case', value: line.reference },
    { label: 'Support', value: [categoryName, `Complexity: ${levelName}`] },
    { label: 'Service', value: `${serviceType}, ${region}` },
    { label: 'Contract', value: [line.contract.title, line.contract.reference] },
    { label: 'Provider', value: line.contract.primeName },
    { label: 'Priced by', value: [`Version ${line.ruleVersion} of the rate card`, `Rule ${line.ruleLineage}`] },
    { label: 'Event', value: line.eventId },
    { label: 'Invoiced', value: line.invoicedOn ? formatDay(line.invoicedOn) : 'Not yet' },
    { label: 'Paid', value: line.paidOn ? formatDay(line.paidOn) : 'Not yet' },
  ];
  const caseHref = line.reference === RESTRICTED_CASE ? null : `/cases/${line.caseId}/charge-lines`;
  return { title: 'What this money paid for', rows, line, caseHref, back: `/spend/lines?month=${line.month}` };
}

function option({ code, name }: Named): { readonly value: string; readonly text: string } {
  return { value: code, text: name };
}

function monthName(text: string): string {
  const month = parseMonth(text);
  return month ? formatMonth(month) : text;
}
