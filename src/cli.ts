import 'reflect-metadata';
import { readFile } from 'node:fs/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Argument, Command } from 'commander';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { openApiDocument } from '#libs/api';
import { loadEnvironment } from '#libs/config';
import { systemActor } from '#libs/kernel';
import { Jobs } from '#libs/messaging';
import { HistoryVerifier } from '#libs/persistence';
import { AppModule } from './app.module.js';
import { RegisterImport } from './contracts/application/register-import.js';
import { runJourney } from './demo/application/journey.js';
import { runOnboardingJourney } from './demo/application/onboarding-journey.js';
import { runReferralJourney } from './demo/application/referral-journey.js';
import { verifyAccess } from './demo/application/verify-access.js';
import { ApiKeysService } from './identity/application/api-keys.service.js';
import { UserSetUp, type NewAccount } from './identity/application/user-set-up.js';
import { PaymentsAudit } from './payments/payments.public.js';
import { checkQuestionnaires } from './providers/application/questionnaire-check.js';
import { exitWith, migrateAll, openSettings } from './process.js';
import { apiDescription } from './shell/shell.module.js';
import { SpendRebuild } from './spend/spend.public.js';

/** Stories besides the one from need to paid pound. */
const journeys = { onboarding: runOnboardingJourney, referral: runReferralJourney } as const;

const say = (line: string) => void process.stdout.write(`${line}\n`);

type Work = (app: INestApplicationContext) => Promise<void>;

/** Runs work with the application in memory, on the database of the running service or, if none runs, on one opened for the length of the command. */
async function withApp(work: Work): Promise<void> {
  const settings = await openSettings({ attach: true });
  try {
    if (settings.isEmbedded) await migrateAll(settings.ownerUrl);
    const assembled = AppModule.assemble({ environment: settings.environment, messaging: { role: 'publish-only' } });
    const app = await NestFactory.createApplicationContext(assembled, { logger: ['fatal', 'error', 'warn'], abortOnError: false });
    await work(app).finally(() => app.close());
  } finally {
    await settings.close();
  }
}

const program = new Command('cli').description('Commands for whoever runs the service').showHelpAfterError();

program
  .command('migrate')
  .description('bring the database up to date, as its owner')
  .action(async () => {
    const settings = await openSettings({ attach: true });
    const ran = await migrateAll(settings.ownerUrl).finally(() => settings.close());
    say(`${ran.length} migrations run`);
  });

program
  .command('token')
  .description('print a new API key for someone: it is shown once and stored hashed')
  .requiredOption('--user <email...>', 'whose key; a key a line for several people')
  .action(({ user }: { user: string[] }) =>
    withApp(async (app) => {
      for (const email of user) say(await app.get(ApiKeysService, { strict: false }).mint(email));
    }),
  );

program
  .command('user')
  .description('accounts')
  .command('create')
  .description('make an account; its password is read from standard input')
  .requiredOption('--email <email>')
  .requiredOption('--name <name>')
  .requiredOption('--role <role>', 'such as practitioner, commissioner, administrator or provider-manager')
  .requiredOption('--organisation <name>', 'made if it does not exist')
  .option('--kind <kind>', 'authority or provider, for a new organisation', 'authority')
  .option('--areas <codes>', 'area codes a new authority buys for, such as C,G; national unless said')
  .option('--team <name>', 'team of a practitioner, made if it does not exist')
  .action((options: Omit<NewAccount, 'password'>) =>
    withApp(async (app) => {
      const password = (await readFile('/dev/stdin', 'utf8')).replace(/\r?\n$/, '');
      say(await app.get(UserSetUp, { strict: false }).create({ ...options, password }));
    }),
  );

program
  .command('import')
  .description('bring data in')
  .command('register <file>')
  .description('import a contract register: all of it or, if a row is wrong, nothing')
  .action((file: string) =>
    withApp(async (app) => {
      const text = await readFile(file, 'utf8');
      const began = performance.now();
      const { contracts, providers, subcontractors } = await app.get(RegisterImport, { strict: false }).importRegister(systemActor, text);
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      const total = contracts.new + contracts.changed + contracts.unchanged;
      say(`imported ${total} contracts, ${providers.total} providers, ${subcontractors.total} subcontractors in ${seconds} s: ${contracts.new} new, ${contracts.changed} changed`);
    }),
  );

program
  .command('verify')
  .addArgument(new Argument('[what]', 'what alone').choices(['payments', 'access']))
  .description('recompute charge lines and the ledger, check every history and lifecycle; `payments` for the money alone; `access` for what each of the demo people can reach')
  .action(async (what: string | undefined) => {
    if (what === 'access') {
      if ((await verifyAccess(withApp, loadEnvironment().baseUrl, say)) > 0) process.exitCode = 1;
      return;
    }
    await withApp(async (app) => {
      const history = what === 'payments' ? { histories: 0, differences: [] } : await app.get(HistoryVerifier, { strict: false }).verify();
      const payments = await app.get(PaymentsAudit, { strict: false }).verifyPayments();
      const differences = [...history.differences, ...payments.differences];
      for (const difference of differences) say(difference);
      say(`verified ${history.histories} histories, ${payments.lines} lines, ${differences.length} differences`);
      if (differences.length > 0) process.exitCode = 1;
    });
  });

program
  .command('rebuild')
  .description('charge whatever was missed, then make the spend figures again from the charge lines')
  .action(() =>
    withApp(async (app) => {
      const charged = await app.get(PaymentsAudit, { strict: false }).rebuild();
      const { lines, cases, monthsChanged } = await app.get(SpendRebuild, { strict: false }).rebuild();
      say(`charged ${charged} lines that were missing, rebuilt spend from ${lines} lines and ${cases} cases: ${monthsChanged} months changed`);
    }),
  );

program
  .command('openapi')
  .description('print the OpenAPI document; needs no database')
  .action(async () => {
    const environment = loadEnvironment({ DATABASE_URL: 'postgres://nobody@127.0.0.1/none', SESSION_SECRET: 'x'.repeat(32), HISTORY_KEY: 'x'.repeat(32) });
    const app = await NestFactory.create<NestExpressApplication>(AppModule.assemble({ environment, messaging: { role: 'publish-only' } }), { preview: true, logger: false });
    say(JSON.stringify(openApiDocument(app, apiDescription), null, 2));
  });

program
  .command('questionnaire')
  .description('the questions asked of applicants')
  .command('lint')
  .description('list questions nobody uses, evidence asked for twice and hard words; needs no database')
  .action(() => {
    const { lines, clean } = checkQuestionnaires();
    lines.forEach(say);
    if (!clean) process.exitCode = 1;
  });

const jobs = program.command('jobs').description('background jobs that failed');
jobs.command('failed').action(() =>
  withApp(async (app) => {
    const failed = await app.get(Jobs, { strict: false }).failed();
    for (const job of failed) say(`${job.queue} ${job.work} ${job.eventId ?? ''} after ${job.attempts} attempts: ${job.reason}`);
    say(`${failed.length} failed jobs`);
  }),
);
jobs.command('retry').action(() => withApp(async (app) => say(`${await app.get(Jobs, { strict: false }).retryAll()} jobs will be tried again`)));

program
  .command('journey')
  .addArgument(new Argument('[which]', 'from need to paid pound unless said').choices(Object.keys(journeys)))
  .description('walk a story through the running service, or one started for it')
  .action((which: keyof typeof journeys | undefined) => (which ? journeys[which](say) : runJourney(say)));

await program.parseAsync().catch(exitWith);
