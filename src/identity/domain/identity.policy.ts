import { anyOf, everyone, nobody, organisationsOf, type Actor, type Policy } from '#libs/kernel';
import { roles } from '../identity.public.js';

/** Who may see and manage organisations, teams and accounts. Administrators manage their own organisation's users, never its cases; in a provider its managers do. */
export const identityPolicy = {
  'organisation.read': () => everyone,
  'organisation.create': (actor) => (actor.id === 'anonymous' ? everyone : nobody),
  'team.read': () => everyone,
  'team.create': (actor) => anyOf({ organisationId: organisationsOf(actor, 'administrator') }),
  'user.read': (actor) => anyOf({ id: actor.id }, { organisationId: ownOrganisations(actor) }),
  'user.create': (actor) => (actor.id === 'anonymous' ? everyone : anyOf({ organisationId: organisationsOf(actor, 'administrator', 'provider-manager') })),
  'user.close': (actor) => anyOf({ organisationId: organisationsOf(actor, 'administrator', 'provider-manager') }),
  'user.change-roles': (actor) => anyOf({ organisationId: organisationsOf(actor, 'administrator', 'provider-manager') }),
  'user.reopen': () => nobody,
  'user.mint-key': () => nobody,
  'home.read': () => everyone,
} satisfies Policy;

function ownOrganisations(actor: Actor): string[] {
  return organisationsOf(actor, ...roles);
}
