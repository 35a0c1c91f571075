import { dayOf, workingDays } from '#libs/kernel';
import type { MessageWritten } from '../../referrals/referrals.public.js';
import type { Audience } from './audience.js';
import type { Happening } from './heard-events.js';
import type { Message } from './messages.js';
import { daysAllowed, type TaskChange, type TaskKind } from './task.js';

type About = 'referrals.message-written' | 'referrals.messages-read' | 'referrals.readers-changed';

/** The task of each side to read what the other wrote. */
const toRead = { practitioner: 'read-provider-message', provider: 'read-practitioner-message' } as const satisfies Record<string, TaskKind>;

/** A message waits for the other side until someone it is for has read it, or their side writes back. */
export const conversationTasks: { readonly [Type in Exclude<About, 'referrals.readers-changed'>]: (event: Happening<Type>) => Partial<TaskChange> } = {
  'referrals.message-written': ({ data, occurredAt }) => {
    const kind = toRead[otherSideOf(data)];
    const task = { kind, subjectId: data.referralId, title: `Read the message about ${data.reference}`, href: `/referrals/${data.referralId}/messages` };
    return {
      closes: [{ subjectId: data.referralId, kinds: [toRead[data.side]] }],
      opens: [{ ...task, dueOn: workingDays.add(dayOf(occurredAt), daysAllowed[kind]), for: readersOf(data) }],
    };
  },
  'referrals.messages-read': ({ data }) => ({ closes: [{ subjectId: data.referralId, kinds: [toRead[data.side]] }] }),
};

/** That there is a message, never what it says; and that someone was named as a reader. */
export const conversationMessages: { readonly [Type in About]?: (event: Happening<Type>) => readonly Message[] } = {
  'referrals.message-written': ({ data }) => [
    { kind: 'message-written', to: readersOf(data), subject: `New message about referral ${data.reference}`, words: `There is a new message about referral ${data.reference}. Sign in to read it and to answer.`, href: `/referrals/${data.referralId}/messages` },
  ],
  'referrals.readers-changed': ({ data }) => [
    { kind: 'named-reader', to: { people: data.added }, subject: `You can see referral ${data.reference}`, words: `Who can see referral ${data.reference} is limited, and you were named as someone who can.`, href: `/referrals/${data.referralId}` },
  ],
};

function otherSideOf({ side }: MessageWritten['data']): 'practitioner' | 'provider' {
  return side === 'practitioner' ? 'provider' : 'practitioner';
}

function readersOf({ people, deliveringOrganisationId }: MessageWritten['data']): Audience {
  return people === null ? { roles: ['provider-manager'], organisationId: deliveringOrganisationId } : { people };
}
