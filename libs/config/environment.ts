/** How much is logged, from least to most. */
export type LogLevel = 'fatal' | 'error' | 'warn' | 'log' | 'debug' | 'verbose';

/** Every setting of the service, read and checked once at start by `loadEnvironment()`; read-only, injected by this class. */
export class Environment {
  /** Where the application connects; null means the embedded PostgreSQL. */
  declare readonly databaseUrl: string | null;
  /** Where migrations connect, as the owner of the schema. */
  declare readonly databaseOwnerUrl: string | null;
  /** Connections held by one process. */
  declare readonly databasePool: number;
  declare readonly databaseReplicaUrl: string | null;
  /** Where jobs are kept; null means in PostgreSQL. */
  declare readonly redisUrl: string | null;
  declare readonly port: number;
  declare readonly host: string;
  /** The address people see, without a slash at its end. */
  declare readonly baseUrl: string;
  /** Absolute path of the folder for everything kept on disk. */
  declare readonly dataDir: string;
  declare readonly demo: boolean;
  declare readonly sessionSecret: string;
  declare readonly historyKey: string;
  /** Whether jobs run in the web process or in one of their own. */
  declare readonly worker: 'same' | 'separate';
  declare readonly nodeEnv: 'development' | 'test' | 'production';
  declare readonly logLevel: LogLevel;
  declare readonly cookieSecure: boolean;
  /** How many proxies stand in front of the web process; 0 trusts no forwarded address. */
  declare readonly trustProxy: number;
  /** Whether npm started this process, which then stops when npm does. */
  declare readonly startedByNpm: boolean;
  declare readonly notifyApiKey: string | null;
  /** The GOV.UK Notify template every message uses; set whenever the key is. */
  declare readonly notifyTemplateId: string | null;
  /** The bucket of an S3-compatible store that keeps documents; null means a folder of `dataDir`. */
  declare readonly documentsS3: { readonly url: string; readonly bucket: string; readonly region: string; readonly key: string; readonly secret: string } | null;
  /** Where clamd scans documents for viruses; null means nobody does. */
  declare readonly clamdUrl: string | null;
  /** The data sharing service of the central digital platform, Find a Tender: its address without a slash at its end, and our key; null means nothing is imported. */
  declare readonly supplierInformation: { readonly url: string; readonly key: string } | null;
  /** The case management system people are looked up in: its address without a slash at its end, and our key where it wants one; null means none is connected. */
  declare readonly caseData: { readonly url: string; readonly key: string | null } | null;

  constructor(settings: Settings) {
    Object.assign(this, settings);
    Object.freeze(this);
  }

  /** The same settings with some of them replaced, such as the addresses of the embedded database once it runs. */
  with(changes: Partial<Settings>): Environment {
    return new Environment({ ...this, ...changes });
  }
}

/** The settings alone, as plain data. */
export type Settings = Omit<Environment, 'with'>;
