import { dayOf, formatDay, workingDays } from '#libs/kernel';
import type { CaseReassigned, ReassignmentFacts } from '../../delivery/delivery.public.js';
import type { Audience } from './audience.js';
import type { Happening, Heard } from './heard-events.js';
import type { Message } from './messages.js';
import { daysAllowed, type NewTask, type TaskChange } from './task.js';

type About = Extract<
  keyof Heard,
  | `providers.${'exclusion' | 'vetting' | 'staff'}-${string}`
  | `delivery.reassignment-${string}`
  | 'delivery.case-reassigned'
>;

/** What waits for someone because of staff registers, the exclusion list, and cases without an authorised caseworker. */
export const staffTasks: { readonly [Type in About]?: (event: Happening<Type>) => Partial<TaskChange> } = {
  'providers.exclusion-matched': ({ data, occurredAt }) => ({
    opens: [
      {
        ...{ kind: 'decide-exclusion', subjectId: data.matchId, title: 'Decide a request that matches the exclusion list', href: `/exclusions/${data.exclusionId}/matches/${data.matchId}` },
        ...{ dueOn: workingDays.add(dayOf(occurredAt), daysAllowed['decide-exclusion']), for: { roles: ['commissioner'], anywhere: true } },
      },
    ],
  }),
  'providers.exclusion-decided': ({ data }) => ({ closes: [{ subjectId: data.matchId, kinds: ['decide-exclusion'] }] }),
  'providers.vetting-expiring': ({ data }) => ({
    opens: [{ kind: 'renew-vetting', subjectId: data.staffMemberId, title: 'Renew the vetting of someone on your staff register', href: `/staff/${data.staffMemberId}`, dueOn: data.expiresOn, for: managersOf(data.organisationId) }],
  }),
  'providers.vetting-renewed': ({ data }) => ({ closes: [{ subjectId: data.staffMemberId, kinds: ['renew-vetting'] }] }),
  'providers.staff-withdrawn': ({ data }) => ({ closes: [{ subjectId: data.staffMemberId, kinds: ['renew-vetting'] }] }),
  'providers.staff-left': ({ data }) => ({ closes: [{ subjectId: data.staffMemberId, kinds: ['renew-vetting'] }] }),
  'delivery.reassignment-needed': ({ data, occurredAt }) => ({ opens: reassignmentTasks(data, occurredAt) }),
  'delivery.reassignment-finished': ({ data }) => ({ closes: [{ subjectId: data.reassignmentId, kinds: ['reassign-cases', 'oversee-reassignment', 'watch-reassignment'] }] }),
  'delivery.case-reassigned': ({ data }) => ({ handsOver: [data.caseId, data.referralId].map((subjectId) => ({ subjectId, from: data.fromCaseworkerId, to: data.caseworkerId })) }),
};

/** Whom to tell about the same. Never who it is about: the page says so to those who may know. */
export const staffMessages: { readonly [Type in About]?: (event: Happening<Type>) => readonly Message[] } = {
  'providers.exclusion-matched': ({ data }) => [
    { kind: 'exclusion-matched', to: { roles: ['commissioner'], anywhere: true }, subject: 'A request matches the exclusion list', words: 'A provider asked to authorise someone who may be on the exclusion list. Compare the two and decide.', href: `/exclusions/${data.exclusionId}/matches/${data.matchId}` },
  ],
  'providers.exclusion-decided': ({ data }) => [
    { kind: 'staff-checked', to: managersOf(data.organisationId), subject: 'A check on your staff register is finished', words: 'A commissioner has finished checking a request to authorise someone. The register shows the result.', href: `/staff/${data.staffMemberId}` },
  ],
  'providers.vetting-expiring': ({ data }) => [
    { kind: 'vetting-expiring', to: managersOf(data.organisationId), subject: 'Vetting on your staff register is about to expire', words: `The vetting of someone who is authorised expires on ${formatDay(data.expiresOn)}. Their authorisation is suspended the day after, unless you record a later expiry.`, href: `/staff/${data.staffMemberId}` },
  ],
  'providers.staff-suspended': ({ data }) =>
    data.cause === 'decision'
      ? []
      : [{ kind: 'staff-suspended', to: managersOf(data.organisationId), subject: 'Someone on your staff register was suspended', words: data.cause === 'vetting-lapsed' ? 'Their vetting expired. They can be given no cases until you record new vetting and reinstate them.' : 'The register shows why. They can be given no cases.', href: `/staff/${data.staffMemberId}` }],
  'delivery.reassignment-needed': ({ data }) => [
    reassignmentMessage(data, { kind: 'reassign-cases', to: managersOf(data.deliveringOrganisationId), href: '/cases/to-reassign' }),
    ...(data.primeOrganisationId === data.deliveringOrganisationId ? [] : [reassignmentMessage(data, { kind: 'oversee-reassignment', to: managersOf(data.primeOrganisationId), href: '/cases/to-reassign' })]),
    reassignmentMessage(data, { kind: 'watch-reassignment', to: { roles: ['commissioner'], regionCodes: [data.regionCode] }, href: `/reassignments/${data.reassignmentId}` }),
  ],
  'delivery.case-reassigned': ({ data }) => reassignedMessages(data),
};

function managersOf(organisationId: string): Audience {
  return { roles: ['provider-manager'], organisationId };
}

/** For the managers of who delivers, those of the prime where it is another, and the commissioners of the region. */
function reassignmentTasks(data: ReassignmentFacts, occurredAt: Date): NewTask[] {
  const { reassignmentId: subjectId, contractReference, cases } = data;
  const dueOn = workingDays.add(dayOf(occurredAt), daysAllowed['reassign-cases']);
  const isSubcontracted = data.primeOrganisationId !== data.deliveringOrganisationId;
  const waiting = `${counted(cases)} on ${contractReference} ${cases === 1 ? 'waits' : 'wait'} for another caseworker`;
  return [
    { kind: 'reassign-cases', subjectId, title: `Give ${counted(cases)} on ${contractReference} to another caseworker`, href: '/cases/to-reassign', dueOn, for: managersOf(data.deliveringOrganisationId) },
    ...(isSubcontracted ? [{ kind: 'oversee-reassignment' as const, subjectId, title: `At your subcontractor, ${waiting}`, href: '/cases/to-reassign', dueOn, for: managersOf(data.primeOrganisationId) }] : []),
    { kind: 'watch-reassignment', subjectId, title: waiting, href: `/reassignments/${subjectId}`, dueOn, for: { roles: ['commissioner'], regionCodes: [data.regionCode] } },
  ];
}

const causes = { suspended: 'was suspended', withdrawn: 'was withdrawn', left: 'ended because they left' } as const;

function reassignmentMessage({ cases, contractReference, cause }: ReassignmentFacts, where: Pick<Message, 'kind' | 'to' | 'href'>): Message {
  const words = `The authorisation of a caseworker ${causes[cause]}. ${counted(cases)} on contract ${contractReference} ${cases === 1 ? 'waits' : 'wait'} for another caseworker.`;
  return { ...where, subject: `Cases on ${contractReference} need another caseworker`, words };
}

function reassignedMessages({ caseId, reference, caseworkerId, fromCaseworkerId, practitionerId }: CaseReassigned['data']): Message[] {
  const to = (kind: string, person: string, subject: string, words: string): Message => ({ kind, to: { people: [person] }, subject: `Referral ${reference} ${subject}`, words, href: `/cases/${caseId}` });
  return [
    to('case-assigned', caseworkerId, 'is yours', `You are now the caseworker of referral ${reference}. Its page shows what is next.`),
    { ...to('case-passed-on', fromCaseworkerId, 'has another caseworker', `Referral ${reference} was given to another caseworker. You do not need to do anything.`), href: '/caseload' },
    to('caseworker-changed', practitionerId, 'has another caseworker', `The provider gave referral ${reference} to another caseworker. The case shows who it is.`),
  ];
}

function counted(cases: number): string {
  return cases === 1 ? '1 case' : `${cases} cases`;
}
