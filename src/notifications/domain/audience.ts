import type { Actor } from '#libs/kernel';
import type { Role } from '../../identity/identity.public.js';

/** Who a task or a message is for: people by name, an address that need not be anybody's (messages alone), a role in an organisation, a role over regions, or a role anywhere. */
export type Audience =
  | { readonly people: readonly string[] }
  | { readonly address: string }
  | { readonly roles: readonly Role[]; readonly organisationId: string }
  | { readonly roles: readonly Role[]; readonly regionCodes: readonly string[] }
  | { readonly roles: readonly Role[]; readonly anywhere: true };

/** The keys a task is stored under; whoever holds one of them sees it. National roles have a key of their own. */
export function keysFor(audience: Audience): string[] {
  if ('people' in audience) return audience.people.map(personKey);
  if ('address' in audience) return []; // nobody here
  const { roles } = audience;
  if ('organisationId' in audience) return roles.map((role) => `${role}:organisation:${audience.organisationId}`);
  if ('anywhere' in audience) return roles.map((role) => `${role}:anywhere`);
  return roles.flatMap((role) => [...audience.regionCodes.map((code) => `${role}:area:${code}`), `${role}:national`]);
}

/** The keys someone holds: their own, and those of every role they have. */
export function keysOf(actor: Actor): string[] {
  const ofRoles = actor.roles.flatMap(({ role, organisationId, areas }) => [
    `${role}:organisation:${organisationId}`,
    `${role}:anywhere`,
    ...(areas === 'all' ? [`${role}:national`] : areas.map((code) => `${role}:area:${code}`)),
  ]);
  return [...new Set([personKey(actor.id), ...ofRoles])];
}

/** The key of one person. */
export function personKey(id: string): string {
  return `person:${id}`;
}
