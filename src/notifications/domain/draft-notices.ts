import { dayOf, formatDay, workingDays } from '#libs/kernel';
import type { Happening, Heard } from './heard-events.js';
import type { Message } from './messages.js';
import { daysAllowed, type TaskChange, type TaskKind } from './task.js';

type About = Extract<keyof Heard, `referrals.draft-${string}`>;
const ALL: readonly TaskKind[] = ['finish-draft', 'take-over-draft', 'move-draft'];

/** Tasks about drafts: each goes when the draft is saved again, sent or gone, and moves with the draft to a colleague. */
export const draftTasks: { readonly [Type in About]?: (event: Happening<Type>) => Partial<TaskChange> } = {
  'referrals.draft-expiring': ({ data }) => ({
    opens: [
      {
        ...{ kind: 'finish-draft', subjectId: data.draftId, title: `Finish or delete a draft referral: it is deleted on ${formatDay(data.expiresOn)}`, href: `/drafts/${data.draftId}` },
        ...{ dueOn: data.expiresOn, for: { people: [data.practitionerId] } },
      },
    ],
  }),
  'referrals.draft-handed-over': ({ data, occurredAt }) => ({
    handsOver: [{ subjectId: data.draftId, from: data.fromId, to: data.practitionerId }],
    opens: [
      {
        ...{ kind: 'take-over-draft', subjectId: data.draftId, title: 'Go on with a draft referral a colleague handed to you', href: `/drafts/${data.draftId}` },
        ...{ dueOn: workingDays.add(dayOf(occurredAt), daysAllowed['take-over-draft']), for: { people: [data.practitionerId] } },
      },
    ],
  }),
  'referrals.draft-stranded': ({ data, occurredAt }) => ({
    opens: [
      {
        ...{ kind: 'move-draft', subjectId: data.draftId, title: 'Choose another service for a draft referral: its service no longer takes referrals', href: `/drafts/${data.draftId}` },
        ...{ dueOn: workingDays.add(dayOf(occurredAt), daysAllowed['move-draft']), for: { people: [data.practitionerId] } },
      },
    ],
  }),
  'referrals.draft-service-open': ({ data }) => ({ closes: [{ subjectId: data.draftId, kinds: ['move-draft'] }] }),
  'referrals.draft-kept': ({ data }) => ({ closes: [{ subjectId: data.draftId, kinds: ['finish-draft', 'take-over-draft'] }] }),
  'referrals.draft-closed': ({ data }) => ({ closes: [{ subjectId: data.draftId, kinds: ALL }] }),
  'referrals.draft-expired': ({ data }) => ({ closes: [{ subjectId: data.draftId, kinds: ALL }] }),
};

/** What the writer of a draft is told. */
export const draftMessages: { readonly [Type in About]?: (event: Happening<Type>) => readonly Message[] } = {
  'referrals.draft-expiring': ({ data }) => [
    {
      ...{ kind: 'draft-expiring', to: { people: [data.practitionerId] }, subject: `A draft referral will be deleted on ${formatDay(data.expiresOn)}`, href: `/drafts/${data.draftId}` },
      words: `Nobody has saved one of your draft referrals for a long time. It is deleted on ${formatDay(data.expiresOn)}. Send it, or save an answer to keep it.`,
    },
  ],
  'referrals.draft-expired': ({ data }) => [
    { kind: 'draft-expired', to: { people: [data.practitionerId] }, subject: 'A draft referral was deleted', words: `A draft referral you started on ${formatDay(data.startedOn)} was deleted because nobody had saved it for 90 days.`, href: '/drafts' },
  ],
  'referrals.draft-handed-over': ({ data }) => [
    { kind: 'draft-handed-over', to: { people: [data.practitionerId] }, subject: 'A colleague handed a draft referral to you', words: 'A draft referral is yours now. Your colleague said what you should know: it is beside the draft in your list.', href: '/drafts' },
  ],
  'referrals.draft-stranded': ({ data }) => [
    { kind: 'draft-stranded', to: { people: [data.practitionerId] }, subject: 'The service of a draft referral has closed', words: 'The service of one of your draft referrals no longer takes referrals. Your answers are kept: choose another service.', href: `/drafts/${data.draftId}` },
  ],
};
