import { anyOf, everyone, holds, nobody, organisationsOf, type Actor, type Policy, type Scope } from '#libs/kernel';

/** The register is public; how a member stands is for the organisation and those who commission. A member keeps its own answers; commissioners decide about it. An approver who agrees to a decision admits as well. */
export const membershipPolicy = {
  'member.read': () => everyone,
  'member.read-standing': (actor) => anyOf({ providerId: organisationsOf(actor, 'provider-manager', 'provider-finance') }, holds(actor, 'approver') ? everyone : commissioners(actor)),
  'member.admit': (actor) => (holds(actor, 'approver') ? everyone : commissioners(actor)),
  'member.keep-answers': (actor) => anyOf({ providerId: organisationsOf(actor, 'provider-manager') }),
  'member.ask-to-confirm': (actor) => (holds(actor, 'approver') ? everyone : commissioners(actor)),
  'member.suspend': (actor) => commissioners(actor),
  'member.reinstate': (actor) => commissioners(actor),
  'member.remove': (actor) => commissioners(actor),
  /** The service's own daily look at rules that changed, and at what has run out. */
  'member.recompute-band': () => nobody,
  'member.watch-evidence': () => nobody,
} satisfies Policy;

function commissioners(actor: Actor): Scope {
  return holds(actor, 'commissioner') ? everyone : nobody;
}
