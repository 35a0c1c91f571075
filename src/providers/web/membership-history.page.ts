import { formatRoundPounds } from '#libs/kernel';
import type { HistoryRow } from '#libs/persistence';
import { reasonInWords } from '../domain/membership-reasons.js';
import type { CatalogueNames } from './catalogue-names.js';

/** One thing that happened to a membership. */
export interface HistoryEntry {
  readonly what: string;
  readonly words: string | null;
  readonly who: string;
  readonly at: Date;
}

/** What the words of history need: names of codes, and the question of an answer by the answer's id. */
export interface HistoryNames extends CatalogueNames {
  readonly answer: (id: string) => string;
}

type Columns = Readonly<Record<string, unknown>>;

interface Content {
  readonly row?: Columns;
  readonly changes?: Readonly<Record<string, readonly [unknown, unknown]>>;
  readonly children?: readonly { readonly child: string; readonly insert?: readonly Columns[]; readonly update?: readonly { readonly id: string; readonly set: Columns }[] }[];
}

/** Who did what when, in plain words, in the order given. */
export function historyEntries(rows: readonly HistoryRow[], names: HistoryNames): HistoryEntry[] {
  return rows.map(({ action, actorName, occurredAt, content }) => {
    const read = content === null ? {} : (JSON.parse(content) as Content);
    return { what: inWords(action, read, names), words: wordsOf(read), who: actorName, at: occurredAt };
  });
}

function inWords(action: string, content: Content, names: HistoryNames): string {
  switch (action) {
    case 'member.admit':
      return `${content.row || after(content, 'status') === 'active' ? 'Admitted' : 'Admitted also'} for ${admittedFor(content, names)}`;
    case 'member.suspend':
      return `Suspended: ${reasonOf(content)}`;
    case 'member.reinstate':
      return `Suspension ended: ${reasonOf(content)}`;
    case 'member.remove':
      return `Removed: ${reasonOf(content)}`;
    case 'member.recompute-band':
      return `Largest annual contract changed from ${limit(content.changes?.['financialBandPence']?.[0])} to ${limit(after(content, 'financialBandPence'))}, because the rule for financial bands changed`;
    case 'member.watch-evidence':
      return watched(content, names);
    case 'member.keep-answers':
      return `${after(content, 'status') === 'active' ? 'Evidence renewed and suspension ended' : 'Answers brought up to date'}: ${updated(content).map(({ id }) => names.answer(id)).join('; ')}`;
    default:
      return action;
  }
}

function watched(content: Content, names: HistoryNames): string {
  const warned = updated(content).map(({ id, set }) => `${names.answer(id)} (${String(set['warnedDays'])} days or less)`);
  const warning = warned.length > 0 ? [`Warned of evidence about to run out: ${warned.join('; ')}`] : [];
  return [...(after(content, 'status') === 'suspended' ? ['Suspended: evidence has run out'] : []), ...warning].join('. ');
}

function admittedFor(content: Content, { category, area }: CatalogueNames): string {
  const parts = (content.children ?? []).filter(({ child }) => child === 'admissions').flatMap(({ insert = [] }) => insert);
  if (parts.length === 0) return 'nothing new';
  return parts.map((part) => `${category(String(part['categoryCode']))} in ${area(String(part['areaCode']))}`).join(', ');
}

function updated({ children = [] }: Content): { readonly id: string; readonly set: Columns }[] {
  return children.flatMap(({ child, update = [] }) => (child === 'answers' ? update : []));
}

function reasonOf(content: Content): string {
  return reasonInWords(String(after(content, 'statusReason') ?? 'other'), null)?.toLowerCase() ?? '';
}

function wordsOf(content: Content): string | null {
  const words = after(content, 'statusWords');
  return typeof words === 'string' ? words : null;
}

function after({ changes }: Content, column: string): unknown {
  return changes?.[column]?.[1];
}

function limit(pence: unknown): string {
  return typeof pence === 'number' ? formatRoundPounds(pence) : 'no limit';
}
