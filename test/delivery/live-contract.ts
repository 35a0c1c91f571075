import pg from 'pg';
import { newId } from '#libs/kernel';
import type { TestApp } from '../support/app.js';

/** A live accommodation contract of the prime in West Yorkshire, put in place as the owner: how contracts are made is tested where they are. */
export async function liveContract(app: TestApp, primeOrganisationId = app.ids['prime'] ?? ''): Promise<string> {
  const id = newId();
  const client = new pg.Client({ connectionString: app.database.ownerUrl });
  await client.connect();
  try {
    // As a replica PostgreSQL checks no foreign key, so the contract needs no lot.
    await client.query(`set session_replication_role = replica`);
    await client.query(
      `insert into contracts.contract (id, revision, reference, title, lot_id, prime_organisation_id, prime_name, service_type_code, area_codes, region_code, region_codes,
         takes_men, takes_women, takes_custody, takes_community, status, term_from, term_to, referrals_from, description, stale_answers, attendance, languages)
       values ($1, 1, $2, 'Accommodation in West Yorkshire', $3, $4, 'Harbour Test Trust', 'ACC', '{west-yorkshire}', 'C', '{C}', true, true, true, true, 'live', '2026-01-01', '2028-12-31', '2026-01-01', '', '{}', '{phone}', '{}')`,
      [id, `PRJ_${id.slice(-8)}`, newId(), primeOrganisationId],
    );
  } finally {
    await client.end();
  }
  return id;
}
