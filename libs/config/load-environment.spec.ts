import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { refusalOf } from '../../test/support/rules.js';
import { ConfigurationError, loadEnvironment } from './index.js';

const SECRETS = { SESSION_SECRET: 's'.repeat(32), HISTORY_KEY: 'h'.repeat(32) };
const REAL = { DATABASE_URL: 'postgres://crs_app:hunter2@db:5432/crs', ...SECRETS };

let DATA_DIR: string;
beforeEach(() => {
  DATA_DIR = mkdtempSync(join(tmpdir(), 'crs-config-'));
});
afterEach(() => rmSync(DATA_DIR, { recursive: true, force: true }));

function problemsOf(env: Record<string, string>): readonly string[] {
  return refusalOf(() => loadEnvironment(env), ConfigurationError)?.problems ?? [];
}

describe('with nothing set', () => {
  it('the service runs for one person on one machine, with the demo world', () => {
    const environment = loadEnvironment({ DATA_DIR });
    expect(environment).toMatchObject({
      databaseUrl: null,
      redisUrl: null,
      host: '127.0.0.1',
      port: 3000,
      baseUrl: 'http://127.0.0.1:3000',
      demo: true,
      worker: 'same',
      databasePool: 10,
      cookieSecure: false,
      trustProxy: 0,
      notifyApiKey: null,
      notifyTemplateId: null,
    });
    expect(environment.dataDir).toBe(resolve(DATA_DIR));
  });

  it('makes its secrets once and keeps them where only this user can read them', () => {
    const first = loadEnvironment({ DATA_DIR });
    const second = loadEnvironment({ DATA_DIR });
    expect(second.sessionSecret).toBe(first.sessionSecret);
    expect(second.historyKey).toBe(first.historyKey);
    expect(first.sessionSecret).not.toBe(first.historyKey);
    expect(first.historyKey.length).toBeGreaterThanOrEqual(32);
    expect(statSync(join(DATA_DIR, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  it('takes an empty variable as unset', () => {
    expect(loadEnvironment({ DATA_DIR, PORT: '', REDIS_URL: '  ' })).toMatchObject({ port: 3000, redisUrl: null });
  });
});

describe('the demo world', () => {
  it('is not the default where others can reach the service', () => {
    expect(loadEnvironment({ DATA_DIR, HOST: '0.0.0.0' }).demo).toBe(false);
  });

  it('is not the default with a database of its own', () => {
    expect(loadEnvironment(REAL).demo).toBe(false);
  });

  it('can be asked for and refused by name', () => {
    expect(loadEnvironment({ ...REAL, DEMO: 'true' }).demo).toBe(true);
    expect(loadEnvironment({ DATA_DIR, DEMO: 'false' }).demo).toBe(false);
  });
});

describe('a real installation', () => {
  it('must be given its secrets', () => {
    expect(problemsOf({ DATABASE_URL: REAL.DATABASE_URL })).toEqual([
      'SESSION_SECRET is required when DATABASE_URL is set: give it at least 32 characters, chosen at random',
      'HISTORY_KEY is required when DATABASE_URL is set: give it at least 32 characters, chosen at random',
    ]);
  });

  it('sends cookies over https only when people reach it over https', () => {
    expect(loadEnvironment({ ...REAL, BASE_URL: 'https://crs.example.org/' })).toMatchObject({ baseUrl: 'https://crs.example.org', cookieSecure: true });
  });
});

describe('wrong settings', () => {
  it('are all told at once, one line each, naming the variable', () => {
    expect(problemsOf({ ...REAL, PORT: '70000', DEMO: 'yes', WORKER: 'many', REDIS_URL: 'localhost', DATABASE_POOL: '0', SESSION_SECRET: 'short' })).toEqual([
      'DATABASE_POOL must be a whole number from 1 to 500',
      'PORT must be a whole number from 0 to 65535',
      'DEMO must be true or false',
      'REDIS_URL must be an address such as redis://host:6379',
      'WORKER must be one of same, separate',
      'SESSION_SECRET must be at least 32 characters, chosen at random',
    ]);
  });

  it('are never printed', () => {
    const values = { DATABASE_URL: 'mysql://root:hunter2@db/crs', SESSION_SECRET: 'hunter3', HISTORY_KEY: 'hunter4', PORT: 'hunter5', NODE_ENV: 'hunter6' };
    expect(problemsOf(values)).toHaveLength(5);
    expect(problemsOf(values).join('\n')).not.toMatch(/hunter/);
  });

  it('include a key for mail that is cut short, or has no template', () => {
    const whole = 'crs-11111111-1111-1111-1111-111111111111-22222222-2222-2222-2222-222222222222';
    expect(problemsOf({ ...REAL, NOTIFY_API_KEY: whole })).toEqual(['NOTIFY_TEMPLATE_ID is required when NOTIFY_API_KEY is set: the id of a template with ((subject)) and ((body))']);
    expect(problemsOf({ ...REAL, NOTIFY_API_KEY: whole.slice(0, -4), NOTIFY_TEMPLATE_ID: 't' })).toEqual(['NOTIFY_API_KEY must be a whole key as GOV.UK Notify showed it: name-serviceid-secretkey']);
    expect(problemsOf({ ...REAL, NOTIFY_API_KEY: whole, NOTIFY_TEMPLATE_ID: 't' })).toEqual([]);
  });

  it('include a bucket without its key, and a scanner that is not an address', () => {
    expect(problemsOf({ ...REAL, DOCUMENTS_S3_URL: 'https://s3.example.org', DOCUMENTS_S3_BUCKET: 'evidence', CLAMD_URL: 'localhost:3310' })).toEqual([
      'DOCUMENTS_S3_KEY is required when DOCUMENTS_S3_URL is set',
      'DOCUMENTS_S3_SECRET is required when DOCUMENTS_S3_URL is set',
      'CLAMD_URL must be an address such as tcp://clamav:3310',
    ]);
  });

  it('include an owner address without an application address', () => {
    expect(problemsOf({ DATA_DIR, DATABASE_OWNER_URL: REAL.DATABASE_URL })).toEqual(['DATABASE_OWNER_URL is set but DATABASE_URL is not: set both or neither']);
  });

  it('include a data folder that cannot be one', () => {
    const file = join(DATA_DIR, 'file');
    writeFileSync(file, '');
    expect(problemsOf({ DATA_DIR: file })[0]).toMatch(/^DATA_DIR cannot be used \(ENOTDIR\)/);
  });

  it('include damaged secrets, which are left as they are', () => {
    const file = join(DATA_DIR, 'secrets.json');
    writeFileSync(file, '{"sessionSecret":');
    expect(problemsOf({ DATA_DIR })).toEqual(['secrets.json in DATA_DIR is damaged: put it back from a copy']);
    expect(readFileSync(file, 'utf8')).toBe('{"sessionSecret":');
  });
});

it('settings cannot be changed, only replaced by a copy', () => {
  const environment = loadEnvironment(REAL);
  expect(() => Object.assign(environment, { port: 1 })).toThrow(TypeError);
  const other = environment.with({ databaseOwnerUrl: 'postgres://crs_owner@db/crs' });
  expect(other.databaseOwnerUrl).toBe('postgres://crs_owner@db/crs');
  expect(environment.databaseOwnerUrl).toBeNull();
});
