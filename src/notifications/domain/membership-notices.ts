import { formatDay } from '#libs/kernel';
import type { ExpiringEvidence } from '../../providers/providers.public.js';
import type { Audience } from './audience.js';
import type { Happening, Heard } from './heard-events.js';
import type { Message } from './messages.js';
import type { DoneTask, NewTask, TaskChange } from './task.js';

type About = 'providers.evidence-expiring' | 'providers.evidence-renewed' | 'providers.member-suspended' | 'providers.member-reinstated' | 'providers.member-removed';
type Owner = Pick<Heard[About], 'membershipId' | 'providerId'>;

/** Evidence to renew waits for the member's managers until its last day: from the first warning, or from the suspension when there was none, until it is renewed. */
export const membershipTasks: { readonly [Type in About]?: (event: Happening<Type>) => Partial<TaskChange> } = {
  'providers.evidence-expiring': ({ data }) => ({ opens: data.expiring.map((evidence) => toRenew(data, evidence)) }),
  'providers.member-suspended': ({ data }) => ({ opens: data.expired.map((evidence) => toRenew(data, evidence)) }),
  'providers.evidence-renewed': ({ data }) => ({ closes: data.standingAnswerIds.map(renewed) }),
  'providers.member-removed': ({ data }) => ({ closes: data.standingAnswerIds.map(renewed) }),
};

/** What a member's managers are told about their membership. Why a commissioner decided is on its page. */
export const membershipMessages: { readonly [Type in About]?: (event: Happening<Type>) => readonly Message[] } = {
  'providers.evidence-expiring': ({ data }) => [
    {
      ...about(data, 'evidence-expiring', 'Evidence about to run out', `${data.expiring.map(inWords).join('\n')}\n\nRenew it before then. The day after, your membership is suspended and you are not invited to lots.`),
      href: `/members/${data.membershipId}/answers`,
    },
  ],
  'providers.member-suspended': ({ data }) => {
    const why = data.expired.length > 0 ? `${data.expired.map(inWords).join('\n')}\n\nRenew it, and the suspension ends at once.` : 'A commissioner has suspended it. The reason is on the page of your membership.';
    return [about(data, 'member-suspended', 'Your membership is suspended', `${why}\n\nWhile it is suspended you are not invited to lots and are given no new contract. Contracts you have, and the referrals on them, go on.`)];
  },
  'providers.member-reinstated': ({ data }) => [about(data, 'member-reinstated', 'Your membership is active again', 'The suspension has ended. You can be invited to lots and given contracts again.')],
  'providers.member-removed': ({ data }) => [
    about(data, 'member-removed', 'Your membership has ended', 'A commissioner has removed your organisation from the register. The reason is on the page of your membership. Contracts you have go on, and you can apply again.'),
  ],
};

function toRenew({ membershipId, providerId }: Owner, { standingAnswerId, label, expiresOn }: ExpiringEvidence): NewTask {
  return { kind: 'renew-evidence', subjectId: standingAnswerId, title: `Renew evidence: ${label}`, href: `/members/${membershipId}/answers`, dueOn: expiresOn, for: managers(providerId) };
}

function renewed(subjectId: string): DoneTask {
  return { subjectId, kinds: ['renew-evidence'] };
}

function about({ membershipId, providerId }: Owner, kind: string, subject: string, words: string): Message {
  return { kind, to: managers(providerId), subject, words, href: `/members/${membershipId}` };
}

function managers(organisationId: string): Audience {
  return { roles: ['provider-manager'], organisationId };
}

function inWords({ label, expiresOn, daysLeft }: ExpiringEvidence): string {
  return `${label}: ${daysLeft < 0 ? 'ran out' : 'runs out'} on ${formatDay(expiresOn)}.`;
}
