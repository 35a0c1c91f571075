import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SettableClock } from '#libs/kernel';
import { GovukNotify } from './govuk-notify.js';

const SERVICE = '11111111-1111-1111-1111-111111111111';
const SECRET = '22222222-2222-2222-2222-222222222222';
const mail = { reference: 'm-1', address: 'someone@test.example', subject: 'New referral AB1234PE', body: 'Words', again: false };

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly authorization: string;
  readonly body: unknown;
}

/** A server that answers as GOV.UK Notify does, with whatever the test wants next. */
let server: Server;
let asked: Asked[] = [];
let answer: (response: ServerResponse, request: IncomingMessage) => void;

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      const text = Buffer.concat(chunks).toString();
      asked.push({ method: request.method ?? '', url: request.url ?? '', authorization: request.headers.authorization ?? '', body: text ? (JSON.parse(text) as unknown) : null });
      answer(response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  asked = [];
  answer = (response) => json(response, 201, { id: 'n-1' });
});

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function notify(answerWithinMs = 5_000): GovukNotify {
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return new GovukNotify({ apiKey: `crs live-${SERVICE}-${SECRET}`, templateId: 'template-1', address, answerWithinMs }, new SettableClock(new Date('2026-06-10T11:00:00Z')));
}

describe('GOV.UK Notify', () => {
  it('gets the template, the words and our reference, signed with the key', async () => {
    await notify().send(mail);
    expect(asked).toMatchObject([
      { method: 'POST', url: '/v2/notifications/email', body: { template_id: 'template-1', email_address: 'someone@test.example', reference: 'm-1', personalisation: { subject: 'New referral AB1234PE', body: 'Words' } } },
    ]);
    const [header = '', claims = '', signature] = (asked[0]?.authorization ?? '').replace('Bearer ', '').split('.');
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual({ typ: 'JWT', alg: 'HS256' });
    // 2026-06-10T11:00:00Z in seconds
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toEqual({ iss: SERVICE, iat: 1_781_089_200 });
    expect(signature).toBe(createHmac('sha256', SECRET).update(`${header}.${claims}`).digest('base64url'));
  });

  it('is asked for the reference before anything is sent again', async () => {
    answer = (response, request) => json(response, 200, request.method === 'GET' ? { notifications: [{ status: 'delivered' }] } : {});
    await notify().send({ ...mail, again: true });
    expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual(['GET /v2/notifications?reference=m-1']);
  });

  it.each([[[]], [[{ status: 'technical-failure' }]]])('gets a message again that never went: %j', async (notifications) => {
    answer = (response, request) => json(response, 200, request.method === 'GET' ? { notifications } : {});
    await notify().send({ ...mail, again: true });
    expect(asked.map(({ method }) => method)).toEqual(['GET', 'POST']);
  });

  it('that fails is told as it is, without the address', async () => {
    answer = (response) => response.writeHead(500).end('<html>');
    await expect(notify().send(mail)).rejects.toThrow(/^GOV\.UK Notify answered 500$/);
  });

  it('that refuses is quoted', async () => {
    answer = (response) => json(response, 400, { status_code: 400, errors: [{ error: 'ValidationError', message: 'template_id is not a valid UUID' }] });
    await expect(notify().send(mail)).rejects.toThrow('GOV.UK Notify answered 400: ValidationError, template_id is not a valid UUID');
  });

  it('that does not answer is not waited for', async () => {
    answer = () => undefined;
    await expect(notify(150).send(mail)).rejects.toThrow('GOV.UK Notify did not answer within 150 ms');
  });

  it('that is not there is named', async () => {
    const nowhere = new GovukNotify({ apiKey: `crs-${SERVICE}-${SECRET}`, templateId: 't', address: 'http://127.0.0.1:1' }, new SettableClock(new Date()));
    await expect(nowhere.send(mail)).rejects.toThrow('GOV.UK Notify could not be reached');
  });
});
