import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import nunjucks from 'nunjucks';
import { formatDay, formatMonth, formatPounds, parseDay, parseMonth } from '#libs/kernel';
import * as shapes from './shapes.js';
import { messageFor, partOfDay, poundsAsTyped, tickedIn, yesOrNo } from './typed.js';

const require = createRequire(import.meta.url);
const instant = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', day: 'numeric', month: 'long', year: 'numeric', hour: 'numeric', minute: '2-digit', hourCycle: 'h23' });
const number = new Intl.NumberFormat('en-GB');
const ownViews = join(dirname(fileURLToPath(import.meta.url)), 'views');

/** Folders of the published design systems inside node_modules. */
export const packages = {
  govuk: dirname(dirname(require.resolve('govuk-frontend'))),
  moj: dirname(require.resolve('@ministryofjustice/frontend/package.json')),
};

/** The template environment: autoescaping, the macros of both design systems and ours, and the filters pages use. */
export function templates(views: readonly string[]): nunjucks.Environment {
  const roots = [...views, ownViews, packages.govuk, packages.moj];
  const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader(roots), { autoescape: true, throwOnUndefined: false, trimBlocks: true, lstripBlocks: true });
  const filters: Record<string, (value: never, ...rest: never[]) => unknown> = {
    ...shapes,
    ...{ pounds, day, dayTime, month, count, messageFor, partOfDay, poundsAsTyped, tickedIn, yesOrNo },
  };
  for (const [name, filter] of Object.entries(filters)) environment.addFilter(name, filter as (...args: unknown[]) => unknown);
  return environment;
}

/** Pence as pounds; nothing for null. */
function pounds(pence: number | null | undefined): string {
  return typeof pence === 'number' ? formatPounds(pence) : '';
}

/** A Day as "4 May 2026"; nothing for null. */
function day(on: string | null | undefined): string {
  const read = on ? parseDay(on) : null;
  return read ? formatDay(read) : '';
}

/** An instant as "4 May 2026 at 14:05", London time. */
function dayTime(at: Date | string | null | undefined): string {
  if (!at) return '';
  const parts = Object.fromEntries(instant.formatToParts(typeof at === 'string' ? Date.parse(at) : at).map(({ type, value }) => [type, value]));
  return `${parts.day} ${parts.month} ${parts.year} at ${parts.hour}:${parts.minute}`;
}

/** A Month as "May 2026". */
function month(text: string | null | undefined): string {
  const read = text ? parseMonth(text) : null;
  return read ? formatMonth(read) : '';
}

/** A count as "1,234", or "100+" above a cap. */
function count(value: number | null | undefined, cap?: number): string {
  if (typeof value !== 'number') return '';
  return cap !== undefined && value > cap ? `${number.format(cap)}+` : number.format(value);
}
