import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { day } from '#libs/kernel';
import { checkAnswer, countWords, type CheckedAnswer } from './questionnaire-answer.js';
import {
  answerInWords,
  assess,
  faultsOf,
  missing,
  questionsToAsk,
  type Answers,
  type Question,
  type Questionnaire,
  type Verdict,
} from './questionnaire.js';

const questionnaire = JSON.parse(readFileSync(new URL('../data/questionnaire.json', import.meta.url), 'utf8')) as Questionnaire;
const today = day('2026-05-05');
const sound: Answers = {
  'annual-turnover': 900_000_00,
  'accounts-date': '2025-03-31',
  'paid-staff': 14,
  'exclusion-ground': 'no',
  'unpaid-tax': 'up-to-date',
  'employers-liability': 5_000_000_00,
  'insurance-expiry': '2026-05-05',
  'safeguarding-policy': 'yes',
  'staff-vetting': 'yes',
  'lived-experience': 'Half of our trustees have it.',
  'cyber-essentials': 'basic',
  'data-breach': 'no',
  'equality-policy': 'yes',
  'social-value': 'Local jobs.',
};

function question(code: string): Question {
  const found = questionnaire.questions.find((each) => each.code === code);
  if (!found) throw new Error(`No question ${code}`);
  return found;
}
const codes = (questions: readonly Question[]): string[] => questions.map((each) => each.code);
const verdict = (code: string, answers: Answers): Verdict | undefined =>
  assess(questionnaire, { ...sound, ...answers }, today).find((each) => each.question === code);
const check = (code: string, raw: unknown): CheckedAnswer => checkAnswer(question(code), raw);
const value = (code: string, raw: unknown): unknown => {
  const checked = check(code, raw);
  return checked.ok ? checked.value : null;
};
const problem = (code: string, raw: unknown): string | null => {
  const checked = check(code, raw);
  return checked.ok ? null : checked.error.message;
};

describe('the questionnaire the product ships', () => {
  it('holds together', () => expect(faultsOf(questionnaire)).toEqual([]));

  it('would say what is wrong with it', () => {
    const tax = question('unpaid-tax');
    const broken: Questionnaire = {
      ...questionnaire,
      questions: [{ ...tax, askWhen: { question: 'social-value', is: 'yes' } }, tax, { ...question('data-breach'), section: 'nowhere' }],
    };
    expect(faultsOf(broken)).toEqual([
      'unpaid-tax depends on a question that does not come before it',
      'unpaid-tax is there twice',
      'data-breach is in no section',
      'data-breach has no question about mitigation',
    ]);
  });
});

describe('which questions are asked', () => {
  it('asks about modern slavery only when turnover is £36 million or more', () => {
    expect(codes(questionsToAsk(questionnaire, { 'annual-turnover': 35_999_999_99 }))).not.toContain('modern-slavery-statement');
    expect(codes(questionsToAsk(questionnaire, { 'annual-turnover': 36_000_000_00 }))).toContain('modern-slavery-statement');
  });

  it('asks for self-cleaning only when an exclusion ground applies', () => {
    expect(codes(questionsToAsk(questionnaire, { 'exclusion-ground': 'no' }))).not.toContain('exclusion-self-cleaning');
    expect(codes(questionsToAsk(questionnaire, { 'exclusion-ground': 'yes' }))).toContain('exclusion-self-cleaning');
  });

  it('nothing is missing from a full application, and a new answer can open a new question', () => {
    expect(missing(questionnaire, sound)).toEqual([]);
    expect(codes(missing(questionnaire, { ...sound, 'data-breach': 'yes' }))).toEqual(['data-breach-mitigation']);
  });

  it('everything that depends on nothing is missing at first', () => {
    expect(missing(questionnaire, {})).toHaveLength(14);
  });
});

describe('assessing answers', () => {
  it('fails nobody whose answers are sound', () => {
    expect(new Set(assess(questionnaire, sound, today).map((each) => each.verdict))).toEqual(new Set(['passes', 'information']));
  });

  it.each([
    ['safeguarding-policy', 'no'],
    ['employers-liability', 4_999_999_99],
    ['insurance-expiry', '2026-05-04'],
    ['accounts-date', '2024-11-04'],
    ['accounts-date', '2026-05-06'],
    ['unpaid-tax', 'unpaid'],
    ['cyber-essentials', 'applied'],
  ])('fails %s answered %p, and says why', (code, answer) => {
    const given = verdict(code, { [code]: answer });
    expect(given?.verdict).toBe('fails');
    expect(given?.reason).not.toBe('');
  });

  it.each([
    ['insurance-expiry', '2026-05-05'],
    ['accounts-date', '2024-11-05'],
    ['unpaid-tax', 'arrangement'],
    ['employers-liability', 5_000_000_00],
  ])('passes %s answered %p', (code, answer) => expect(verdict(code, { [code]: answer })?.verdict).toBe('passes'));

  it('sends an exclusion ground to two people and a data breach to one', () => {
    expect(verdict('exclusion-ground', { 'exclusion-ground': 'yes' })).toMatchObject({ verdict: 'needs-judgement', assessors: 2 });
    expect(verdict('data-breach', { 'data-breach': 'yes' })).toMatchObject({ verdict: 'needs-judgement', assessors: 1 });
  });

  it('says what is unanswered', () => {
    expect(verdict('exclusion-self-cleaning', { 'exclusion-ground': 'yes' })).toMatchObject({ verdict: 'unanswered', reason: 'Not answered' });
  });
});

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
    expect(problem('social-value', 'a\0b')).toBe('The answer must not contain a NUL character');
    expect(problem('social-value', ' \n ')).toBe('Enter the social value you would bring');
  });

  it('names the question as the field at fault', () => expect(check('paid-staff', 'x')).toMatchObject({ error: { field: 'paid-staff' } }));

  it('counts words between any white space', () => expect(countWords('  one\ttwo\n three ')).toBe(3));

  it('never throws, whatever is sent', () => {
    fc.assert(
      fc.property(fc.constantFrom(...questionnaire.questions), fc.anything(), (asked, raw) =>
        expect(typeof checkAnswer(asked, raw).ok).toBe('boolean'),
      ),
    );
  });
});

it('an answer is shown in words', () => {
  expect(answerInWords(question('employers-liability'), 5_000_000_00)).toBe('£5,000,000.00');
  expect(answerInWords(question('accounts-date'), '2025-03-31')).toBe('31 March 2025');
  expect(answerInWords(question('cyber-essentials'), 'basic')).toBe('Cyber Essentials');
  expect(answerInWords(question('staff-vetting'), 'no')).toBe('No');
});
