import { ensure, lifecycle, move, type Creation, type Decision } from '#libs/kernel';
import type { ProviderDetails } from './provider.js';

/** Days after which a registration nobody confirmed is forgotten (ours). */
export const DAYS_TO_CONFIRM = 7;
const DAY_MS = 86_400_000;

export type RegistrationStatus = 'pending' | 'claimed' | 'confirmed' | 'refused';

/** What an organisation says of itself, until its first user confirms by the link in a mail. Its id is that user's as a newcomer. It holds no name and no number. */
export interface Registration extends ProviderDetails {
  readonly id: string;
  readonly status: RegistrationStatus;
  /** Names one filling-in of the form, so that sending it twice asks once. */
  readonly registrationKey: string | null;
  readonly askedAt: Date;
  /** The organisation it became, or the listed one it says it is. */
  readonly providerId: string | null;
  readonly decidedAt: Date | null;
  readonly decidedBy: string | null;
  readonly reason: string | null;
}

/** Claimed: confirmed by its user, but the name is listed from a contract register, so a commissioner checks. */
export const registrationLifecycle = lifecycle<RegistrationStatus, 'ask' | 'confirm' | 'claim' | 'approve' | 'refuse'>(['pending', 'claimed', 'confirmed', 'refused'], {
  ask: { from: null, to: 'pending' },
  confirm: { from: ['pending'], to: 'confirmed' },
  claim: { from: ['pending'], to: 'claimed' },
  approve: { from: ['claimed'], to: 'confirmed' },
  refuse: { from: ['claimed'], to: 'refused' },
});

/** Who answered, and when. */
export interface Answered {
  readonly by: string;
  readonly now: Date;
}

/** Asks to register; `ensureMayRegister` comes first, and again when it is confirmed. */
export function askToRegister({ name, ...details }: ProviderDetails, asked: Pick<Registration, 'id' | 'registrationKey' | 'askedAt'>): Creation<Registration> {
  return { row: { ...details, ...asked, name: name.trim(), status: 'pending', providerId: null, decidedAt: null, decidedBy: null, reason: null } };
}

/** Its first user confirmed and the organisation is made. */
export function confirmRegistration(registration: Registration, { providerId, now }: { readonly providerId: string; readonly now: Date }): Decision<Registration> {
  return { changes: { status: move(registrationLifecycle, 'confirm', registration.status, CONFIRMED), providerId, decidedAt: now } };
}

/** Its first user confirmed, but the name is on a contract register: a commissioner has to check that they act for the organisation. */
export function claimListing(registration: Registration, { listingId }: { readonly listingId: string }): Decision<Registration> {
  return {
    changes: { status: move(registrationLifecycle, 'claim', registration.status, CONFIRMED), providerId: listingId },
    events: [{ type: 'providers.listing-claimed', data: { registrationId: registration.id, providerId: listingId } }],
  };
}

/** A commissioner agrees that it is the listed organisation. */
export function approveClaim(registration: Registration, { by, now }: Answered): Decision<Registration> {
  const status = move(registrationLifecycle, 'approve', registration.status, ANSWERED);
  return { changes: { status, decidedAt: now, decidedBy: by }, events: [{ type: 'providers.listing-approved', data: idsOf(registration) }] };
}

/** A commissioner finds that it is not, and says why. */
export function refuseClaim(registration: Registration, { by, now, reason }: Answered & { readonly reason: string }): Decision<Registration> {
  ensure(reason.trim() !== '', 'reason-missing', 'Enter the reason. It is sent to the person who registered.', 'reason');
  const status = move(registrationLifecycle, 'refuse', registration.status, ANSWERED);
  return { changes: { status, decidedAt: now, decidedBy: by, reason }, events: [{ type: 'providers.listing-refused', data: idsOf(registration) }] };
}

/** Whether nobody confirmed it in time. */
export function isForgotten({ status, askedAt }: Pick<Registration, 'status' | 'askedAt'>, now: Date): boolean {
  return status === 'pending' && askedAt < oldestKept(now);
}

/** Before this instant, what was never confirmed or is long answered is forgotten. */
export function oldestKept(now: Date): Date {
  return new Date(now.getTime() - DAYS_TO_CONFIRM * DAY_MS);
}

const CONFIRMED = 'This registration is already confirmed';
const ANSWERED = 'This registration was already answered';

function idsOf({ id, providerId }: Registration) {
  return { registrationId: id, providerId };
}
