import { anyOf, areasOf, organisationsOf, type Actor, type Policy, type Scope } from '#libs/kernel';

/** Who sees how much is looked for and how much room is used: counts, never the person. */
export const findingPolicy = {
  'unmet-need.read': (actor) => officers(actor),
  'places.read': (actor) => anyOf(officers(actor), { primeOrganisationId: organisationsOf(actor, 'provider-manager', 'provider-finance') }),
} satisfies Policy;

function officers(actor: Actor): Scope {
  const areas = areasOf(actor, 'commissioner', 'approver');
  return areas === 'all' ? anyOf({}) : anyOf({ regionCode: areas });
}
