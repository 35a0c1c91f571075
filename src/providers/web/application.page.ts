import type { AssessedAnswer } from '../application/assessment.service.js';
import type { ApplicationPart } from '../domain/application.js';
import { bandArithmetic, whatWouldRaiseIt, type Reader } from '../domain/financial-band.js';
import { answerInWords } from '../domain/questionnaire-words.js';
import type { AnswerValue, Question } from '../domain/questionnaire.js';
import type { BandRule } from '../providers.public.js';
import type { CatalogueNames } from './catalogue-names.js';

/** Colours of an application's states. */
export const applicationTags = {
  draft: { text: 'Draft', colour: 'grey' },
  submitted: { text: 'Submitted', colour: 'blue' },
  assessing: { text: 'Being assessed', colour: 'light-blue' },
  queried: { text: 'Question to answer', colour: 'yellow' },
  proposed: { text: 'Being decided', colour: 'light-blue' },
  decided: { text: 'Decided', colour: 'green' },
} as const;

/** Colours of decisions on parts. */
export const decisionTags = { admitted: { text: 'Admitted', colour: 'green' }, refused: { text: 'Refused', colour: 'red' }, waiting: { text: 'Waiting', colour: 'grey' } } as const;

/** Colours of verdicts. */
export const verdictTags = {
  passes: { text: 'Passes', colour: 'green' },
  fails: { text: 'Fails', colour: 'red' },
  'needs-judgement': { text: 'Needs judgement', colour: 'orange' },
  'to-score': { text: 'To score', colour: 'blue' },
  information: { text: 'Information', colour: 'grey' },
  unanswered: { text: 'Not answered', colour: 'yellow' },
} as const;

/** Address of a page of an application. */
export function pathOf(id: string, part = ''): string {
  return `/applications/${id}${part && `/${part}`}`;
}

/** Answers with their verdicts; the reason is left out where it only repeats the answer. */
export function assessedRows(assessed: readonly AssessedAnswer[]): object[] {
  return assessed.map(({ asked, value, verdict, reason }) => {
    const answer = inWords(asked, value);
    return { question: asked.text, answer, verdict, reason: reason === answer || verdict === 'information' ? '' : reason };
  });
}

/** Whether an answer needs nobody's judgement. */
export function isSound({ verdict }: AssessedAnswer): boolean {
  return verdict === 'passes' || verdict === 'information';
}

/** Parts with their names and decisions. */
export function partRows(parts: readonly ApplicationPart[], names: CatalogueNames): { category: string; area: string; decision: string; reason: string }[] {
  return parts.map((part) => ({ category: names.category(part.categoryCode), area: names.area(part.areaCode), decision: part.decision ?? 'waiting', reason: part.reason ?? '' }));
}

/** The standing test in words, and what would raise it; nothing before turnover is known. */
export function bandInWords(turnover: unknown, rule: BandRule, reader: Reader): string | null {
  if (typeof turnover !== 'number') return null;
  return [bandArithmetic(turnover, rule, reader), whatWouldRaiseIt(turnover, rule, reader)].filter(Boolean).join('. ');
}

function inWords(question: Question, value: AnswerValue | undefined): string {
  return value === undefined ? 'Not answered' : answerInWords(question, value);
}
