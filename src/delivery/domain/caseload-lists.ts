import { anyOf, holds, organisationsOf, teamsOf, type Actor, type Scope } from '#libs/kernel';
import { caseloadPolicy, unlessRestricted } from './delivery.policy.js';

export const caseloadLists = ['mine', 'team', 'all'] as const;
/** Whose work a list shows: one's own, the team's (a provider's team is its organisation), or all one may see. */
export type CaseloadList = (typeof caseloadLists)[number];

/** The lists that make sense for someone, and the one they begin with. */
export function listsFor(actor: Actor): { readonly lists: readonly CaseloadList[]; readonly first: CaseloadList } {
  const [refers, manages, works] = ['practitioner', 'provider-manager', 'caseworker'].map((role) => holds(actor, role));
  const lists = caseloadLists.filter((list) => list === 'all' || (list === 'mine' ? refers || works : refers || manages));
  return { lists, first: refers ? 'mine' : 'all' };
}

/** Which rows a list shows: never more than `caseload.read` reaches, which every list is also held to. */
export function scopeOfList(list: CaseloadList, actor: Actor): Scope {
  switch (list) {
    case 'mine':
      return unlessRestricted(actor, anyOf({ practitionerId: actor.id, teamId: teamsOf(actor, 'practitioner') }, ownCases(actor)));
    case 'team':
      return unlessRestricted(actor, anyOf({ teamId: teamsOf(actor, 'practitioner') }, { deliveringOrganisationId: organisationsOf(actor, 'provider-manager') }));
    case 'all':
      return caseloadPolicy['caseload.read'](actor);
  }
}

function ownCases(actor: Actor): Scope {
  return anyOf({ caseworkerId: actor.id, deliveringOrganisationId: organisationsOf(actor, 'caseworker') });
}
