import { beforeEach, describe, expect, it } from '@jest/globals';
import { day, InvalidInput, StaleRecord } from '#libs/kernel';
import { refusalOf, ruleOf } from '../../../test/support/rules.js';
import type { Vehicle } from '../providers.public.js';
import { answerQuestions, confirmAnswers } from './application-answers.js';
import {
  blockersOf, chooseParts, partsAskedFor, refusedChoices, startApplication, submitApplication, takeBackApplication, untouched, type Application, type ApplicationPart,
} from './application.js';
import { applicationReference } from './application-reference.js';
import type { ApplicationAnswer, AskedAnswer } from './given-answer.js';
import type { Question } from './questionnaire.js';

const now = new Date('2026-05-05T10:00:00Z');
const vehicle: Vehicle = {
  ...{ code: 'PSDF', name: 'Framework', kind: 'dynamic-framework', regime: 'PCR2015', isLightTouch: true, opensOn: day('2020-06-15'), endsOn: day('2027-06-14'), status: 'open' },
  ...{ categoryCodes: ['accommodation', 'lifestyle'], conditions: '', questionnaireCode: 'q', bandRule: { turnoverShareBasisPoints: 5_000, bandsPence: [250_000_00] }, contactEmail: null },
};
const draft: Application = {
  ...{ ...untouched, id: 'a1', reference: 'APP-222222', providerId: 'p1', vehicleCode: 'PSDF', categoryCodes: ['accommodation', 'lifestyle'], areaCodes: ['durham', 'kent'] },
  ...{ isConsortium: false, questionnaireCode: 'q', questionnaireVersion: 1, startedAt: now },
};
const submitted: Application = { ...draft, status: 'submitted', submittedAt: now, submittedBy: 'u1', dueOn: day('2026-05-27') };
const choices = { isCategory: (code: string) => ['accommodation', 'lifestyle'].includes(code), isArea: (code: string) => ['A', 'durham', 'kent'].includes(code), isInside: (code: string, outer: string) => code === 'durham' && outer === 'A' };
let ids = 0;
const newId = () => `id${++ids}`;
beforeEach(() => {
  ids = 0;
});
const start = { ...choices, vehicle, today: day('2026-05-05'), hasOpen: false, isRegistered: true, carried: [], newId };
const question: Question = { code: 'breach', section: 's', text: 'A breach?', ifEmpty: 'Select yes if there was a breach', answer: { type: 'yes-no' }, assessment: { rule: 'information' } };
const given = (questionCode: string, value: string, saidAt = now): ApplicationAnswer => ({ id: `answer-${questionCode}`, applicationId: 'a1', questionCode, value, saidAt, saidBy: 'u1', confirmed: false });
const asked = (state: AskedAnswer['state'] = 'answered'): AskedAnswer => ({ question, given: state === 'unanswered' ? null : given('breach', 'no'), state, isCarried: state === 'aged' });
const submitting = { now, actorId: 'u1', vehicle, asked: [asked()], given: [given('breach', 'no')], consortium: null, isAdmitted: () => false, newId };
const answering = { now, actorId: 'u2', given: [given('breach', 'no', new Date('2026-05-04T10:00:00Z'))], newId };
const part = (categoryCode: string, areaCode: string, decision: ApplicationPart['decision'] = null): ApplicationPart => ({ id: `${categoryCode}-${areaCode}`, applicationId: 'a1', categoryCode, areaCode, decision, reason: null, ground: null });

describe('starting', () => {
  it('leaves out an area inside another chosen one', () => {
    expect(startApplication({ ...draft, areaCodes: ['durham', 'A', 'kent'] }, start).row.areaCodes).toEqual(['A', 'kent']);
  });

  it('waits for an open vehicle, a registered organisation and the last application’s decision', () => {
    expect(ruleOf(() => startApplication(draft, { ...start, today: day('2027-06-15') }))).toBe('vehicle-closed');
    expect(ruleOf(() => startApplication(draft, { ...start, vehicle: null }))).toBe('vehicle-unknown');
    expect(ruleOf(() => startApplication(draft, { ...start, hasOpen: true }))).toBe('application-open');
    expect(ruleOf(() => startApplication(draft, { ...start, isRegistered: false }))).toBe('not-registered');
  });

  it('knows only the vehicle’s categories and the catalogue’s areas', () => {
    expect(ruleOf(() => startApplication({ ...draft, categoryCodes: ['gardening'] }, start))).toBe('category-unknown');
    expect(ruleOf(() => chooseParts(draft, { areaCodes: ['atlantis'] }, choices))).toBe('area-unknown');
  });

  it('brings earlier answers with the day they were said', () => {
    const said = { questionCode: 'breach', value: 'no', saidAt: new Date('2025-03-01T09:00:00Z'), saidBy: 'u9', confirmed: true };
    expect(startApplication(draft, { ...start, carried: [said] }).children?.[0]?.insert).toEqual([{ ...said, id: 'id1', applicationId: 'a1', confirmed: false }]);
  });

  it('has a reference without letters and numbers that read as one another', () => {
    expect(applicationReference(() => 0)).toBe('APP-222222');
    expect(applicationReference(() => 0.999_999)).toBe('APP-ZZZZZZ');
  });
});

describe('answering', () => {
  it('keeps who said what and when, beside the answers given before', () => {
    const { children } = answerQuestions(draft, { breach: 'yes', why: 'A lost bag' }, answering);
    expect(children?.[0]?.update).toEqual([{ id: 'answer-breach', set: { value: 'yes', saidAt: now, saidBy: 'u2', confirmed: false } }]);
    expect(children?.[0]?.insert).toMatchObject([{ questionCode: 'why', value: 'A lost bag', applicationId: 'a1' }]);
  });

  it('tells the second of two tabs, unless both say the same', () => {
    const seen = { breach: null };
    expect(() => answerQuestions(draft, { breach: 'yes' }, { ...answering, seen })).toThrow(StaleRecord);
    expect(answerQuestions(draft, { breach: 'no' }, { ...answering, seen })).toEqual({});
    expect(answerQuestions(draft, { breach: 'yes' }, { ...answering, seen: { breach: new Date('2026-05-04T10:00:00Z') } }).children).toHaveLength(1);
  });

  it('confirms an earlier answer as it was shown, not one given since', () => {
    const { children } = confirmAnswers(draft, { breach: new Date('2026-05-04T10:00:00Z') }, answering);
    expect(children?.[0]?.update).toEqual([{ id: 'answer-breach', set: { saidAt: now, saidBy: 'u2', confirmed: true } }]);
    expect(confirmAnswers(draft, { breach: new Date('2025-05-04T10:00:00Z') }, answering)).toEqual({});
  });

  it('changes nothing once submitted', () => {
    expect(ruleOf(() => answerQuestions(submitted, { breach: 'no' }, answering))).toBe('not-now');
    expect(ruleOf(() => confirmAnswers(submitted, {}, answering))).toBe('not-now');
    expect(ruleOf(() => chooseParts(submitted, {}, choices))).toBe('not-now');
  });
});

describe('submitting', () => {
  it('lists everything that is missing', () => {
    const nothing = { categoryCodes: [], areaCodes: [] };
    expect(blockersOf(nothing, [asked('unanswered'), asked('aged'), asked('expired'), asked()], null).map(({ field, message }) => `${field}: ${message}`)).toEqual([
      'categoryCodes: Select at least one category',
      'areaCodes: Select at least one area',
      'breach: Select yes if there was a breach',
      'breach: Check that your answer is still true: A breach?',
      'breach: This date has passed, give the new one: A breach?',
    ]);
    expect(refusalOf(() => submitApplication(draft, { ...submitting, asked: [asked('aged')] }), InvalidInput)?.rule).toBe('answers-missing');
  });

  it('asks for every category in every area, drops answers no longer asked for and is due in 15 working days', () => {
    const decision = submitApplication(draft, { ...submitting, given: [given('breach', 'no'), given('why', 'Old')] });
    expect(decision.children?.[0]?.insert).toHaveLength(4);
    expect(decision.children?.[1]).toEqual({ child: 'answers', remove: ['answer-why'] });
    // Tuesday 5 May 2026: 6–8 May 3, 11–15 May 8, 18–22 May 13, the 25th is a bank holiday, 26 and 27 May 15.
    expect(decision.changes).toMatchObject({ status: 'submitted', submittedBy: 'u1', dueOn: '2026-05-27' });
    expect(decision.events?.[0]?.data).toEqual({ applicationId: 'a1', providerId: 'p1', areaCodes: ['durham', 'kent'] });
  });

  it('does not ask again for what the provider is admitted to', () => {
    const isAdmitted = (category: string, area: string) => category === 'lifestyle' || area === 'kent';
    expect(partsAskedFor(draft, isAdmitted)).toEqual([{ categoryCode: 'accommodation', areaCode: 'durham' }]);
    expect(ruleOf(() => submitApplication(draft, { ...submitting, isAdmitted: () => true }))).toBe('already-admitted');
  });

  it('happens once, while the vehicle is open', () => {
    expect(ruleOf(() => submitApplication(submitted, submitting))).toBe('not-now');
    expect(ruleOf(() => submitApplication(draft, { ...submitting, vehicle: { ...vehicle, status: 'closed' } }))).toBe('vehicle-closed');
  });
});

describe('afterwards', () => {
  it('lets a provider take an application back until somebody assesses it', () => {
    const decision = takeBackApplication(submitted, [part('accommodation', 'durham')]);
    expect(decision.changes).toEqual({ status: 'draft', submittedAt: null, submittedBy: null, dueOn: null });
    expect(decision.children).toEqual([{ child: 'parts', remove: ['accommodation-durham'] }]);
    expect(ruleOf(() => takeBackApplication({ ...submitted, status: 'assessing', assessorId: 'c1' }, []))).toBe('not-now');
    expect(ruleOf(() => takeBackApplication(draft, []))).toBe('not-now');
  });

  it('lets a provider ask again for exactly what was refused', () => {
    expect(refusedChoices([part('accommodation', 'kent', 'refused'), part('lifestyle', 'durham', 'admitted')])).toEqual({ categoryCodes: ['accommodation'], areaCodes: ['kent'] });
    expect(ruleOf(() => refusedChoices([part('lifestyle', 'durham', 'admitted')]))).toBe('nothing-refused');
  });
});
