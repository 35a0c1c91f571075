import { newId } from '#libs/kernel';
import { sql } from '#libs/persistence';
import { databaseOf, type TestApp } from '../support/app.js';

/** Makes an organisation a member of the framework, admitted for accommodation in Yorkshire and the Humber: facts, not a use case under test. */
export async function admit(app: TestApp, organisationId: string, { turnoverPence = 100_000_000 }: { readonly turnoverPence?: number } = {}): Promise<void> {
  const database = databaseOf(app);
  const [application, membership] = [newId(), newId()];
  const name = (await database.first<{ name: string }>(sql`select name from identity.organisation where id = ${organisationId}`))?.name;
  await database.run(sql`
    insert into providers.provider (id, revision, name, match_name, legal_form, size, is_vcse, turnover_pence, is_registered, added_at)
    values (${organisationId}, 1, ${name}, lower(${name}), 'charity', 'small', true, ${turnoverPence}, true, now())`);
  await database.run(sql`
    insert into providers.application (id, revision, provider_id, vehicle_code, reference, status, category_codes, area_codes, is_consortium, questionnaire_code, questionnaire_version, started_at, submitted_at, submitted_by, decided_at, decided_by)
    values (${application}, 1, ${organisationId}, 'PSDF', ${`APP-${application.slice(-6)}`}, 'decided', '{accommodation}', '{C}', false, 'psdf-application', 1, now(), now(), 'test', now(), 'test')`);
  await database.run(sql`
    insert into providers.membership (id, revision, provider_id, vehicle_code, status, status_at, status_by, turnover_pence, financial_band_pence, admitted_at)
    values (${membership}, 1, ${organisationId}, 'PSDF', 'active', now(), 'test', ${turnoverPence}, ${turnoverPence / 2}, now())`);
  await database.run(sql`insert into providers.admission (id, membership_id, category_code, area_code, application_id) values (${newId()}, ${membership}, 'accommodation', 'C', ${application})`);
}

/** A price at every level for the assessment, and one for any outcome. */
export const prices = [
  ...['LOW', 'MEDIUM', 'HIGH'].map((levelCode, index) => ({ kind: 'unit', categoryCode: 'accommodation', milestone: 'assessment-attended', levelCode, amountPence: 18_500 + index * 5_000, vatBasisPoints: 2000 })),
  { kind: 'outcome', categoryCode: 'accommodation', outcomeCode: null, amountPence: 30_000, vatBasisPoints: 2000 },
];
