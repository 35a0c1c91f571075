import { describe, expect, it } from '@jest/globals';
import { day } from '#libs/kernel';
import { answersOf, contentOf, type DraftAnswers } from './draft-content.js';
import { forgetPerson, identifyPerson, marksOf, moveDraft, prefilled, sourcesOf } from './draft-person.js';
import type { Draft } from './draft.js';

const now = new Date('2026-06-10T11:00:00Z');
const known = { crn: 'X123401', firstName: 'James', lastName: 'Smith', gender: 'male', areaCode: 'west-yorkshire', religion: null, sentenceEndsOn: '2027-08-10', restricted: true };
const draft = (answers: DraftAnswers): Draft => ({
  ...{ id: 'd1', practitionerId: 'u1', teamId: 't1', contractId: 'c1', answers, startedAt: now, savedAt: now },
  ...{ toBest: false, copiedFromId: null, handedById: null, handedAt: null, handoverNote: null, warnedAt: null, strandedAt: null },
});
const identified = (answers: DraftAnswers, crn = 'X123401', person: typeof known | null = known): DraftAnswers =>
  identifyPerson(draft(answers), { crn, identified: person ? 'found' : 'typed', known: person && { ...person, crn }, why: null, now }).changes?.answers ?? {};

describe('the person of a draft', () => {
  it('is prefilled from case data, and each answer says where it came from', () => {
    const answers = identified({ search: { areaCode: 'leeds', location: 'community' } });
    expect(prefilled(answers, 'person')).toMatchObject({ firstName: 'James', areaCode: 'west-yorkshire', location: 'community' });
    expect(prefilled(answers, 'person')).not.toHaveProperty('religion');
    const said = { ...answers, person: { firstName: 'Jamie', lastName: 'Smith' } };
    expect(sourcesOf(said)).toMatchObject({ firstName: { source: 'typed', said: 'James' }, lastName: { source: 'case-data', said: 'Smith' } });
    expect(marksOf(said).restricted).toBe(true);
  });

  it('keeps what was typed before case data could be reached', () => {
    const answers = identified({ crn: { crn: 'X123401', lookup: 'unavailable' }, person: { firstName: 'Jamie' } });
    expect(prefilled(answers, 'person')['firstName']).toBe('Jamie');
  });

  it('is another one with another CRN, and nothing said of the first stays', () => {
    const answers = identified({ ...identified({ purpose: { reason: 'Rent' } }), person: { firstName: 'James' }, risk: { riskSummary: 'High' } }, 'Z999999', null);
    expect(answers).toEqual({ purpose: { reason: 'Rent' }, crn: { crn: 'Z999999', lookup: 'typed', why: null } });
  });

  it('is forgotten when the writer may not see them', () => {
    expect(forgetPerson(draft({ ...identified({}), person: { firstName: 'James' }, purpose: { reason: 'Rent' } }), now).changes?.answers).toEqual({ purpose: { reason: 'Rent' } });
  });
});

describe('a draft that goes to another service', () => {
  const offered = [{ code: 'accommodation', outcomes: [{ code: 'kept' }], levels: [{ code: 'LOW' }] }];

  it('keeps every answer the other service can take', () => {
    const answers = { purpose: { reason: 'Rent' }, needs: { categories: ['accommodation', 'lifestyle'] }, 'need-accommodation': { outcomes: ['kept'], level: 'LOW' }, 'need-lifestyle': { outcomes: ['x'], level: 'LOW' } };
    expect(moveDraft(draft(answers), { contractId: 'c2', offered, colleagueIds: [], now }).changes).toMatchObject({
      contractId: 'c2',
      answers: { purpose: { reason: 'Rent' }, needs: { categories: ['accommodation'] }, 'need-accommodation': { outcomes: ['kept'], level: 'LOW' } },
    });
  });

  it('is asked again about an outcome the other service does not have', () => {
    const answers = { 'need-accommodation': { outcomes: ['gone'], level: 'LOW' } };
    expect(moveDraft(draft(answers), { contractId: 'c2', offered, colleagueIds: [], now }).changes?.answers).toEqual({ needs: { categories: ['accommodation'] } });
  });

  it('keeps the colleagues who were named, asks anew who at the provider may see it, and is no longer the rule’s choice', () => {
    const answers = { access: { isLimited: true, readerIds: ['mate', 'manager'], limitReason: 'Known to staff' }, choice: { kind: 'rota' } };
    expect(moveDraft(draft(answers), { contractId: 'c2', offered, colleagueIds: ['mate', 'other'], now }).changes?.answers).toEqual({ access: { isLimited: true, readerIds: ['mate'], limitReason: 'Known to staff' } });
  });
});

it('a referral’s content as answers reads the same again', () => {
  const content = contentOf({
    crn: { crn: 'X123401' },
    person: { firstName: 'J', lastName: 'S', dateOfBirth: day('1990-01-01'), gender: 'male', areaCode: 'leeds' },
    sentence: { sentenceKind: 'licence', sentenceEndsOn: day('2027-01-01'), enforceableDays: 20, location: 'custody', prisonName: 'HMP X', expectedReleaseOn: day('2026-08-01'), mainContactName: 'Pat' },
    risk: { riskSummary: 'Low [[x]]' },
    'need-accommodation': { outcomes: ['kept'], level: 'LOW' },
    purpose: { completeBy: day('2026-12-01'), reason: 'Rent' },
  });
  expect(content).toMatchObject({ enforceableDays: null, prisonName: 'HMP X', releaseUnknownReason: null, accessNeeds: '', additionalRisk: '' });
  expect(contentOf(answersOf(content))).toEqual(content);
});
