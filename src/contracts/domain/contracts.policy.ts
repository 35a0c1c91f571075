import { anyOf, areasOf, everyone, nobody, organisationsOf, type Actor, type Policy, type Scope } from '#libs/kernel';

/** Who reaches which contracts. The register is open to everyone signed in; terms belong to the parties. Only the operator imports. */
export const contractPolicy = {
  'contract.read': () => everyone,
  'contract.read-terms': (actor) => anyOf(commissioners(actor), { primeOrganisationId: organisationsOf(actor, 'provider-manager', 'provider-finance') }),
  'contract.award': (actor) => commissioners(actor),
  'contract.go-live': (actor) => commissioners(actor),
  'contract.close-to-referrals': (actor) => commissioners(actor),
  'contract.reopen-to-referrals': (actor) => commissioners(actor),
  'contract.end': (actor) => commissioners(actor),
  'contract.terminate': (actor) => commissioners(actor),
  'contract.add-subcontractor': (actor) => commissioners(actor),
  'contract.state-capacity': (actor) => anyOf({ primeOrganisationId: organisationsOf(actor, 'provider-manager') }),
  'contract.describe': (actor) => anyOf({ primeOrganisationId: organisationsOf(actor, 'provider-manager') }),
  // The service itself asks.
  'contract.ask-capacity': () => nobody,
  'contract.import': () => nobody,
} satisfies Policy;

/** Who reaches which rate cards. The prime reads what was approved; drafts stay with the officers. Another officer approves (a rule, not a scope). */
export const rateCardPolicy = {
  'rate-card.read': (actor) =>
    anyOf(commissioners(actor), { primeOrganisationId: organisationsOf(actor, 'provider-manager', 'provider-finance'), status: ['approved', 'superseded'] }),
  'rate-card.draft': (actor) => commissioners(actor),
  'rate-card.revise': (actor) => commissioners(actor),
  'rate-card.approve': (actor) => inRegions(areasOf(actor, 'approver')),
  'rate-card.supersede': (actor) => inRegions(areasOf(actor, 'approver')),
} satisfies Policy;

function commissioners(actor: Actor): Scope {
  return inRegions(areasOf(actor, 'commissioner', 'approver'));
}

function inRegions(areas: readonly string[] | 'all'): Scope {
  return areas === 'all' ? anyOf({}) : anyOf({ regionCode: areas });
}
