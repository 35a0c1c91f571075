import { dayFrom, parseDay, parsePounds, type Day, type FieldError } from '#libs/kernel';
import type { AnswerValue, Question } from './questionnaire.js';

/** A checked answer, or what is wrong with it; the field is the question's code. */
export type CheckedAnswer = { readonly ok: true; readonly value: AnswerValue } | { readonly ok: false; readonly error: FieldError };

const MOST_CHARACTERS = 10_000;

/** Reads an answer as sent: text, a number, or `{ day, month, year }` (or `YYYY-MM-DD`) for a date. Text keeps every character; CRLF becomes LF. */
export function checkAnswer(question: Question, raw: unknown): CheckedAnswer {
  const wrong = (message: string): CheckedAnswer => ({ ok: false, error: { field: question.code, message } });
  const { answer } = question;
  if (answer.type === 'date') return checkDate(question, raw);
  if (typeof raw !== 'string' && typeof raw !== 'number') return wrong(question.ifEmpty);
  const text = String(raw);
  if (text.trim() === '') return wrong(question.ifEmpty);
  switch (answer.type) {
    case 'yes-no':
      return text === 'yes' || text === 'no' ? { ok: true, value: text } : wrong(question.ifEmpty);
    case 'choice':
      return answer.options.some((option) => option.value === text) ? { ok: true, value: text } : wrong(question.ifEmpty);
    case 'money': {
      const amountPence = parsePounds(text);
      return amountPence === null ? wrong('Enter an amount in pounds, like 250000 or 1,250.50') : { ok: true, value: amountPence };
    }
    case 'number':
      return checkNumber(question, text, answer);
    case 'text':
      return checkText(question, text, answer.words);
  }
}

/** Words as people count them: runs of anything but white space. */
export function countWords(text: string): number {
  return text.split(/\s+/u).filter((word) => word !== '').length;
}

function checkNumber(question: Question, text: string, { least, most }: { readonly least: number; readonly most: number }): CheckedAnswer {
  const plain = text.trim().replaceAll(',', '');
  const value = /^-?\d{1,12}$/.test(plain) ? Number(plain) : NaN;
  if (value >= least && value <= most) return { ok: true, value };
  return { ok: false, error: { field: question.code, message: `Enter a whole number from ${least} to ${most.toLocaleString('en-GB')}` } };
}

function checkText(question: Question, raw: string, words: number): CheckedAnswer {
  const wrong = (message: string): CheckedAnswer => ({ ok: false, error: { field: question.code, message } });
  const text = raw.replaceAll('\r\n', '\n');
  if (text.includes('\0')) return wrong('The answer must not contain a NUL character');
  if (text.length > MOST_CHARACTERS) return wrong('The answer must be 10,000 characters or fewer');
  const count = countWords(text);
  if (count > words) return wrong(`The answer must be ${words} words or fewer: you have used ${count}`);
  return { ok: true, value: text };
}

function checkDate(question: Question, raw: unknown): CheckedAnswer {
  const wrong = (message: string): CheckedAnswer => ({ ok: false, error: { field: question.code, message } });
  if (isBlankDate(raw)) return wrong(question.ifEmpty);
  const value = readDate(raw);
  return value ? { ok: true, value } : wrong('Enter a real date, like 27 3 2026');
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
