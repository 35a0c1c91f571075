import { anyOf, holds, nobody, organisationsOf, type Actor, type Policy, type Scope } from '#libs/kernel';

/** An organisation's documents are its own; those who commission read what was sent to them. Only the service records what the scanner said. */
export const documentPolicy = {
  'document.read': (actor) => anyOf({ providerId: organisationsOf(actor, 'provider-manager', 'provider-finance') }, sent(actor)),
  'document.upload': (actor) => own(actor),
  'document.share': (actor) => own(actor),
  'document.remove': (actor) => own(actor),
  'document.scan': () => nobody,
} satisfies Policy;

function own(actor: Actor): Scope {
  return anyOf({ providerId: organisationsOf(actor, 'provider-manager') });
}

function sent(actor: Actor): Scope {
  return holds(actor, 'commissioner') || holds(actor, 'approver') ? anyOf({ shared: true }) : nobody;
}
