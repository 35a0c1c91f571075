import { anyOf, both, everyone, holds, nobody, organisationsOf, type Actor, type Policy, type Scope } from '#libs/kernel';

/** What officers see: everything but drafts. */
const sent = anyOf({ status: ['submitted', 'assessing', 'queried', 'proposed', 'decided'] });

/**
 * Assessing applications; part of `applicationPolicy`. An application spans areas of several regions, so commissioners assess all of them.
 * A commissioner or an approver agrees to a proposal (a rule keeps its proposer out). The provider answers what it is asked and reads its letter, never judgements.
 */
export const assessmentActions = {
  'application.read-assessment': (actor) => officers(actor),
  'application.assess': (actor) => commissioners(actor),
  'application.decide': (actor) => commissioners(actor),
  'application.agree': (actor) => officers(actor),
  'application.reply': (actor) => anyOf({ providerId: organisationsOf(actor, 'provider-manager') }),
  'application.read-letter': (actor) => both(decided, anyOf(officers(actor).anyOf.length > 0 ? everyone : nobody, { providerId: organisationsOf(actor, 'provider-manager', 'provider-finance') })),
} satisfies Policy;

const decided = anyOf({ status: 'decided' });

function commissioners(actor: Actor): Scope {
  return holds(actor, 'commissioner') ? sent : nobody;
}

function officers(actor: Actor): Scope {
  return holds(actor, 'commissioner') || holds(actor, 'approver') ? sent : nobody;
}
