import pg from 'pg';

/** How many of each the benchmark's crowd has. */
export interface Crowd {
  readonly providers: number;
  readonly documentsEach: number;
}

/**
 * Fills the database with a crowd of invented members, straight into the tables as their owner: each admitted for two categories in three areas,
 * with standing answers and documents. Made for measuring alone: the rows have no history.
 */
export async function crowdIn(ownerUrl: string, { providers, documentsEach }: Crowd): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'crs benchmark' });
  await client.connect();
  try {
    await client.query(STATEMENTS.organisations, [providers]);
    await client.query(STATEMENTS.providers);
    await client.query(STATEMENTS.applications);
    await client.query(STATEMENTS.memberships);
    await client.query(STATEMENTS.admissions);
    await client.query(STATEMENTS.standing);
    await client.query(STATEMENTS.documents, [documentsEach]);
    await client.query('analyze');
  } finally {
    await client.end();
  }
}

const CROWD = `substr(name, 1, 6) = 'Crowd '`;
const STATEMENTS = {
  organisations: `
    insert into identity.organisation (id, revision, kind, name, coverage)
    select gen_random_uuid(), 1, 'provider', 'Crowd ' || lpad(n::text, 6, '0') || ' Trust', null from generate_series(1, $1::int) n`,
  providers: `
    insert into providers.provider (id, revision, name, match_name, legal_form, size, is_vcse, turnover_pence, is_registered, added_at)
    select id, 1, name, lower(name), 'registered-society', 'small', true, 90000000, true, '2026-01-05T09:00:00Z' from identity.organisation where ${CROWD}`,
  applications: `
    insert into providers.application (id, revision, provider_id, vehicle_code, status, category_codes, area_codes, questionnaire_version, started_at, submitted_at, submitted_by, decided_at, decided_by,
      reference, is_consortium, questionnaire_code, due_on)
    select gen_random_uuid(), 1, id, 'PSDF', 'decided', '{accommodation,lifestyle}', '{durham,kent,C}', 2, '2026-01-05T09:00:00Z', '2026-01-06T09:00:00Z', 'system', '2026-01-20T09:00:00Z', 'system',
      'APP-' || translate(upper(lpad(to_hex(1048576 + row_number() over ()), 6, '0')), '01', 'GH'), false, 'psdf-application', '2026-01-27'
    from providers.provider where ${CROWD}`,
  memberships: `
    insert into providers.membership (id, revision, provider_id, vehicle_code, status, turnover_pence, financial_band_pence, admitted_at, status_at, status_by)
    select gen_random_uuid(), 1, id, 'PSDF', 'active', 90000000, 45000000, '2026-01-20T09:00:00Z', '2026-01-20T09:00:00Z', 'system' from providers.provider where ${CROWD}`,
  admissions: `
    insert into providers.admission (id, membership_id, category_code, area_code, application_id)
    select gen_random_uuid(), m.id, category, area, a.id from providers.membership m join providers.application a on a.provider_id = m.provider_id
    join providers.provider p on p.id = m.provider_id and substr(p.name, 1, 6) = 'Crowd '
    cross join unnest(array['accommodation', 'lifestyle']) category cross join unnest(array['durham', 'kent', 'C']) area`,
  standing: `
    insert into providers.standing_answer (id, membership_id, question_code, value, said_at, said_by, expires_on)
    select gen_random_uuid(), m.id, code, to_jsonb('2027-12-31'::text), '2026-01-05T09:00:00Z', 'system', case when code like '%expiry' then '2027-12-31'::date end
    from providers.membership m join providers.provider p on p.id = m.provider_id and substr(p.name, 1, 6) = 'Crowd '
    cross join unnest(array['accounts-date', 'employers-liability-expiry', 'public-liability-expiry']) code`,
  documents: `
    insert into providers.document (id, revision, provider_id, name, kind, size_bytes, sha256, storage_key, state, uploaded_by, uploaded_at, shared)
    select gen_random_uuid(), 1, p.id, 'Evidence ' || n || '.pdf', 'pdf', 1000, md5(p.id::text || n), p.id::text || '-' || n, 'clean', 'system', '2026-01-05T09:00:00Z', false
    from providers.provider p cross join generate_series(1, $1::int) n where substr(p.name, 1, 6) = 'Crowd '`,
} as const;
