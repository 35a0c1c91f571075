import { canMove, formatDay, type Day } from '#libs/kernel';
import type { HistoryRow } from '#libs/persistence';
import type { AnswerRow } from '#libs/web';
import { ensureVetted, expiresSoon, type VettingLevel } from '../domain/vetting.js';
import { onRegister, staffLifecycle, type StaffMember, type StaffStatus } from '../domain/staff-member.js';
import type { StaffListRow } from '../application/staff.queries.js';

/** How the state of someone on the register reads. */
export const staffTags = {
  added: { text: 'Not authorised', colour: 'grey' },
  checking: { text: 'Being checked', colour: 'yellow' },
  refused: { text: 'Cannot be authorised', colour: 'red' },
  authorised: { text: 'Authorised', colour: 'green' },
  suspended: { text: 'Suspended', colour: 'orange' },
  withdrawn: { text: 'Withdrawn', colour: 'red' },
  left: { text: 'Left', colour: 'grey' },
} as const;

/** What a staff page is made of. */
export interface ShownStaff {
  readonly member: StaffMember;
  readonly levels: readonly VettingLevel[];
  readonly today: Day;
  readonly account: string | null;
  readonly history: readonly HistoryRow[];
}

/** A row of the register. */
export function staffRow(row: StaffListRow, { levels, today }: Pick<ShownStaff, 'levels' | 'today'>): object {
  const level = levels.find((each) => each.code === row.vettingLevel)?.name ?? row.vettingLevel;
  return {
    ...{ href: `/staff/${row.id}`, name: row.name, roleTitle: row.roleTitle, tag: tagOf(row), hasAccount: row.userId !== null },
    vetting: row.vettingExpiresOn ? `${level}, until ${formatDay(row.vettingExpiresOn)}` : level,
    isExpiring: row.status === 'authorised' && expiresSoon(row, today),
  };
}

/** One person: who they are, what may be done now and what has happened. */
export function staffPage({ member, levels, today, account, history }: ShownStaff): object {
  const can = (action: keyof typeof staffLifecycle.transitions) => canMove(staffLifecycle, action, member.status);
  return {
    ...{ member, staffTags, tag: tagOf(member), base: `/staff/${member.id}`, facts: factsOf(member, { levels, today, account }), obstacle: obstacleTo(member, { levels, today }) },
    may: { authorise: can('authorise'), reinstate: can('reinstate'), suspend: can('suspend'), withdraw: can('withdraw'), leave: can('leave'), change: onRegister.includes(member.status) },
    history: history.map(entryOf).reverse(),
    mayNotWork: ['suspended', 'withdrawn', 'left'].includes(member.status),
    hasLeft: member.status === 'left',
    needsAccount: member.status === 'authorised' && !member.userId,
  };
}

/** The state a tag shows: a check that waits, or was refused, matters more than the state. */
export function tagOf({ status, check }: Pick<StaffMember, 'status' | 'check'>): keyof typeof staffTags {
  if (!onRegister.includes(status) || !check) return status;
  return check === 'waiting' ? 'checking' : 'refused';
}

function factsOf({ status, name, dateOfBirth, roleTitle, email, vettingLevel, vettingExpiresOn, reason, statusOn }: StaffMember, { levels, today, account }: Pick<ShownStaff, 'levels' | 'today' | 'account'>): AnswerRow[] {
  const level = levels.find((each) => each.code === vettingLevel)?.name ?? vettingLevel;
  const lapsed = vettingExpiresOn !== null && vettingExpiresOn < today;
  return [
    { label: 'Name', value: name },
    { label: 'Date of birth', value: formatDay(dateOfBirth) },
    { label: 'Role', value: roleTitle },
    { label: 'Email address', value: email ?? 'Not given' },
    { label: 'Account', value: account ?? 'None: cannot be given cases' },
    { label: 'Vetting', value: level },
    ...(vettingExpiresOn ? [{ label: lapsed ? 'Vetting expired' : 'Vetting expires', value: formatDay(vettingExpiresOn) }] : []),
    { label: sinceWords[status], value: formatDay(statusOn) },
    ...(reason ? [{ label: status === 'withdrawn' ? 'Why withdrawn' : 'Why suspended', value: reason }] : []),
  ];
}

const sinceWords: Record<StaffStatus, string> = { added: 'Added', authorised: 'Authorised since', suspended: 'Suspended since', withdrawn: 'Withdrawn', left: 'Left' };

/** What stands in the way of authorising, or null: said before the button is pressed. */
function obstacleTo(member: StaffMember, { levels, today }: Pick<ShownStaff, 'levels' | 'today'>): string | null {
  if (member.check === 'waiting') return 'A commissioner is checking this request. You will be told when the check is finished. You do not need to do anything.';
  if (member.check === 'refused') return 'A commissioner decided that this person cannot be authorised.';
  if (!['added', 'suspended'].includes(member.status)) return null;
  try {
    ensureVetted(member, { levels, today });
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

const happened: Readonly<Record<string, string>> = {
  'staff.add': 'Added to the register',
  'staff.update': 'Details changed',
  'staff.authorise': 'Authorised',
  'staff.suspend': 'Suspended',
  'staff.reinstate': 'Reinstated',
  'staff.withdraw': 'Authorisation withdrawn',
  'staff.leave': 'Left the organisation',
  'staff.warn': 'Warned that vetting is about to expire',
  'staff.check': 'Check by a commissioner finished',
};

const columnWords: Readonly<Record<string, string>> = {
  name: 'name', dateOfBirth: 'date of birth', roleTitle: 'role', email: 'email address', vettingLevel: 'vetting', vettingExpiresOn: 'vetting expiry', userId: 'account',
};

type Changes = Readonly<Record<string, readonly [unknown, unknown]>>;

/** One line of someone's history in plain words. */
function entryOf({ action, content, actorName, occurredAt }: HistoryRow): object {
  const changes = content === null ? {} : ((JSON.parse(content) as { changes?: Changes }).changes ?? {});
  return { what: whatHappened(action, changes), who: actorName, at: occurredAt };
}

function whatHappened(action: string, changes: Changes): string {
  const check = changes['check']?.[1];
  const reason = changes['reason']?.[1];
  if (check === 'waiting') return 'A commissioner was asked to check the request';
  if (check === 'refused') return 'A commissioner decided that this person cannot be authorised';
  const what = happened[action] ?? action;
  if (action === 'staff.update') return `${what}: ${Object.keys(changes).flatMap((column) => columnWords[column] ?? []).join(', ')}`;
  return typeof reason === 'string' && (action === 'staff.suspend' || action === 'staff.withdraw') ? `${what}: ${reason}` : what;
}
