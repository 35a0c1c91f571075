import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import request, { type Response } from 'supertest';
import type TestAgent from 'supertest/lib/agent.js';
import { loadEnvironment } from '#libs/config';
import { must, SettableClock, type Actor } from '#libs/kernel';
import { Delivery, type MessagingSettings } from '#libs/messaging';
import { Database } from '#libs/persistence';
import { configureWeb } from '#libs/web';
import { AppModule } from '../../src/app.module.js';
import { ApiKeysService } from '../../src/identity/application/api-keys.service.js';
import { authentication } from '../../src/identity/identity.module.js';
import { IdentityDirectory } from '../../src/identity/identity.public.js';
import { emptyDatabase, workerDatabase, type TestDatabase } from './database.js';
import { addressOf, seedPeople, type Someone } from './people.js';
import { authorised } from './staff.js';

/** Where the tests' clock stands unless a test moves it: a Wednesday, a working day without a bank holiday near. */
export const NOON = new Date('2026-06-10T11:00:00Z');

/** The whole service on this worker's own database, with people in every role. */
export interface TestApp {
  readonly nest: NestExpressApplication;
  readonly clock: SettableClock;
  readonly database: TestDatabase;
  /** The folder of everything this service keeps on disk. */
  readonly dataDir: string;
  /** Ids of the seeded organisations, teams and people. */
  readonly ids: Readonly<Record<string, string>>;
  get<T>(token: abstract new (...args: never[]) => T): T;
  /** Someone as use cases see them. */
  actor(person: Someone): Promise<Actor>;
  /** A browser-like agent signed in as someone, following no redirects. */
  as(person: Someone): Promise<TestAgent>;
  /** Headers that authenticate someone's API calls. */
  key(person: Someone): Promise<Record<string, string>>;
  /** A call of the API as someone; the path is what follows `/api/v1/`. */
  call(person: Someone, method: 'get' | 'post', path: string, body?: object): Promise<Response>;
  /** An agent that is nobody. */
  anonymous(): TestAgent;
  /** Runs every event not yet handled, and what it causes. */
  drain(): Promise<void>;
  /** Deletes everything but the catalogue and seeds the people again. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** Starts the service for a test file; close it in afterAll. */
export async function startApp(options: { readonly poolSize?: number; readonly messaging?: Partial<MessagingSettings>; readonly variables?: Readonly<Record<string, string>> } = {}): Promise<TestApp> {
  const database = await workerDatabase();
  const clock = new SettableClock(NOON);
  const dataDir = mkdtempSync(join(tmpdir(), 'crs-test-'));
  const environment = loadEnvironment({ DATABASE_URL: database.appUrl, SESSION_SECRET: 'test-secret-test-secret-test-secret', HISTORY_KEY: 'test-history-key-test-history-key', NODE_ENV: 'test', DATABASE_POOL: String(options.poolSize ?? 5), DATA_DIR: dataDir, ...options.variables });
  const assembled = AppModule.assemble({ environment, clock, messaging: { role: 'in-process', ...options.messaging }, passwordCost: { memoryCost: 1024, timeCost: 2, parallelism: 1 } });
  const nest = await NestFactory.create<NestExpressApplication>(assembled, { bodyParser: false, logger: false, abortOnError: false });
  configureWeb(nest, { authenticate: authentication(nest) });
  await nest.listen(0, '127.0.0.1'); // else every request would open a server of its own
  const app = new RunningApp(nest, clock, database, dataDir);
  await app.reset();
  return app;
}

class RunningApp implements TestApp {
  ids: Record<string, string> = {};
  private keys = new Map<Someone, string>();

  constructor(
    readonly nest: NestExpressApplication,
    readonly clock: SettableClock,
    readonly database: TestDatabase,
    readonly dataDir: string,
  ) {}

  get<T>(token: abstract new (...args: never[]) => T): T {
    return this.nest.get(token as unknown as new () => T, { strict: false });
  }

  async actor(person: Someone): Promise<Actor> {
    return must(await this.get(IdentityDirectory).actorByEmail(addressOf(person)), person);
  }

  as(person: Someone): Promise<TestAgent> {
    return signedIn(this, addressOf(person));
  }

  async key(person: Someone): Promise<Record<string, string>> {
    let key = this.keys.get(person);
    if (!key) this.keys.set(person, (key = await this.get(ApiKeysService).mint(addressOf(person))));
    return { authorization: `Bearer ${key}` };
  }

  async call(person: Someone, method: 'get' | 'post', path: string, body?: object): Promise<Response> {
    return this.anonymous()[method](`/api/v1/${path}`).set(await this.key(person)).send(body);
  }

  anonymous(): TestAgent {
    return request.agent(this.nest.getHttpServer());
  }

  async drain(): Promise<void> {
    await this.get(Delivery).drain();
  }

  async reset(): Promise<void> {
    await emptyDatabase(this.database);
    this.keys = new Map();
    this.clock.set(NOON);
    this.ids = await seedPeople(this.get(IdentityDirectory));
    const [userId, organisationId] = [must(this.ids['user:caseworker'], 'the caseworker'), must(this.ids['prime'], 'the prime')];
    this.ids = { ...this.ids, 'staff:caseworker': await authorised(this, { userId, organisationId, name: 'Test caseworker', email: 'caseworker@test.example' }) };
  }

  async close(): Promise<void> {
    await this.nest.close();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

/** A browser-like agent signed in with an address and a password (that of the seeded people unless said), following no redirects. */
export async function signedIn(app: TestApp, email: string, password = 'test-password'): Promise<TestAgent> {
  const agent = app.anonymous();
  const _csrf = await csrfOf(agent, '/sign-in');
  const response = await agent.post('/sign-in').type('form').send({ email, password, _csrf });
  if (response.status !== 303) throw new Error(`${email} could not sign in: ${response.status} ${response.text}`);
  return agent;
}

/** The form token a page carries. */
export async function csrfOf(agent: TestAgent, path: string): Promise<string> {
  const response = await agent.get(path);
  return /name="_csrf" value="([^"]+)"/.exec(response.text)?.[1] ?? '';
}

/** The database of an app, for looking behind it. */
export function databaseOf(app: TestApp): Database {
  return app.get(Database);
}
