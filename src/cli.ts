import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { Command } from 'commander';
import { AppModule } from './app.module.js';
import { exitWith, migrateAll, openSettings, type OpenSettings } from './process.js';
import type { INestApplicationContext } from '@nestjs/common';

const say = (line: string) => void process.stdout.write(`${line}\n`);

/** Runs work with the application in memory, attached to a running service's database or opening it for the length of the command. */
async function withApp(work: (app: INestApplicationContext, settings: OpenSettings) => Promise<void>): Promise<void> {
  const settings = await openSettings({ attach: true });
  try {
    if (settings.isEmbedded) await migrateAll(settings.ownerUrl);
    const assembled = AppModule.assemble({ environment: settings.environment, messaging: { role: 'publish-only' } });
    const app = await NestFactory.createApplicationContext(assembled, { logger: ['fatal', 'error', 'warn'], abortOnError: false });
    try {
      await work(app, settings);
    } finally {
      await app.close();
    }
  } finally {
    await settings.close();
  }
}

async function runMigrations(): Promise<void> {
  const settings = await openSettings({ attach: true });
  try {
    const ran = await migrateAll(settings.ownerUrl);
    say(`${ran.length} migrations run`);
  } finally {
    await settings.close();
  }
}

const program = new Command('cli').description('Commands for whoever runs the service').showHelpAfterError();

program.command('migrate').description('bring the database up to date, as its owner').action(runMigrations);

program
  .command('token')
  .description('print a new API key for someone; it is shown once and stored hashed')
  .requiredOption('--user <email>', 'whose key')
  .action(({ user }: { user: string }) => withApp(async (app) => say(await (await import('./shell/commands.js')).mintToken(app, user))));

const user = program.command('user').description('accounts');
user
  .command('create')
  .description('make an account; the password is read from the variable CRS_PASSWORD or asked for')
  .requiredOption('--email <email>')
  .requiredOption('--name <name>')
  .requiredOption('--role <role>', 'such as practitioner, commissioner, administrator, provider-manager')
  .requiredOption('--organisation <name>', 'made if it does not exist')
  .option('--kind <kind>', 'authority or provider, for a new organisation', 'authority')
  .option('--regions <codes>', 'region codes an authority covers, such as C,G; national unless said')
  .option('--team <name>', 'team of a practitioner, made if it does not exist')
  .action((options: Record<string, string>) => withApp(async (app) => say(await (await import('./shell/commands.js')).createUser(app, options))));

await program.parseAsync().catch(exitWith);
