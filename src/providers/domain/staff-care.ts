import { formatDay, type Decision, type Day } from '#libs/kernel';
import type { VettingExpiring } from '../providers.public.js';
import { staffFacts, suspendStaff, type StaffMember } from './staff-member.js';
import { expiresSoon } from './vetting.js';

/** Warns once that an authorised person's vetting is about to expire. */
export function warnOfExpiry(member: StaffMember, today: Day): Decision<StaffMember> {
  const { status, vettingExpiresOn, warnedOfExpiryOn } = member;
  if (status !== 'authorised' || !vettingExpiresOn || warnedOfExpiryOn === vettingExpiresOn || !expiresSoon(member, today)) return {};
  const event: VettingExpiring = { type: 'providers.vetting-expiring', data: { ...staffFacts(member), expiresOn: vettingExpiresOn } };
  return { changes: { warnedOfExpiryOn: vettingExpiresOn }, events: [event] };
}

/** Suspends an authorised person the day after their vetting's last day. */
export function lapseVetting(member: StaffMember, today: Day): Decision<StaffMember> {
  const { status, vettingExpiresOn } = member;
  if (status !== 'authorised' || !vettingExpiresOn || vettingExpiresOn >= today) return {};
  return suspendStaff(member, { reason: `Vetting expired on ${formatDay(vettingExpiresOn)}`, today, cause: 'vetting-lapsed' });
}

/** Someone with the same name and date of birth was excluded elsewhere: commissioners look before anything else happens. */
export function holdForCheck(member: StaffMember): Decision<StaffMember> {
  return member.check ? {} : { changes: { check: 'waiting' } };
}

/** What commissioners decided about a held person: refused stops them, cleared leaves the next step to their organisation. */
export function finishCheck(member: StaffMember, outcome: 'cleared' | 'refused', today: Day): Decision<StaffMember> {
  const check = outcome === 'refused' ? 'refused' : null;
  if (outcome === 'cleared' || member.status !== 'authorised') return { changes: { check } };
  const { changes, events } = suspendStaff(member, { reason: 'A commissioner decided that this person cannot be authorised', today, cause: 'exclusion' });
  return { changes: { ...changes, check }, events };
}
