import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ruleOf } from '../../../test/support/rules.js';
import { ensureOwn, proposals, shareCodeFrom, type ImportRule } from './share-code.js';
import type { AskedAnswer } from './given-answer.js';
import type { Question, Questionnaire } from './questionnaire.js';
import { readShared, type SharedInformation } from './supplier-information.js';

const rules = JSON.parse(readFileSync(new URL('../data/find-a-tender.json', import.meta.url), 'utf8')) as readonly ImportRule[];
const folder = new URL('../data/questionnaires/', import.meta.url);
const questionnaires = readdirSync(folder).filter((name) => /\.v\d+\.json$/.test(name)).map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Questionnaire);

const shared: SharedInformation = {
  name: 'Harbour Test Trust',
  identifiers: [{ scheme: 'GB-COH', id: '01234567' }, { scheme: 'GB-PPON', id: 'PTST-1234-ABCD' }],
  shareCode: '9BLNwzKU',
  formVersionId: '1.0',
  submittedAt: new Date('2026-05-04T09:00:00Z'),
  details: { publicServiceMissionOrganization: true },
  names: { associatedPersons: ['Ann Example'], additionalEntities: [] },
  sets: [{ section: 'Financial information', answers: [{ question: '_FinancialInformation01', text: null, day: '2026-03-31', flag: null }] }, { section: 'Exclusions', answers: [] }],
};
const question = (code: string, type: 'yes-no' | 'date'): Question => ({ code, section: 's', text: code, ifEmpty: 'Answer', answer: { type }, assessment: { rule: 'information' } });
const open = (asked: Question): AskedAnswer => ({ question: asked, given: null, state: 'unanswered', isCarried: false });

describe('a share code', () => {
  it('is taken without its blanks and with its capitals, which the platform tells apart', () => {
    expect(shareCodeFrom(' 9BLN wzKU\n')).toBe('9BLNwzKU');
    for (const typed of ['9BLNwzK', '9BLNwzKU8', '9BLN-zKU', '../../ab', '']) expect(ruleOf(() => shareCodeFrom(typed))).toBe('share-code-format');
  });

  it('must belong to the organisation, by every number both know and at least one', () => {
    const numbers = (companyNumber: string | null, charityNumber: string | null = null) => ruleOf(() => ensureOwn(shared, { companyNumber, charityNumber }));
    expect(numbers('01234567')).toBeNull();
    expect(numbers('07654321')).toBe('not-yours');
    expect(numbers(null, '1123456')).toBe('not-yours');
    const both = { ...shared, identifiers: [...shared.identifiers, { scheme: 'GB-CHC', id: '1123456' }] };
    expect(ruleOf(() => ensureOwn(both, { companyNumber: '01234567', charityNumber: '1123456' }))).toBeNull();
    expect(ruleOf(() => ensureOwn(both, { companyNumber: '01234567', charityNumber: '9999999' }))).toBe('not-yours');
    expect(ruleOf(() => ensureOwn({ ...shared, identifiers: [{ scheme: 'GB-COH', id: '1234567' }] }, { companyNumber: '01234567', charityNumber: null }))).toBeNull();
  });
});

describe('what is filled in', () => {
  const filled = (asked: readonly AskedAnswer[], from = shared) => proposals(from, rules, asked).map(({ question: { code }, value }) => [code, value]);

  it('answers only questions that are asked, with values of their own kind', () => {
    expect(filled([open(question('public-service-mission', 'yes-no')), open(question('accounts-date', 'date')), open(question('paid-staff', 'yes-no'))])).toEqual([['public-service-mission', 'yes'], ['accounts-date', '2026-03-31']]);
    expect(filled([])).toEqual([]);
  });

  it('says no exclusion applies only where the section was answered so; a yes is for people to tell', () => {
    const ground = [open(question('exclusion-schedule-6', 'yes-no'))];
    expect(filled(ground)).toEqual([['exclusion-schedule-6', 'no']]);
    expect(filled(ground, { ...shared, sets: [] })).toEqual([]);
    expect(filled(ground, { ...shared, sets: [{ section: 'Exclusions', answers: [{ question: '_Exclusion05', text: 'A fine', day: null, flag: null }] }] })).toEqual([]);
  });

  it('leaves what was said later, or said the same', () => {
    const asked = question('public-service-mission', 'yes-no');
    const given = (value: string, saidAt: string) => ({ id: 'a', applicationId: 'b', questionCode: asked.code, value, saidAt: new Date(saidAt), saidBy: 'u', confirmed: false });
    expect(filled([{ ...open(asked), given: given('no', '2026-05-05T00:00:00Z'), state: 'answered' }])).toEqual([]);
    expect(filled([{ ...open(asked), given: given('yes', '2026-01-01T00:00:00Z'), state: 'answered' }])).toEqual([]);
    expect(filled([{ ...open(asked), given: given('no', '2026-01-01T00:00:00Z'), state: 'answered' }])).toEqual([[asked.code, 'yes']]);
  });

  it('goes to questions that some questionnaire asks', () => {
    const known = new Set(questionnaires.flatMap(({ questions }) => questions.map(({ code }) => code)));
    expect(rules.filter((rule) => !known.has(rule.question))).toEqual([]);
  });
});

describe('an answer of the platform', () => {
  it('that is not of the documented shape is not read', () => {
    for (const strange of [null, [], 'text', {}, { name: 'x', supplierInformationData: {} }, { name: 'x', supplierInformationData: { form: { shareCode: 'a', formVersionId: '1', submittedAt: 'never' }, answerSets: [] } }]) expect(readShared(strange)).toBeNull();
  });

  it('may leave out everything we could do without', () => {
    const least = { name: 'x', supplierInformationData: { form: { shareCode: 'a', formVersionId: '1', submittedAt: '2026-05-04T09:00:00Z' }, answerSets: [null, { sectionName: 'Exclusions' }] } };
    expect(readShared(least)).toMatchObject({ identifiers: [], details: {}, sets: [{ section: '', answers: [] }, { section: 'Exclusions', answers: [] }] });
  });
});
