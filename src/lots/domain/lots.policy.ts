import { anyOf, areasOf, everyone, holds, nobody, type Actor, type Policy, type Scope } from '#libs/kernel';

/** Everyone signed in sees lots; a region's commissioners make and withdraw its lots, and with its approvers award them. */
export const lotPolicy = {
  'lot.read': (actor) => (actor.id === 'anonymous' ? nobody : everyone),
  'lot.make': (actor) => regional(actor, 'commissioner'),
  'lot.withdraw': (actor) => regional(actor, 'commissioner'),
  'lot.award': (actor) => regional(actor, 'commissioner', 'approver'),
  'lot.read-eligibility': (actor) => regional(actor, 'commissioner', 'approver'),
} satisfies Policy;

/** A lot being described is its writer's alone. */
export const lotDraftPolicy = {
  'lot-draft.read': (actor) => own(actor),
  'lot-draft.start': (actor) => own(actor),
  'lot-draft.answer': (actor) => own(actor),
  'lot-draft.finish': (actor) => own(actor),
} satisfies Policy;

function regional(actor: Actor, ...roles: readonly string[]): Scope {
  const areas = areasOf(actor, ...roles);
  return areas === 'all' ? everyone : anyOf({ regionCode: areas });
}

function own(actor: Actor): Scope {
  return holds(actor, 'commissioner') ? anyOf({ createdBy: actor.id }) : nobody;
}
