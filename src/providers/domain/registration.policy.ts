import { anyOf, everyone, holds, nobody, type Actor, type Policy, type Scope } from '#libs/kernel';

/** Anyone may register; whoever holds the link acts as nobody in particular. Commissioners see the registrations that say they are a listed organisation, and answer them. */
export const registrationPolicy = {
  'registration.read': (actor) => anyOf(anonymous(actor), holds(actor, 'commissioner') ? anyOf({ status: ['claimed', 'confirmed', 'refused'] }) : nobody),
  'registration.ask': (actor) => anonymous(actor),
  'registration.confirm': (actor) => anonymous(actor),
  'registration.approve': (actor) => commissioners(actor),
  'registration.refuse': (actor) => commissioners(actor),
  'registration.forget': () => nobody,
} satisfies Policy;

function anonymous(actor: Actor): Scope {
  return actor.id === 'anonymous' ? everyone : nobody;
}

function commissioners(actor: Actor): Scope {
  return holds(actor, 'commissioner') ? everyone : nobody;
}
