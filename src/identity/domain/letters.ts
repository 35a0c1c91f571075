import { formatDay, type Day } from '#libs/kernel';
import type { Letter } from '../identity.public.js';

/** A letter without the secret of its link. */
export type LetterText = Omit<Letter, 'token'>;

/** To someone who registers an organisation: the link that shows the address is theirs. */
export function confirmationLetter(address: string): LetterText {
  const words = 'You asked to register an organisation. Open the link and confirm within 7 days. If it was not you, do nothing: nothing is registered.';
  return { address, subject: 'Confirm your email address', words, path: '/register/confirm' };
}

/** To someone who registers with an address that has an account. */
export function accountExistsLetter(address: string): LetterText {
  const words = 'Someone asked to register an organisation with this address, which has an account already. Nothing was registered. If it was you, sign in, or register with another address.';
  return { address, subject: 'You already have an account', words, path: '/sign-in' };
}

/** To someone whose request for an account was refused. */
export function refusalLetter(address: string, reason: string): LetterText {
  return { address, subject: 'Your organisation was not registered', words: `A commissioner checked what you sent and could not register your organisation. The reason: ${reason}`, path: '/register' };
}

/** To someone invited to join an organisation. */
export function invitationLetter(address: string, { organisation, expiresOn }: { readonly organisation: string; readonly expiresOn: Day }): LetterText {
  const words = `${organisation} invites you to join it here. Open the link to set your name and password by ${formatDay(expiresOn)}. If you did not expect this, do nothing.`;
  return { address, subject: `Join ${organisation}`, words, path: '/invitations' };
}

/** To someone whose request to join was declined. */
export function joinDeclinedLetter(address: string, { organisation, reason }: { readonly organisation: string; readonly reason: string }): LetterText {
  return { address, subject: `Your request to join ${organisation}`, words: `${organisation} declined your request to join it. The reason: ${reason}`, path: '/' };
}
