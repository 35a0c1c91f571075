import { canonical, StaleRecord, type Decision } from '#libs/kernel';
import { ensureDraft, type Application } from './application.js';
import type { ApplicationAnswer } from './given-answer.js';
import type { Answers } from './questionnaire.js';

/** When the answers that a page showed were said, by question code; null where there was none. */
export type SeenAnswers = Readonly<Record<string, Date | null>>;

/** Who answers when, and what is answered already. */
export interface AnswerFacts {
  readonly now: Date;
  readonly actorId: string;
  readonly given: readonly ApplicationAnswer[];
  readonly newId: () => string;
  /** What whoever answers had seen; nothing is compared without. */
  readonly seen?: SeenAnswers | undefined;
}

/**
 * Keeps checked answers, each with who said it and when; the others stay as they were, also those to questions no longer asked.
 * Throws StaleRecord, and keeps none, where another answer was given since the page was shown; the same answer sent twice is no quarrel.
 */
export function answerQuestions(application: Application, answers: Answers, facts: AnswerFacts): Decision<Application> {
  ensureDraft(application);
  const before = new Map(facts.given.map((each) => [each.questionCode, each]));
  const saidMeanwhile = (code: string) => facts.seen?.[code] !== undefined && (before.get(code)?.saidAt.getTime() ?? null) !== (facts.seen[code]?.getTime() ?? null);
  const meanwhile = Object.keys(answers).filter(saidMeanwhile);
  const other = meanwhile.filter((code) => canonical([answers[code]]) !== canonical([before.get(code)?.value]));
  if (other.length > 0) throw new StaleRecord('This question was answered in another tab, or by a colleague, after you opened it. Choose which answer to keep.');
  const said = Object.entries(answers).filter(([code]) => !meanwhile.includes(code)).map(([questionCode, value]) => ({ questionCode, value, saidAt: facts.now, saidBy: facts.actorId, confirmed: false }));
  const insert = said.filter(({ questionCode }) => !before.has(questionCode)).map((each): ApplicationAnswer => ({ ...each, id: facts.newId(), applicationId: application.id }));
  const update = said.flatMap(({ questionCode, ...set }) => {
    const id = before.get(questionCode)?.id;
    return id ? [{ id, set }] : [];
  });
  return said.length > 0 ? { children: [{ child: 'answers', insert, update }] } : {};
}

/** Says of earlier answers that they are still true, as the page showed them. One that was answered meanwhile is left as it is: it is not what was confirmed. */
export function confirmAnswers(application: Application, seen: SeenAnswers, { given, now, actorId }: Pick<AnswerFacts, 'given' | 'now' | 'actorId'>): Decision<Application> {
  ensureDraft(application);
  const shown = given.filter(({ questionCode, saidAt }) => seen[questionCode]?.getTime() === saidAt.getTime());
  const update = shown.map(({ id }) => ({ id, set: { saidAt: now, saidBy: actorId, confirmed: true } }));
  return update.length > 0 ? { children: [{ child: 'answers', update }] } : {};
}
