import type { HistoryRow } from '#libs/persistence';
import { endKinds } from './delivery.words.js';

/** One line of the timeline. */
export interface TimelineEntry {
  readonly what: string;
  readonly who: string;
  readonly at: Date;
}

const words: Readonly<Record<string, string>> = {
  'referral.send': 'Referral sent',
  'referral.allocate': 'Referral allocated to another organisation',
  'referral.accept': 'Referral accepted',
  'referral.decline': 'Referral declined',
  'referral.withdraw': 'Referral withdrawn',
  'referral.end': 'Referral closed',
  'case.accept': 'Case opened',
  'case.reassign': 'Case given to another caseworker',
  'case.end': 'Case ended',
  'appointment.book': 'Appointment booked',
  'appointment.reschedule': 'Appointment moved',
  'appointment.record': 'Feedback given',
  'plan.submit': 'Plan submitted',
  'plan.approve': 'Plan approved',
  'report.submit': 'End of service report submitted',
};

interface Content {
  readonly changes?: Readonly<Record<string, readonly [unknown, unknown]>>;
  readonly children?: readonly { readonly child: string; readonly insert?: readonly Record<string, unknown>[]; readonly update?: readonly { readonly set: Record<string, unknown> }[] }[];
}

/** Who did what when, in the order given; what someone wrote stays on the case page. A referral follows its case, so it is not told twice. `nameOf` names people by id. */
export function timeline(rows: readonly HistoryRow[], nameOf: (id: string) => string): TimelineEntry[] {
  return rows.filter(({ action }) => action !== 'referral.reassign').map((row) => ({ what: inWords(row, nameOf), who: row.actorName, at: row.occurredAt }));
}

/** Ids of the caseworkers a timeline names. */
export function caseworkersIn(rows: readonly HistoryRow[]): string[] {
  const changed = rows.filter(({ action, content }) => action === 'case.reassign' && content !== null);
  return [...new Set(changed.flatMap(({ content }) => (JSON.parse(content ?? '{}') as Content).changes?.['caseworkerId'] ?? []).map(String))];
}

function inWords({ action, content }: HistoryRow, nameOf: (id: string) => string): string {
  const what = words[action] ?? action;
  if (content === null) return what;
  const read = JSON.parse(content) as Content;
  const detail = action === 'case.reassign' ? handedOver(read, nameOf) : detailOf(action, read);
  return detail ? `${what}: ${detail}` : what;
}

const attendance: Readonly<Record<string, string>> = { yes: 'attended', late: 'attended late', no: 'not attended' };

function detailOf(action: string, content: Content): string | null {
  const inserted = content.children?.flatMap((each) => each.insert ?? [])[0] ?? {};
  const updated = content.children?.flatMap((each) => each.update ?? []).at(-1)?.set ?? {};
  switch (action) {
    case 'appointment.book':
      return inserted['kind'] === 'assessment' ? 'initial assessment' : `session ${String(inserted['number'])}`;
    case 'appointment.record':
      return attendance[String(updated['attended'])] ?? null;
    case 'plan.approve':
      return updated['isSilent'] === true ? 'nobody answered in 5 working days' : null;
    case 'case.end':
      return endedAs(content.changes?.['endKind']?.[1]);
    default:
      return null;
  }
}

function handedOver({ changes }: Content, nameOf: (id: string) => string): string | null {
  const [from, to] = (changes?.['caseworkerId'] ?? []).map((id) => nameOf(String(id)));
  return from && to ? `from ${from} to ${to}` : null;
}

function endedAs(kind: unknown): string | null {
  const words: Readonly<Record<string, string>> = endKinds;
  return words[String(kind)]?.toLowerCase() ?? null;
}
