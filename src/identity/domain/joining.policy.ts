import { anyOf, everyone, nobody, organisationsOf, type Actor, type Policy, type Scope } from '#libs/kernel';

/** How people come to an organisation. Whoever holds a link acts as nobody in particular; those who look after an organisation's accounts invite and answer. */
export const joiningPolicy = {
  'newcomer.read': (actor) => anonymous(actor),
  'newcomer.ask': (actor) => anonymous(actor),
  'newcomer.send-again': (actor) => anonymous(actor),
  'newcomer.admit': () => nobody,
  'newcomer.refuse': () => nobody,
  'newcomer.forget': () => nobody,
  'invitation.read': (actor) => anyOf(anonymous(actor), lookedAfter(actor)),
  'invitation.make': (actor) => lookedAfter(actor),
  'invitation.resend': (actor) => lookedAfter(actor),
  'invitation.cancel': (actor) => lookedAfter(actor),
  'invitation.accept': (actor) => anonymous(actor),
  'join-request.read': (actor) => lookedAfter(actor),
  'join-request.make': (actor) => anonymous(actor),
  'join-request.approve': (actor) => lookedAfter(actor),
  'join-request.decline': (actor) => lookedAfter(actor),
} satisfies Policy;

function anonymous(actor: Actor): Scope {
  return actor.id === 'anonymous' ? everyone : nobody;
}

function lookedAfter(actor: Actor): Scope {
  return anyOf({ organisationId: organisationsOf(actor, 'administrator', 'provider-manager') });
}
