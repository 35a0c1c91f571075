import { anonymousActor, day, must, systemActor } from '#libs/kernel';
import { sql } from '#libs/persistence';
import { DraftsService } from '../../src/referrals/application/drafts.service.js';
import { LotDraftsService } from '../../src/lots/application/lot-drafts.service.js';
import { ApplicationsService } from '../../src/providers/application/applications.service.js';
import { InvitationsService } from '../../src/identity/application/invitations.service.js';
import { LinkTokens } from '../../src/identity/application/link-tokens.js';
import { Newcomers } from '../../src/identity/identity.public.js';
import { RegistrationService } from '../../src/providers/application/registration.service.js';
import { ProviderDirectory } from '../../src/providers/providers.public.js';
import { StaffService } from '../../src/providers/application/staff.service.js';
import { DocumentsService } from '../../src/providers/application/documents.service.js';
import { pdf, received } from '../documents/files.js';
import { databaseOf, type TestApp } from '../support/app.js';
import { accepted, attended, awarded, booked, colleague, deliveredCase, draftedRateCard, idOf, joined, liveContract, openLot, sent, sentStatement, submittedPlan } from '../support/world.js';

/** Records of the prime, of those who work with it and about them; each stands where nothing a walk does to it changes who reaches it. */
export const recordKeys = [
  'organisation', 'colleague', 'application', 'query', 'applicationDraft', 'lot', 'lotDraft', 'contract', 'mobilising', 'rateCard', 'rateCardDraft',
  'waiting', 'referral', 'draft', 'otherDraft', 'case', 'openCase', 'bookedCase', 'appointment', 'plan', 'report', 'statement', 'line', 'chargeLine', 'task', 'document',
  'invitation', 'invitationToken', 'joinRequest', 'registration', 'registrationToken', 'claim', 'membership',
  'consortiumMember',
  'staffMember', 'exclusion', 'exclusionMatch', 'reassignment',
] as const;
export type RecordKey = (typeof recordKeys)[number];
export type Records = Readonly<Record<RecordKey, string>>;

/** Makes one record of every kind through the services: two contracts, a delivered case with its sent statement, an open case, a referral nobody answered, drafts. */
export async function primesRecords(app: TestApp): Promise<Records> {
  const application = await joined(app, 'prime');
  await joined(app, 'subcontractor');
  const document = await sentDocument(app);
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
    ...(await newcomers(app)),
    colleague: await colleague(app, 'colleague', { role: 'commissioner', at: 'yorkshire' }),
    lot: await openLot(app),
    document,
    consortiumMember: await consortiumPart(app, application),
    query: await answeredQuery(app, application),
    mobilising: await awarded(app, 'prime'),
    ...(await staffRecords(app, contract)),
  };
}

/** A question about an application that was answered before it was decided. */
async function answeredQuery(app: TestApp, application: string): Promise<string> {
  const by = idOf(app, 'user:commissioner');
  const row = await databaseOf(app).first<{ id: string }>(sql`
    insert into providers.application_query (id, application_id, question_code, asked, asked_by, asked_at, reply, replied_by, replied_at)
    values (gen_random_uuid(), ${application}, 'annual-turnover', 'Which year?', ${by}, now(), 'Last year.', ${idOf(app, 'user:provider-manager')}, now()) returning id`);
  return must(row, 'the question').id;
}

/** A part of the subcontractor's in a consortium the prime led, whose application is decided: read, never changed. */
async function consortiumPart(app: TestApp, application: string): Promise<string> {
  const row = await databaseOf(app).first<{ id: string }>(sql`
    insert into providers.application_member (id, revision, application_id, provider_id, lead_provider_id, share_basis_points, category_codes, area_codes)
    values (gen_random_uuid(), 1, ${application}, ${idOf(app, 'subcontractor')}, ${idOf(app, 'prime')}, 2000, '{accommodation}', '{C}') returning id`);
  return must(row, 'the part').id;
}

async function drafts(app: TestApp, contract: string): Promise<Pick<Records, 'draft' | 'otherDraft' | 'lotDraft' | 'rateCardDraft' | 'applicationDraft'>> {
  const choices = { vehicleCode: 'PSDF', categoryCodes: ['accommodation'], areaCodes: ['C'] };
  return {
    draft: (await app.get(DraftsService).start(await app.actor('practitioner'), contract)).id,
    otherDraft: (await app.get(DraftsService).start(await app.actor('practitioner'), contract)).id,
    lotDraft: (await app.get(LotDraftsService).start(await app.actor('commissioner'))).id,
    rateCardDraft: await draftedRateCard(app, contract),
    applicationDraft: (await app.get(ApplicationsService).start(await app.actor('provider-manager'), choices)).id,
  };
}

type Known = Readonly<Record<'contract' | 'delivered' | 'statement' | 'waiting', string>>;

async function around(app: TestApp, { contract, delivered, statement, waiting }: Known): Promise<Pick<Records, 'rateCard' | 'referral' | 'report' | 'line' | 'chargeLine' | 'task' | 'membership'>> {
  const one = async (found: Promise<{ id: string } | null>): Promise<string> => must(await found, 'a record').id;
  const database = databaseOf(app);
  return {
    rateCard: await one(database.first(sql`select id from contracts.rate_card where contract_id = ${contract} and status = 'approved'`)),
    referral: await one(database.first(sql`select referral_id as id from delivery.case where id = ${delivered}`)),
    report: await one(database.first(sql`select id from delivery.report where case_id = ${delivered}`)),
    line: await one(database.first(sql`select id from payments.statement_line where statement_id = ${statement} order by id`)),
    chargeLine: await one(database.first(sql`select charge_line_id as id from payments.statement_line where statement_id = ${statement} order by id`)),
    task: await one(database.first(sql`select id from notifications.task where subject_id = ${waiting}`)),
    membership: await one(database.first(sql`select id from providers.membership where provider_id = ${idOf(app, 'prime')}`)),
  };
}

/** People on their way into an organisation: the prime's, one of their own, and one that a contract register lists. */
async function newcomers(app: TestApp): Promise<Pick<Records, 'invitation' | 'invitationToken' | 'joinRequest' | 'registration' | 'registrationToken' | 'claim'>> {
  const registrations = app.get(RegistrationService);
  const ask = (name: string) => {
    const details = { name, legalForm: 'registered-society', companyNumber: null, charityNumber: null, size: 'small', isVcse: true, turnoverPence: 1_00 } as const;
    return registrations.ask({ details, user: { name: 'A newcomer', email: `${name.replaceAll(' ', '.')}@test.example`, password: 'long enough password' }, key: null });
  };
  const manager = await app.actor('provider-manager');
  const { id: invitation } = await app.get(InvitationsService).invite(manager, { email: 'invited@test.example', roles: ['caseworker'] });
  const { id: other } = await app.get(InvitationsService).invite(manager, { email: 'another@test.example', roles: ['caseworker'] });
  const plea = { organisationId: idOf(app, 'prime'), name: 'Someone', email: 'someone@test.example', note: 'A volunteer' };
  await app.get(Newcomers).askToJoin(anonymousActor, plea);
  const asked = must(await databaseOf(app).first<{ id: string }>(sql`select id from identity.join_request`), 'the request');
  await app.get(ProviderDirectory).listOrganisation(systemActor, 'Listed Test Mill');
  const claim = await ask('Listed Test Mill');
  await registrations.confirm(claim);
  const tokens = app.get(LinkTokens);
  const registrationToken = tokens.of('confirm-address', await ask('Confirmed Test Trust'));
  return { invitation, invitationToken: tokens.of('invitation', other), joinRequest: asked.id, registration: await ask('Pending Test Trust'), registrationToken, claim };
}

/** A document of the prime's that was sent to the commissioners. */
async function sentDocument(app: TestApp): Promise<string> {
  const [documents, actor] = [app.get(DocumentsService), await app.actor('provider-manager')];
  const { id } = await documents.upload(actor, { providerId: idOf(app, 'prime'), file: received('policy.pdf', pdf) });
  await documents.share(actor, [id]);
  return id;
}

/** Someone on the prime's register, someone it withdrew whom a rival then asked to authorise, and a case that waits for another caseworker. */
async function staffRecords(app: TestApp, contract: string): Promise<Pick<Records, 'staffMember' | 'exclusion' | 'exclusionMatch' | 'reassignment'>> {
  const [staff, manager, rival] = [app.get(StaffService), await app.actor('provider-manager'), await app.actor('rival')];
  const details = { dateOfBirth: day('1980-05-06'), email: null, roleTitle: 'Mentor', userId: null, vettingLevel: 'enhanced', vettingExpiresOn: day('2028-01-01') } as const;
  const { id: staffMember } = await staff.add(manager, idOf(app, 'prime'), { ...details, name: 'Kept On' });
  const spare = await colleague(app, 'spare', { role: 'caseworker', at: 'prime' });
  await accepted(app, await sent(app, contract, { crn: 'X777777' }), { manager, caseworkerId: spare });
  const database = databaseOf(app);
  const { id: spareId } = must(await database.first<{ id: string }>(sql`select id from providers.staff_member where user_id = ${spare}`), 'the spare caseworker');
  await staff.withdraw(manager, spareId, 'Broke a boundary');
  const { id: asked } = await staff.add(rival, idOf(app, 'rival'), { ...details, name: 'Test spare', dateOfBirth: day('1988-02-03') });
  await staff.authorise(rival, asked);
  const match = must(await database.first<{ id: string; exclusionId: string }>(sql`select id, exclusion_id from providers.exclusion_match where staff_member_id = ${asked}`), 'the match');
  const reassignment = must(await database.first<{ id: string }>(sql`select id from delivery.reassignment where caseworker_id = ${spare}`), 'the reassignment');
  return { staffMember, exclusion: match.exclusionId, exclusionMatch: match.id, reassignment: reassignment.id };
}
