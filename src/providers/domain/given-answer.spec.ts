import { describe, expect, it } from '@jest/globals';
import { day } from '#libs/kernel';
import { sectionsOf } from './application-sections.js';
import { carriedAnswers, registeredAnswers } from './earlier-answer.js';
import { ageInWords, askedAnswers, countAnswers, documentsIn, type ApplicationAnswer } from './given-answer.js';
import type { AnswerType, AnswerValue, Question, Questionnaire } from './questionnaire.js';

const startedAt = new Date('2026-11-22T09:00:00Z');
const today = day('2026-11-22');
const question = (code: string, answer: AnswerType, more: Partial<Question> = {}): Question => ({ code, section: 's', text: `${code}?`, ifEmpty: 'Answer', answer, assessment: { rule: 'information' }, ...more });
const given = (questionCode: string, value: AnswerValue, saidAt: string, confirmed = false): ApplicationAnswer => ({ id: questionCode, applicationId: 'a1', questionCode, value, saidAt: new Date(saidAt), saidBy: 'u1', confirmed });
const stateOf = (asked: Question, answer: ApplicationAnswer) => askedAnswers([asked], [answer], { startedAt, today })[0]?.state;

describe('the age of an answer', () => {
  it('is said as people say it', () => {
    expect(ageInWords(day('2025-09-21'), today)).toBe('14 months ago');
    expect(['2026-11-22', '2026-11-21', '2026-11-10', '2026-10-22', '2026-10-23'].map((on) => ageInWords(day(on), today))).toEqual(['today', 'yesterday', '12 days ago', '1 month ago', '30 days ago']);
  });

  it('makes it count for 12 months, or for as long as its question says', () => {
    const plain = question('breach', { type: 'yes-no' });
    expect(stateOf(plain, given('breach', 'no', '2025-11-22T09:00:00Z'))).toBe('answered');
    expect(stateOf(plain, given('breach', 'no', '2025-11-21T09:00:00Z'))).toBe('aged');
    expect(stateOf({ ...plain, freshForMonths: 6 }, given('breach', 'no', '2026-05-21T09:00:00Z'))).toBe('aged');
    expect(stateOf({ ...plain, freshForMonths: 36 }, given('breach', 'no', '2024-05-21T09:00:00Z'))).toBe('answered');
  });

  it('does not matter where something must be said afresh each time', () => {
    const fresh = question('breach', { type: 'yes-no' }, { freshForMonths: 0 });
    expect(stateOf(fresh, given('breach', 'no', '2026-11-21T09:00:00Z'))).toBe('aged');
    expect(stateOf(fresh, given('breach', 'no', '2026-11-22T10:00:00Z'))).toBe('answered');
  });

  it('asks for the new date of evidence that has expired, unless it was given just now', () => {
    const expiry = question('insurance-expiry', { type: 'date' }, { expires: true });
    expect(stateOf(expiry, given('insurance-expiry', '2026-11-21', '2026-09-01T09:00:00Z'))).toBe('expired');
    expect(stateOf(expiry, given('insurance-expiry', '2026-11-21', '2026-11-22T10:00:00Z'))).toBe('answered');
  });
});

describe('what is carried to the next application', () => {
  const questionnaire: Questionnaire = {
    code: 'q', version: 2, sections: [{ code: 's', title: 'S' }],
    questions: [
      question('turnover', { type: 'money' }),
      question('cyber', { type: 'choice', options: [{ value: 'plus', text: 'Plus' }] }),
      question('method', { type: 'text', words: 10 }, { perCategory: true }),
      question('papers', { type: 'document', files: 1 }),
      question('declaration', { type: 'declaration' }),
    ],
  };

  it('is the newest answer to each question, where the question is still there and the answer still fits', () => {
    const said = [
      given('turnover', 100, '2025-01-01T09:00:00Z'), given('turnover', 200, '2026-01-01T09:00:00Z'), given('cyber', 'gold', '2026-01-01T09:00:00Z'),
      given('method.accommodation', 'Homes', '2026-01-01T09:00:00Z'), given('papers', ['d1', 'd2'], '2026-01-01T09:00:00Z'), given('shoe-size', 9, '2026-01-01T09:00:00Z'),
      given('declaration', 'agreed', '2026-01-01T09:00:00Z'),
    ];
    expect(carriedAnswers(said, questionnaire).map(({ questionCode, value }) => [questionCode, value])).toEqual([['turnover', 200], ['method.accommodation', 'Homes']]);
  });

  it('begins with what the organisation said when it registered', () => {
    const addedAt = new Date('2026-01-01T09:00:00Z');
    expect(registeredAnswers({ turnoverPence: 900_000_00, addedAt }, 'turnover')).toEqual([{ questionCode: 'turnover', value: 900_000_00, saidAt: addedAt, saidBy: 'registration', confirmed: false }]);
    expect(registeredAnswers({ turnoverPence: null, addedAt }, 'turnover')).toEqual([]);
  });

  it('is counted apart from what was typed', () => {
    const answers = [given('a', 'x', '2026-11-22T10:00:00Z'), given('b', 'x', '2026-11-22T10:00:00Z', true), given('c', 'x', '2026-03-01T10:00:00Z')];
    expect(countAnswers(answers, startedAt)).toEqual({ typed: 1, carried: 2 });
  });
});

describe('a section', () => {
  const questions = [question('one', { type: 'yes-no' }), question('two', { type: 'document', files: 2 })];
  const questionnaire: Questionnaire = { code: 'q', version: 1, sections: [{ code: 's', title: 'S' }, { code: 'c', title: 'C' }, { code: 'none', title: 'None' }], questions: [...questions, question('method', { type: 'text', words: 10 }, { section: 'c', perCategory: true })] };
  const statusWith = (...answers: ApplicationAnswer[]) => sectionsOf(questionnaire, askedAnswers(questions, answers, { startedAt, today }), []).map(({ code, status, next }) => [code, status, next?.question.code]);
  const [fresh, old] = ['2026-11-22T10:00:00Z', '2025-01-01T10:00:00Z'];

  it('says how far it is and where it goes on; one for each category waits for categories; one that asks nothing is left out', () => {
    expect(statusWith()).toEqual([['s', 'not-started', 'one'], ['c', 'cannot-start', undefined]]);
    expect(statusWith(given('one', 'yes', fresh))[0]).toEqual(['s', 'in-progress', 'two']);
    expect(statusWith(given('one', 'yes', old), given('two', ['d1'], fresh))[0]).toEqual(['s', 'needs-checking', 'one']);
    expect(statusWith(given('one', 'yes', fresh), given('two', ['d1'], fresh))[0]).toEqual(['s', 'completed', 'one']);
  });

  it('names the documents of its answers', () => {
    expect(documentsIn(askedAnswers(questions, [given('one', 'yes', fresh), given('two', ['d1', 'd2'], fresh)], { startedAt, today }))).toEqual(['d1', 'd2']);
  });
});
