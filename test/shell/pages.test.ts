import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestExpressApplication } from '@nestjs/platform-express';
import request from 'supertest';
import { declaredRoutes } from '#libs/access';
import { ForgottenController, sampleApp } from '../support/sample/sample.app.js';

let app: NestExpressApplication;
const plant = { name: 'Rose', place: 'sun', 'plantOn-day': '5', 'plantOn-month': '5', 'plantOn-year': '2026', climbs: 'yes', pricePence: '12.50', notes: '' };

beforeAll(async () => {
  app = await sampleApp();
  await app.init();
});
afterAll(() => app.close());

/** Someone at a browser: keeps cookies, and sends each form with the token of the page it came from. */
function browser(actor = 'editor') {
  const agent = request.agent(app.getHttpServer() as never).set('x-test-actor', actor);
  const token = async () => /name="_csrf" value="(\w+)"/.exec((await agent.get('/garden/plants/new')).text)?.[1] ?? '';
  const post = async (body: object) => {
    const _csrf = await token();
    return agent.post('/garden/plants/new').type('form').send({ ...body, _csrf });
  };
  return { agent, post };
}

describe('a form page', () => {
  it('shows saved answers as people type them', async () => {
    const { text } = await browser().agent.get('/garden/plants/new').expect(200).expect('cache-control', 'no-store').expect('x-robots-tag', /noindex/);
    expect(text).toMatch(/value="12.50"/);
    expect(text).toMatch(/value="spring"[^>]* checked/);
    expect(text).toContain('<title>Add a plant – Commissioned Rehabilitative Services</title>');
  });

  it('leads on after a good answer, with a message shown once', async () => {
    const { agent, post } = browser();
    const answer = await post({ ...plant, seasons: ['spring', 'summer'] });
    expect([answer.status, answer.headers.location]).toEqual([303, '/garden/plants']);
    expect((await agent.get('/garden/plants')).text).toContain('Plant added');
    expect((await agent.get('/garden/plants')).text).not.toContain('Plant added');
  });

  it('keeps every answer and links each message to its field when something is wrong', async () => {
    const { text, status } = await browser().post({ ...plant, name: '', 'plantOn-day': '31', 'plantOn-month': '2', notes: "<script>alert('1')</script>" });
    expect(status).toBe(422);
    expect(text).toContain('<title>Error: Add a plant');
    expect(text).toContain('<a href="#name">Enter a name</a>');
    expect(text).toContain('<a href="#plantOn">Planting day must be a real date, like 27 March 2026</a>');
    expect(text).toMatch(/id="plantOn" name="plantOn-day"[^>]* value="31"/);
    expect(text).toMatch(/value="sun" checked/);
    expect(text).toContain('&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;');
  });

  it('shows a broken rule beside its answer, or above the form when it has none', async () => {
    expect((await browser().post({ ...plant, name: 'Knotweed' })).text).toContain('<a href="#name">Knotweed may not be planted</a>');
    expect((await browser().post({ ...plant, notes: 'full' })).text).toContain('The garden is full');
  });

  it('refuses a NUL by name and a post without its token in plain English', async () => {
    const { post, agent } = browser();
    expect((await post({ ...plant, name: 'a\0b' })).text).toContain('Name contains a character that cannot be stored');
    const expired = await agent.post('/garden/plants/new').type('form').send(plant);
    expect([expired.status, expired.text.includes('This form has expired')]).toEqual([403, true]);
  });

  it('refuses a body of 2 MB', async () => {
    const answer = await browser().agent.post('/garden/plants/new').type('form').send({ notes: 'x'.repeat(2_000_000) });
    expect([answer.status, answer.text.includes('What you sent is too large')]).toEqual([413, true]);
  });
});

describe('who may see a page', () => {
  it('leads the anonymous to sign-in and back, and asks the API for a key', async () => {
    await request(app.getHttpServer()).get('/garden/plants/new?x=1').expect(303).expect('location', '/sign-in?next=%2Fgarden%2Fplants%2Fnew%3Fx%3D1');
    const refused = await request(app.getHttpServer()).post('/api/v1/seeds').send({ name: 'a', count: 1 }).expect(401).expect('www-authenticate', 'Bearer').expect('content-type', /problem\+json/);
    expect(refused.headers['set-cookie']).toBeUndefined();
  });

  it('refuses a page whose action reaches nothing for the person', async () => {
    const { text } = await browser('reader').agent.get('/garden/plants/new').expect(403);
    expect(text).toContain('You do not have permission to see this page');
  });

  it('refuses to boot with an undeclared route or an unknown action, naming the handlers', async () => {
    const careless = await sampleApp(ForgottenController);
    await expect(careless.init()).rejects.toThrow(/ForgottenController.undeclared \(GET \/forgotten\/page\) carries neither.*\n.*needs plant.ad, which no policy declares/);
  });

  it('lists every route with its action', () => {
    expect(declaredRoutes(app)).toEqual(
      expect.arrayContaining([
        { method: 'POST', path: '/garden/plants/new', handler: 'GardenController.plant', action: 'plant.add', kind: 'page' },
        { method: 'POST', path: '/api/v1/seeds', handler: 'SeedsController.add', action: 'plant.add', kind: 'api' },
        { method: 'GET', path: '/', handler: 'HomeController.home', action: 'public', kind: 'page' },
      ]),
    );
  });
});

describe('error pages', () => {
  it.each([
    ['/nowhere', 404, 'Page not found'],
    ['/garden/plants/not-an-id', 400, 'That is not an id this service uses'],
    ['/garden/plants/01890000-0000-7000-8000-000000000000', 403, 'You do not have permission'],
    ['/garden/plants/91890000-0000-7000-8000-000000000000', 404, 'Page not found'],
    ['/garden/plants?after=nonsense', 400, 'That page of the list does not exist'],
    ['/garden/plants?after=%00', 400, 'The address of that page is not valid'],
    ['/garden/rule', 422, 'The garden is closed in winter'],
    ['/garden/plants/%', 400, 'There is a problem with that address'],
    ['/garden/broken', 500, 'Sorry, there is a problem with the service'],
  ])('%s answers %i in plain English', async (path, status, words) => {
    const answer = await browser().agent.get(path);
    expect([answer.status, answer.text.includes(words)]).toEqual([status, true]);
    expect(answer.text).not.toMatch(/secret internals|at .*\.ts:/);
  });

  it('show the reference of the request when the fault is ours', async () => {
    const { text, headers } = await browser().agent.get('/garden/broken');
    expect(text).toContain(String(headers['x-request-id']));
  });
});

describe('the API', () => {
  const post = (body: object | string) => request(app.getHttpServer()).post('/api/v1/seeds').set('x-test-actor', 'editor').type('json').send(body);

  it('answers what was sent, CRLF as LF', async () => {
    const { body, status } = await post({ name: 'Pea\r\nshoot', count: 2 });
    expect([status, body]).toEqual([201, { name: 'Pea\nshoot', count: 2 }]);
  });

  it.each([
    ['malformed JSON', '{"name":', 400, undefined],
    ['a body of 2 MB', { name: 'x'.repeat(2_000_000) }, 413, undefined],
    ['unknown members', { name: 'a', count: 1, admin: true }, 422, 'admin'],
    ['a wrong type', { name: 'a', count: 'one' }, 422, 'count'],
    ['a body nested without end', '['.repeat(100_000) + ']'.repeat(100_000), 422, 'body'],
    ['a NUL', { name: 'a\0', count: 1 }, 422, 'name'],
  ])('refuses %s with a problem', async (_what, sent, status, field) => {
    const { body, status: answered, headers } = await post(sent);
    expect([answered, headers['content-type']]).toEqual([status, expect.stringContaining('application/problem+json')]);
    expect((body as { errors?: { field: string }[] }).errors?.[0]?.field).toBe(field);
  });

  it('names the rule that was broken and the field to mend', async () => {
    const { body } = await post({ name: 'a', count: 101 });
    expect(body).toMatchObject({ type: 'urn:problem:too-many', status: 422, rule: 'too-many', field: 'count', detail: 'At most 100 seeds at once', instance: '/api/v1/seeds' });
  });

  it('describes itself, served from here alone', async () => {
    const { body } = await request(app.getHttpServer()).get('/api/openapi.json').expect(200);
    expect(Object.keys((body as { paths: object }).paths)).toEqual(['/api/v1/seeds', '/api/v1/seeds/busy']);
    await request(app.getHttpServer()).get('/api/docs').expect(200).expect('content-security-policy', /script-src 'self';/);
  });

  it('answers 404 for an unknown address, and for a metrics reader from elsewhere', async () => {
    await request(app.getHttpServer()).get('/api/v1/nothing').expect(404).expect('content-type', /problem/);
    await request(app.getHttpServer()).get('/metrics').set('x-forwarded-for', '203.0.113.9').expect(404);
    await request(app.getHttpServer()).get('/health/live').expect(200, { status: 'ok' });
    await request(app.getHttpServer()).get('/health/ready').expect(200, { status: 'ok', parts: {} });
  });
});

describe('assets', () => {
  it('never ask for the Transport font, and may be kept for ever', async () => {
    const href = /href="(\/assets\/\w+\/service\.css)"/.exec((await request(app.getHttpServer()).get('/')).text)?.[1] ?? '';
    const { text } = await request(app.getHttpServer()).get(href).expect(200).expect('cache-control', /immutable/);
    expect(text).not.toMatch(/GDS Transport|woff/);
    await request(app.getHttpServer()).get('/assets/fonts/bold-b542beb274-v2.woff2').expect(404);
  });

  it('are covered by a policy that allows no inline style or foreign script', async () => {
    const { headers, text } = await request(app.getHttpServer()).get('/');
    expect(headers['content-security-policy']).not.toContain('unsafe');
    const nonce = /nonce="([^"]+)"/.exec(text)?.[1];
    expect(headers['content-security-policy']).toContain(`'nonce-${nonce}'`);
    expect(text).not.toMatch(/ style="/);
  });
});
