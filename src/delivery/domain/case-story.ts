import { formatDay, dayOf } from '#libs/kernel';
import type { StoryDetail, StoryEntry } from '../../referrals/referrals.public.js';
import type { Appointment, Plan } from './case-file.js';
import type { CaseAllocation } from './hand-over.js';
import { londonTime } from './london-time.js';

/** One row of a case's history, its content read; null once erased. */
export interface ToldCase {
  readonly action: string;
  readonly actorName: string;
  readonly at: Date;
  readonly content: {
    readonly row?: Readonly<Record<string, unknown>>;
    readonly changes?: Readonly<Record<string, readonly [unknown, unknown]>>;
    readonly children?: readonly { readonly child: string; readonly insert?: readonly Readonly<Record<string, unknown>>[]; readonly update?: readonly { readonly id: string; readonly set: Readonly<Record<string, unknown>> }[] }[];
  } | null;
}

/** What ids and codes are called. */
export interface StoryNames {
  /** Names of people and organisations by id; empty for an unknown one. */
  readonly nameOf: (id: string) => string;
  /** Why a case ended, by the code of its reason. */
  readonly reasonOf: (code: string) => string | undefined;
}

const words: Readonly<Record<string, string>> = {
  'case.accept': 'Case opened',
  'case.reassign': 'Case given to another caseworker',
  'case.allocate': 'Case given to another organisation',
  'case.end': 'Case ended',
  'appointment.book': 'Appointment booked',
  'appointment.reschedule': 'Appointment moved',
  'appointment.record': 'Feedback given',
  'plan.submit': 'Plan submitted',
  'plan.approve': 'Plan approved',
  'report.submit': 'End of service report submitted',
};

/** Told by the referral: what it says, who reads it, and where it goes on. */
const silent = ['case.follow', 'case.limit', 'case.transfer', 'case.pass-on'];
const attendance: Readonly<Record<string, string>> = { yes: 'attended', late: 'attended late', no: 'not attended' };
const methods: Readonly<Record<string, string>> = { phone: 'Phone call', video: 'Video call', 'probation-office': 'At a probation office', 'other-address': 'Somewhere else' };
const askers: Readonly<Record<string, string>> = { person: 'The person on probation', provider: 'The provider', practitioner: 'The practitioner' };
const kinds: Readonly<Record<string, string>> = { completed: 'Completed', 'ended-early': 'Ended early', cancelled: 'Cancelled' };

/** What happened to a case in plain words, oldest first as the rows are. What someone wrote of a meeting stays on the case page. */
export function caseStory(rows: readonly ToldCase[], names: StoryNames): StoryEntry[] {
  const appointments = new Map<string, Partial<Appointment>>();
  return rows.flatMap((row) => {
    const entry = { ...tell(row, { ...names, appointments }), action: row.action, who: row.actorName, at: row.at, link: null };
    remember(row, appointments);
    return silent.includes(row.action) ? [] : [entry];
  });
}

/** Ids a story names. */
export function namedInCase(rows: readonly ToldCase[]): { readonly peopleIds: string[]; readonly organisationIds: string[] } {
  const columns = (name: string) => rows.flatMap(({ content }) => [content?.changes?.[name] ?? [], content?.row?.[name] ?? []].flat()).filter((id) => typeof id === 'string') as string[];
  return { peopleIds: [...new Set(columns('caseworkerId'))], organisationIds: [...new Set(columns('deliveringOrganisationId'))] };
}

interface Telling extends StoryNames {
  /** Appointments as they stood before the row. */
  readonly appointments: ReadonlyMap<string, Partial<Appointment>>;
}

function tell(row: ToldCase, telling: Telling): Pick<StoryEntry, 'what' | 'details'> {
  const what = words[row.action] ?? row.action.replaceAll('.', ': ').replaceAll('-', ' ');
  const told = row.content ? detailsOf(row, telling) : { details: [] };
  return { what: 'more' in told && told.more ? `${what}: ${told.more}` : what, details: told.details };
}

function detailsOf(row: ToldCase, { nameOf, reasonOf, appointments }: Telling): { readonly more?: string | null; readonly details: StoryDetail[] } {
  switch (row.action) {
    case 'case.accept':
      return { details: stated('Caseworker', nameOf(String(row.content?.row?.['caseworkerId'] ?? ''))) };
    case 'case.reassign':
      return { details: [changed(row, 'caseworkerId', { label: 'Caseworker', say: nameOf })].flat() };
    case 'case.allocate':
      return { details: [...changed(row, 'deliveringOrganisationId', { label: 'Delivered by', say: nameOf }), ...changed(row, 'caseworkerId', { label: 'Caseworker', say: nameOf }), ...inserted<CaseAllocation>(row, 'allocations').flatMap((each) => stated('Reason', each.reason))] };
    case 'appointment.book':
      return booked(inserted<Appointment>(row, 'appointments')[0]);
    case 'appointment.reschedule':
      return moved(row, appointments);
    case 'appointment.record':
      return { more: attendance[String(updated(row, 'appointments')?.set['attended'])] ?? null, details: [] };
    case 'plan.submit':
      return { details: inserted<Plan>(row, 'plans').flatMap((plan) => stated('Sessions', String(plan.sessions))) };
    case 'plan.approve':
      return { more: updated(row, 'plans')?.set['isSilent'] === true ? 'nobody answered in 5 working days' : null, details: [] };
    case 'case.end':
      return ended(row, reasonOf);
    default:
      return { details: [] };
  }
}

function booked(appointment: Appointment | undefined): { readonly more: string | null; readonly details: StoryDetail[] } {
  if (!appointment) return { more: null, details: [] };
  const more = appointment.kind === 'assessment' ? 'initial assessment' : `session ${String(appointment.number)}`;
  return { more, details: [...stated('When', whenOf(appointment)), ...stated('How', methods[appointment.method])] };
}

function moved(row: ToldCase, before: Telling['appointments']): { readonly details: StoryDetail[] } {
  const change = updated(row, 'appointments');
  if (!change) return { details: [] };
  const { rescheduledBy, rescheduleReason } = change.set as Partial<Appointment>;
  const was = before.get(change.id);
  return { details: [{ label: 'When', before: was ? whenOf(was) : null, after: whenOf(change.set) }, ...stated('Asked by', askers[String(rescheduledBy)]), ...stated('Reason', rescheduleReason)] };
}

function ended({ content }: ToldCase, reasonOf: StoryNames['reasonOf']): { readonly more: string | null; readonly details: StoryDetail[] } {
  const after = (column: string) => content?.changes?.[column]?.[1];
  const [reason, comment] = [after('endReason'), after('endComment')];
  const more = kinds[String(after('endKind'))]?.toLowerCase() ?? null;
  return { more, details: [...stated('Reason', reasonOf(String(reason))), ...stated('Comment', typeof comment === 'string' ? comment : null)] };
}

function remember(row: ToldCase, appointments: Map<string, Partial<Appointment>>): void {
  for (const each of inserted<Appointment>(row, 'appointments')) appointments.set(each.id, each);
  const change = updated(row, 'appointments');
  if (change) appointments.set(change.id, { ...appointments.get(change.id), ...change.set });
}

/** History keeps instants as ISO text. */
function whenOf({ startsAt }: { readonly startsAt?: unknown }): string {
  const at = new Date(String(startsAt));
  return `${formatDay(dayOf(at))}, ${londonTime(at)}`;
}

function changed({ content }: ToldCase, column: string, { label, say }: { readonly label: string; readonly say: StoryNames['nameOf'] }): StoryDetail[] {
  const [before, after] = content?.changes?.[column] ?? [];
  return before === after ? [] : [{ label, before: say(String(before)), after: say(String(after)) }];
}

function inserted<Row>({ content }: ToldCase, child: string): Row[] {
  return (content?.children ?? []).flatMap((each) => (each.child === child ? (each.insert ?? []) : [])) as unknown as Row[];
}

function updated({ content }: ToldCase, child: string): { readonly id: string; readonly set: Readonly<Record<string, unknown>> } | undefined {
  return (content?.children ?? []).flatMap((each) => (each.child === child ? (each.update ?? []) : [])).at(-1);
}

function stated(label: string, value: string | null | undefined): StoryDetail[] {
  return value ? [{ label, before: null, after: value }] : [];
}
