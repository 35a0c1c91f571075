import type { Happening, Heard } from './heard-events.js';
import type { Message } from './messages.js';
import type { TaskChange } from './task.js';

type About = Extract<keyof Heard, 'referrals.handed-over' | 'delivery.case-handed-over'>;

/** What waited for one practitioner waits for the colleague who has the referral now. */
export const handoverTasks: { readonly [Type in About]?: (event: Happening<Type>) => Partial<TaskChange> } = {
  'referrals.handed-over': ({ data }) => ({ handsOver: [{ subjectId: data.referralId, from: data.fromPractitionerId, to: data.practitionerId }] }),
  'delivery.case-handed-over': ({ data }) => ({ handsOver: [{ subjectId: data.caseId, from: data.fromPractitionerId, to: data.practitionerId }] }),
};

/** Who is told: the colleague, unless they took it themselves, and the caseworker. */
export const handoverMessages: { readonly [Type in About]?: (event: Happening<Type>) => readonly Message[] } = {
  'referrals.handed-over': ({ data, actorId }) =>
    data.practitionerId === actorId
      ? []
      : [{ kind: 'referral-handed-over', to: { people: [data.practitionerId] }, subject: `Referral ${data.reference} is yours`, words: `Referral ${data.reference} was handed over to you. Its page shows what is next.`, href: `/referrals/${data.referralId}` }],
  'delivery.case-handed-over': ({ data }) => [
    { kind: 'practitioner-changed', to: { people: [data.caseworkerId] }, subject: `Referral ${data.reference} has another practitioner`, words: `Another practitioner is responsible for referral ${data.reference} now. The case shows who it is.`, href: `/cases/${data.caseId}` },
  ],
};
