import { runMigrations } from 'bullmq';
import pg from 'pg';

/** The queues, by workload. The PostgreSQL backend keeps one id sequence for each, made here because the application may not create any. */
export const QUEUE_NAMES = ['events', 'mail', 'reports'] as const;

/** The schema of the PostgreSQL job backend; the library's default, which its queues assume. */
const SCHEMA = 'bullmq';

/** Makes or upgrades the PostgreSQL job store as the schema's owner and lets the application's role use it. Safe to run again. */
export async function migrateJobs(ownerUrl: string, applicationRole = 'crs_app'): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'migrate-jobs' });
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(hashtext('migrate-jobs'))`);
    await runMigrations(client, SCHEMA);
    for (const name of QUEUE_NAMES) await makeSequence(client, name);
    await grant(client, client.escapeIdentifier(applicationRole));
  } finally {
    await client.end();
  }
}

async function makeSequence(client: pg.Client, queue: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(`select ${SCHEMA}.job_id_seq_name($1) as name`, [queue]);
  for (const { name } of rows) await client.query(`create sequence if not exists ${SCHEMA}.${client.escapeIdentifier(name)}`);
}

async function grant(client: pg.Client, role: string): Promise<void> {
  await client.query(`
    grant usage on schema ${SCHEMA} to ${role};
    grant select, insert, update, delete on all tables in schema ${SCHEMA} to ${role};
    grant usage, select, update on all sequences in schema ${SCHEMA} to ${role};
    grant execute on all functions in schema ${SCHEMA} to ${role};
  `);
}
