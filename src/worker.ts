import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.js';
import { exitWith, loggerOf, openSettings } from './process.js';

/** The worker process: relays events and runs jobs and schedules; no pages. For use with WORKER=separate and a DATABASE_URL. */
async function main(): Promise<void> {
  const { environment } = await openSettings({ attach: true });
  const app = await NestFactory.createApplicationContext(AppModule.assemble({ environment, messaging: { role: 'relay+worker' } }), { logger: loggerOf(environment), abortOnError: false });
  app.enableShutdownHooks();
  process.stdout.write('The worker is running. Press Ctrl-C to stop.\n');
}

await main().catch(exitWith);
