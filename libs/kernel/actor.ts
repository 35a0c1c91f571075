/** A role someone holds in one organisation, perhaps in one team of it, and the areas (codes) it covers; `'all'` is national. */
export interface HeldRole {
  readonly role: string;
  readonly organisationId: string;
  readonly teamId: string | null;
  readonly areas: readonly string[] | 'all';
}

/** Who is acting: passed as an argument to every use case, never taken from a request. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly HeldRole[];
  /** Ids of restricted records granted to this person by name. */
  readonly granted: readonly string[];
}

/** The product itself, acting on a schedule or on an event. Ids that are not people's start with `system`. */
export const systemActor: Actor = { id: 'system', name: 'The service', roles: [{ role: 'system', organisationId: 'system', teamId: null, areas: 'all' }], granted: [] };

/** Someone who has not signed in: reaches only what is public. */
export const anonymousActor: Actor = { id: 'anonymous', name: 'Someone not signed in', roles: [], granted: [] };

/** Whether the actor holds the role anywhere. */
export function holds(actor: Actor, role: string): boolean {
  return actor.roles.some((held) => held.role === role);
}

/** Ids of the organisations in which the actor holds any of the roles. */
export function organisationsOf(actor: Actor, ...roles: readonly string[]): string[] {
  return distinct(actor.roles.filter((held) => roles.includes(held.role)).map((held) => held.organisationId));
}

/** Ids of the teams in which the actor holds any of the roles. */
export function teamsOf(actor: Actor, ...roles: readonly string[]): string[] {
  return distinct(actor.roles.flatMap((held) => (roles.includes(held.role) && held.teamId ? [held.teamId] : [])));
}

/** Area codes the actor's roles cover, or `'all'` when one of them is national. */
export function areasOf(actor: Actor, ...roles: readonly string[]): string[] | 'all' {
  const held = actor.roles.filter((each) => roles.includes(each.role));
  if (held.some((each) => each.areas === 'all')) return 'all';
  return distinct(held.flatMap((each) => (each.areas === 'all' ? [] : each.areas)));
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}
