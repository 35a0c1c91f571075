import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import request from 'supertest';
import { AccessModule } from '#libs/access';
import { ApiModule, IdempotencyModule, RateLimitModule } from '#libs/api';
import { ConfigModule, loadEnvironment } from '#libs/config';
import { must, newId, SettableClock, systemActor, type DomainEvent } from '#libs/kernel';
import { Delivery, MessagingModule } from '#libs/messaging';
import { Database, Outbox, PersistenceModule } from '#libs/persistence';
import { configureWeb, WebModule } from '#libs/web';
import { ApiKeysService } from '../../src/identity/application/api-keys.service.js';
import { identityPolicy } from '../../src/identity/domain/identity.policy.js';
import { joiningPolicy } from '../../src/identity/domain/joining.policy.js';
import { authentication, IdentityModule, PASSWORD_COST } from '../../src/identity/identity.module.js';
import { IdentityDirectory } from '../../src/identity/identity.public.js';
import { MailService, type Mail } from '../../src/notifications/adapters/mail.service.js';
import { finishedTaskPolicy, messagePolicy, taskPolicy } from '../../src/notifications/domain/notifications.policy.js';
import type { Heard } from '../../src/notifications/domain/heard-events.js';
import { NotificationsModule } from '../../src/notifications/notifications.module.js';
import { ShellModule, shellWeb } from '../../src/shell/shell.module.js';
import { emptyDatabase, workerDatabase } from '../support/database.js';
import { seedPeople, type PersonKey } from '../support/people.js';

/** A Wednesday without a bank holiday near. */
const NOON = new Date('2026-06-10T11:00:00Z');

@Module({})
class Alone {}

/** Mail that goes nowhere, and fails while told to. */
export class FakeMail extends MailService {
  readonly taken: Mail[] = [];
  failsFor: string | null = null;

  async send(mail: Mail): Promise<void> {
    if (mail.address === this.failsFor) throw new Error('The mail service is away');
    this.taken.push(mail);
  }
}

/** Notifications without the modules they hear: what happened is told to it, never done. */
export async function startNotifications({ demo = false }: { readonly demo?: boolean } = {}) {
  const { appUrl } = await workerDatabase();
  const clock = new SettableClock(NOON);
  const mail = new FakeMail();
  const environment = loadEnvironment({ DATABASE_URL: appUrl, SESSION_SECRET: 's'.repeat(32), HISTORY_KEY: 'h'.repeat(32), NODE_ENV: 'test', BASE_URL: 'https://crs.test.example', COOKIE_SECURE: 'false', DEMO: String(demo) });
  const nest = await NestFactory.create<NestExpressApplication>(
    {
      module: Alone,
      global: true,
      providers: [{ provide: PASSWORD_COST, useValue: { memoryCost: 1024, timeCost: 2, parallelism: 1 } }],
      exports: [PASSWORD_COST],
      imports: [
        ConfigModule.forRoot(environment),
        PersistenceModule.forRoot({ url: appUrl, poolSize: 5, historyKey: environment.historyKey, clock }),
        MessagingModule.forRoot({ databaseUrl: appUrl, role: 'in-process' }),
        AccessModule.forRoot({ policies: [identityPolicy, joiningPolicy, taskPolicy, finishedTaskPolicy, messagePolicy] }),
        WebModule.forRoot({ ...shellWeb, sessionSecret: environment.sessionSecret, sessionDatabaseUrl: appUrl, demo }),
        RateLimitModule,
        ApiModule,
        IdempotencyModule,
        IdentityModule,
        NotificationsModule,
        ShellModule,
      ],
    },
    { bodyParser: false, logger: false, abortOnError: false },
  );
  const get = <T>(token: abstract new (...args: never[]) => T): T => nest.get(token as unknown as new () => T, { strict: false });
  Object.assign(get(MailService), { send: (each: Mail) => mail.send(each) });
  configureWeb(nest, { authenticate: authentication(nest) });
  await nest.init();
  let ids: Record<string, string> = {};
  const user = (person: PersonKey) => must(ids[`user:${person}`], person);

  return {
    mail,
    clock,
    user,
    organisation: (name: 'prime' | 'subcontractor' | 'rival') => must(ids[name], name),
    database: get(Database),
    /** Something happened, as the module it happened in would say; `by` is who did it. */
    async happened<Type extends keyof Heard>(type: Type, data: Heard[Type], by?: PersonKey): Promise<void> {
      const actor = by ? must(await get(IdentityDirectory).actorOf(user(by)), by) : systemActor;
      await get(Database).transaction(() => get(Outbox).publish([{ type, data } as unknown as DomainEvent], actor));
    },
    /** Deletes everything but the catalogue and seeds the people again. */
    async reset(): Promise<void> {
      await emptyDatabase();
      clock.set(NOON);
      Object.assign(mail, { failsFor: null });
      mail.taken.length = 0;
      ids = await seedPeople(get(IdentityDirectory));
    },
    drain: () => get(Delivery).drain(),
    deliverAgain: (eventId: string) => get(Delivery).deliver(eventId, 'notifications-handlers.tell'),
    /** Someone, asking with their API key. */
    async as(person: PersonKey) {
      const headers = { authorization: `Bearer ${await get(ApiKeysService).mint(`${person}@test.example`)}` };
      const agent = request(nest.getHttpServer());
      return { get: (path: string) => agent.get(path).set(headers), post: (path: string) => agent.post(path).set(headers) };
    },
    /** Someone, signed in to the pages. */
    async signedIn(person: PersonKey) {
      const agent = request.agent(nest.getHttpServer());
      const token = /name="_csrf" value="([^"]+)"/.exec((await agent.get('/sign-in')).text)?.[1];
      await agent.post('/sign-in').type('form').send({ email: `${person}@test.example`, password: 'test-password', _csrf: token }).expect(303);
      return agent;
    },
    /** What waits for someone, by title. */
    async waitingFor(person: PersonKey): Promise<string[]> {
      const { body } = (await (await this.as(person)).get('/api/v1/tasks').expect(200)) as { body: { items: { title: string }[] } };
      return body.items.map(({ title }) => title);
    },
    /** A referral as its events tell of it. */
    referral: () => ({
      ...{ referralId: newId(), reference: 'AB1234PE', contractId: newId(), deliveringOrganisationId: must(ids['prime'], 'prime'), primeOrganisationId: must(ids['prime'], 'prime') },
      ...{ practitionerId: user('practitioner'), teamId: must(ids['leeds'], 'leeds'), regionCode: 'C' },
    }),
    close: () => nest.close(),
  };
}
