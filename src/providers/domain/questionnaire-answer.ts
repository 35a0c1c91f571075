import { dayFrom, parseDay, parsePounds, type Day, type FieldError } from '#libs/kernel';
import type { AnswerType, AnswerValue, Question } from './questionnaire.js';

/** A checked answer, or what is wrong with it; the field is the question's code. */
export type CheckedAnswer = { readonly ok: true; readonly value: AnswerValue } | { readonly ok: false; readonly error: FieldError };

const MOST_CHARACTERS = 10_000;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Reads an answer as sent: text, a number, a list for a multi or documents, or `{ day, month, year }` (or `YYYY-MM-DD`) for a date. Text keeps every character; CRLF becomes LF. */
export function checkAnswer(question: Question, raw: unknown): CheckedAnswer {
  const { answer } = question;
  switch (answer.type) {
    case 'date':
      return checkDate(question, raw);
    case 'multi':
      return checkMulti(question, raw, answer);
    case 'document':
      return checkDocuments(question, raw, answer.files);
    default:
      return checkOne(question, raw, answer);
  }
}

/** Words as people count them: runs of anything but white space, as the counter below a text box counts. */
export function countWords(text: string): number {
  return text.split(/\s+/u).filter((word) => word !== '').length;
}

function checkOne(question: Question, raw: unknown, answer: Exclude<AnswerType, { readonly type: 'date' | 'multi' | 'document' }>): CheckedAnswer {
  const text = typeof raw === 'string' || typeof raw === 'number' ? String(raw) : '';
  if (text.trim() === '') return wrong(question, question.ifEmpty);
  switch (answer.type) {
    case 'yes-no':
      return text === 'yes' || text === 'no' ? right(text) : wrong(question, question.ifEmpty);
    case 'declaration':
      return text === 'agreed' ? right(text) : wrong(question, question.ifEmpty);
    case 'choice':
      return answer.options.some((option) => option.value === text) ? right(text) : wrong(question, question.ifEmpty);
    case 'money': {
      const amountPence = parsePounds(text);
      return amountPence === null ? wrong(question, 'Enter an amount in pounds, like 250000 or 1,250.50') : right(amountPence);
    }
    case 'number':
      return checkNumber(question, text, answer);
    case 'text':
      return checkText(question, text, answer.words);
  }
}

function checkNumber(question: Question, text: string, { least, most }: { readonly least: number; readonly most: number }): CheckedAnswer {
  const plain = text.trim().replaceAll(',', '');
  const value = /^-?\d{1,12}$/.test(plain) ? Number(plain) : NaN;
  if (value >= least && value <= most) return right(value);
  return wrong(question, `Enter a whole number from ${least} to ${most.toLocaleString('en-GB')}`);
}

function checkText(question: Question, raw: string, words: number): CheckedAnswer {
  const text = raw.replaceAll('\r\n', '\n');
  if (text.includes('\0')) return wrong(question, 'The answer contains a hidden character we cannot store: type it again');
  if (text.length > MOST_CHARACTERS) return wrong(question, 'The answer must be 10,000 characters or fewer');
  const count = countWords(text);
  if (count > words) return wrong(question, `The answer must be ${words} words or fewer: you have used ${count}`);
  return right(text);
}

function checkMulti(question: Question, raw: unknown, { options, none }: Extract<AnswerType, { readonly type: 'multi' }>): CheckedAnswer {
  const sent = listOf(raw);
  if (sent.length === 0 || !sent.every((each) => options.some((option) => option.value === each))) return wrong(question, question.ifEmpty);
  if (none && sent.includes(none) && sent.length > 1) return wrong(question, `Select what applies, or “${options.find((option) => option.value === none)?.text ?? none}”, not both`);
  return right(options.map((option) => option.value).filter((value) => sent.includes(value)));
}

function checkDocuments(question: Question, raw: unknown, files: number): CheckedAnswer {
  const ids = listOf(raw);
  if (ids.length === 0 || !ids.every((id) => ID.test(id))) return wrong(question, question.ifEmpty);
  return ids.length > files ? wrong(question, files === 1 ? 'Attach 1 document only' : `Attach ${files} documents at most`) : right(ids);
}

/** The texts sent, without repeats and blanks; one alone is sent as it is. */
function listOf(raw: unknown): string[] {
  const all: readonly unknown[] = Array.isArray(raw) ? raw : [raw];
  return [...new Set(all.map((each) => (typeof each === 'string' ? each.trim() : 'not a text')))].filter((each) => each !== '');
}

function checkDate(question: Question, raw: unknown): CheckedAnswer {
  if (isBlankDate(raw)) return wrong(question, question.ifEmpty);
  const value = readDate(raw);
  return value ? right(value) : wrong(question, 'Enter a real date, like 27 3 2026');
}

function readDate(raw: unknown): Day | null {
  if (typeof raw === 'string') return parseDay(raw.trim());
  if (typeof raw !== 'object' || raw === null) return null;
  const [year, month, date] = boxes(raw).map((text) => (/^\d{1,4}$/.test(text) ? Number(text) : NaN)) as [number, number, number];
  return dayFrom(year, month, date);
}

function isBlankDate(raw: unknown): boolean {
  if (typeof raw === 'string') return raw.trim() === '';
  return typeof raw !== 'object' || raw === null || boxes(raw).every((text) => text === '');
}

function boxes(raw: object): string[] {
  const parts = raw as { readonly year?: unknown; readonly month?: unknown; readonly day?: unknown };
  return [parts.year, parts.month, parts.day].map((part) => (typeof part === 'string' || typeof part === 'number' ? String(part).trim() : ''));
}

function right(value: AnswerValue): CheckedAnswer {
  return { ok: true, value };
}

function wrong(question: Question, message: string): CheckedAnswer {
  return { ok: false, error: { field: question.code, message } };
}
