import { addMonths, ensure, lifecycle, move, type Creation, type Day, type Decision } from '#libs/kernel';
import type { StaffAuthorised, StaffFacts, StaffSuspended } from '../providers.public.js';
import { ensureVetted, ensureVettingSaid, type Vetting, type VettingLevel } from './vetting.js';

export const staffStatuses = ['added', 'authorised', 'suspended', 'withdrawn', 'left'] as const;
export type StaffStatus = (typeof staffStatuses)[number];

/** One employment on a staff register (DOMAIN: staff register). Who comes back, or was withdrawn, is added anew. */
export const staffLifecycle = lifecycle(staffStatuses, {
  add: { from: null, to: 'added' },
  authorise: { from: ['added'], to: 'authorised' },
  suspend: { from: ['authorised'], to: 'suspended' },
  reinstate: { from: ['suspended'], to: 'authorised' },
  withdraw: { from: ['authorised', 'suspended', 'left'], to: 'withdrawn' },
  leave: { from: ['added', 'authorised', 'suspended'], to: 'left' },
});

/** Statuses of people still on the register. */
export const onRegister: readonly StaffStatus[] = ['added', 'authorised', 'suspended'];

/** What an organisation says of someone it puts in front of people on probation. The account is one of its own caseworkers', or none. */
export interface StaffDetails extends Vetting {
  readonly name: string;
  readonly dateOfBirth: Day;
  readonly email: string | null;
  readonly roleTitle: string;
  readonly userId: string | null;
}

/** Someone on an organisation's staff register. The date of birth only tells people apart. */
export interface StaffMember extends StaffDetails {
  readonly id: string;
  readonly organisationId: string;
  /** The name as it is compared: see `personName`. */
  readonly matchName: string;
  readonly status: StaffStatus;
  /** Commissioners compare the person with the exclusion list, or decided that they may not be authorised. */
  readonly check: 'waiting' | 'refused' | null;
  /** Why the person was suspended or withdrawn. */
  readonly reason: string | null;
  readonly addedAt: Date;
  readonly statusOn: Day;
  /** The expiry that its organisation was last warned of. */
  readonly warnedOfExpiryOn: Day | null;
}

/** What must be known before details are taken. */
export interface DetailFacts {
  readonly levels: readonly VettingLevel[];
  readonly today: Day;
  /** Someone else on the organisation's register has this name and date of birth. */
  readonly isTaken: boolean;
  /** Someone else on the organisation's register has this account. */
  readonly isAccountTaken: boolean;
  /** Accounts of the organisation's caseworkers. */
  readonly accountIds: readonly string[];
}

/** What must be known before someone is authorised; how many people on the exclusion list have the name and date of birth. */
export interface AuthoriseFacts {
  readonly levels: readonly VettingLevel[];
  readonly today: Day;
  readonly matches: number;
}

/** Why someone was suspended: somebody decided, the vetting expired, or commissioners confirmed an exclusion. */
export type SuspensionCause = StaffSuspended['data']['cause'];

const YOUNGEST = 16;
const OLDEST = 100;
const SEPARATE: Readonly<Record<string, string>> = { ø: 'o', ł: 'l', đ: 'd', ð: 'd', ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', ı: 'i' };

const notNow: Record<StaffStatus, string> = {
  added: 'This person has not been authorised yet',
  authorised: 'This person is already authorised',
  suspended: 'This person is suspended',
  withdrawn: 'This person’s authorisation was withdrawn',
  left: 'This person has left',
};

/** A person's name as it is compared: case, accents, spacing and punctuation make no difference. */
export function personName(name: string): string {
  const plain = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const letters = plain.replaceAll(/[øłđðßæœþı]/gu, (letter) => SEPARATE[letter] ?? letter).replaceAll(/[^\p{L}\p{N}]+/gu, '');
  return letters || name.trim().toLowerCase();
}

/** Puts someone on the register, not yet authorised. */
export function addStaff(details: StaffDetails, { id, organisationId, now, ...facts }: DetailFacts & { readonly id: string; readonly organisationId: string; readonly now: Date }): Creation<StaffMember> {
  ensureDetails(details, facts);
  const matchName = personName(details.name);
  return { row: { ...details, id, organisationId, matchName, status: 'added', check: null, reason: null, addedAt: now, statusOn: facts.today, warnedOfExpiryOn: null } };
}

/** Corrects what is known of someone. Who the person is stays fixed once they have been authorised, and so does their account. */
export function updateStaff(member: StaffMember, details: StaffDetails, facts: DetailFacts): Decision<StaffMember> {
  ensure(onRegister.includes(member.status), 'not-now', `${notNow[member.status]}. Add them again if they work for you.`);
  ensureSamePerson(member, details);
  ensureDetails(details, facts);
  if (member.status === 'authorised') ensureVetted(details, facts);
  const isRenewed = member.vettingExpiresOn !== null && details.vettingExpiresOn !== null && details.vettingExpiresOn > member.vettingExpiresOn;
  const events = isRenewed && member.warnedOfExpiryOn ? [{ type: 'providers.vetting-renewed', data: staffFacts(member) }] : [];
  const gainsAccount = member.status === 'authorised' && !member.userId && details.userId;
  return {
    changes: { ...details, matchName: personName(details.name), ...(isRenewed ? { warnedOfExpiryOn: null } : {}) },
    events: [...events, ...(gainsAccount ? [authorised({ ...member, userId: details.userId })] : [])],
  };
}

/** Lets someone work with people on probation. Whoever is on the exclusion list waits for commissioners instead. */
export function authoriseStaff(member: StaffMember, facts: AuthoriseFacts): Decision<StaffMember> {
  return admit(member, 'authorise', facts);
}

/** Lifts a suspension, under the rules of authorising. */
export function reinstateStaff(member: StaffMember, facts: AuthoriseFacts): Decision<StaffMember> {
  return admit(member, 'reinstate', facts);
}

/** Stops someone for now; their cases wait for another caseworker. */
export function suspendStaff(member: StaffMember, { reason, today, cause = 'decision' }: { readonly reason: string; readonly today: Day; readonly cause?: SuspensionCause }): Decision<StaffMember> {
  ensure(reason.trim() !== '', 'reason-missing', 'Enter why the person is suspended', 'reason');
  const status = move(staffLifecycle, 'suspend', member.status, notNow[member.status]);
  const event: StaffSuspended = { type: 'providers.staff-suspended', data: { ...staffFacts(member), cause } };
  return { changes: { status, reason, statusOn: today }, events: [event] };
}

/** Takes the authorisation away for good. The person goes on the exclusion list (DOMAIN: staff register). */
export function withdrawStaff(member: StaffMember, { reason, today }: { readonly reason: string; readonly today: Day }): Decision<StaffMember> {
  ensure(reason.trim() !== '', 'reason-missing', 'Enter why the authorisation is withdrawn', 'reason');
  const status = move(staffLifecycle, 'withdraw', member.status, notNow[member.status]);
  return { changes: { status, reason, statusOn: today }, events: [{ type: 'providers.staff-withdrawn', data: staffFacts(member) }] };
}

/** The person no longer works here, and the authorisation lapses with it. */
export function leaveStaff(member: StaffMember, { today }: { readonly today: Day }): Decision<StaffMember> {
  const status = move(staffLifecycle, 'leave', member.status, notNow[member.status]);
  return { changes: { status, statusOn: today }, events: [{ type: 'providers.staff-left', data: staffFacts(member) }] };
}

/** What every event about someone on a register carries: ids, never who it is. */
export function staffFacts({ id, organisationId, userId }: Pick<StaffMember, 'id' | 'organisationId' | 'userId'>): StaffFacts {
  return { staffMemberId: id, organisationId, userId };
}

/** Who is asked about, and under which account they work, must not change behind an authorisation or a check. */
function ensureSamePerson(member: StaffMember, { name, dateOfBirth, userId }: StaffDetails): void {
  const isNew = member.status === 'added' && member.check === null;
  ensure(isNew || personName(name) === member.matchName, 'person-fixed', 'The name cannot change once a person has been authorised', 'name');
  ensure(isNew || dateOfBirth === member.dateOfBirth, 'person-fixed', 'The date of birth cannot change once a person has been authorised', 'dateOfBirth');
  const keepsAccount = member.status !== 'authorised' || !member.userId || member.userId === userId;
  ensure(keepsAccount, 'account-fixed', 'Suspend this person before you change their account', 'userId');
}

function admit(member: StaffMember, action: 'authorise' | 'reinstate', facts: AuthoriseFacts): Decision<StaffMember> {
  const status = move(staffLifecycle, action, member.status, notNow[member.status]);
  ensure(member.check !== 'waiting', 'check-waiting', 'A commissioner is still checking this request. You will be told when the check is finished.');
  ensure(member.check !== 'refused', 'authorisation-refused', 'A commissioner decided that this person cannot be authorised');
  ensureVetted(member, facts);
  if (facts.matches > 0) return { changes: { check: 'waiting' } };
  return { changes: { status, reason: null, statusOn: facts.today }, events: [authorised(member)] };
}

function authorised(member: Pick<StaffMember, 'id' | 'organisationId' | 'userId'>): StaffAuthorised {
  return { type: 'providers.staff-authorised', data: staffFacts(member) };
}

function ensureDetails(details: StaffDetails, { levels, today, isTaken, isAccountTaken, accountIds }: DetailFacts): void {
  ensure(details.name.trim().length > 1, 'name-missing', 'Enter the person’s full name', 'name');
  const isPlausible = details.dateOfBirth <= addMonths(today, -12 * YOUNGEST) && details.dateOfBirth > addMonths(today, -12 * OLDEST);
  ensure(isPlausible, 'date-of-birth-implausible', `The date of birth must be of someone aged ${YOUNGEST} to ${OLDEST}`, 'dateOfBirth');
  ensure(details.roleTitle.trim() !== '', 'role-title-missing', 'Enter what the person does', 'roleTitle');
  ensureVettingSaid(details, levels);
  ensure(!isTaken, 'staff-taken', 'Someone with this name and date of birth is already on your staff register', 'name');
  ensure(!details.userId || accountIds.includes(details.userId), 'account-unknown', 'Choose an account of one of your caseworkers', 'userId');
  ensure(!details.userId || !isAccountTaken, 'account-taken', 'Someone else on your staff register has this account', 'userId');
}
