import { anyOf, everyone, holds, nobody, organisationsOf, type Actor, type Policy, type Scope } from '#libs/kernel';
import { assessmentActions } from './assessment.policy.js';

/** Who registers and who is known. Turnover and band are for the organisation and those who commission. Anyone may register an organisation; names from a contract register are listed by commissioners and by the service. */
export const providerPolicy = {
  'provider.read': () => everyone,
  'provider.read-standing': (actor) => anyOf({ id: organisationsOf(actor, 'provider-manager', 'provider-finance') }, holds(actor, 'approver') ? everyone : commissioners(actor)),
  'provider.register': (actor) => (actor.id === 'anonymous' ? everyone : nobody),
  'provider.list': (actor) => commissioners(actor),
  'provider.register-listed': (actor) => commissioners(actor),
} satisfies Policy;

/** A provider sees its own applications. One spans areas of several regions, so every commissioner reads and decides all that were submitted, never a draft. */
export const applicationPolicy = {
  'application.read': (actor) => anyOf({ providerId: organisationsOf(actor, 'provider-manager', 'provider-finance') }, submitted(actor)),
  'application.start': (actor) => own(actor),
  'application.answer': (actor) => own(actor),
  'application.submit': (actor) => own(actor),
  'application.take-back': (actor) => own(actor),
  'application.delete': (actor) => own(actor),
  ...assessmentActions,
} satisfies Policy;

function own(actor: Actor): Scope {
  return anyOf({ providerId: organisationsOf(actor, 'provider-manager') });
}

function commissioners(actor: Actor): Scope {
  return holds(actor, 'commissioner') ? everyone : nobody;
}

function submitted(actor: Actor): Scope {
  return holds(actor, 'commissioner') || holds(actor, 'approver') ? anyOf({ status: ['submitted', 'assessing', 'queried', 'proposed', 'decided'] }) : nobody;
}
