import { describe, expect, it } from '@jest/globals';
import { readingAge, reportOn } from '../application/questionnaire-check.js';
import { lint } from './questionnaire-lint.js';
import type { Question, Questionnaire } from './questionnaire.js';

const information: Question = { code: 'contact', section: 's', text: 'Who should we ask?', ifEmpty: 'Enter a name', answer: { type: 'text', words: 20 }, assessment: { rule: 'information', usedFor: 'Assessors' } };
const scored: Question = { ...information, code: 'method', text: 'How would you do it?', answer: { type: 'text', words: 200 }, assessment: { rule: 'scored', most: 10, guidance: '10: all of it' } };
const policy: Question = { ...information, code: 'policy', text: 'Add your policy', answer: { type: 'document', files: 1 }, evidence: 'policy' };
const of = (...questions: Question[]): Questionnaire => ({ code: 'trial', version: 1, sections: [{ code: 's', title: 'S' }], questions });
const check = (...questions: Question[]) => lint(of(...questions), readingAge);

describe('the proportionality check', () => {
  it('finds a question that no rule, no condition and no named person uses', () => {
    const idle: Question = { ...information, code: 'hobbies', assessment: { rule: 'information' } };
    expect(check(information, idle, scored).unused).toEqual(['hobbies']);
    expect(check(idle, { ...scored, askWhen: { all: [{ question: 'hobbies', is: 'yes' }, { consortium: true }] } }).unused).toEqual([]);
  });

  it('counts an explanation as used by the people who judge it', () => {
    const why: Question = { ...information, code: 'why', assessment: { rule: 'information' }, askWhen: { question: 'breach', is: 'yes' } };
    const breach: Question = { ...information, code: 'breach', answer: { type: 'yes-no' }, assessment: { rule: 'discretionary', concern: 'yes', mitigation: 'why', assessors: 1, otherwise: 'A breach' } };
    expect(check(breach, why).unused).toEqual([]);
  });

  it('finds evidence asked for twice', () => {
    expect(check(policy, { ...policy, code: 'policy-again' }).duplicated).toEqual([{ evidence: 'policy', questions: ['policy', 'policy-again'] }]);
    expect(check(policy, scored).duplicated).toEqual([]);
  });

  it('finds two questions asked in the same words', () => {
    const again: Question = { ...information, code: 'contact-again' };
    expect(check(information, again, scored).alike).toEqual([{ text: 'Who should we ask?', questions: ['contact', 'contact-again'] }]);
    expect(check(information, scored).alike).toEqual([]);
    const { clean, lines } = reportOn([of(information, again)]);
    expect(clean).toBe(false);
    expect(lines).toContain('  duplicated: contact and contact-again both ask “Who should we ask?”');
    expect(lines.at(-1)).toBe('2 questions, 0 unused, 1 duplicated, 40 words');
  });

  it('finds words that are hard to read', () => {
    const hard: Question = { ...information, text: 'Demonstrate your organisational capability regarding multidisciplinary rehabilitative intervention commissioning.' };
    expect(check(hard).hard.map((each) => each.question)).toEqual(['contact']);
    expect(check(information).hard).toEqual([]);
  });

  it('adds up the words of the shortest and of the longest path', () => {
    const report = check(information, scored, { ...scored, code: 'together', askWhen: { consortium: true } }, { ...scored, code: 'alone', askWhen: { consortium: false } });
    expect([report.fewestWords, report.mostWords]).toEqual([420, 620]);
  });

  it('ends with its four numbers, and is not clean when something is unused or asked for twice', () => {
    expect(reportOn([of(information, scored)])).toMatchObject({ clean: true, lines: expect.arrayContaining(['2 questions, 0 unused, 0 duplicated, 220 words']) });
    const planted = reportOn([of(policy, { ...policy, code: 'policy-again', text: 'Add your policy once more' }, { ...information, assessment: { rule: 'information' } })]);
    expect(planted.clean).toBe(false);
    expect(planted.lines).toContain('  unused: no rule, condition or assessor reads contact');
    expect(planted.lines).toContain('  duplicated: policy and policy-again both ask for policy');
    expect(planted.lines.at(-1)).toBe('3 questions, 1 unused, 1 duplicated, 20 words');
  });
});

it('reading age is that of a school grade: easy words early, hard words late', () => {
  expect(readingAge('The cat sat on the mat.')).toBe(5);
  expect(readingAge('Organisational accountability necessitates comprehensive documentation.')).toBeGreaterThan(18);
});
