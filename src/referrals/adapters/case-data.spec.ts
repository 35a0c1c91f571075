import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SettableClock } from '#libs/kernel';
import { FakeService, json } from '../../../test/support/fake-service.js';
import { FileCaseData } from './file-case-data.js';
import { HttpCaseData } from './http-case-data.js';

const asking = { email: 'practitioner@test.example' };
const record = {
  crn: 'X123456', firstName: 'Siân', lastName: 'O’Neill', dateOfBirth: '1990-05-04', gender: 'female', ethnicity: null, preferredLanguage: 'Welsh', religion: null, disabilities: null,
  areaCode: 'west-yorkshire', location: 'community', prisonName: null, expectedReleaseOn: null, sentenceKind: 'order-with-rar', sentenceEndsOn: '2027-12-31', riskSummary: 'Low', restricted: false,
};

const service = new FakeService();
beforeAll(() => service.start());
afterAll(() => service.stop());
beforeEach(() => {
  service.forget();
  service.answer = (response) => json(response, 200, record);
});

const system = (answerWithinMs = 5_000) => new HttpCaseData({ url: `${service.url}/v1`, key: 'secret', answerWithinMs });
const answers = (status: number, body = '') => {
  service.answer = (response) => response.writeHead(status).end(body);
};

describe('the case management system', () => {
  it('is asked for the CRN with the key and with who asks, and its record is taken whole', async () => {
    expect(await system().person('X123456', asking)).toEqual({ outcome: 'found', record });
    expect(service.asked.map(({ path, headers }) => [path, headers.authorization, headers['on-behalf-of']])).toEqual([['/v1/people/X123456', 'Bearer secret', 'practitioner@test.example']]);
  });

  it('knows nobody by the CRN', async () => {
    answers(404);
    expect(await system().person('X000000', asking)).toEqual({ outcome: 'unknown' });
  });

  it('may not show the person to whoever asks', async () => {
    answers(403);
    expect(await system().person('X123456', asking)).toEqual({ outcome: 'not-allowed' });
  });

  it.each([
    ['answers 500', () => answers(500, '<html>'), 'It answered with the error 500'],
    ['answers no JSON', () => answers(200, '<html>'), 'Its answer could not be read'],
    ['answers about somebody else', () => answers(200, JSON.stringify({ ...record, crn: 'X999999' })), 'Its answer could not be read'],
    ['answers with no date of birth', () => answers(200, JSON.stringify({ ...record, dateOfBirth: '1990-02-31' })), 'Its answer could not be read'],
    ['answers too much', () => answers(200, JSON.stringify({ ...record, riskSummary: 'x'.repeat(100_001) })), 'Its answer could not be read'],
    ['sends us elsewhere', () => { service.answer = (response) => response.writeHead(302, { location: '/v1/other' }).end(); }, 'It could not be reached'],
  ])('that %s is unavailable, with why', async (_, set, why) => {
    set();
    expect(await system().person('X123456', asking)).toEqual({ outcome: 'unavailable', why });
  });

  it('that never answers, or stops in the middle, is not waited for', async () => {
    service.answer = () => undefined;
    expect(await system(100).person('X123456', asking)).toEqual({ outcome: 'unavailable', why: 'It did not answer within 0.1 seconds' });
    service.answer = (response) => void response.writeHead(200).write('{"crn":');
    expect(await system(100).person('X123456', asking)).toEqual({ outcome: 'unavailable', why: 'It did not answer within 0.1 seconds' });
  });

  it('that is not there cannot be reached', async () => {
    expect(await new HttpCaseData({ url: 'http://127.0.0.1:1', key: null }).person('X123456', asking)).toEqual({ outcome: 'unavailable', why: 'It could not be reached' });
  });

  it('that does not say whether access is limited is believed to limit it', async () => {
    const { restricted: _, ...silent } = record;
    answers(200, JSON.stringify(silent));
    expect(await system().person('X123456', asking)).toEqual({ outcome: 'found', record: { ...silent, restricted: true } });
  });
});

describe('the invented people', () => {
  const people = new FileCaseData(new SettableClock(new Date('2026-06-10T11:00:00Z')));

  it('are found by CRN, with a sentence that ends after today whenever today is', async () => {
    expect(await people.person('X123401', asking)).toMatchObject({ outcome: 'found', record: { firstName: 'James', lastName: 'Smith', sentenceEndsOn: '2027-08-10' } });
    expect(await people.person('X123403', asking)).toMatchObject({ outcome: 'found', record: { location: 'custody', prisonName: 'HMP Northmoor', expectedReleaseOn: '2026-07-28' } });
    expect(await people.person('Z999999', asking)).toEqual({ outcome: 'unknown' });
  });

  it('whose access is limited are shown to those named alone', async () => {
    expect(await people.person('X123404', asking)).toMatchObject({ outcome: 'found', record: { restricted: true } });
    expect(await people.person('X123404', { email: 'practitioner2@test.example' })).toEqual({ outcome: 'not-allowed' });
  });
});
