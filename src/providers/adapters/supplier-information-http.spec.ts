import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeService } from '../../../test/support/fake-service.js';
import { HttpSupplierInformation } from './supplier-information-http.js';

const service = new FakeService();
beforeAll(() => service.start());
afterAll(() => service.stop());
beforeEach(() => service.forget());

const says = (status: number, body: object | string) => (service.answer = (response) => response.writeHead(status, { 'content-type': 'application/json' }).end(typeof body === 'string' ? body : JSON.stringify(body)));
const platform = (answerWithinMs = 5_000) => new HttpSupplierInformation({ url: service.url, key: 'our-key', answerWithinMs });
const asked = () => service.asked.map(({ method, path, headers, body }) => ({ line: `${method} ${path}`, key: headers['cdp-api-key'], body }));
const shared = { name: 'Import Trust', supplierInformationData: { form: { shareCode: '9BLNwzKU', formVersionId: '1.0', submittedAt: '2026-05-04T09:00:00Z' }, answerSets: [] } };

describe('the central digital platform', () => {
  it('is asked for what was shared, with our key', async () => {
    says(200, shared);
    expect(await platform().shared('9BLNwzKU')).toMatchObject({ name: 'Import Trust', formVersionId: '1.0', submittedAt: new Date('2026-05-04T09:00:00Z') });
    expect(asked()).toEqual([{ line: 'GET /share/data/9BLNwzKU', key: 'our-key', body: null }]);
  });

  it('is asked whether it is still the newest', async () => {
    says(200, { shareCode: '9BLNwzKU', formVersionId: '1.0', isLatest: false });
    expect(await platform().isLatest('9BLNwzKU', '1.0')).toBe(false);
    expect(asked()).toEqual([{ line: 'POST /share/data/verify', key: 'our-key', body: { shareCode: '9BLNwzKU', formVersionId: '1.0' } }]);
  });

  it.each([[404, 'not-found'], [400, 'not-found'], [401, 'not-let-in'], [403, 'not-let-in'], [500, 'unavailable'], [503, 'unavailable'], [302, 'unavailable']])('that answers %d is told in plain words, once', async (status, problem) => {
    says(status, { title: 'secret detail' });
    const failed = await platform().shared('9BLNwzKU').catch((error: unknown) => error);
    expect(failed).toMatchObject({ problem });
    expect(String(failed)).not.toContain('secret detail');
    expect(service.asked).toHaveLength(1);
  });

  it.each([['<html>'], ['{}'], ['[]'], ['']])('that answers %j cannot be read', async (text) => {
    says(200, text);
    await expect(platform().shared('9BLNwzKU')).rejects.toMatchObject({ problem: 'unreadable' });
    await expect(platform().isLatest('9BLNwzKU', '1.0')).rejects.toMatchObject({ problem: 'unreadable' });
  });

  it('that never ends its answer, or never begins it, is not waited for', async () => {
    service.answer = () => undefined;
    await expect(platform(150).shared('9BLNwzKU')).rejects.toMatchObject({ problem: 'too-slow' });
    service.answer = (response) => response.writeHead(200).write('{');
    await expect(platform(150).shared('9BLNwzKU')).rejects.toMatchObject({ problem: 'too-slow' });
  });

  it('that sends more than anybody could share is cut off', async () => {
    service.answer = (response) => response.writeHead(200).end(`"${'x'.repeat(6_000_000)}"`);
    await expect(platform().shared('9BLNwzKU')).rejects.toMatchObject({ problem: 'unreadable' });
  });

  it('that is not there is told so', async () => {
    await expect(new HttpSupplierInformation({ url: 'http://127.0.0.1:1', key: 'k' }).shared('9BLNwzKU')).rejects.toMatchObject({ problem: 'unavailable' });
  });
});
