import { dayOf, workingDays } from '#libs/kernel';
import type { ConsortiumAgreed } from '../../providers/providers.public.js';
import type { EventFacts, Happening } from './heard-events.js';
import type { Message } from './messages.js';
import { daysAllowed, type TaskChange } from './task.js';

type About = 'providers.consortium-invited' | 'providers.consortium-left' | 'providers.consortium-agreed' | 'providers.consortium-declined';

/** A part in a consortium waits for the managers of the organisation that is asked, until it answers or the lead takes it out. */
export const consortiumTasks: { readonly [Type in About]?: (event: Happening<Type>, facts: EventFacts) => Partial<TaskChange> } = {
  'providers.consortium-invited': ({ data, occurredAt }, { organisationName }) => ({
    opens: [
      {
        ...{ kind: 'answer-consortium', subjectId: data.memberId, title: `Agree or decline your part in the consortium of ${organisationName ?? 'another organisation'}`, href: `/consortium/${data.memberId}` },
        ...{ dueOn: workingDays.add(dayOf(occurredAt), daysAllowed['answer-consortium']), for: { roles: ['provider-manager'], organisationId: data.invitedId } },
      },
    ],
  }),
  'providers.consortium-left': ({ data }) => ({ closes: [{ subjectId: data.memberId, kinds: ['answer-consortium'] }] }),
  'providers.consortium-agreed': ({ data }) => ({ closes: [{ subjectId: data.memberId, kinds: ['answer-consortium'] }] }),
  'providers.consortium-declined': ({ data }) => ({ closes: [{ subjectId: data.memberId, kinds: ['answer-consortium'] }] }),
};

/** Whoever is asked is told what for; the lead is told what they said. */
export const consortiumMessages: { readonly [Type in About]?: (event: Happening<Type>, facts: EventFacts) => readonly Message[] } = {
  'providers.consortium-invited': ({ data }, { organisationName }) => [
    {
      ...{ kind: 'consortium-invited', to: { roles: ['provider-manager'], organisationId: data.invitedId }, subject: `${organisationName ?? 'An organisation'} asks you into a consortium` },
      ...{ words: `${organisationName ?? 'An organisation'} leads an application and asks you to take part. Read your share, your categories and your areas, then agree or decline.`, href: `/consortium/${data.memberId}` },
    },
  ],
  'providers.consortium-agreed': ({ data }, { organisationName }) => [toLead(data, 'consortium-agreed', `${organisationName ?? 'A member'} agreed to its part in your consortium`)],
  'providers.consortium-declined': ({ data }, { organisationName }) => [toLead(data, 'consortium-declined', `${organisationName ?? 'A member'} declined its part in your consortium`)],
};

function toLead({ applicationId, leadProviderId }: ConsortiumAgreed['data'], kind: string, subject: string): Message {
  return { kind, to: { roles: ['provider-manager'], organisationId: leadProviderId }, subject, words: `${subject}. The members are with the application.`, href: `/applications/${applicationId}/consortium` };
}
