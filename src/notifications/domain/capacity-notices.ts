import { dayOf, formatDay, workingDays } from '#libs/kernel';
import type { EventFacts, Happening } from './heard-events.js';
import type { Message } from './messages.js';
import { daysAllowed, type TaskChange } from './task.js';

/** Tasks about capacity that is too old to rely on. */
export const capacityTasks = {
  'contracts.capacity-stale': ({ data, occurredAt }: Happening<'contracts.capacity-stale'>, _facts: EventFacts): Partial<TaskChange> => ({
    opens: [
      {
        ...{ kind: 'state-capacity', subjectId: data.contractId, title: `Say how many places you have on ${data.reference}`, href: `/contracts/${data.contractId}/capacity` },
        ...{ dueOn: workingDays.add(dayOf(occurredAt), daysAllowed['state-capacity']), for: { roles: ['provider-manager'], organisationId: data.primeOrganisationId } },
      },
    ],
  }),
  'contracts.capacity-stated': ({ data }: Happening<'contracts.capacity-stated'>, _facts: EventFacts): Partial<TaskChange> => ({
    closes: data.stillStale === 0 ? [{ subjectId: data.contractId, kinds: ['state-capacity'] }] : [],
  }),
  // Nobody refers to a contract that is over.
  'contracts.status-changed': ({ data }: Happening<'contracts.status-changed'>, _facts: EventFacts): Partial<TaskChange> => ({
    closes: data.status === 'ended' || data.status === 'terminated' ? [{ subjectId: data.contractId, kinds: ['state-capacity'] }] : [],
  }),
} as const;

/** Messages about capacity that is too old to rely on. */
export const capacityMessages = {
  'contracts.capacity-stale': ({ data }: Happening<'contracts.capacity-stale'>, _facts: EventFacts): Message[] => [
    {
      ...{ kind: 'capacity-stale', to: { roles: ['provider-manager'], organisationId: data.primeOrganisationId }, href: `/contracts/${data.contractId}/capacity` },
      subject: `How many places do you have on ${data.reference}?`,
      words: `${data.statedOn ? `You last said how many places you have on contract ${data.reference} on ${formatDay(data.statedOn)}` : `You have not said yet how many places you have on contract ${data.reference}`}. Practitioners see that it is not confirmed. Say it again in one step.`,
    },
  ],
} as const;
