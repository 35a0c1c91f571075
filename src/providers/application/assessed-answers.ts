import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import type { AnswerQuery } from '../domain/answer-query.js';
import { answersOf, type GivenAnswer } from '../domain/given-answer.js';
import type { Judgeable } from '../domain/judgement.js';
import { questionsToAsk } from '../domain/questionnaire-asked.js';
import { verdictOn } from '../domain/questionnaire-assessment.js';
import type { Answers, Circumstances, Question, Questionnaire, Verdict } from '../domain/questionnaire.js';
import { AskedQuestions, type Asking } from './asked-questions.js';

/** One question of an application with its answer and what the rules say of it today. */
export interface AssessedAnswer extends Verdict {
  readonly asked: Question;
  readonly value: Answers[string] | undefined;
}

/** What the rules say of the answers of an application, today. */
@Injectable()
export class AssessedAnswers {
  constructor(
    private readonly asked: AskedQuestions,
    private readonly clock: Clock,
  ) {}

  /** Every answer with its verdict, in the order asked. */
  async of(application: Asking, given: readonly GivenAnswer[]): Promise<AssessedAnswer[]> {
    const { questionnaire, circumstances } = await this.asked.of(application, answersOf(given));
    return this.in(questionnaire, circumstances);
  }

  /** The same for circumstances that are known already. */
  in(questionnaire: Questionnaire, circumstances: Circumstances): AssessedAnswer[] {
    const today = this.clock.today();
    return questionsToAsk(questionnaire, circumstances).map((asked) => {
      const value = circumstances.answers[asked.code];
      return { ...verdictOn(asked, value, today), asked, value };
    });
  }
}

/** Verdicts as judging needs them: with when each answer was last said, or explained in a reply. */
export function judgeable(assessed: readonly AssessedAnswer[], given: readonly GivenAnswer[], queries: readonly AnswerQuery[]): Judgeable[] {
  const said = new Map(given.map((each) => [each.questionCode, each.saidAt]));
  return assessed.map(({ asked, question, verdict, reason, assessors, points }) => {
    const replies = queries.flatMap((query) => (query.questionCode === question && query.repliedAt ? [query.repliedAt] : []));
    const times = [...replies, said.get(question)].filter((time) => time !== undefined).sort((left, right) => right.getTime() - left.getTime());
    return { question, verdict, reason, assessors, points, text: asked.text, categoryCode: asked.categoryCode ?? null, newestAt: times[0] ?? null };
  });
}
