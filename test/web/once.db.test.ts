import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Body, Controller, Get, Global, HttpCode, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { TypeOrmModule } from '@nestjs/typeorm';
import pg from 'pg';
import request from 'supertest';
import { Column, Entity } from 'typeorm';
import { AccessModule, CurrentActor, Needs, Public } from '#libs/access';
import { AnswersSecret, ApiModule, AsksElsewhere, IdempotencyModule, LimitRate, RateLimitModule, ThrottleStore } from '#libs/api';
import { anyOf, ensure, newId, nobody, SettableClock, type Actor } from '#libs/kernel';
import { PersistenceModule, Projections, Root, RootRow, UnitOfWork } from '#libs/persistence';
import { configureWeb, redirect, WebModule, type Redirect } from '#libs/web';
import { ShellModule, shellWeb } from '../../src/shell/shell.module.js';
import { workerDatabase } from '../support/database.js';

const mayGrow = new Set<string>(['ann', 'bob']);
const policy = {
  'plot.read': (actor: Actor) => (mayGrow.has(actor.id) ? anyOf({}) : nobody),
  'plot.add': (actor: Actor) => (mayGrow.has(actor.id) ? anyOf({}) : nobody),
  'plot.apply': () => anyOf({}),
};

@Root({ stream: 'plot', read: 'plot.read', policy })
@Entity({ schema: 'edge', name: 'plot' })
class PlotEntity extends RootRow {
  @Column('text') name!: string;
}

/** What surveying a plot waits for. */
let survey: () => Promise<void> = () => Promise.resolve();

@Controller()
class PlotsController {
  constructor(private readonly work: UnitOfWork) {}

  @Post('api/v1/plots')
  @Needs('plot.apply')
  async add(@CurrentActor() actor: Actor, @Body() { name }: { name: string }): Promise<{ id: string; name: string }> {
    ensure(name !== 'moor', 'too-wet', 'A moor is too wet');
    const made = await this.work.create({ actor, action: 'plot.add', entity: PlotEntity }, () => ({ row: Object.assign(new PlotEntity(), { id: newId(), revision: 1, name }) }));
    return { id: made.id, name: made.name };
  }

  @Post('api/v1/surveyed-plots')
  @Needs('plot.apply')
  @AsksElsewhere()
  async survey(@CurrentActor() actor: Actor, @Body() body: { name: string }): Promise<{ id: string; name: string } | { name: null }> {
    await survey();
    return body.name === 'sea' ? { name: null } : this.add(actor, body);
  }

  @Post('api/v1/keys')
  @Needs('plot.apply')
  @AnswersSecret()
  key(): { secret: string } {
    return { secret: newId() };
  }

  @Post('api/v1/tries')
  @Public()
  @HttpCode(200)
  @LimitRate({ limit: 3, minutes: 10, by: (sent) => String((sent.body as { email?: string }).email) })
  attempt(): { ok: boolean } {
    return { ok: true };
  }

  @Get('remembered')
  @Public()
  remembered(): Redirect {
    return redirect('/cookies', { flash: 'kept' });
  }
}

/** Nothing here publishes events, so nothing subscribes to them. */
@Global()
@Module({ providers: [{ provide: Projections, useValue: { run: async () => {} } }], exports: [Projections] })
class NoSubscribers {}

let app: NestExpressApplication;
let owner: pg.Client;
const clock = new SettableClock(new Date('2026-05-04T10:00:00Z'));

beforeAll(async () => {
  const { appUrl, ownerUrl } = await workerDatabase();
  owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query(`
    create schema if not exists edge; create table if not exists edge.plot (id uuid primary key, revision int not null, name text not null); delete from edge.plot;
    grant usage on schema edge to crs_app; grant all on edge.plot to crs_app`);
  class PlotsModule {}
  Module({
    imports: [
      PersistenceModule.forRoot({ url: appUrl, historyKey: 'a-history-key-for-the-edge-tests-01', clock }),
      NoSubscribers,
      TypeOrmModule.forFeature([PlotEntity]),
      RateLimitModule,
      WebModule.forRoot({ ...shellWeb, sessionSecret: 'for tests', sessionDatabaseUrl: appUrl }),
      AccessModule.forRoot({ policies: [policy] }),
      ApiModule,
      IdempotencyModule,
      ShellModule,
    ],
    controllers: [PlotsController],
  })(PlotsModule);
  app = await NestFactory.create<NestExpressApplication>(PlotsModule, { bodyParser: false, logger: false, abortOnError: false });
  configureWeb(app, {
    authenticate: [
      (sent, _response, next) => {
        const id = sent.get('x-test-actor');
        sent.actor = id ? { id, name: id, granted: [], roles: [] } : undefined;
        next();
      },
    ],
  });
  await app.init();
  // Listening once, so that requests sent at the same time share one server.
  await app.listen(0, '127.0.0.1');
});

afterAll(async () => {
  await app?.close();
  await owner?.end();
});

const post = (path: string, body: object, key?: string, actor = 'ann') => {
  const sent = request(app.getHttpServer() as never).post(path).set('x-test-actor', actor);
  return (key ? sent.set('idempotency-key', key) : sent).send(body);
};
const plots = async () => Number((await owner.query<{ count: string }>('select count(*) from edge.plot')).rows[0]?.count);

describe('a POST with an Idempotency-Key', () => {
  it('sent again is done once and answered as the first time', async () => {
    const before = await plots();
    const first = await post('/api/v1/plots', { name: 'north' }, 'k1');
    const again = await post('/api/v1/plots', { name: 'north' }, 'k1');
    expect([first.status, first.headers['idempotency-replayed']]).toEqual([201, undefined]);
    expect([again.status, again.headers['idempotency-replayed'], again.body]).toEqual([201, 'true', first.body]);
    expect(await plots()).toBe(before + 1);
  });

  it('sent five times at once is done once, and all are answered alike', async () => {
    const before = await plots();
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => post('/api/v1/plots', { name: 'east' }, 'k2')));
    expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201, 201, 201]);
    expect(new Set(answers.map((answer) => (answer.body as { id: string }).id)).size).toBe(1);
    expect(await plots()).toBe(before + 1);
  });

  it('is refused when the body differs, and free for someone else', async () => {
    await post('/api/v1/plots', { name: 'south' }, 'k3');
    const other = await post('/api/v1/plots', { name: 'west' }, 'k3');
    expect([other.status, (other.body as { rule: string }).rule]).toEqual([422, 'idempotency-key-reused']);
    expect((await post('/api/v1/plots', { name: 'west' }, 'k3', 'bob')).status).toBe(201);
  });

  it('may be used again after a failure', async () => {
    expect((await post('/api/v1/plots', { name: 'moor' }, 'k4')).status).toBe(422);
    expect((await post('/api/v1/plots', { name: 'hill' }, 'k4')).status).toBe(201);
  });

  it('is not answered again to someone who may no longer read the record', async () => {
    await post('/api/v1/plots', { name: 'lost' }, 'k5');
    mayGrow.delete('ann');
    expect((await post('/api/v1/plots', { name: 'lost' }, 'k5')).status).toBe(404);
    mayGrow.add('ann');
  });

  it('never repeats a secret, and is forgotten after a day', async () => {
    const first = await post('/api/v1/keys', {}, 'k6');
    const again = await post('/api/v1/keys', {}, 'k6');
    expect([first.status, again.status, again.text]).toEqual([201, 201, '']);
    clock.set(new Date('2026-05-05T10:00:01Z'));
    expect((await post('/api/v1/keys', {}, 'k6')).body).toHaveProperty('secret');
  });

  it('to a handler that asks elsewhere is done once, answered as the first time, and free after a failure', async () => {
    const before = await plots();
    expect((await post('/api/v1/surveyed-plots', { name: 'moor' }, 'k7')).status).toBe(422);
    const first = await post('/api/v1/surveyed-plots', { name: 'dale' }, 'k7');
    const again = await post('/api/v1/surveyed-plots', { name: 'dale' }, 'k7');
    expect([first.status, again.status, again.headers['idempotency-replayed'], again.body]).toEqual([201, 201, 'true', first.body]);
    expect((await post('/api/v1/surveyed-plots', { name: 'fell' }, 'k7')).status).toBe(422);
    mayGrow.delete('ann');
    expect((await post('/api/v1/surveyed-plots', { name: 'dale' }, 'k7')).status).toBe(404);
    mayGrow.add('ann');
    expect(await plots()).toBe(before + 1);
  });

  it('to a handler that asked elsewhere and changed nothing has it ask again', async () => {
    await post('/api/v1/surveyed-plots', { name: 'sea' }, 'k8');
    const again = await post('/api/v1/surveyed-plots', { name: 'sea' }, 'k8');
    expect([again.status, again.headers['idempotency-replayed'], again.body]).toEqual([201, undefined, { name: null }]);
  });

  it('to a handler that asks elsewhere and broke off is told to wait, and done again six minutes later', async () => {
    const began = new Date('2026-05-06T10:00:00Z');
    clock.set(began);
    await post('/api/v1/surveyed-plots', { name: 'cove' }, 'k9');
    await owner.query("update platform.idempotency set status = null, answer = null, subject = null where key = 'k9'"); // as when the service stopped before it could answer
    const repeats: [number, string | undefined][] = [];
    for (const seconds of [0, 360, 361, 361]) {
      clock.set(new Date(began.getTime() + seconds * 1_000));
      const repeat = await post('/api/v1/surveyed-plots', { name: 'cove' }, 'k9');
      repeats.push([repeat.status, repeat.headers['idempotency-replayed']]);
    }
    expect(repeats).toEqual([[409, undefined], [409, undefined], [201, undefined], [201, 'true']]);
  });

  it('to a handler that still asks elsewhere when a repeat has taken over keeps the answer of the repeat', async () => {
    let goOn = () => {};
    survey = () => new Promise((resolve) => (goOn = resolve));
    const slow = post('/api/v1/surveyed-plots', { name: 'tarn' }, 'k10').then((answer) => answer);
    while ((await owner.query("select from platform.idempotency where key = 'k10'")).rowCount === 0);
    survey = () => Promise.resolve();
    clock.set(new Date(clock.now().getTime() + 361_000));
    const repeat = await post('/api/v1/surveyed-plots', { name: 'tarn' }, 'k10');
    goOn();
    expect([(await slow).status, repeat.status, (await slow).body === repeat.body]).toEqual([201, 201, false]);
    expect((await post('/api/v1/surveyed-plots', { name: 'tarn' }, 'k10')).body).toEqual(repeat.body);
  });

  it('must be visible text of at most 255 characters', async () => {
    expect((await post('/api/v1/plots', { name: 'a' }, 'k'.repeat(256))).status).toBe(400);
  });
});

describe('a limited route', () => {
  const attempt = (email: string) => post('/api/v1/tries', { email });

  it('answers 429 past its limit, for its minutes, and to that caller alone', async () => {
    expect((await Promise.all([1, 2, 3, 4, 5].map(() => attempt('a@x.example')))).map((answer) => answer.status).sort()).toEqual([200, 200, 200, 429, 429]);
    expect((await attempt('b@x.example')).status).toBe(200);
    const refused = await attempt('a@x.example');
    expect([refused.status, refused.headers['retry-after'], refused.headers['content-type']]).toEqual([429, '600', 'application/problem+json; charset=utf-8']);
    clock.set(new Date(clock.now().getTime() + 601_000));
    expect((await attempt('a@x.example')).status).toBe(200);
  });

  it('forgets attempts once their window has passed', async () => {
    for (let time = 0; time < 6; time += 1) {
      expect((await attempt('slow@x.example')).status).toBe(200);
      clock.set(new Date(clock.now().getTime() + 301_000));
    }
    clock.set(new Date(clock.now().getTime() + 3_600_000));
    expect(await app.get(ThrottleStore).prune()).toBeGreaterThan(0);
  });
});

describe('a session', () => {
  it('is kept in the database, behind a cookie scripts cannot read', async () => {
    const agent = request.agent(app.getHttpServer() as never);
    const first = await agent.get('/remembered').expect(303);
    expect(String(first.headers['set-cookie'])).toMatch(/^session=.*HttpOnly; SameSite=Lax/);
    expect((await owner.query('select sess from platform.session')).rows).toHaveLength(1);
    expect((await agent.get('/cookies')).text).toContain('kept');
  });
});
