import { anyOf, areasOf, nobody, organisationsOf, type Actor, type Policy, type Scope } from '#libs/kernel';

/** What a statement may be for its provider to see it: a draft is the officers' alone. */
const SEEN_BY_PROVIDERS = ['with-provider', 'disputed', 'agreed', 'approved', 'paid'] as const;

/** Who reaches which statements. The prime's finance people and managers answer; another officer approves and pays (a rule, not a scope); silence is the service's. */
export const statementPolicy = {
  'statement.read': (actor) => anyOf(officers(actor), { primeOrganisationId: primes(actor), status: SEEN_BY_PROVIDERS }),
  'statement.draw': (actor) => officers(actor),
  'statement.add-lines': (actor) => officers(actor),
  'statement.send': (actor) => officers(actor),
  'statement.dispute': (actor) => anyOf({ primeOrganisationId: primes(actor) }),
  'statement.withdraw-dispute': (actor) => anyOf({ primeOrganisationId: primes(actor) }),
  'statement.agree': (actor) => anyOf({ primeOrganisationId: primes(actor) }),
  'statement.agree-by-silence': () => nobody,
  'statement.approve': (actor) => inRegions(areasOf(actor, 'approver')),
  'statement.pay': (actor) => inRegions(areasOf(actor, 'approver')),
} satisfies Policy;

/** Who reads charge lines: the parties of the contract. Lines carry a case's reference, never the person. */
export const chargeLinePolicy = {
  'charge-line.read': (actor) => anyOf(officers(actor), { primeOrganisationId: primes(actor) }),
} satisfies Policy;

function officers(actor: Actor): Scope {
  return inRegions(areasOf(actor, 'commissioner', 'approver'));
}

function inRegions(areas: readonly string[] | 'all'): Scope {
  return areas === 'all' ? anyOf({}) : anyOf({ regionCode: areas });
}

function primes(actor: Actor): string[] {
  return organisationsOf(actor, 'provider-finance', 'provider-manager');
}
