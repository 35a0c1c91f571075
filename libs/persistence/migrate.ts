import { DataSource, type MixedList } from 'typeorm';
import { dataSourceOptions } from './data-source.js';

/** Runs every migration not yet run, as the owner of the schema, each in its own transaction; answers the names it ran. */
export async function migrate(ownerUrl: string, migrations: MixedList<string | (new () => object)>): Promise<string[]> {
  const source = new DataSource({
    ...dataSourceOptions({ url: ownerUrl, poolSize: 1, name: 'crs-migrate' }),
    migrations: migrations as string[],
    migrationsTableName: 'migration',
    schema: 'migrations',
  } as ConstructorParameters<typeof DataSource>[0]);
  await source.initialize();
  try {
    await source.query('create schema if not exists migrations');
    const ran = await source.runMigrations({ transaction: 'each' });
    return ran.map((migration) => migration.name);
  } finally {
    await source.destroy();
  }
}
