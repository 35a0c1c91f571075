import { anyOf, everyone, holds, nobody, organisationsOf, type Actor, type Policy, type Scope } from '#libs/kernel';

/** A provider's managers keep its staff register; nobody sees another provider's. Commissioners read how many people there are, never who. */
export const staffPolicy = {
  'staff.read': (actor) => own(actor),
  'staff.add': (actor) => own(actor),
  'staff.update': (actor) => own(actor),
  'staff.authorise': (actor) => own(actor),
  'staff.suspend': (actor) => own(actor),
  'staff.reinstate': (actor) => own(actor),
  'staff.withdraw': (actor) => own(actor),
  'staff.leave': (actor) => own(actor),
  'staff.warn': () => nobody,
  'staff.check': () => nobody,
  'staff.count': (actor) => commissioners(actor),
} satisfies Policy;

/** The exclusion list is for commissioners. A manager adds to it by withdrawing someone, and the service when a request matches. */
export const exclusionPolicy = {
  'exclusion.read': (actor) => commissioners(actor),
  'exclusion.list': (actor) => own(actor),
  'exclusion.match': () => nobody,
  'exclusion.decide': (actor) => commissioners(actor),
  'exclusion.lift': (actor) => commissioners(actor),
} satisfies Policy;

function own(actor: Actor): Scope {
  return anyOf({ organisationId: organisationsOf(actor, 'provider-manager') });
}

function commissioners(actor: Actor): Scope {
  return holds(actor, 'commissioner') ? everyone : nobody;
}
