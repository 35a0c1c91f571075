import pg from 'pg';
import type { DataSourceOptions } from 'typeorm';
import { SnakeNaming } from './naming.js';

/** How to reach one database, and how many connections to hold open. */
export interface ConnectionSettings {
  readonly url: string;
  readonly poolSize?: number;
  readonly name?: string;
}

const INT8 = 20;
const DATE = 1082;

/** TypeORM options for the application's connection: entities arrive from the modules, nothing is ever synchronised. */
export function dataSourceOptions({ url, poolSize = 10, name = 'crs' }: ConnectionSettings): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    poolSize,
    applicationName: name,
    namingStrategy: new SnakeNaming(),
    synchronize: false,
    migrationsRun: false,
    logging: false,
    extra: { types: { getTypeParser: parserFor }, idleTimeoutMillis: 30_000 },
  };
}

/** Whole numbers as numbers and days as text, in raw rows and entities alike; everything else as the driver reads it. */
function parserFor(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (oid === INT8) return safeInteger;
  if (oid === DATE) return (value) => value;
  return pg.types.getTypeParser(oid, format as 'text') as (value: string) => unknown;
}

function safeInteger(value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError('A whole number from the database is too large to hold exactly');
  return number;
}
