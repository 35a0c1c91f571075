import { anyOf, areasOf, type Actor, type Policy, type Scope } from '#libs/kernel';

/** Who says how referrals go to the best eligible service: commissioners for their regions; approvers read it. */
export const allocationPolicy = {
  'allocation-rule.read': (actor) => inRegions(actor, 'commissioner', 'approver'),
  'allocation-rule.set': (actor) => inRegions(actor, 'commissioner'),
} satisfies Policy;

function inRegions(actor: Actor, ...roles: readonly string[]): Scope {
  const areas = areasOf(actor, ...roles);
  return areas === 'all' ? anyOf({}) : anyOf({ regionCode: areas });
}
