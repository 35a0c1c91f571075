import type { CaseAllocated } from '../../delivery/delivery.public.js';
import type { ReferralAmended } from '../../referrals/referrals.public.js';
import type { Audience } from './audience.js';
import type { Happening, Heard } from './heard-events.js';
import type { Message } from './messages.js';
import type { TaskChange } from './task.js';

type About = Extract<keyof Heard, 'referrals.amended' | 'referrals.transferred' | 'delivery.case-allocated'>;

/** What becomes of waiting tasks when a referral goes on elsewhere, or its case to another organisation. */
export const sinceSentTasks: { readonly [Type in About]?: (event: Happening<Type>) => Partial<TaskChange> } = {
  'referrals.transferred': ({ data }) => ({ closes: [{ subjectId: data.referralId, kinds: ['choose-another-service'] }] }),
  'delivery.case-allocated': ({ data }) => ({ handsOver: [{ subjectId: data.caseId, from: data.fromCaseworkerId, to: data.caseworkerId }] }),
};

/** Whom to tell about the same, and about changed answers. Never what they say: the page does, to those who may read it. */
export const sinceSentMessages: { readonly [Type in About]?: (event: Happening<Type>) => readonly Message[] } = {
  'referrals.amended': ({ data }) => amended(data),
  'delivery.case-allocated': ({ data }) => allocated(data),
};

/** Nobody is told of a change to text that is withheld from them. */
function amended({ referralId, reference, changed, caseworkerId, deliveringOrganisationId }: ReferralAmended['data']): Message[] {
  if (changed.length === 0) return [];
  const to: Audience = caseworkerId ? { people: [caseworkerId] } : managersOf(deliveringOrganisationId);
  const words = `${changed.length === 1 ? '1 answer' : `${changed.length} answers`} of referral ${reference} changed. Its timeline shows what was said before, what is said now, and why.`;
  return [{ kind: 'referral-amended', to, subject: `Referral ${reference} was changed`, words, href: `/referrals/${referralId}/timeline` }];
}

function allocated({ caseId, reference, caseworkerId, fromCaseworkerId, practitionerId, deliveringOrganisationId }: CaseAllocated['data']): Message[] {
  const about = (kind: string, to: Audience, subject: string, words: string): Message => ({ kind, to, subject: `Referral ${reference} ${subject}`, words, href: `/cases/${caseId}` });
  return [
    about('case-assigned', { people: [caseworkerId] }, 'is yours', `You are now the caseworker of referral ${reference}. Its page shows what is next.`),
    about('case-allocated', managersOf(deliveringOrganisationId), 'was given to you', `The lead provider gave referral ${reference} to your organisation, and said why.`),
    { ...about('case-passed-on', { people: [fromCaseworkerId] }, 'went to another organisation', `Referral ${reference} was given to another organisation. You do not need to do anything.`), href: '/caseload' },
    about('deliverer-changed', { people: [practitionerId] }, 'is delivered by another organisation', `The lead provider gave referral ${reference} to another organisation on its contract. The case shows who works with the person.`),
  ];
}

function managersOf(organisationId: string): Audience {
  return { roles: ['provider-manager'], organisationId };
}
