import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { day } from '#libs/kernel';
import { missing, questionOf, questionsToAsk } from './questionnaire-asked.js';
import { assess, verdictOn } from './questionnaire-assessment.js';
import { faultsOf } from './questionnaire-faults.js';
import { answerInWords } from './questionnaire-words.js';
import type { Answers, Circumstances, Question, Questionnaire, Verdict } from './questionnaire.js';

const questionnaire = JSON.parse(readFileSync(new URL('../data/questionnaires/psdf-application.v1.json', import.meta.url), 'utf8')) as Questionnaire;
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
const given = (answers: Answers): Circumstances => ({ answers, regime: 'PCR2015', categoryCodes: ['accommodation'], isConsortium: false });
const codes = (questions: readonly Question[]): string[] => questions.map((each) => each.code);
const verdict = (code: string, answers: Answers): Verdict | undefined =>
  assess(questionnaire, given({ ...sound, ...answers }), today).find((each) => each.question === code);
describe('how questions hang together', () => {
  it('holds in the first questionnaire the product shipped', () => expect(faultsOf(questionnaire)).toEqual([]));

  it('is said where it does not hold', () => {
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
    expect(codes(questionsToAsk(questionnaire, given({ 'annual-turnover': 35_999_999_99 })))).not.toContain('modern-slavery-statement');
    expect(codes(questionsToAsk(questionnaire, given({ 'annual-turnover': 36_000_000_00 })))).toContain('modern-slavery-statement');
  });

  it('asks for self-cleaning only when an exclusion ground applies', () => {
    expect(codes(questionsToAsk(questionnaire, given({ 'exclusion-ground': 'no' })))).not.toContain('exclusion-self-cleaning');
    expect(codes(questionsToAsk(questionnaire, given({ 'exclusion-ground': 'yes' })))).toContain('exclusion-self-cleaning');
  });

  it('nothing is missing from a full application, and a new answer can open a new question', () => {
    expect(missing(questionnaire, given(sound))).toEqual([]);
    expect(codes(missing(questionnaire, given({ ...sound, 'data-breach': 'yes' })))).toEqual(['data-breach-mitigation']);
  });

  it('everything that depends on nothing is missing at first', () => {
    expect(missing(questionnaire, given({}))).toHaveLength(14);
  });
});

describe('what is asked by what is applied for', () => {
  const about = (code: string, more: Partial<Question>): Question => ({ code, section: 's', text: code, ifEmpty: 'Enter', answer: { type: 'text', words: 9 }, assessment: { rule: 'information' }, ...more });
  const trial: Questionnaire = {
    code: 'trial', version: 1, sections: [{ code: 's', title: 'S' }, { code: 'each', title: 'Each' }],
    questions: [
      about('market-only', { askWhen: { regime: 'PA2023' } }),
      about('women-only', { askWhen: { category: 'women' } }),
      about('together', { askWhen: { all: [{ consortium: true }, { regime: 'PCR2015' }] } }),
      about('groups', { answer: { type: 'multi', options: [{ value: 'young', text: 'Young people' }, { value: 'old', text: 'Old people' }] } }),
      about('young-how', { askWhen: { any: [{ question: 'groups', includes: 'young' }, { question: 'market-only', is: 'young' }] } }),
      about('method', { section: 'each', perCategory: true, text: '{category}: how?', guidance: 'For {category}' }),
      about('new', { section: 'each', perCategory: true, answer: { type: 'yes-no' } }),
      about('why-new', { section: 'each', perCategory: true, askWhen: { question: 'new.{category}', is: 'yes' } }),
      about('last', {}),
    ],
  };
  const asked = (change: Partial<Circumstances>) => codes(questionsToAsk(trial, { answers: {}, regime: 'PCR2015', categoryCodes: [], isConsortium: false, ...change }));

  it('holds together', () => expect(faultsOf(trial)).toEqual([]));

  it('the regime, a category, and a consortium each bring their questions', () => {
    expect(asked({})).toEqual(['groups', 'last']);
    expect(asked({ regime: 'PA2023', isConsortium: true })).toEqual(['market-only', 'groups', 'last']);
    expect(asked({ isConsortium: true })).toContain('together');
    expect(asked({ categoryCodes: ['women'] })).toContain('women-only');
    expect(asked({ regime: null })).toEqual(['groups', 'last']);
  });

  it('one of several values opens a question, and an answer to a question that is not asked opens none', () => {
    expect(asked({ answers: { groups: ['old', 'young'] } })).toContain('young-how');
    expect(asked({ answers: { groups: ['old'] } })).not.toContain('young-how');
    expect(asked({ answers: { 'market-only': 'young' } })).not.toContain('young-how');
    expect(asked({ answers: { 'market-only': 'young' }, regime: 'PA2023' })).toContain('young-how');
  });

  it('asks for each category, one category after the other, with its name and its own follow-up', () => {
    const circumstances: Partial<Circumstances> = { categoryCodes: ['family', 'women'], answers: { 'new.women': 'yes' } };
    expect(asked(circumstances)).toEqual(['women-only', 'groups', 'last', 'method.family', 'new.family', 'method.women', 'new.women', 'why-new.women']);
    const named = questionsToAsk(trial, { answers: {}, regime: null, categoryCodes: ['family'], isConsortium: false, categoryNames: { family: 'Family and friends' } });
    expect(named.find((each) => each.code === 'method.family')).toMatchObject({ text: 'Family and friends: how?', guidance: 'For Family and friends', categoryCode: 'family' });
  });

  it('finds a question by the code it is asked by', () => {
    expect(questionOf(trial, 'method.women')).toMatchObject({ code: 'method.women', categoryCode: 'women' });
    expect([questionOf(trial, 'method'), questionOf(trial, 'last.women'), questionOf(trial, 'method.women.x'), questionOf(trial, 'unheard')]).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe('assessing answers', () => {
  it('fails nobody whose answers are sound', () => {
    expect(new Set(assess(questionnaire, given(sound), today).map((each) => each.verdict))).toEqual(new Set(['passes', 'information']));
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

  it('waits for points where people score an answer, and passes on what an exclusion ground makes of a supplier', () => {
    const scored: Question = { ...question('social-value'), assessment: { rule: 'scored', most: 5, guidance: '5: clear promises' } };
    expect(verdictOn(scored, 'Local jobs', today)).toMatchObject({ verdict: 'to-score', points: 5, reason: '5: clear promises' });
    const ground: Question = { ...question('exclusion-ground'), assessment: { rule: 'discretionary', concern: 'yes', mitigation: 'x', assessors: 2, otherwise: 'A ground', standing: 'excludable' } };
    expect([verdictOn(ground, 'yes', today).standing, verdictOn(ground, 'no', today).standing]).toEqual(['excludable', null]);
  });

  it('says what is unanswered', () => {
    expect(verdict('exclusion-self-cleaning', { 'exclusion-ground': 'yes' })).toMatchObject({ verdict: 'unanswered', reason: 'Not answered' });
  });
});

it('an answer is shown in words', () => {
  expect(answerInWords(question('employers-liability'), 5_000_000_00)).toBe('£5,000,000.00');
  expect(answerInWords(question('accounts-date'), '2025-03-31')).toBe('31 March 2025');
  expect(answerInWords(question('cyber-essentials'), 'basic')).toBe('Cyber Essentials');
  expect(answerInWords(question('staff-vetting'), 'no')).toBe('No');
  expect(answerInWords({ ...question('cyber-essentials'), answer: { type: 'multi', options: [{ value: 'a', text: 'One' }, { value: 'b', text: 'Two' }] } }, ['a', 'b'])).toBe('One, Two');
  expect(answerInWords({ ...question('cyber-essentials'), answer: { type: 'document', files: 3 } }, ['x', 'y'])).toBe('2 documents');
});
