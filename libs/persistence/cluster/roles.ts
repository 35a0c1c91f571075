import pg from 'pg';
import type { LocalSecrets } from '#libs/config';

/** The addresses of the database `crs` for migrations, for the application and for whoever looks after the server. */
export interface Addresses {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly administratorUrl: string;
}

/** The addresses on a server of this machine. */
export function addresses(port: number, secrets: LocalSecrets): Addresses {
  const at = (role: string, password: string, database: string) => `postgres://${role}:${password}@127.0.0.1:${port}/${database}`;
  return {
    ownerUrl: at('crs_owner', secrets.databaseOwner, 'crs'),
    appUrl: at('crs_app', secrets.databaseApplication, 'crs'),
    administratorUrl: at('postgres', secrets.databaseAdministrator, 'postgres'),
  };
}

/** The same address, of another database on the server. */
export function atDatabase(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
}

/** Makes what is missing of the roles `crs_owner` (may make databases) and `crs_app` and the database `crs`; safe to repeat. */
export async function makeRolesAndDatabase(administratorUrl: string, secrets: LocalSecrets, throwaway: boolean): Promise<void> {
  await asClient(administratorUrl, 'crs set-up', async (client) => {
    const found = await client.query<{ name: string }>('select rolname as name from pg_roles union all select datname from pg_database');
    const missing = (name: string) => !found.rows.some((row) => row.name === name);
    if (missing('crs_owner')) await client.query(`create role crs_owner login createdb password ${client.escapeLiteral(secrets.databaseOwner)}`);
    if (missing('crs_app')) await client.query(`create role crs_app login password ${client.escapeLiteral(secrets.databaseApplication)}`);
    if (throwaway) await client.query('grant set on parameter session_replication_role to crs_owner');
    if (missing('crs')) await client.query('create database crs owner crs_owner');
  });
}

/** How many connections others hold to the server, not counting PostgreSQL's own workers. */
export function connectionsOfOthers(administratorUrl: string): Promise<number> {
  return asClient(administratorUrl, 'crs count', async (client) => {
    const { rows } = await client.query<{ count: number }>(`
      select count(*)::int as count from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`);
    return rows[0]?.count ?? 0;
  });
}

/** A connection kept open, so that the process that started the server sees that it is still used; answers how to close it. */
export async function holdConnection(appUrl: string): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: appUrl, application_name: 'crs attached' });
  // The server may stop first; whoever works with it hears of that on its own connections.
  client.on('error', () => undefined);
  await client.connect();
  return () => client.end().catch(() => undefined);
}

async function asClient<T>(connectionString: string, name: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString, application_name: name });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
