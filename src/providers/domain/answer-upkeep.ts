import { ensure, type Day, type Decision } from '#libs/kernel';
import type { EvidenceRenewed } from '../providers.public.js';
import { answersConfirmed } from './confirmation.js';
import type { Membership, StatusFacts } from './membership.js';
import { liftIfInDate } from './membership-expiry.js';
import type { AnswerValue } from './questionnaire.js';
import { aged, saidAgain, takeAnswers, type Lasting, type StandingAnswer } from './standing-answer.js';

/** What keeping a member's answers must know. */
export interface UpkeepFacts extends StatusFacts {
  readonly today: Day;
  readonly answers: readonly StandingAnswer[];
  readonly lasting: (questionCode: string) => Lasting;
}

/** What renewing evidence must know besides: the question of the documents that show it, if there is one. */
export interface RenewalFacts extends UpkeepFacts {
  readonly documentsFor: (questionCode: string) => string | null;
  readonly newId: () => string;
}

/** New values for answers that stand: the last day of renewed evidence, and the documents that show it. */
export type Renewal = Readonly<Record<string, AnswerValue>>;

/** Says that answers are still true. Throws RuleBroken `not-now`, `answer-unknown`, or `evidence-needs-renewing` for what runs out on a day. */
export function confirmAnswers(member: Membership, codes: readonly string[], { now, actorId, answers, lasting, today }: UpkeepFacts): Decision<Membership> {
  ensureMember(member);
  const update = codes.map((code) => {
    const answer = known(answers, code);
    ensure(answer.expiresOn === null, 'evidence-needs-renewing', 'Evidence that runs out needs a new date', code);
    return { id: answer.id, set: saidAgain({ value: answer.value, saidAt: now, saidBy: actorId }, lasting(code)) };
  });
  const standings = answers.map((answer) => aged({ ...answer, ...update.find(({ id }) => id === answer.id)?.set }, lasting(answer.questionCode), today).standing);
  return { children: [{ child: 'answers', update }], events: [answersConfirmed(member, standings)] };
}

/** Renews evidence, with the documents that show it. Once nothing is out of date any more, the suspension the service made for it ends. Throws RuleBroken `not-now`, `answer-unknown`, `date-past`, `document-missing`. */
export function renewEvidence(member: Membership, renewal: Renewal, facts: RenewalFacts): Decision<Membership> {
  ensureMember(member);
  const { now, actorId, today, answers, lasting, documentsFor, newId } = facts;
  const dates = Object.keys(renewal).filter((code) => lasting(code).expires);
  const documents = dates.map((code) => ({ code, papers: documentsFor(code) }));
  for (const { code, papers } of documents) {
    known(answers, code);
    ensure(String(renewal[code]) >= today, 'date-past', 'Enter a date that is today or later. This one has passed', code);
    ensure(papers === null || renewal[papers] !== undefined, 'document-missing', 'Add the document that shows the new date', 'file');
  }
  const given = Object.entries(renewal).map(([questionCode, value]) => ({ questionCode, value, saidAt: now, saidBy: actorId, confirmed: false }));
  ensure(given.every(({ questionCode }) => dates.includes(questionCode) || documents.some(({ papers }) => papers === questionCode)), 'answer-unknown', 'Only evidence that runs out is renewed here');
  const { change, standing } = takeAnswers(given, { membershipId: member.id, current: answers, lasting, newId });
  const lifted = liftIfInDate(member, standing, { now, actorId, today });
  const standingAnswerIds = answers.filter(({ questionCode }) => dates.includes(questionCode)).map(({ id }) => id);
  const data = { membershipId: member.id, providerId: member.providerId, vehicleCode: member.vehicleCode, standingAnswerIds };
  return { ...lifted, children: [change], events: [...(lifted.events ?? []), { type: 'providers.evidence-renewed', data } satisfies EvidenceRenewed] };
}

function ensureMember({ status }: Membership): void {
  ensure(status !== 'removed', 'not-now', 'This member was removed. Its answers are kept up to date by a new application');
}

function known(answers: readonly StandingAnswer[], code: string): StandingAnswer {
  const answer = answers.find((each) => each.questionCode === code);
  ensure(answer, 'answer-unknown', 'There is no such answer', code);
  return answer;
}
