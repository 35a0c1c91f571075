import { dayOf, formatDay, formatMonth, workingDays } from '#libs/kernel';
import type { CaseFacts } from '../../delivery/delivery.public.js';
import type { StatementEventData } from '../../payments/payments.public.js';
import type { Audience } from './audience.js';
import type { EventFacts, Happening, Heard, HeardEvent, KnownContract } from './heard-events.js';
import { assessmentMessages } from './assessment-notices.js';
import { capacityMessages } from './capacity-notices.js';
import { draftMessages } from './draft-notices.js';
import { consortiumMessages } from './consortium-notices.js';
import { conversationMessages } from './conversation-notices.js';
import { membershipMessages } from './membership-notices.js';
import { sinceSentMessages } from './since-sent-notices.js';
import { handoverMessages } from './handover-notices.js';
import { staffMessages } from './staff-notices.js';
import { daysAllowed } from './task.js';

/** A message to the right people. The subject and the words name references and organisations, never a person. */
export interface Message {
  /** Tells apart messages about one event to one reader. */
  readonly kind: string;
  readonly to: Audience;
  readonly subject: string;
  readonly words: string;
  /** The page it is about, below the service's address. */
  readonly href: string;
  /** The secret of its link: sent, never kept. */
  readonly token?: string | null;
}

type Rules = { readonly [Type in keyof Heard]?: (event: Happening<Type>, facts: EventFacts) => readonly Message[] };

/** Each event people are told about. */
const rules: Rules = {
  'referrals.sent': ({ data, occurredAt }) => {
    const by = formatDay(workingDays.add(dayOf(occurredAt), daysAllowed['answer-referral']));
    const to: Audience = { roles: ['provider-manager'], organisationId: data.deliveringOrganisationId };
    return [{ kind: 'referral-sent', to, subject: `New referral ${data.reference}`, words: `Referral ${data.reference} is waiting for your answer. Accept or decline it by ${by}.`, href: `/referrals/${data.referralId}` }];
  },
  'referrals.allocated': ({ data }) => [
    { kind: 'referral-allocated', to: { roles: ['provider-manager'], organisationId: data.deliveringOrganisationId }, subject: `Referral ${data.reference} was given to you`, words: `Referral ${data.reference} is for your organisation and is waiting for your answer.`, href: `/referrals/${data.referralId}` },
  ],
  'referrals.declined': ({ data }) => [
    { kind: 'referral-declined', to: { people: [data.practitionerId] }, subject: `Referral ${data.reference} was declined`, words: `The provider declined referral ${data.reference} and said why. Choose another service: your answers are kept.`, href: `/referrals/${data.referralId}/choose-another` },
  ],
  'referrals.withdrawn': ({ data }) => [
    { kind: 'referral-withdrawn', to: { roles: ['provider-manager'], organisationId: data.deliveringOrganisationId }, subject: `Referral ${data.reference} was withdrawn`, words: `Referral ${data.reference} was withdrawn. You do not need to answer it.`, href: `/referrals/${data.referralId}` },
  ],
  'delivery.case-accepted': ({ data }) => [
    toPractitioner(data, 'case-accepted', 'was accepted', `The provider accepted referral ${data.reference} and will hold an initial assessment.`),
    toCaseworker(data, 'case-assigned', 'is yours', `Referral ${data.reference} was accepted and you are its caseworker. Its page shows what is next.`),
  ],
  'delivery.appointment-booked': ({ data }) => [toPractitioner(data, 'appointment-booked', 'has an appointment', `An appointment was booked for referral ${data.reference}.`)],
  'delivery.appointment-rescheduled': ({ data }) => [toPractitioner(data, 'appointment-rescheduled', 'has an appointment that moved', `An appointment for referral ${data.reference} was moved to another time.`)],
  'delivery.appointment-missed': ({ data }) => [toPractitioner(data, 'appointment-missed', 'had a missed appointment', `An appointment for referral ${data.reference} was missed. The provider recorded why.`)],
  'delivery.plan-submitted': ({ data }) => [
    toPractitioner(data, 'plan-submitted', 'has a plan to approve', `The plan for referral ${data.reference} is ready. If you do not answer by ${formatDay(workingDays.add(data.occurredOn, daysAllowed['approve-plan']))}, it counts as approved.`),
  ],
  'delivery.plan-approved': ({ data }) => [toCaseworker(data, 'plan-approved', 'has an approved plan', `The plan for referral ${data.reference} is approved. Book the sessions.`)],
  'delivery.plan-revised': ({ data }) => [toCaseworker(data, 'plan-revised', 'has an approved plan', `The changed plan for referral ${data.reference} is approved.`)],
  'delivery.case-ended': ({ data }) => [
    toPractitioner(data, 'case-ended', 'has ended', `Work on referral ${data.reference} has ended.${data.kind === 'cancelled' ? '' : ' An end of service report will follow.'}`),
    toCaseworker(data, 'case-ended', 'has ended', `Work on referral ${data.reference} has ended.${data.kind === 'cancelled' ? '' : ' Write the end of service report.'}`),
  ],
  'delivery.report-submitted': ({ data }) => [toPractitioner(data, 'report-submitted', 'has an end of service report', `The end of service report for referral ${data.reference} is ready to read.`)],
  'identity.confirmation-asked': asLetter('confirm-address'),
  'identity.newcomer-refused': asLetter('newcomer-refused'),
  'identity.invitation-made': asLetter('invitation'),
  'identity.join-declined': asLetter('join-declined'),
  'identity.join-requested': ({ data }) => [
    { kind: 'join-requested', to: { roles: ['provider-manager'], organisationId: data.organisationId }, subject: 'Someone asks to join your organisation', words: `Someone asks for an account in your organisation. Answer within ${daysAllowed['answer-join-request']} working days.`, href: `/users/join-requests/${data.joinRequestId}` },
  ],
  'providers.listing-claimed': ({ data }, { organisationName }) => [
    { kind: 'listing-claimed', to: { roles: ['commissioner'], anywhere: true }, subject: `Is this ${organisationName ?? 'the listed organisation'}?`, words: `Someone has registered as ${organisationName ?? 'an organisation'}, which is listed from a contract register. Check that they act for it.`, href: `/registrations/${data.registrationId}` },
  ],
  'providers.listing-approved': ({ data }) => [
    { kind: 'listing-approved', to: { roles: ['provider-manager'], organisationId: data.providerId }, subject: 'Your organisation is registered', words: 'A commissioner checked your registration and approved it. Sign in with your email address and password.', href: '/sign-in' },
  ],
  'providers.application-submitted': ({ data }, { organisationName }) => [
    { kind: 'application-submitted', to: { roles: ['commissioner'], regionCodes: data.areaCodes }, subject: `Application from ${organisationName ?? 'a provider'}`, words: `${organisationName ?? 'A provider'} has applied. Decide the application within ${daysAllowed['decide-application']} working days.`, href: `/applications/${data.applicationId}` },
  ],
  'providers.application-decided': ({ data }) => [
    { kind: 'application-decided', to: { roles: ['provider-manager'], organisationId: data.providerId }, subject: 'Your application was decided', words: `${parts(data.admitted)} of your application admitted, ${parts(data.refused)} refused. The letter says why, and what you can do next.`, href: `/applications/${data.applicationId}/letter` },
  ],
  'providers.document-quarantined': ({ data }) => [
    { kind: 'document-quarantined', to: { roles: ['provider-manager'], organisationId: data.providerId }, subject: 'A document may contain a virus', words: 'A document your organisation uploaded may contain a virus, so nobody can open it. Remove it, and upload a clean copy if you still need it.', href: '/documents' },
  ],
  ...assessmentMessages,
  ...membershipMessages,
  ...staffMessages,
  ...handoverMessages,
  ...draftMessages,
  ...sinceSentMessages,
  ...capacityMessages,
  ...conversationMessages,
  ...consortiumMessages,
  'providers.confirmation-asked': ({ data }) => [
    { kind: 'confirmation-asked', to: { roles: ['provider-manager'], organisationId: data.providerId }, subject: 'Please confirm your answers', words: `A commissioner wants to award to your organisation, and asks whether ${data.questionCodes.length === 1 ? 'an answer' : `${data.questionCodes.length} answers`} you gave long ago ${data.questionCodes.length === 1 ? 'is' : 'are'} still true.`, href: `/members/${data.membershipId}` },
  ],
  'contracts.contract-made': ({ data }) => [
    { kind: 'contract-made', to: { roles: ['provider-manager'], organisationId: data.primeOrganisationId }, subject: `You were awarded contract ${data.reference}`, words: `Contract ${data.reference} was awarded to your organisation.`, href: `/contracts/${data.contractId}` },
  ],
  'contracts.rate-card-drafted': ({ data }, { contract }) =>
    contract ? [{ kind: 'rate-card-drafted', to: approvers(contract), subject: `Rate card to approve for ${contract.reference}`, words: `A rate card for contract ${contract.reference} waits for approval by someone other than its drafter.`, href: `/rate-cards/${data.rateCardId}` }] : [],
  'contracts.rate-card-approved': ({ data }, { contract }) =>
    contract
      ? [{ kind: 'rate-card-approved', to: finance(contract), subject: `Rate card approved for ${contract.reference}`, words: `The rate card for contract ${contract.reference} is approved and pays from ${formatDay(data.effectiveFrom)}.`, href: `/rate-cards/${data.rateCardId}` }]
      : [],
  'payments.statement-sent': aboutStatement('statement-sent', finance, 'to agree', `Agree it, or dispute lines, within ${daysAllowed['answer-statement']} working days. After that it counts as agreed.`),
  'payments.lines-disputed': aboutStatement('lines-disputed', commissioners, 'has disputed lines', 'The provider disputed lines of this statement and said why. Disputed lines move to the next statement.'),
  'payments.statement-agreed': aboutStatement('statement-agreed', approvers, 'to approve', 'The statement is agreed and is now a valid invoice.'),
  'payments.statement-paid': aboutStatement('statement-paid', finance, 'was paid', 'Payment of this statement was recorded.'),
};

/** Whom to tell what about an event; nobody for one no rule names. */
export function messagesAbout(event: HeardEvent, facts: EventFacts): readonly Message[] {
  const rule = rules[event.type] as ((event: HeardEvent, facts: EventFacts) => readonly Message[]) | undefined;
  return rule?.(event, facts) ?? [];
}

/** A letter to an address, as it is written from how things stand; none when there is nothing left to write. */
function asLetter(kind: string) {
  return (_event: object, { letter }: EventFacts): Message[] => (letter ? [{ kind, to: { address: letter.address }, subject: letter.subject, words: letter.words, href: letter.path, token: letter.token }] : []);
}

function toPractitioner(data: CaseFacts, kind: string, happened: string, words: string): Message {
  return { kind, to: { people: [data.practitionerId] }, subject: `Referral ${data.reference} ${happened}`, words, href: `/cases/${data.caseId}` };
}

function toCaseworker(data: CaseFacts, kind: string, happened: string, words: string): Message {
  return { kind, to: { people: [data.caseworkerId] }, subject: `Referral ${data.reference} ${happened}`, words, href: `/cases/${data.caseId}` };
}

function aboutStatement(kind: string, to: (contract: KnownContract) => Audience, state: string, words: string) {
  return ({ data }: { readonly data: StatementEventData }, { contract }: EventFacts): Message[] =>
    contract ? [{ kind, to: to(contract), subject: `Statement ${state}: ${formatMonth(data.month)}, ${contract.reference}`, words, href: `/statements/${data.statementId}` }] : [];
}

function finance({ primeOrganisationId }: KnownContract): Audience {
  return { roles: ['provider-finance', 'provider-manager'], organisationId: primeOrganisationId };
}

function approvers({ regionCodes }: KnownContract): Audience {
  return { roles: ['approver'], regionCodes };
}

function commissioners({ regionCodes }: KnownContract): Audience {
  return { roles: ['commissioner'], regionCodes };
}

function parts(count: number): string {
  return count === 1 ? '1 part' : `${count} parts`;
}
