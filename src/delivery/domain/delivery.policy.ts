import { anyOf, areasOf, both, everyone, nobody, organisationsOf, teamsOf, type Actor, type Policy, type Scope } from '#libs/kernel';

/** Who reaches which cases (DOMAIN: people and access). A commissioner sees counts and money, never the person: no line here. */
export const casePolicy = {
  'case.read': (actor) => unlessRestricted(actor, anyOf(practitioners(actor), workers(actor))),
  'case.accept': (actor) => unlessRestricted(actor, managers(actor)),
  'case.reassign': (actor) => unlessRestricted(actor, managers(actor)),
  // The prime says who of its contract delivers; the practitioner, whether another contract does.
  'case.allocate': (actor) => unlessRestricted(actor, anyOf({ primeOrganisationId: organisationsOf(actor, 'provider-manager') })),
  'case.transfer': (actor) => unlessRestricted(actor, practitioners(actor)),
  'case.follow': () => nobody,
  'case.pass-on': () => nobody,
  'case.end': (actor) => unlessRestricted(actor, anyOf(practitioners(actor), workers(actor))),
  'appointment.book': (actor) => unlessRestricted(actor, workers(actor)),
  'appointment.reschedule': (actor) => unlessRestricted(actor, workers(actor)),
  'appointment.record': (actor) => unlessRestricted(actor, workers(actor)),
  'plan.submit': (actor) => unlessRestricted(actor, workers(actor)),
  'plan.approve': (actor) => unlessRestricted(actor, practitioners(actor)),
  'report.submit': (actor) => unlessRestricted(actor, workers(actor)),
  'case.limit': () => nobody,
} satisfies Policy;

/** The caseload: the same people, and caseworkers also see what waits unassigned in their organisation. */
export const caseloadPolicy = {
  'caseload.read': (actor) =>
    unlessRestricted(actor, anyOf(practitioners(actor), workers(actor), { deliveringOrganisationId: organisationsOf(actor, 'caseworker'), caseworkerId: null })),
} satisfies Policy;

/** That cases wait for another caseworker is told with counts and references, never the person: to the officers of the region. The service itself keeps it. */
export const reassignmentPolicy = {
  'reassignment.read': (actor) => commissioners(actor),
  'reassignment.open': () => nobody,
  'reassignment.repeat': () => nobody,
  'reassignment.finish': () => nobody,
} satisfies Policy;

function commissioners(actor: Actor): Scope {
  const areas = areasOf(actor, 'commissioner');
  return areas === 'all' ? everyone : anyOf({ regionCode: areas });
}

function practitioners(actor: Actor): Scope {
  return anyOf({ teamId: teamsOf(actor, 'practitioner') });
}

function managers(actor: Actor): Scope {
  const managed = organisationsOf(actor, 'provider-manager');
  return anyOf({ primeOrganisationId: managed }, { deliveringOrganisationId: managed });
}

/** Managers of the prime or the organisation that delivers, and the case's own caseworker while employed there. */
function workers(actor: Actor): Scope {
  return anyOf(managers(actor), { caseworkerId: actor.id, deliveringOrganisationId: organisationsOf(actor, 'caseworker') });
}

/** Restricted cases are granted by name, through their referral. */
export function unlessRestricted(actor: Actor, scope: Scope): Scope {
  return both(scope, anyOf({ restricted: false }, { referralId: actor.granted }));
}
