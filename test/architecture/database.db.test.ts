import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { DataSource, type EntityMetadata, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { allRoots, dataSourceOptions } from '#libs/persistence';
import { workerDatabase } from '../support/database.js';
import { modules, schemaOf, upstreamOf } from './module-map.js';
import { filesBelow } from './sources.js';

const schemas = ['platform', ...modules.map(schemaOf)];
let owner: pg.Client;
let source: DataSource;

beforeAll(async () => {
  const { ownerUrl } = await workerDatabase();
  owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const options = { ...dataSourceOptions({ url: ownerUrl, poolSize: 1 }), entities: await entities() };
  source = await new DataSource(options as ConstructorParameters<typeof DataSource>[0]).initialize();
}, 60_000);

afterAll(async () => {
  await source?.destroy();
  await owner?.end();
});

async function entities(): Promise<EntityTarget<ObjectLiteral>[]> {
  const found: EntityTarget<ObjectLiteral>[] = [];
  for (const path of filesBelow('src', (name) => name.endsWith('.entity.ts'))) {
    // One after another: Jest loses track of modules that are first imported twice at once.
    const exported = (await import(`../../${path}`)) as Record<string, unknown>;
    found.push(...Object.values(exported).filter((value): value is new () => ObjectLiteral => typeof value === 'function'));
  }
  return found;
}

async function ask<Row extends object>(text: string, values: unknown[] = [schemas]): Promise<Row[]> {
  return (await owner.query<Row>(text, values)).rows;
}

it('foreign keys leave their schema along the arrows only', async () => {
  const keys = await ask<{ name: string; schema: string; other: string }>(`
    select format('%I.%I %I', n.nspname, c.relname, k.conname) as name, n.nspname as schema, fn.nspname as other
      from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
      join pg_class f on f.oid = k.confrelid join pg_namespace fn on fn.oid = f.relnamespace
     where k.contype = 'f' and n.nspname = any ($1) and n.nspname <> fn.nspname
     order by 1`);
  const allowed = new Map(modules.map((module) => [schemaOf(module), upstreamOf(module).map(schemaOf)]));
  expect(keys.length).toBeGreaterThan(0);
  expect(keys.filter(({ schema, other }) => !allowed.get(schema)?.includes(other)).map(({ name, other }) => `${name}: may not refer to ${other}`)).toEqual([]);
});

it('every foreign key has an index that begins with it', async () => {
  // A partial index counts only where it leaves out nothing but null: PostgreSQL must find every row that refers to one.
  const bare = await ask<{ name: string }>(`
    select format('%I.%I %s', n.nspname, c.relname, (select array_agg(a.attname) from pg_attribute a where a.attrelid = c.oid and a.attnum = any (k.conkey))) as name
      from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
     where k.contype = 'f' and n.nspname = any ($1)
       and not exists (
         select from pg_index i
          where i.indrelid = k.conrelid and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey
            and (i.indpred is null or pg_get_expr(i.indpred, i.indrelid) ~ '^\\(\\w+ IS NOT NULL\\)$'))
     order by 1`);
  expect(bare.map(({ name }) => `${name}: has no index`)).toEqual([]);
});

it('every table has a primary key', async () => {
  const without = await ask<{ name: string }>(`
    select format('%I.%I', n.nspname, c.relname) as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and n.nspname = any ($1) and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'p')
     order by 1`);
  expect(without.map(({ name }) => `${name}: has no primary key`)).toEqual([]);
});

interface TableColumn {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly generated: boolean;
  readonly key: boolean;
}

it('entities equal migrations: the same columns, types, nullability and keys', async () => {
  const columns = await ask<TableColumn>(`
    select format('%s.%s', n.nspname, c.relname) as "table", a.attname as "column", format_type(a.atttypid, null) as type,
           not a.attnotnull as nullable, a.attgenerated <> '' as generated, coalesce(a.attnum = any (k.conkey), false) as key
      from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      left join pg_constraint k on k.conrelid = c.oid and k.contype = 'p'
     where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'v', 'm') and n.nspname = any ($1)`);
  const entities = source.entityMetadatas;
  expect(entities.length).toBeGreaterThan(0);
  const different = entities.flatMap((entity) => differences(entity, columns.filter(({ table }) => table === `${entity.schema}.${entity.tableName}`)));
  expect(different).toEqual([]);
});

function differences(entity: EntityMetadata, columns: readonly TableColumn[]): string[] {
  if (columns.length === 0) return [`${entity.name}: there is no table ${entity.schema}.${entity.tableName}`];
  const mappedNames = entity.columns.map(({ databaseName }) => databaseName);
  const forgotten = columns.filter(({ column, generated }) => !generated && !mappedNames.includes(column));
  const unmapped = forgotten.map(({ table, column }) => `${entity.name}: has no property for ${table}.${column}`);
  const wrong = entity.columns.flatMap((mapped) => {
    const column = columns.find((each) => each.column === mapped.databaseName);
    const at = `${entity.name}.${mapped.propertyName}`;
    if (!column) return [`${at}: ${entity.schema}.${entity.tableName} has no column ${mapped.databaseName}`];
    const type = `${source.driver.normalizeType(mapped)}${mapped.isArray ? '[]' : ''}`;
    return [
      ...(type === column.type ? [] : [`${at}: ${type} in the entity, ${column.type} in the table`]),
      ...(mapped.isNullable === column.nullable ? [] : [`${at}: nullable in the ${column.nullable ? 'table' : 'entity'} only`]),
      ...(mapped.isPrimary === column.key ? [] : [`${at}: part of the primary key in the ${column.key ? 'table' : 'entity'} only`]),
    ];
  });
  return [...unmapped, ...wrong];
}

it('the states of every lifecycle are the ones its table accepts', async () => {
  const checks = await ask<{ column: string; definition: string }>(`
    select format('%s.%s.%s', n.nspname, c.relname, a.attname) as "column", pg_get_constraintdef(k.oid) as definition
      from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
     where k.contype = 'c' and cardinality(k.conkey) = 1 and n.nspname = any ($1)`);
  const wrong = allRoots().flatMap(({ entity, lifecycle }) => {
    if (!lifecycle) return [];
    const { schema, tableName, columns } = source.getMetadata(entity);
    const column = `${schema}.${tableName}.${columns.find(({ propertyName }) => propertyName === lifecycle.column)?.databaseName}`;
    const onColumn = checks.filter((check) => check.column === column);
    const accepted = onColumn.map(({ definition }) => [...definition.matchAll(/'([^']+)'::text/g)].map(([, state]) => state));
    if (accepted.some((states) => String(states.sort()) === String([...lifecycle.table.states].sort()))) return [];
    return [`${column}: accepts ${accepted.map((states) => states.join(', ')).join(' and ') || 'anything'}, its lifecycle is ${lifecycle.table.states.join(', ')}`];
  });
  expect(wrong).toEqual([]);
});

it('the application adds to history and reads it, and can do nothing else with it', async () => {
  const granted = await ask<{ table: string; privileges: string }>(
    `select t as "table", string_agg(p, ', ' order by p) as privileges
       from unnest($1::text[]) t, unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) p
      where has_table_privilege('crs_app', t, p) group by t order by t`,
    [['platform.history', 'platform.history_seal']],
  );
  expect(granted).toEqual([
    { table: 'platform.history', privileges: 'INSERT, SELECT' },
    { table: 'platform.history_seal', privileges: 'INSERT, SELECT' },
  ]);
});

it('the application owns nothing, inherits nothing and makes nothing', async () => {
  const powers = await ask<{ power: string }>(
    `select format('owns %s', pg_describe_object(classid, objid, 0)) as power from pg_shdepend
      where refobjid = 'crs_app'::regrole and deptype = 'o' and dbid in (0, (select oid from pg_database where datname = current_database()))
     union all select format('is a member of %s', roleid::regrole) from pg_auth_members where member = 'crs_app'::regrole
     union all select 'may do anything' from pg_roles where rolname = 'crs_app' and (rolsuper or rolcreaterole or rolcreatedb or rolbypassrls or rolreplication)
     union all select format('may make tables in %s', nspname) from pg_namespace where nspname = any ($1) and has_schema_privilege('crs_app', oid, 'CREATE')`,
  );
  expect(powers.map(({ power }) => `crs_app ${power}`)).toEqual([]);
});
