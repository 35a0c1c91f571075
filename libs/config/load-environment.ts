import { resolve } from 'node:path';
import { Environment, type Settings } from './environment.js';
import { localSecrets } from './local-secrets.js';
import { ConfigurationError, Variables } from './variables.js';

const POSTGRES = ['postgres:', 'postgresql:'];
const POSTGRES_EXAMPLE = 'postgres://user:password@host:5432/crs';
const NOTIFY_KEY = /-[0-9a-f-]{36}-[0-9a-f-]{36}$/i;
const LOG_LEVELS = ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'] as const;

/**
 * Reads and checks every setting; throws ConfigurationError with all problems. Without DATABASE_URL the secrets are made once and kept
 * in DATA_DIR, otherwise they are required.
 */
export function loadEnvironment(env: Readonly<Record<string, string | undefined>> = process.env): Environment {
  const variables = new Variables(env);
  const dataDir = resolve(variables.text('DATA_DIR') ?? '.data');
  const database = databaseSettings(variables);
  const web = webSettings(variables);
  const demoByDefault = database.databaseUrl === null && isLoopback(web.host);
  const rest = {
    dataDir,
    demo: variables.yesOrNo('DEMO', demoByDefault),
    redisUrl: variables.address('REDIS_URL', ['redis:', 'rediss:'], 'redis://host:6379'),
    worker: variables.oneOf('WORKER', ['same', 'separate'], 'same'),
    startedByNpm: variables.text('npm_lifecycle_event') !== null,
    nodeEnv: variables.oneOf('NODE_ENV', ['development', 'test', 'production'], 'development'),
    logLevel: variables.oneOf('LOG_LEVEL', LOG_LEVELS, 'log'),
    ...notifySettings(variables),
    ...documentSettings(variables),
    supplierInformation: supplierInformationSettings(variables),
    caseData: caseDataSettings(variables),
  };
  const secrets = secretSettings(variables, database.databaseUrl === null ? dataDir : null);
  if (variables.problems.length > 0) throw new ConfigurationError(variables.problems);
  return new Environment({ ...database, ...web, ...rest, ...secrets });
}

type DatabaseSettings = Pick<Settings, 'databaseUrl' | 'databaseOwnerUrl' | 'databasePool' | 'databaseReplicaUrl'>;

function databaseSettings(variables: Variables): DatabaseSettings {
  for (const name of ['DATABASE_OWNER_URL', 'DATABASE_REPLICA_URL']) {
    if (variables.text(name) && !variables.text('DATABASE_URL')) variables.problem(`${name} is set but DATABASE_URL is not: set both or neither`, null);
  }
  return {
    databaseUrl: variables.address('DATABASE_URL', POSTGRES, POSTGRES_EXAMPLE),
    databaseOwnerUrl: variables.address('DATABASE_OWNER_URL', POSTGRES, POSTGRES_EXAMPLE),
    databasePool: variables.wholeNumber('DATABASE_POOL', { min: 1, max: 500, standard: 10 }),
    databaseReplicaUrl: variables.address('DATABASE_REPLICA_URL', POSTGRES, POSTGRES_EXAMPLE),
  };
}

type WebSettings = Pick<Settings, 'host' | 'port' | 'baseUrl' | 'cookieSecure' | 'trustProxy'>;

function webSettings(variables: Variables): WebSettings {
  const host = variables.text('HOST') ?? '127.0.0.1';
  const port = variables.wholeNumber('PORT', { min: 0, max: 65_535, standard: 3000 });
  const shownHost = host.includes(':') ? `[${host}]` : host;
  const baseUrl = (variables.address('BASE_URL', ['http:', 'https:'], 'https://crs.example.org') ?? `http://${shownHost}:${port}`).replace(/\/+$/, '');
  return {
    host,
    port,
    baseUrl,
    cookieSecure: variables.yesOrNo('COOKIE_SECURE', baseUrl.startsWith('https:')),
    trustProxy: variables.wholeNumber('TRUST_PROXY', { min: 0, max: 10, standard: 0 }),
  };
}

type NotifySettings = Pick<Settings, 'notifyApiKey' | 'notifyTemplateId'>;

/** A key without a template, or one cut short, would lose mail quietly. */
function notifySettings(variables: Variables): NotifySettings {
  const settings = { notifyApiKey: variables.text('NOTIFY_API_KEY'), notifyTemplateId: variables.text('NOTIFY_TEMPLATE_ID') };
  if (settings.notifyApiKey === null) return settings;
  if (!NOTIFY_KEY.test(settings.notifyApiKey)) variables.problem('NOTIFY_API_KEY must be a whole key as GOV.UK Notify showed it: name-serviceid-secretkey', null);
  if (settings.notifyTemplateId === null) variables.problem('NOTIFY_TEMPLATE_ID is required when NOTIFY_API_KEY is set: the id of a template with ((subject)) and ((body))', null);
  return settings;
}

type DocumentSettings = Pick<Settings, 'documentsS3' | 'clamdUrl'>;

/** The bucket is used when its address is given, and then needs everything else. */
function documentSettings(variables: Variables): DocumentSettings {
  const url = variables.address('DOCUMENTS_S3_URL', ['http:', 'https:'], 'https://s3.eu-west-2.amazonaws.com');
  const given = (name: string): string => variables.text(name) ?? (url ? variables.problem(`${name} is required when DOCUMENTS_S3_URL is set`, '') : '');
  const bucket = given('DOCUMENTS_S3_BUCKET');
  const key = given('DOCUMENTS_S3_KEY');
  const secret = given('DOCUMENTS_S3_SECRET');
  const region = variables.text('DOCUMENTS_S3_REGION') ?? 'us-east-1';
  return { documentsS3: url ? { url, bucket, region, key, secret } : null, clamdUrl: variables.address('CLAMD_URL', ['tcp:'], 'tcp://clamav:3310') };
}

/** An address without a key would be refused at the first import. */
function supplierInformationSettings(variables: Variables): Settings['supplierInformation'] {
  const url = variables.address('SUPPLIER_INFORMATION_URL', ['http:', 'https:'], 'https://data-sharing.example.gov.uk');
  if (!url) return null;
  const key = variables.text('SUPPLIER_INFORMATION_KEY') ?? variables.problem('SUPPLIER_INFORMATION_KEY is required when SUPPLIER_INFORMATION_URL is set: the API key of your organisation on Find a Tender', '');
  return { url: url.replace(/\/+$/, ''), key };
}

/** A key alone would be sent nowhere. */
function caseDataSettings(variables: Variables): Settings['caseData'] {
  const url = variables.address('CASE_DATA_URL', ['http:', 'https:'], 'https://case-data.example.gov.uk');
  const key = variables.text('CASE_DATA_KEY');
  if (!url && key) variables.problem('CASE_DATA_KEY is set but CASE_DATA_URL is not: set both or neither', null);
  return url ? { url: url.replace(/\/+$/, ''), key } : null;
}

/** `keptIn` is the data folder when secrets may be made there, null when they must be given. */
function secretSettings(variables: Variables, keptIn: string | null): Pick<Settings, 'sessionSecret' | 'historyKey'> {
  const given = { sessionSecret: variables.secret('SESSION_SECRET'), historyKey: variables.secret('HISTORY_KEY') };
  if (keptIn !== null) {
    const kept = variables.problems.length === 0 ? localSecrets(keptIn) : null;
    return { sessionSecret: given.sessionSecret ?? kept?.sessionSecret ?? '', historyKey: given.historyKey ?? kept?.historyKey ?? '' };
  }
  for (const name of ['SESSION_SECRET', 'HISTORY_KEY']) {
    if (!variables.text(name)) variables.problem(`${name} is required when DATABASE_URL is set: give it at least 32 characters, chosen at random`, null);
  }
  return { sessionSecret: given.sessionSecret ?? '', historyKey: given.historyKey ?? '' };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}
