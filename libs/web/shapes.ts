import nunjucks from 'nunjucks';
import type { FieldError } from '#libs/kernel';
import { escaped } from './escaped.js';
import type { AnswerRow } from './forms/journey.js';
import { tickedIn } from './typed.js';

/** "4 May 2026" or "May 2026". */
const DAY_OR_MONTH = /^(\d{1,2} )?[A-Z][a-z]+ \d{4}$/;

interface Labelled {
  readonly label: string;
  readonly heading?: boolean;
  readonly labelClasses?: string;
}

/** One choice of radios, checkboxes or a select; `html` is shown once it is chosen. */
export interface ChoiceItem {
  readonly value?: unknown;
  readonly text?: string;
  readonly hint?: string;
  readonly html?: unknown;
  readonly divider?: string;
}

interface ShownRow extends AnswerRow {
  readonly html?: unknown;
  readonly href?: string;
  readonly change?: string;
}

interface ShownCell {
  readonly text?: string | number;
  readonly html?: unknown;
  readonly numeric?: boolean;
}

type Cell = string | number | null | ShownCell;

/** Options as the label of one control; the page's heading when it is its only question. */
export function labelOf({ label, heading, labelClasses }: Labelled): object {
  return { text: label, isPageHeading: heading ?? false, classes: labelClasses ?? (heading ? 'govuk-label--l' : 'govuk-label--s') };
}

/** Options as the legend of a group of controls. */
export function legendOf({ label, heading, labelClasses }: Labelled): object {
  return { text: label, isPageHeading: heading ?? false, classes: labelClasses ?? (heading ? 'govuk-fieldset__legend--l' : 'govuk-fieldset__legend--s') };
}

/** A hint, or false for none. */
export function hintOf(text: string | undefined): { text: string } | false {
  return text ? { text } : false;
}

/** Choices with the one (or those) answered marked. */
export function choices(items: readonly ChoiceItem[] | undefined, value: unknown): object[] {
  return (items ?? []).map(({ divider, html, hint, ...item }) => {
    const chosen = tickedIn(value, item.value);
    return divider ? { divider } : { ...item, checked: chosen, selected: chosen, hint: hintOf(hint), conditional: html ? { html } : false };
  });
}

/** Field errors as links to their fields; an error about the whole form is text alone. */
export function errorLinks(errors: readonly FieldError[]): object[] {
  return errors.map(({ field, message }) => (field ? { text: message, href: `#${field}` } : { text: message }));
}

/** Words with a capital first letter; a text that begins with none, such as "£5", stays. */
export function sentence(words: string | null | undefined): string {
  return (words ?? '').replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

/** Rows of a summary list; lists and line breaks print one a line. */
export function summaryRows(rows: readonly ShownRow[]): object[] {
  return rows.map(({ label, value, html, href, change }) => ({
    key: { text: label },
    value: html ? { html } : shown(value),
    actions: href ? { items: [{ href, text: change ?? 'Change', visuallyHiddenText: change ? undefined : label.toLowerCase() }] } : undefined,
  }));
}

/** Cells of one row in the table macro's shape; figures line up right under a numeric heading. */
export function tableCells(cells: readonly Cell[], head: readonly Cell[]): ShownCell[] {
  return cells.map((cell, index) => {
    const column = head[index];
    const numeric = typeof column === 'object' && column?.numeric === true;
    const own = textOrHtml(cell);
    return { ...own, format: numeric || own.numeric ? 'numeric' : undefined };
  });
}

/** Rows in the table macro's shape. Each cell knows its heading, for phones; days and months stay on one line. */
export function tableRows(rows: readonly (readonly Cell[])[], head: readonly Cell[]): object[][] {
  return rows.map((row) =>
    tableCells(row, head).map((cell, index) => ({ ...cell, classes: cellClasses(cell), attributes: { 'data-label': textOrHtml(head[index] ?? '').text ?? '' } })),
  );
}

function textOrHtml(cell: Cell): ShownCell {
  return typeof cell === 'object' && cell !== null ? cell : { text: String(cell ?? '') };
}

function cellClasses({ text, html }: ShownCell): string {
  const words = String(text ?? html ?? '').trim();
  if (words === '') return 'app-nothing';
  return DAY_OR_MONTH.test(words) ? 'app-whole' : '';
}

function shown(value: string | number | readonly string[] | null | undefined): object {
  if (value === null || value === undefined || value === '') return { text: 'Not given' };
  const lines = typeof value === 'string' || typeof value === 'number' ? String(value).split('\n') : value;
  if (lines.length === 1) return { text: lines[0] };
  return { html: new nunjucks.runtime.SafeString(lines.map(escaped).join('<br>')) };
}
