import { dayOf, formatDay, workingDays } from '#libs/kernel';
import type { Audience } from './audience.js';
import type { EventFacts, Happening } from './heard-events.js';
import type { Message } from './messages.js';
import { daysAllowed, type NewTask, type TaskChange } from './task.js';

type About = Readonly<Record<'applicationId' | 'providerId', string>>;

/** Tasks of the assessment of applications, and of the vehicles they are made to. While a question is with the provider nobody has to decide; a proposal, or a draft vehicle, waits for somebody other than its author. */
export const assessmentTasks = {
  'providers.application-taken': ({ data }: Happening<'providers.application-taken'>, facts: EventFacts): Partial<TaskChange> => ({ opens: [toDecide(data, data.dueOn, { facts, to: data.assessorId })] }),
  'providers.answer-queried': ({ data, occurredAt }: Happening<'providers.answer-queried'>): Partial<TaskChange> => ({
    closes: [{ subjectId: data.applicationId, kinds: ['decide-application'] }],
    opens: [
      {
        ...{ kind: 'answer-query', subjectId: data.queryId, title: 'Answer a question about your application', href: `/applications/${data.applicationId}/queries/${data.queryId}` },
        ...{ dueOn: workingDays.add(dayOf(occurredAt), daysAllowed['answer-query']), for: { roles: ['provider-manager'], organisationId: data.providerId } },
      },
    ],
  }),
  'providers.query-answered': ({ data }: Happening<'providers.query-answered'>, facts: EventFacts): Partial<TaskChange> => ({
    closes: [{ subjectId: data.queryId, kinds: ['answer-query'] }],
    opens: [{ ...toDecide(data, data.dueOn, { facts, to: data.assessorId }), title: `Read the reply from ${nameIn(facts)} and decide its application` }],
  }),
  'providers.query-cancelled': ({ data }: Happening<'providers.query-cancelled'>, facts: EventFacts): Partial<TaskChange> => ({
    closes: [{ subjectId: data.queryId, kinds: ['answer-query'] }],
    opens: data.openQueries === 0 ? [toDecide(data, data.dueOn, { facts, to: data.assessorId })] : [],
  }),
  'providers.decision-proposed': ({ data }: Happening<'providers.decision-proposed'>, facts: EventFacts): Partial<TaskChange> => ({
    closes: [{ subjectId: data.applicationId, kinds: ['decide-application'] }],
    opens: [
      {
        ...{ kind: 'agree-decision', subjectId: data.applicationId, title: `Agree to the decision on ${nameIn(facts)}, or send it back`, href: `/applications/${data.applicationId}/agree` },
        ...{ dueOn: data.dueOn, for: { roles: ['commissioner', 'approver'], anywhere: true }, notFor: data.proposedBy },
      },
    ],
  }),
  'providers.decision-returned': ({ data }: Happening<'providers.decision-returned'>, facts: EventFacts): Partial<TaskChange> => ({
    closes: [{ subjectId: data.applicationId, kinds: ['agree-decision'] }],
    opens: [{ ...toDecide(data, data.dueOn, { facts, to: data.proposedBy }), title: `Decide the application from ${nameIn(facts)} again: it was sent back` }],
  }),
  'providers.vehicle-drafted': ({ data, occurredAt }: Happening<'providers.vehicle-drafted'>): Partial<TaskChange> => ({
    opens: [
      {
        ...{ kind: 'open-vehicle', subjectId: data.vehicleId, title: `Read the draft of ${data.vehicleCode}, and open it to applications when it is right`, href: `/vehicles/${data.vehicleCode}` },
        ...{ dueOn: workingDays.add(dayOf(occurredAt), daysAllowed['open-vehicle']), for: { roles: ['approver'], regionCodes: [] }, notFor: data.draftedBy },
      },
    ],
  }),
  'providers.vehicle-opened': ({ data }: Happening<'providers.vehicle-opened'>): Partial<TaskChange> => ({ closes: [{ subjectId: data.vehicleId, kinds: ['open-vehicle'] }] }),
};

/** Who is told of the assessment of applications. */
export const assessmentMessages = {
  'providers.answer-queried': ({ data, occurredAt }: Happening<'providers.answer-queried'>): Message[] => [
    {
      ...{ kind: 'answer-queried', to: managers(data), subject: 'A question about your application', href: `/applications/${data.applicationId}/queries/${data.queryId}` },
      words: `A commissioner asks about one answer of your application. Please reply by ${formatDay(workingDays.add(dayOf(occurredAt), daysAllowed['answer-query']))}. The decision waits for your reply.`,
    },
  ],
  'providers.query-answered': ({ data }: Happening<'providers.query-answered'>, facts: EventFacts): Message[] => [
    { kind: 'query-answered', to: assessor(data.assessorId), subject: `${nameIn(facts)} replied`, words: `${nameIn(facts)} replied to your question about its application. Decide it by ${formatDay(data.dueOn)}.`, href: `/applications/${data.applicationId}/assess` },
  ],
  'providers.query-cancelled': ({ data }: Happening<'providers.query-cancelled'>): Message[] => [
    { kind: 'query-cancelled', to: managers(data), subject: 'A question was taken back', words: 'The commissioner took back a question about your application. You do not need to reply.', href: `/applications/${data.applicationId}` },
  ],
  'providers.decision-returned': ({ data }: Happening<'providers.decision-returned'>, facts: EventFacts): Message[] => [
    { kind: 'decision-returned', to: { people: [data.proposedBy] }, subject: 'Your decision was sent back', words: `Your decision on the application from ${nameIn(facts)} was sent back with a reason. Decide it again.`, href: `/applications/${data.applicationId}/assess` },
  ],
};

function toDecide({ applicationId }: About, dueOn: NewTask['dueOn'], { facts, to }: { readonly facts: EventFacts; readonly to: string | null }): NewTask {
  return { kind: 'decide-application', subjectId: applicationId, title: `Decide the application from ${nameIn(facts)}`, href: `/applications/${applicationId}/assess`, dueOn, for: assessor(to) };
}

/** Whoever has the application, or every commissioner. */
function assessor(id: string | null): Audience {
  return id === null ? { roles: ['commissioner'], anywhere: true } : { people: [id] };
}

function managers({ providerId }: About): Audience {
  return { roles: ['provider-manager'], organisationId: providerId };
}

function nameIn({ organisationName }: EventFacts): string {
  return organisationName ?? 'the organisation';
}
