import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkAnswer, countWords, type CheckedAnswer } from './questionnaire-answer.js';
import type { AnswerType, Question, Questionnaire } from './questionnaire.js';

const questionnaire = JSON.parse(readFileSync(new URL('../data/questionnaires/psdf-application.v1.json', import.meta.url), 'utf8')) as Questionnaire;
const answeredBy = (code: string, answer: AnswerType): Question => ({ code, section: 's', text: 'T', ifEmpty: 'Answer this', answer, assessment: { rule: 'information' } });
const options = [{ value: 'fraud', text: 'Fraud' }, { value: 'theft', text: 'Theft' }, { value: 'none', text: 'None of these' }];
const questions: readonly Question[] = [
  ...questionnaire.questions,
  answeredBy('which', { type: 'multi', options, none: 'none' }),
  answeredBy('papers', { type: 'document', files: 2 }),
  answeredBy('true', { type: 'declaration' }),
];
const DOCUMENTS = ['0190a1b2-0000-7000-8000-000000000001', '0190a1b2-0000-7000-8000-000000000002', '0190a1b2-0000-7000-8000-000000000003'];

function check(code: string, raw: unknown): CheckedAnswer {
  const found = questions.find((each) => each.code === code);
  if (!found) throw new Error(`No question ${code}`);
  return checkAnswer(found, raw);
}
const value = (code: string, raw: unknown): unknown => {
  const checked = check(code, raw);
  return checked.ok ? checked.value : null;
};
const problem = (code: string, raw: unknown): string | null => {
  const checked = check(code, raw);
  return checked.ok ? null : checked.error.message;
};

describe('checking an answer', () => {
  it('reads pounds as people type them', () => {
    expect(value('annual-turnover', '£1,250,000.50')).toBe(1_250_000_50);
    expect(problem('annual-turnover', 'a lot')).toBe('Enter an amount in pounds, like 250000 or 1,250.50');
    expect(problem('annual-turnover', '')).toBe('Enter your turnover in pounds');
  });

  it('reads a date from its three boxes or as one text, and refuses 31 February', () => {
    expect(value('accounts-date', { day: '31', month: '3', year: '2025' })).toBe('2025-03-31');
    expect(value('accounts-date', '2025-03-31')).toBe('2025-03-31');
    expect(problem('accounts-date', { day: '31', month: '2', year: '2025' })).toBe('Enter a real date, like 27 3 2026');
    expect(problem('accounts-date', { day: '1', month: '1', year: '20222' })).toBe('Enter a real date, like 27 3 2026');
    expect(problem('accounts-date', { day: '', month: '', year: '' })).toBe('Enter the date your latest accounts were made up to');
  });

  it('reads a whole number within its bounds', () => {
    expect(value('paid-staff', '1,200')).toBe(1200);
    expect(value('paid-staff', 0)).toBe(0);
    expect(problem('paid-staff', '-1')).toBe('Enter a whole number from 0 to 500,000');
    expect(problem('paid-staff', '2.5')).toBe('Enter a whole number from 0 to 500,000');
  });

  it('takes only the choices offered', () => {
    expect(value('cyber-essentials', 'plus')).toBe('plus');
    expect(problem('cyber-essentials', 'gold')).toBe('Select the security certificate you hold');
    expect(problem('staff-vetting', 'maybe')).toBe('Select yes if everyone will be vetted before they start');
    expect(problem('staff-vetting', ['yes', 'no'])).toBe('Select yes if everyone will be vetted before they start');
  });

  it('keeps text as it was written, whatever it looks like', () => {
    expect(value('social-value', '<b>Swyddi</b> \u{1F331}\r\nDROP TABLE x;')).toBe('<b>Swyddi</b> \u{1F331}\nDROP TABLE x;');
  });

  it('refuses more words than the limit and says how many there are', () => {
    expect(problem('social-value', 'word '.repeat(300))).toBeNull();
    expect(problem('social-value', 'word '.repeat(301))).toBe('The answer must be 300 words or fewer: you have used 301');
    expect(problem('social-value', 'x'.repeat(10_001))).toBe('The answer must be 10,000 characters or fewer');
    expect(problem('social-value', 'a\0b')).toBe('The answer contains a hidden character we cannot store: type it again');
    expect(problem('social-value', ' \n ')).toBe('Enter the social value you would bring');
  });

  it('takes any number of the choices of a multi, in their order, and “none” only alone', () => {
    expect(value('which', ['theft', 'fraud', 'theft'])).toEqual(['fraud', 'theft']);
    expect(value('which', 'none')).toEqual(['none']);
    expect(problem('which', ['none', 'theft'])).toBe('Select what applies, or “None of these”, not both');
    expect(problem('which', ['theft', 'murder'])).toBe('Answer this');
    expect(problem('which', [])).toBe('Answer this');
    expect(problem('which', undefined)).toBe('Answer this');
  });

  it('takes documents by their ids, as many as the question says', () => {
    expect(value('papers', DOCUMENTS[0])).toEqual([DOCUMENTS[0]]);
    expect(value('papers', ['', DOCUMENTS[1], DOCUMENTS[0]])).toEqual([DOCUMENTS[1], DOCUMENTS[0]]);
    expect(problem('papers', DOCUMENTS)).toBe('Attach 2 documents at most');
    expect(problem('papers', ['../etc/passwd'])).toBe('Answer this');
    expect(problem('papers', '')).toBe('Answer this');
  });

  it('takes a declaration only when it is made', () => {
    expect(value('true', 'agreed')).toBe('agreed');
    expect([problem('true', 'no'), problem('true', undefined)]).toEqual(['Answer this', 'Answer this']);
  });

  it('names the question as the field at fault', () => expect(check('paid-staff', 'x')).toMatchObject({ error: { field: 'paid-staff' } }));

  it('counts words between any white space', () => expect(countWords('  one\ttwo\n three ')).toBe(3));

  it('never throws, whatever is sent', () => {
    fc.assert(
      fc.property(fc.constantFrom(...questions), fc.anything(), (asked, raw) =>
        expect(typeof checkAnswer(asked, raw).ok).toBe('boolean'),
      ),
    );
  });
});
