import { anyOf, areasOf, everyone, nobody, type Actor, type Policy, type Scope } from '#libs/kernel';

/** Vehicles that were opened are public. Those who commission nationally draft, change and close them; a national approver opens what another drafted (a rule, not a scope). */
export const vehiclePolicy = {
  'vehicle.read': (actor) => anyOf({ status: ['open', 'closed'] }, national(actor, 'commissioner', 'approver')),
  'vehicle.draft': (actor) => national(actor, 'commissioner', 'approver'),
  'vehicle.edit': (actor) => national(actor, 'commissioner', 'approver'),
  'vehicle.open': (actor) => national(actor, 'approver'),
  'vehicle.close': (actor) => national(actor, 'commissioner', 'approver'),
} satisfies Policy;

function national(actor: Actor, ...roles: readonly string[]): Scope {
  return areasOf(actor, ...roles) === 'all' ? everyone : nobody;
}
