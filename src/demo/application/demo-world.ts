import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import type { Environment } from '#libs/config';
import { SettableClock, SystemClock } from '#libs/kernel';
import { atDatabase } from '#libs/persistence';
import type { Assembly } from '../../app.module.js';
import { playDemoWorld } from './play.js';

/** What building the demo world needs from the process that starts the service. */
export interface DemoWorldSettings {
  readonly environment: Environment & { readonly databaseUrl: string };
  readonly ownerUrl: string;
  readonly assemble: (assembly: Assembly) => Parameters<typeof NestFactory.createApplicationContext>[0];
  readonly migrate: (ownerUrl: string) => Promise<unknown>;
  readonly report: (line: string) => void;
}

const SCRATCH = 'crs_demo_scratch';

/**
 * Makes the demo world where the database is still empty; answers whether it did. It is built in a scratch database that takes the real one's
 * place only when complete, so an interrupted first start leaves nothing half-made.
 */
export async function ensureDemoWorld(settings: DemoWorldSettings): Promise<boolean> {
  const { ownerUrl, environment, report } = settings;
  if (!(await isEmpty(ownerUrl))) return false;
  const began = new SystemClock().now().getTime();
  report('Making the demo world: nine months of invented referrals…');
  const database = new URL(ownerUrl).pathname.slice(1);
  const server = atDatabase(ownerUrl, 'postgres');
  await run(server, `drop database if exists ${SCRATCH} with (force)`, `create database ${SCRATCH}`);
  const scratch = { appUrl: atDatabase(environment.databaseUrl, SCRATCH), ownerUrl: atDatabase(ownerUrl, SCRATCH) };
  await settings.migrate(scratch.ownerUrl);
  const played = await play(settings, scratch.appUrl);
  await run(server, `drop database ${database}`, `alter database ${SCRATCH} rename to ${database}`);
  const seconds = ((new SystemClock().now().getTime() - began) / 1000).toFixed(1);
  report(`Made ${played.providers} providers, ${played.contracts} contracts and ${played.referrals} referrals in ${seconds} s`);
  return true;
}

async function play({ environment, assemble }: DemoWorldSettings, databaseUrl: string) {
  const now = new SystemClock().now();
  const clock = new SettableClock(now);
  const assembly = { environment: environment.with({ databaseUrl, redisUrl: null }), clock, messaging: { role: 'in-process' as const } };
  const app = await NestFactory.createApplicationContext(assemble(assembly), { logger: ['fatal', 'error', 'warn'], abortOnError: false });
  try {
    return await playDemoWorld(app, clock, now);
  } finally {
    await app.close();
  }
}

async function isEmpty(ownerUrl: string): Promise<boolean> {
  const [answer] = await run(ownerUrl, `select to_regclass('identity.organisation') is null as empty`);
  if (answer?.empty === true) return true;
  const [people] = await run(ownerUrl, 'select not exists (select from identity.organisation) as empty');
  return people?.empty === true;
}

async function run(url: string, ...statements: readonly string[]): Promise<{ empty?: boolean }[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'crs-demo' });
  await client.connect();
  try {
    let rows: { empty?: boolean }[] = [];
    for (const statement of statements) rows = (await client.query<{ empty?: boolean }>(statement)).rows;
    return rows;
  } finally {
    await client.end();
  }
}
