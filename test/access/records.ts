import { must } from '#libs/kernel';
import { sql } from '#libs/persistence';
import { DraftsService } from '../../src/referrals/application/drafts.service.js';
import { LotDraftsService } from '../../src/lots/application/lot-drafts.service.js';
import { ApplicationsService } from '../../src/providers/application/applications.service.js';
import { databaseOf, type TestApp } from '../support/app.js';
import { accepted, attended, awarded, booked, colleague, deliveredCase, draftedRateCard, idOf, joined, liveContract, openLot, sent, sentStatement, submittedPlan } from '../support/world.js';

/** Records of the prime, of those who work with it and about them; each stands where nothing a walk does to it changes who reaches it. */
export const recordKeys = [
  'organisation', 'colleague', 'application', 'applicationDraft', 'lot', 'lotDraft', 'contract', 'mobilising', 'rateCard', 'rateCardDraft',
  'waiting', 'referral', 'draft', 'case', 'openCase', 'bookedCase', 'appointment', 'plan', 'report', 'statement', 'line', 'chargeLine', 'task',
] as const;
export type RecordKey = (typeof recordKeys)[number];
export type Records = Readonly<Record<RecordKey, string>>;

/** Makes one record of every kind through the services: two contracts, a delivered case with its sent statement, an open case, a referral nobody answered, drafts. */
export async function primesRecords(app: TestApp): Promise<Records> {
  const application = await joined(app, 'prime');
  await joined(app, 'subcontractor');
  const contract = await liveContract(app, 'prime', { subcontractor: 'subcontractor' });
  const delivered = await deliveredCase(app, contract);
  const statement = await sentStatement(app, contract);
  const openCase = await accepted(app, await sent(app, contract, { crn: 'X222222' }));
  await attended(app, openCase);
  const plan = await submittedPlan(app, openCase);
  const bookedCase = await accepted(app, await sent(app, contract, { crn: 'X333333' }));
  const waiting = await sent(app, contract, { crn: 'X444444' });
  return {
    ...{ organisation: idOf(app, 'prime'), application, contract, statement, waiting, openCase, bookedCase, plan },
    ...{ case: delivered, appointment: await booked(app, bookedCase) },
    ...(await around(app, { contract, delivered, statement, waiting })),
    ...(await drafts(app, contract)),
    colleague: await colleague(app, 'colleague', { role: 'commissioner', at: 'yorkshire' }),
    lot: await openLot(app),
    mobilising: await awarded(app, 'prime'),
  };
}

async function drafts(app: TestApp, contract: string): Promise<Pick<Records, 'draft' | 'lotDraft' | 'rateCardDraft' | 'applicationDraft'>> {
  const choices = { vehicleCode: 'PSDF', categoryCodes: ['accommodation'], areaCodes: ['C'] };
  return {
    draft: (await app.get(DraftsService).start(await app.actor('practitioner'), contract)).id,
    lotDraft: (await app.get(LotDraftsService).start(await app.actor('commissioner'))).id,
    rateCardDraft: await draftedRateCard(app, contract),
    applicationDraft: (await app.get(ApplicationsService).start(await app.actor('provider-manager'), choices)).id,
  };
}

type Known = Readonly<Record<'contract' | 'delivered' | 'statement' | 'waiting', string>>;

async function around(app: TestApp, { contract, delivered, statement, waiting }: Known): Promise<Pick<Records, 'rateCard' | 'referral' | 'report' | 'line' | 'chargeLine' | 'task'>> {
  const one = async (found: Promise<{ id: string } | null>): Promise<string> => must(await found, 'a record').id;
  const database = databaseOf(app);
  return {
    rateCard: await one(database.first(sql`select id from contracts.rate_card where contract_id = ${contract} and status = 'approved'`)),
    referral: await one(database.first(sql`select referral_id as id from delivery.case where id = ${delivered}`)),
    report: await one(database.first(sql`select id from delivery.report where case_id = ${delivered}`)),
    line: await one(database.first(sql`select id from payments.statement_line where statement_id = ${statement} order by id`)),
    chargeLine: await one(database.first(sql`select charge_line_id as id from payments.statement_line where statement_id = ${statement} order by id`)),
    task: await one(database.first(sql`select id from notifications.task where subject_id = ${waiting}`)),
  };
}
