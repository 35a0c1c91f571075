import { readFileSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { InvalidInput, type FieldError } from '#libs/kernel';
import { checkAnswer } from '../domain/questionnaire-answer.js';
import { faultsOf, type Answers, type AnswerValue, type Question, type Questionnaire } from '../domain/questionnaire.js';

/** Code of the question whose answer sets the financial band. */
export const TURNOVER = 'annual-turnover';

/** The questionnaire every application answers, read once from the product's data; a faulty one stops the start. */
@Injectable()
export class ApplicationQuestionnaire {
  readonly current: Questionnaire;
  private readonly byCode: ReadonlyMap<string, Question>;

  constructor() {
    this.current = JSON.parse(readFileSync(new URL('../data/questionnaire.json', import.meta.url), 'utf8')) as Questionnaire;
    const faults = faultsOf(this.current);
    if (faults.length > 0) throw new Error(`The application questionnaire cannot be used: ${faults.join('; ')}`);
    this.byCode = new Map(this.current.questions.map((question) => [question.code, question]));
  }

  /** A question by its code, or undefined. */
  question(code: string): Question | undefined {
    return this.byCode.get(code);
  }

  /** Answers as sent, checked; throws InvalidInput with every fault, unknown questions included. */
  check(sent: Readonly<Record<string, unknown>>): Answers {
    const errors: FieldError[] = [];
    const answers: Record<string, AnswerValue> = {};
    for (const [code, raw] of Object.entries(sent)) {
      const question = this.question(code);
      const checked = question ? checkAnswer(question, raw) : ({ ok: false, error: { field: code, message: 'There is no question with this code' } } as const);
      if (checked.ok) answers[code] = checked.value;
      else errors.push(checked.error);
    }
    if (errors.length > 0) throw new InvalidInput(errors);
    return answers;
  }

  /** Earlier answers that still answer a question of today's questionnaire. */
  reusable(answers: Answers): Answers {
    return Object.fromEntries(Object.entries(answers).filter(([code]) => this.byCode.has(code)));
  }
}
