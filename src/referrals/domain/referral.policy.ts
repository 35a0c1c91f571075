import { anyOf, both, nobody, organisationsOf, teamsOf, type Actor, type Condition, type Policy, type Scope } from '#libs/kernel';

/** Who reaches which referrals (DOMAIN: people and access). A commissioner sees counts and money, never the person: no line here. */
export const referralPolicy = {
  'referral.read': (actor) => readers(actor),
  // Passages withheld from the provider, and where answers came from.
  'referral.read-written': (actor) => unlessRestricted(actor, practitioners(actor)),
  'referral.send': (actor) => practitioners(actor),
  'referral.withdraw': (actor) => unlessRestricted(actor, practitioners(actor)),
  'referral.accept': (actor) => unlessRestricted(actor, providers(actor)),
  'referral.decline': (actor) => unlessRestricted(actor, providers(actor)),
  'referral.allocate': (actor) => unlessRestricted(actor, providers(actor)),
  'referral.refer-again': (actor) => unlessRestricted(actor, practitioners(actor)),
  'referral.amend': (actor) => unlessRestricted(actor, practitioners(actor)),
  'referral.transfer': (actor) => unlessRestricted(actor, practitioners(actor)),
  'referral.limit': (actor) => unlessRestricted(actor, practitioners(actor)),
  'referral.lift-limit': (actor) => unlessRestricted(actor, practitioners(actor)),
  'message.write': (actor) => readers(actor),
  'message.read': (actor) => readers(actor),
  'message.wait': (actor) => unlessRestricted(actor, anyOf({ practitionerId: actor.id, teamId: teamsOf(actor, 'practitioner') }, ownCases(actor), { deliveringOrganisationId: organisationsOf(actor, 'provider-manager'), caseworkerId: null })),
  'referral.lock-details': () => nobody,
  'referral.hand-over': (actor) => unlessRestricted(actor, anyOf({ primeOrganisationId: organisationsOf(actor, 'provider-manager') })),
  // To a colleague in the team: when somebody leaves, anyone there may do it.
  'referral.pass-on': (actor) => unlessRestricted(actor, practitioners(actor)),
  'referral.reassign': (actor) => unlessRestricted(actor, providers(actor)),
  'referral.end': (actor) => unlessRestricted(actor, anyOf(practitioners(actor), providers(actor), ownCases(actor))),
} satisfies Policy;

/** A message is kept by who wrote it; its referral says who may write and read. */
export const conversationPolicy = {
  'message.keep': (actor) => anyOf({ writerId: actor.id }),
} satisfies Policy;

/** A draft is its writer's alone: a provider never sees one. */
export const draftPolicy = {
  'draft.read': (actor) => own(actor),
  'draft.start': (actor) => own(actor),
  'draft.answer': (actor) => own(actor),
  'draft.delete': (actor) => own(actor),
  'draft.send': (actor) => own(actor),
  'draft.hand-over': (actor) => own(actor),
  // the service itself, by the clock
  'draft.tend': () => nobody,
  'draft.expire': () => nobody,
  'service.find': (actor) => (teamsOf(actor, 'practitioner').length > 0 ? anyOf({}) : nobody),
} satisfies Policy;

/** Those who refer, and those who deliver. */
function readers(actor: Actor): Scope {
  return unlessRestricted(actor, anyOf(practitioners(actor), providers(actor), caseworkers(actor)));
}

function practitioners(actor: Actor): Scope {
  return anyOf({ teamId: teamsOf(actor, 'practitioner') });
}

function providers(actor: Actor): Scope {
  const managed = organisationsOf(actor, 'provider-manager');
  return anyOf({ primeOrganisationId: managed }, { deliveringOrganisationId: managed });
}

function caseworkers(actor: Actor): Scope {
  return anyOf({ deliveringOrganisationId: organisationsOf(actor, 'caseworker'), caseworkerId: null }, ownCases(actor));
}

/** What a caseworker works on, while they are one where it is delivered. */
function ownCases(actor: Actor): Condition {
  return { deliveringOrganisationId: organisationsOf(actor, 'caseworker'), caseworkerId: actor.id };
}

function own(actor: Actor): Scope {
  return anyOf({ practitionerId: actor.id, teamId: teamsOf(actor, 'practitioner') });
}

function unlessRestricted(actor: Actor, scope: Scope): Scope {
  return both(scope, anyOf({ restricted: false }, { id: actor.granted }));
}
