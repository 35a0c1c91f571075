import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SettableClock } from '#libs/kernel';
import { FakeService, json } from '../../../test/support/fake-service.js';
import { GovukNotify } from './govuk-notify.js';

const SERVICE = '11111111-1111-1111-1111-111111111111';
const SECRET = '22222222-2222-2222-2222-222222222222';
const mail = { reference: 'm-1', address: 'someone@test.example', subject: 'New referral AB1234PE', body: 'Words', again: false };

/** Answers as GOV.UK Notify does, or whatever the test wants next. */
const service = new FakeService();
beforeAll(() => service.start());
afterAll(() => service.stop());
beforeEach(() => {
  service.forget();
  service.answer = (response) => json(response, 201, { id: 'n-1' });
});

function notify(answerWithinMs = 5_000): GovukNotify {
  return new GovukNotify({ apiKey: `crs live-${SERVICE}-${SECRET}`, templateId: 'template-1', address: service.url, answerWithinMs }, new SettableClock(new Date('2026-06-10T11:00:00Z')));
}

describe('GOV.UK Notify', () => {
  it('gets the template, the words and our reference, signed with the key', async () => {
    await notify().send(mail);
    expect(service.asked).toMatchObject([
      { method: 'POST', path: '/v2/notifications/email', body: { template_id: 'template-1', email_address: 'someone@test.example', reference: 'm-1', personalisation: { subject: 'New referral AB1234PE', body: 'Words' } } },
    ]);
    const [header = '', claims = '', signature] = (service.asked[0]?.headers.authorization ?? '').replace('Bearer ', '').split('.');
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual({ typ: 'JWT', alg: 'HS256' });
    // 2026-06-10T11:00:00Z in seconds
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toEqual({ iss: SERVICE, iat: 1_781_089_200 });
    expect(signature).toBe(createHmac('sha256', SECRET).update(`${header}.${claims}`).digest('base64url'));
  });

  it('is asked for the reference before anything is sent again', async () => {
    service.answer = (response, { method }) => json(response, 200, method === 'GET' ? { notifications: [{ status: 'delivered' }] } : {});
    await notify().send({ ...mail, again: true });
    expect(service.asked.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /v2/notifications?reference=m-1']);
  });

  it.each([[[]], [[{ status: 'technical-failure' }]]])('gets a message again that never went: %j', async (notifications) => {
    service.answer = (response, { method }) => json(response, 200, method === 'GET' ? { notifications } : {});
    await notify().send({ ...mail, again: true });
    expect(service.asked.map(({ method }) => method)).toEqual(['GET', 'POST']);
  });

  it('that fails is told as it is, without the address', async () => {
    service.answer = (response) => response.writeHead(500).end('<html>');
    await expect(notify().send(mail)).rejects.toThrow(/^GOV\.UK Notify answered 500$/);
  });

  it('that refuses is quoted', async () => {
    service.answer = (response) => json(response, 400, { status_code: 400, errors: [{ error: 'ValidationError', message: 'template_id is not a valid UUID' }] });
    await expect(notify().send(mail)).rejects.toThrow('GOV.UK Notify answered 400: ValidationError, template_id is not a valid UUID');
  });

  it('that does not answer is not waited for', async () => {
    service.answer = () => undefined;
    await expect(notify(150).send(mail)).rejects.toThrow('GOV.UK Notify did not answer within 150 ms');
  });

  it('that is not there is named', async () => {
    const nowhere = new GovukNotify({ apiKey: `crs-${SERVICE}-${SECRET}`, templateId: 't', address: 'http://127.0.0.1:1' }, new SettableClock(new Date()));
    await expect(nowhere.send(mail)).rejects.toThrow('GOV.UK Notify could not be reached');
  });
});
