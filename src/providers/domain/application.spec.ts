import { describe, expect, it } from '@jest/globals';
import { day, RuleBroken } from '#libs/kernel';
import type { Vehicle } from '../providers.public.js';
import {
  answerQuestions, chooseParts, decideApplication, partsAskedFor, refusedChoices, startApplication, submitApplication, type Application, type ApplicationPart, type DecisionOnPart,
} from './application.js';
import { admitMember } from './membership.js';
import type { Questionnaire } from './questionnaire.js';

const now = new Date('2026-05-05T10:00:00Z');
const vehicle: Vehicle = { code: 'PSDF', name: 'Framework', kind: 'dynamic-framework', regime: 'PCR2015', opensOn: day('2020-06-15'), endsOn: day('2027-06-14') };
const questionnaire: Questionnaire = {
  code: 'q', version: 1, sections: [{ code: 's', title: 'S' }],
  questions: [
    { code: 'annual-turnover', section: 's', text: 'Turnover?', ifEmpty: 'Enter it', answer: { type: 'money' }, assessment: { rule: 'information' } },
    { code: 'breach', section: 's', text: 'A breach?', ifEmpty: 'Select', answer: { type: 'yes-no' }, assessment: { rule: 'must-be', value: 'no', otherwise: 'There was a breach' } },
    { code: 'why', section: 's', text: 'Why?', ifEmpty: 'Enter', answer: { type: 'text', words: 10 }, askWhen: { question: 'breach', is: 'yes' }, assessment: { rule: 'information' } },
  ],
};
const draft: Application = {
  id: 'a1', providerId: 'p1', vehicleCode: 'PSDF', status: 'draft', categoryCodes: ['accommodation', 'lifestyle'], areaCodes: ['durham', 'kent'], answers: { 'annual-turnover': 900_000_00, breach: 'no' },
  questionnaireVersion: 1, startedAt: now, submittedAt: null, submittedBy: null, decidedAt: null, decidedBy: null,
};
const choices = { isCategory: (code: string) => ['accommodation', 'lifestyle'].includes(code), isArea: (code: string) => ['A', 'durham', 'kent'].includes(code), isInside: (code: string, outer: string) => code === 'durham' && outer === 'A' };
const start = { ...choices, vehicle, today: day('2026-05-05'), hasOpen: false, isRegistered: true };
let ids = 0;
const submitFacts = { now, actorId: 'u1', questionnaire, isAdmitted: () => false, newId: () => `part${++ids}` };
const part = (categoryCode: string, areaCode: string): ApplicationPart => ({ id: `${categoryCode}-${areaCode}`, applicationId: 'a1', categoryCode, areaCode, decision: null, reason: null });
const submitted: Application = { ...draft, status: 'submitted', submittedAt: now, submittedBy: 'u1' };
const parts = [part('accommodation', 'durham'), part('accommodation', 'kent')];
const decideFacts = { now, actorId: 'c1', parts, failing: null };
const admit = (areaCode: string): DecisionOnPart => ({ categoryCode: 'accommodation', areaCode, decision: 'admitted', reason: null });
const refuse = (areaCode: string, reason: string | null): DecisionOnPart => ({ categoryCode: 'accommodation', areaCode, decision: 'refused', reason });

function rule(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof RuleBroken) return error.rule;
    throw error;
  }
}

describe('starting', () => {
  it('leaves out an area inside another chosen one', () => {
    expect(startApplication({ ...draft, areaCodes: ['durham', 'A', 'kent'] }, start).row.areaCodes).toEqual(['A', 'kent']);
  });

  it('waits for an open vehicle, a registered organisation and the last application’s decision', () => {
    expect(rule(() => startApplication(draft, { ...start, today: day('2027-06-15') }))).toBe('vehicle-closed');
    expect(rule(() => startApplication(draft, { ...start, vehicle: null }))).toBe('vehicle-unknown');
    expect(rule(() => startApplication(draft, { ...start, hasOpen: true }))).toBe('application-open');
    expect(rule(() => startApplication(draft, { ...start, isRegistered: false }))).toBe('not-registered');
  });

  it('knows only the catalogue’s categories and areas', () => {
    expect(rule(() => startApplication({ ...draft, categoryCodes: ['gardening'] }, start))).toBe('category-unknown');
    expect(rule(() => chooseParts(draft, { areaCodes: ['atlantis'] }, choices))).toBe('area-unknown');
  });
});

describe('answering and submitting', () => {
  it('keeps every answer given before', () => {
    expect(answerQuestions(draft, { breach: 'yes' }).changes?.answers).toEqual({ 'annual-turnover': 900_000_00, breach: 'yes' });
  });

  it('needs an answer to every question asked', () => {
    expect(rule(() => submitApplication({ ...draft, answers: { 'annual-turnover': 1, breach: 'yes' } }, submitFacts))).toBe('answers-missing');
  });

  it('asks for every category in every area, and drops answers to questions no longer asked', () => {
    const decision = submitApplication({ ...draft, answers: { ...draft.answers, why: 'Old' } }, submitFacts);
    expect(decision.children?.[0]?.insert).toHaveLength(4);
    expect(decision.changes?.answers).toEqual(draft.answers);
    expect(decision.events?.[0]?.data).toEqual({ applicationId: 'a1', providerId: 'p1', areaCodes: ['durham', 'kent'] });
  });

  it('does not ask again for what the provider is admitted to', () => {
    const isAdmitted = (category: string, area: string) => category === 'lifestyle' || area === 'kent';
    expect(partsAskedFor(draft, isAdmitted)).toEqual([{ categoryCode: 'accommodation', areaCode: 'durham' }]);
    expect(rule(() => submitApplication(draft, { ...submitFacts, isAdmitted: () => true }))).toBe('already-admitted');
  });

  it('changes nothing once submitted', () => {
    expect(rule(() => answerQuestions(submitted, { breach: 'no' }))).toBe('not-now');
    expect(rule(() => submitApplication(submitted, submitFacts))).toBe('not-now');
  });
});

describe('deciding', () => {
  it('admits some and refuses others, each with its reason', () => {
    const decision = decideApplication(submitted, [admit('durham'), refuse('kent', 'No base there')], decideFacts);
    expect(decision.children?.[0]?.update).toEqual([
      { id: 'accommodation-durham', set: { decision: 'admitted', reason: null } },
      { id: 'accommodation-kent', set: { decision: 'refused', reason: 'No base there' } },
    ]);
    expect(decision.events?.[0]?.data).toEqual({ applicationId: 'a1', providerId: 'p1', admitted: 1, refused: 1 });
  });

  it('decides everything, once, and nothing else', () => {
    expect(rule(() => decideApplication(submitted, [admit('durham')], decideFacts))).toBe('decision-missing');
    expect(rule(() => decideApplication(submitted, [admit('durham'), admit('durham')], decideFacts))).toBe('decision-missing');
    expect(rule(() => decideApplication(submitted, [admit('durham'), admit('essex')], decideFacts))).toBe('decision-unknown');
    expect(rule(() => decideApplication({ ...submitted, status: 'decided' }, [admit('durham'), admit('kent')], decideFacts))).toBe('not-now');
  });

  it('says why it refuses, and why it admits although a rule failed', () => {
    expect(rule(() => decideApplication(submitted, [admit('durham'), refuse('kent', ' ')], decideFacts))).toBe('reason-missing');
    expect(rule(() => decideApplication(submitted, [admit('durham'), admit('kent')], { ...decideFacts, failing: 'The insurance has expired' }))).toBe('reason-missing');
  });

  it('lets a provider ask again for exactly what was refused', () => {
    expect(refusedChoices([{ ...part('accommodation', 'kent'), decision: 'refused', reason: 'x' }, { ...part('lifestyle', 'durham'), decision: 'admitted' }])).toEqual({ categoryCodes: ['accommodation'], areaCodes: ['kent'] });
    expect(rule(() => refusedChoices([{ ...part('lifestyle', 'durham'), decision: 'admitted' }]))).toBe('nothing-refused');
  });

  it('makes an active member with the band of its turnover', () => {
    const { row, children } = admitMember({ id: 'm1', providerId: 'p1', vehicleCode: 'PSDF', admittedAt: now }, { applicationId: 'a1', parts: [admit('durham')], turnoverPence: 900_000_00, newId: () => 'x' });
    expect(row).toMatchObject({ status: 'active', financialBandPence: 450_000_00 });
    expect(children?.[0]?.insert).toEqual([{ id: 'x', membershipId: 'm1', categoryCode: 'accommodation', areaCode: 'durham', applicationId: 'a1' }]);
  });
});
