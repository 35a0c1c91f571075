import { questionsIn } from './questionnaire-asked.js';
import type { AskWhen, Question, Questionnaire } from './questionnaire.js';

/** Years of age at which a text can be read with ease. */
export type ReadingAge = (text: string) => number;

/** What the proportionality check found in one questionnaire. Words are the sum of word limits: of what everybody is asked for one category, and of everything. */
export interface LintReport {
  readonly questions: number;
  /** Codes of questions that no rule, condition or assessor uses. */
  readonly unused: readonly string[];
  /** Evidence asked for by more than one question, with their codes. */
  readonly duplicated: readonly { readonly evidence: string; readonly questions: readonly string[] }[];
  /** Words that more than one question asks with, with their codes: away from its page nobody could tell them apart. */
  readonly alike: readonly { readonly text: string; readonly questions: readonly string[] }[];
  /** Questions that take a reader older than 12. */
  readonly hard: readonly { readonly question: string; readonly age: number }[];
  /** Of all questions read as one text. */
  readonly readingAge: number;
  readonly fewestWords: number;
  readonly mostWords: number;
}

/** Readers should need to be no older than this. */
const OLDEST_READER = 12;

/** Checks that a questionnaire asks for no more than somebody uses, asks for evidence once and nothing in the same words, and is easy to read. */
export function lint({ questions }: Questionnaire, readingAge: ReadingAge): LintReport {
  const ages = questions.map((question) => ({ question: question.code, age: readingAge(textOf(question)) }));
  return {
    questions: questions.length,
    unused: questions.filter((question) => !isUsed(question, questions)).map((question) => question.code),
    duplicated: shared(questions, ({ evidence }) => evidence).map(([evidence, codes]) => ({ evidence, questions: codes })),
    alike: shared(questions, ({ text }) => text.trim()).map(([text, codes]) => ({ text, questions: codes })),
    hard: ages.filter(({ age }) => age > OLDEST_READER),
    readingAge: readingAge(questions.map(textOf).join('\n')),
    fewestWords: wordsOf(questions.filter(({ askWhen }) => !askWhen || isAlwaysMet(askWhen))),
    mostWords: wordsOf(questions),
  };
}

/** Everything a provider reads of a question, a sentence or a point a line. */
export function textOf({ text, guidance, points = [], answer }: Question): string {
  const options = 'options' in answer ? answer.options.map((option) => option.text) : [];
  return [text.replace(/^\{category\}: /, ''), guidance ?? '', ...points, ...options].filter(Boolean).join('\n');
}

/** Whether a rule reads the answer, another question depends on it, or somebody is named who uses it. */
function isUsed({ code, assessment }: Question, questions: readonly Question[]): boolean {
  if (assessment.rule !== 'information' || assessment.usedFor) return true;
  return questions.some(({ askWhen, assessment: rule }) => {
    const isCondition = askWhen && questionsIn(askWhen).some((other) => other.split('.', 1)[0] === code);
    return isCondition || (rule.rule === 'discretionary' && rule.mitigation === code);
  });
}

/** What several questions have in common, with their codes. */
function shared(questions: readonly Question[], of: (question: Question) => string | undefined): [string, string[]][] {
  const found = [...new Set(questions.flatMap((question) => of(question) ?? []))];
  return found.map((each): [string, string[]] => [each, questions.filter((question) => of(question) === each).map(({ code }) => code)]).filter(([, codes]) => codes.length > 1);
}

function wordsOf(questions: readonly Question[]): number {
  return questions.reduce((sum, { answer }) => sum + (answer.type === 'text' ? answer.words : 0), 0);
}

/** Whether a condition holds for one organisation that applies alone, under either regime, and has nothing to declare. */
function isAlwaysMet(condition: AskWhen): boolean {
  if ('all' in condition) return condition.all.every(isAlwaysMet);
  if ('any' in condition) return condition.any.some(isAlwaysMet);
  return 'consortium' in condition && !condition.consortium;
}
