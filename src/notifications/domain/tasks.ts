import { addDays, dayOf, formatMonth, workingDays, type Day } from '#libs/kernel';
import type { CaseFacts } from '../../delivery/delivery.public.js';
import type { StatementEventData } from '../../payments/payments.public.js';
import type { ReferralSent } from '../../referrals/referrals.public.js';
import type { EventFacts, Happening, Heard, HeardEvent, KnownContract } from './heard-events.js';
import { assessmentTasks } from './assessment-notices.js';
import { capacityTasks } from './capacity-notices.js';
import { draftTasks } from './draft-notices.js';
import { consortiumTasks } from './consortium-notices.js';
import { conversationTasks } from './conversation-notices.js';
import { handoverTasks } from './handover-notices.js';
import { membershipTasks } from './membership-notices.js';
import { sinceSentTasks } from './since-sent-notices.js';
import { staffTasks } from './staff-notices.js';
import { daysAllowed, type ClockedTask, type DoneTask, type NewTask, type TaskChange, type TaskKind } from './task.js';

const DAYS_TO_PAY = 30; // calendar days from agreement

type Rules = { readonly [Type in keyof Heard]?: (event: Happening<Type>, facts: EventFacts) => Partial<TaskChange> };

/** Each event, the tasks it opens and the tasks it closes. */
const rules: Rules = {
  'referrals.sent': ({ data, occurredAt }) => ({ opens: [toAnswer(data, due('answer-referral', dayOf(occurredAt)))] }),
  'referrals.allocated': ({ data, occurredAt }, { earlier }) => {
    // Another organisation answers, by the day the first had to.
    const sent = earlier.find((task) => task.kind === 'answer-referral');
    return { opens: [toAnswer(data, sent?.dueOn ?? due('answer-referral', dayOf(occurredAt)))] };
  },
  'referrals.accepted': ({ data }) => ({ closes: [done(data.referralId, 'answer-referral')] }),
  'referrals.withdrawn': ({ data }) => ({ closes: [done(data.referralId, 'answer-referral')] }),
  'referrals.declined': ({ data, occurredAt }) => ({
    closes: [done(data.referralId, 'answer-referral')],
    opens: [
      {
        ...{ kind: 'choose-another-service', subjectId: data.referralId, title: `Referral ${data.reference} was declined: choose another service`, href: `/referrals/${data.referralId}/choose-another` },
        ...{ dueOn: due('choose-another-service', dayOf(occurredAt)), for: { people: [data.practitionerId] } },
      },
    ],
  }),
  'delivery.case-accepted': ({ data }, { earlier }) => {
    const sent = earlier.find((task) => task.kind === 'answer-referral');
    // The initial assessment is due from the day the referral was sent, which this event does not carry.
    // What was written to the managers now waits for the caseworker, who sees it with the case.
    return { closes: [done(data.referralId, 'read-practitioner-message')], opens: [toBook(data, due('book-assessment', sent ? dayOf(sent.since) : data.occurredOn))] };
  },
  'delivery.appointment-booked': ({ data }) => ({ closes: [done(data.caseId, 'book-assessment')] }),
  'delivery.appointment-missed': ({ data }, { earlier }) => {
    const first = earlier.find((task) => task.kind === 'book-assessment');
    const wasAssessed = earlier.some((task) => task.kind === 'write-plan');
    return first && !wasAssessed ? { opens: [{ ...toBook(data, first.dueOn), title: `Book the initial assessment for ${data.reference} again` }] } : {};
  },
  'delivery.assessment-attended': ({ data }) => ({
    closes: [done(data.caseId, 'book-assessment')],
    opens: [{ ...ofCase(data, 'write-plan', 'Write the plan', '/plan'), for: { people: [data.caseworkerId] } }],
  }),
  'delivery.plan-submitted': ({ data }) => ({
    closes: [done(data.caseId, 'write-plan')],
    opens: [{ ...ofCase(data, 'approve-plan', 'Approve the plan', ''), for: { people: [data.practitionerId] } }],
  }),
  'delivery.plan-approved': ({ data }) => ({ closes: [done(data.caseId, 'approve-plan')] }),
  'delivery.plan-revised': ({ data }) => ({ closes: [done(data.caseId, 'approve-plan')] }),
  'delivery.case-ended': ({ data }) => ({
    closes: [done(data.caseId, 'book-assessment', 'write-plan', 'approve-plan')],
    // A cancelled case owes no report.
    opens: data.kind === 'cancelled' ? [] : [{ ...ofCase(data, 'write-report', 'Write the end of service report', '/report'), for: { people: [data.caseworkerId] } }],
  }),
  'delivery.report-submitted': ({ data }) => ({ closes: [done(data.caseId, 'write-report')] }),
  'identity.join-requested': ({ data, occurredAt }) => ({
    opens: [
      {
        ...{ kind: 'answer-join-request', subjectId: data.joinRequestId, title: 'Answer someone who asks to join your organisation', href: `/users/join-requests/${data.joinRequestId}` },
        ...{ dueOn: due('answer-join-request', dayOf(occurredAt)), for: { roles: ['provider-manager'], organisationId: data.organisationId } },
      },
    ],
  }),
  'identity.join-approved': ({ data }) => ({ closes: [done(data.joinRequestId, 'answer-join-request')] }),
  'identity.join-declined': ({ data }) => ({ closes: [done(data.joinRequestId, 'answer-join-request')] }),
  'providers.listing-claimed': ({ data, occurredAt }, { organisationName }) => ({
    opens: [
      {
        ...{ kind: 'check-listing', subjectId: data.registrationId, title: `Check who says they are ${organisationName ?? 'a listed organisation'}`, href: `/registrations/${data.registrationId}` },
        ...{ dueOn: due('check-listing', dayOf(occurredAt)), for: { roles: ['commissioner'], anywhere: true } },
      },
    ],
  }),
  'providers.listing-approved': ({ data }) => ({ closes: [done(data.registrationId, 'check-listing')] }),
  'providers.listing-refused': ({ data }) => ({ closes: [done(data.registrationId, 'check-listing')] }),
  'providers.application-submitted': ({ data, occurredAt }, { organisationName }) => ({
    opens: [
      {
        ...{ kind: 'decide-application', subjectId: data.applicationId, title: `Decide the application from ${organisationName ?? 'a provider'}`, href: `/applications/${data.applicationId}` },
        ...{ dueOn: due('decide-application', dayOf(occurredAt)), for: { roles: ['commissioner'], anywhere: true } },
      },
    ],
  }),
  'providers.application-taken-back': ({ data }) => ({ closes: [done(data.applicationId, 'decide-application')] }),
  'providers.application-decided': ({ data }) => ({ closes: [done(data.applicationId, 'decide-application', 'agree-decision')] }),
  ...assessmentTasks,
  'providers.document-quarantined': ({ data, occurredAt }) => ({
    opens: [
      {
        ...{ kind: 'replace-document', subjectId: data.documentId, title: 'Remove a document that may contain a virus', href: '/documents' },
        ...{ dueOn: due('replace-document', dayOf(occurredAt)), for: { roles: ['provider-manager'], organisationId: data.providerId } },
      },
    ],
  }),
  'providers.document-removed': ({ data }) => ({ closes: [done(data.documentId, 'replace-document')] }),
  ...membershipTasks,
  ...staffTasks,
  ...handoverTasks,
  ...draftTasks,
  ...sinceSentTasks,
  ...capacityTasks,
  ...conversationTasks,
  ...consortiumTasks,
  'providers.confirmation-asked': ({ data, occurredAt }) => ({
    opens: [
      {
        ...{ kind: 'confirm-answers', subjectId: data.membershipId, title: 'Confirm what you said: a commissioner wants to award to you', href: `/members/${data.membershipId}` },
        ...{ dueOn: due('confirm-answers', dayOf(occurredAt)), for: { roles: ['provider-manager'], organisationId: data.providerId } },
      },
    ],
  }),
  'providers.answers-confirmed': ({ data }) => ({ closes: data.stillStale === 0 ? [done(data.membershipId, 'confirm-answers')] : [] }),
  'contracts.rate-card-drafted': ({ data, occurredAt, actorId }, { contract }) => ({
    opens: contract
      ? [
          {
            ...{ kind: 'approve-rate-card', subjectId: data.rateCardId, title: `Approve the rate card for ${contract.reference}`, href: `/rate-cards/${data.rateCardId}` },
            ...{ dueOn: due('approve-rate-card', dayOf(occurredAt)), for: { roles: ['approver'], regionCodes: contract.regionCodes }, notFor: actorId },
          },
        ]
      : [],
  }),
  'contracts.rate-card-approved': ({ data }) => ({ closes: [done(data.rateCardId, 'approve-rate-card')] }),
  'payments.statement-drawn': ({ data, occurredAt }, { contract }) => ({
    opens: ofStatement({ data, contract, from: dayOf(occurredAt) }, 'send-statement', 'Send the statement', (known) => ({ for: { roles: ['commissioner'], regionCodes: known.regionCodes } })),
  }),
  'payments.statement-sent': ({ data, occurredAt }, { contract }) => ({
    closes: [done(data.statementId, 'send-statement')],
    opens: ofStatement({ data, contract, from: dayOf(occurredAt) }, 'answer-statement', 'Agree or dispute the statement', (known) => ({
      for: { roles: ['provider-finance', 'provider-manager'], organisationId: known.primeOrganisationId },
    })),
  }),
  'payments.statement-agreed': ({ data, occurredAt }, { contract, earlier }) => ({
    closes: [done(data.statementId, 'answer-statement')],
    opens: ofStatement({ data, contract, from: dayOf(occurredAt) }, 'approve-statement', 'Approve the statement', (known) => ({ for: { roles: ['approver'], regionCodes: known.regionCodes }, notFor: drawerIn(earlier) })),
  }),
  'payments.statement-approved': ({ data, occurredAt }, { contract, earlier }) => {
    const agreed = earlier.find((task) => task.kind === 'approve-statement')?.since ?? occurredAt;
    return {
      closes: [done(data.statementId, 'approve-statement')],
      opens: ofStatement({ data, contract, from: dayOf(agreed) }, 'record-payment', 'Record payment of the statement', (known) => ({ for: { roles: ['approver'], regionCodes: known.regionCodes }, notFor: drawerIn(earlier) })),
    };
  },
  'payments.statement-paid': ({ data }) => ({ closes: [done(data.statementId, 'record-payment')] }),
};

/** What an event does to the tasks; nothing for one no rule names. */
export function tasksAfter(event: HeardEvent, facts: EventFacts): TaskChange {
  const rule = rules[event.type] as ((event: HeardEvent, facts: EventFacts) => Partial<TaskChange>) | undefined;
  return { opens: [], closes: [], ...rule?.(event, facts) };
}

function due(kind: ClockedTask, from: Day): Day {
  return workingDays.add(from, daysAllowed[kind]);
}

function done(subjectId: string, ...kinds: readonly TaskKind[]): DoneTask {
  return { subjectId, kinds };
}

function toAnswer({ referralId, reference, deliveringOrganisationId }: ReferralSent['data'], dueOn: Day): NewTask {
  const reader = { roles: ['provider-manager'], organisationId: deliveringOrganisationId } as const;
  return { kind: 'answer-referral', subjectId: referralId, title: `Answer referral ${reference}`, href: `/referrals/${referralId}`, dueOn, for: reader };
}

function toBook(data: CaseFacts, dueOn: Day): NewTask {
  return { ...ofCase(data, 'book-assessment', 'Book the initial assessment', '/appointments/book'), dueOn, for: { people: [data.caseworkerId] } };
}

function ofCase({ caseId, reference, occurredOn }: CaseFacts, kind: 'book-assessment' | 'write-plan' | 'approve-plan' | 'write-report', words: string, page: string): Omit<NewTask, 'for'> {
  return { kind, subjectId: caseId, title: `${words} for ${reference}`, href: `/cases/${caseId}${page}`, dueOn: due(kind, occurredOn) };
}

type StatementTask = 'send-statement' | 'answer-statement' | 'approve-statement' | 'record-payment';

interface OnStatement {
  readonly data: StatementEventData;
  readonly contract: KnownContract | null;
  readonly from: Day;
}

/** A statement's task, for those `reach` names; none while its contract is unknown here. */
function ofStatement({ data, contract, from }: OnStatement, kind: StatementTask, words: string, reach: (contract: KnownContract) => Pick<NewTask, 'for' | 'notFor'>): NewTask[] {
  if (!contract) return [];
  const dueOn = kind === 'record-payment' ? addDays(from, DAYS_TO_PAY) : due(kind, from);
  return [{ kind, subjectId: data.statementId, title: `${words} for ${formatMonth(data.month)}, ${contract.reference}`, href: `/statements/${data.statementId}`, dueOn, ...reach(contract) }];
}

/** Who drew a statement may neither approve nor pay it (DOMAIN: payment). */
function drawerIn(earlier: EventFacts['earlier']): string | undefined {
  return earlier.find((task) => task.kind === 'send-statement')?.openedBy;
}
