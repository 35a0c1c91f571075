import { ensure, teamsOf, type Actor, type Creation } from '#libs/kernel';
import type { MessagesRead, MessageWritten, ReferralSide } from '../referrals.public.js';
import { factsOf, type Referral } from './referral.js';

/** The most one message may say. */
export const MESSAGE_LENGTH = 10_000;

/** What one side of a referral tells the other, word for word. It stays as it was written. */
export interface Message {
  readonly id: string;
  readonly referralId: string;
  readonly writerId: string;
  readonly side: ReferralSide;
  readonly words: string;
  readonly writtenAt: Date;
  /** When someone it waited for read it, or their side wrote back; kept up to date as it is read, outside history. */
  readonly answeredAt: Date | null;
}

/** What writing must know. */
export interface WritingFacts {
  readonly id: string;
  readonly now: Date;
  readonly by: Actor;
  /** Who at the provider may see a referral whose access is limited. */
  readonly namedAtProvider: readonly string[];
}

/** Which side someone who may read a referral is on: its team refers, everyone else delivers. */
export function sideOf(actor: Actor, { teamId }: Pick<Referral, 'teamId'>): ReferralSide {
  return teamsOf(actor, 'practitioner').includes(teamId) ? 'practitioner' : 'provider';
}

/** The side that is told. */
export function otherSide(side: ReferralSide): ReferralSide {
  return side === 'practitioner' ? 'provider' : 'practitioner';
}

/** Whether messages of the other side wait for this reader: the practitioner who referred, the caseworker, or until there is one whoever reads for the provider. */
export function isAddressed(actor: Actor, referral: Pick<Referral, 'teamId' | 'practitionerId' | 'caseworkerId'>): boolean {
  return sideOf(actor, referral) === 'practitioner' ? referral.practitionerId === actor.id : referral.caseworkerId === null || referral.caseworkerId === actor.id;
}

/** Writes a message to the other side. Throws RuleBroken `message-empty` or `message-too-long`. */
export function writeMessage(referral: Referral, words: string, { id, now, by, namedAtProvider }: WritingFacts): Creation<Message> {
  ensure(words.trim() !== '', 'message-empty', 'Enter a message', 'words');
  ensure([...words].length <= MESSAGE_LENGTH, 'message-too-long', 'Message must be 10,000 characters or fewer', 'words');
  const side = sideOf(by, referral);
  const event: MessageWritten = { type: 'referrals.message-written', data: { ...factsOf(referral), messageId: id, side, people: awaited(referral, side, namedAtProvider) } };
  return { row: { id, referralId: referral.id, writerId: by.id, side, words, writtenAt: now, answeredAt: null }, events: [event] };
}

/** What is told when someone it waited for has read what the other side wrote. */
export function messagesRead(referral: Referral, side: ReferralSide): MessagesRead {
  return { type: 'referrals.messages-read', data: { ...factsOf(referral), side } };
}

/** Whom a message waits for by name; null: the managers of who delivers. */
function awaited({ practitionerId, caseworkerId, restricted }: Referral, writers: ReferralSide, namedAtProvider: readonly string[]): readonly string[] | null {
  if (writers === 'provider') return [practitionerId];
  if (caseworkerId !== null) return [caseworkerId];
  return restricted ? namedAtProvider : null;
}
