import { dayOf, formatDay } from '#libs/kernel';
import type { Attempt } from '#libs/web';
import type { Sitting } from '../application/sittings.js';
import { REGISTRATION } from '../domain/earlier-answer.js';
import { ageInWords, needsChecking, type AskedAnswer } from '../domain/given-answer.js';
import type { AnswerValue, Question } from '../domain/questionnaire.js';
import { answerInWords, valuesOf } from '../domain/questionnaire-words.js';
import { partBefore } from './application-steps.js';
import { pathOf } from './application.page.js';
import { fieldOf } from './question-field.js';

/** A document as pages name it. */
export interface NamedDocument {
  readonly id: string;
  readonly name: string;
}

/** What one question's page needs besides the application. */
export interface QuestionFacts {
  readonly attempt: Attempt;
  /** Documents that may be ticked, where the question asks for some. */
  readonly documents: readonly NamedDocument[];
  /** The stamp of the answer that whoever sent the form had seen; undefined before anything was sent. */
  readonly sent?: string | undefined;
}

/** One question as its page shows it: its field, what was said before with its age, and what somebody else saved meanwhile. */
export function questionModel(answer: AskedAnswer, sitting: Sitting, { attempt, documents, sent }: QuestionFacts): object {
  const { application, questionnaire, today } = sitting;
  const { question, given, isCarried } = answer;
  const seen = stampOf(given);
  const said = given && { words: inWords(question, given.value, documents), ...saidWhen(given, today), at: given.saidAt, isOurs: given.saidBy === REGISTRATION };
  return {
    attempt,
    field: fieldOf(question, documents),
    title: question.text,
    caption: questionnaire.sections.find(({ code }) => code === question.section)?.title,
    seen,
    earlier: isCarried && attempt.errors.length === 0 ? said : null,
    needsChecking: needsChecking(answer),
    isExpired: answer.state === 'expired',
    saved: sent !== undefined && sent !== seen ? said : null,
    confirmPath: pathOf(application.id, `questions/${question.code}/confirm`),
    nextPath: pathOf(application.id),
    back: pathOf(application.id, partBefore(sitting, question.code)),
  };
}

/** The earlier answers of a section on one page: those to confirm with one button, and those whose date has passed. */
export function earlierModel(code: string, sitting: Sitting, documents: readonly NamedDocument[]): object | null {
  const section = sitting.sections.find((each) => each.code === code);
  const carried = section?.answers.filter((answer) => answer.isCarried || needsChecking(answer)) ?? [];
  if (!section || carried.length === 0) return null;
  const rows = carried.map(({ question, given, state }) => ({
    state,
    seen: `${question.code}|${stampOf(given)}`,
    label: question.text,
    answer: given ? inWords(question, given.value, documents) : '',
    ...(given ? saidWhen(given, sitting.today) : {}),
    href: pathOf(sitting.application.id, `questions/${question.code}`),
  }));
  return { title: `Your earlier answers: ${section.title}`, rows: rows.filter(({ state }) => state !== 'expired'), expired: rows.filter(({ state }) => state === 'expired'), back: pathOf(sitting.application.id) };
}

/** When the answer on a page was said, for its hidden field; empty when there is none. */
export function stampOf(given: { readonly saidAt: Date } | null): string {
  return given?.saidAt.toISOString() ?? '';
}

/** An answer in words; a document by its name. */
export function inWords(question: Question, value: AnswerValue | undefined, documents: readonly NamedDocument[]): string {
  if (value === undefined) return 'Not answered';
  if (question.answer.type !== 'document') return answerInWords(question, value);
  return valuesOf(value).map((id) => documents.find((document) => document.id === id)?.name ?? 'A document that was removed').join('\n');
}

/** An answer as the rules read it, from the boxes of a posted page. `uploaded` is the document that came with it. */
export function sentAnswer({ answer, code }: Question, body: Readonly<Record<string, unknown>>, uploaded: string | null): unknown {
  if (answer.type === 'date') return { day: body[`${code}-day`], month: body[`${code}-month`], year: body[`${code}-year`] };
  if (answer.type !== 'document' || uploaded === null) return body[code];
  const ticked = body[code];
  return [...(Array.isArray(ticked) ? (ticked as unknown[]) : ticked === undefined ? [] : [ticked]), uploaded];
}

/** The text of an instant of our own making, read back; null for an empty one, undefined for anything else. */
export function stampIn(text: unknown): Date | null | undefined {
  if (text === '') return null;
  const at = typeof text === 'string' ? Date.parse(text) : NaN;
  return Number.isNaN(at) ? undefined : new Date(at);
}

function saidWhen({ saidAt }: { readonly saidAt: Date }, today: Sitting['today']): { readonly age: string; readonly on: string } {
  const on = dayOf(saidAt);
  return { age: ageInWords(on, today), on: formatDay(on) };
}
