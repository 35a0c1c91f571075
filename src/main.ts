import 'reflect-metadata';
import { createServer } from 'node:net';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { serveOpenApi } from '#libs/api';
import { configureWeb } from '#libs/web';
import { AppModule } from './app.module.js';
import { ensureDemoWorld } from './demo/application/demo-world.js';
import { DEMO_PASSWORD } from './demo/application/opening.js';
import { authentication, demoPeople } from './identity/identity.module.js';
import { exitWith, loggerOf, migrateAll, openSettings, type OpenSettings } from './process.js';
import { apiDescription } from './shell/shell.module.js';

const say = (line: string) => void process.stdout.write(`${line}\n`);

/** The web process: pages and API and, unless WORKER=separate, the jobs too. */
async function main(): Promise<void> {
  const settings = await openSettings({ attach: false, report: say });
  try {
    await ensurePortIsFree(settings.environment);
    await prepare(settings);
    const app = await serve(settings);
    app.enableShutdownHooks();
    if (settings.environment.startedByNpm) stopWithParent();
    announce(settings);
  } catch (error) {
    await settings.close();
    throw error;
  }
}

/** Says so before anything is made, rather than after, when something else listens there. */
async function ensurePortIsFree({ port, host }: OpenSettings['environment']): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  await new Promise<void>((resolve) => void server.close(() => resolve()));
}

async function prepare({ ownerUrl, isEmbedded, environment }: OpenSettings): Promise<void> {
  if (!isEmbedded) return;
  if (environment.demo) await ensureDemoWorld({ environment, ownerUrl, assemble: (assembly) => AppModule.assemble(assembly), migrate: migrateAll, report: say });
  const ran = await migrateAll(ownerUrl);
  if (ran.length > 0) say(`Ran ${ran.length} migrations`);
}

async function serve({ environment }: OpenSettings): Promise<NestExpressApplication> {
  const role = environment.worker === 'same' ? 'relay+worker' : 'publish-only';
  const logger = loggerOf(environment);
  const app = await NestFactory.create<NestExpressApplication>(AppModule.assemble({ environment, messaging: { role } }), { bodyParser: false, logger, abortOnError: false, forceCloseConnections: true });
  configureWeb(app, { authenticate: authentication(app) });
  serveOpenApi(app, apiDescription);
  try {
    await app.listen(environment.port, environment.host);
  } catch (error) {
    await app.close();
    throw error;
  }
  return app;
}

/** npm passes a signal to the shell it started, and not every shell passes it on: this process stops when its parent is gone. */
function stopWithParent(): void {
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && process.kill(process.pid, 'SIGTERM'), 1_000).unref();
}

function announce({ environment }: OpenSettings): void {
  say(`\nThe service is running at ${environment.baseUrl}`);
  if (environment.demo) {
    say(`\nDemo people (password ${DEMO_PASSWORD}):`);
    for (const person of demoPeople) say(`  ${person.email.padEnd(32)} ${person.does}`);
  }
  say('\nPress Ctrl-C to stop.');
}

await main().catch(exitWith);
