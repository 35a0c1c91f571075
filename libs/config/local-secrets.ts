import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ConfigurationError } from './variables.js';

const NAMES = ['sessionSecret', 'historyKey', 'databaseAdministrator', 'databaseOwner', 'databaseApplication'] as const;

/** What a stand-alone installation needs to keep secret: two keys and the passwords of the embedded database's three roles. */
export type LocalSecrets = Readonly<Record<(typeof NAMES)[number], string>>;

/** The secrets in DATA_DIR/secrets.json (mode 0600), made on the first call; throws ConfigurationError when the folder cannot be used. */
export function localSecrets(dataDir: string): LocalSecrets {
  const file = join(dataDir, 'secrets.json');
  try {
    return read(file) ?? make(dataDir, file);
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    throw new ConfigurationError([`DATA_DIR cannot be used (${codeOf(error) ?? 'unknown reason'}): choose a folder this user may write to (unset, it is .data in the current folder)`]);
  }
}

function read(file: string): LocalSecrets | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
  return parse(text);
}

function parse(text: string): LocalSecrets {
  let found: Partial<Record<string, unknown>>;
  try {
    found = JSON.parse(text) as Partial<Record<string, unknown>>;
  } catch {
    found = {};
  }
  const whole = NAMES.every((name) => typeof found[name] === 'string' && found[name].length >= 32);
  if (!whole) throw new ConfigurationError(['secrets.json in DATA_DIR is damaged: put it back from a copy']);
  return found as LocalSecrets;
}

/** Writes aside and links into place, so that two processes starting at once agree on one set and no reader sees half a file. */
function make(dataDir: string, file: string): LocalSecrets {
  // New secrets would open neither the database that is there nor its history.
  if (existsSync(join(dataDir, 'postgres'))) throw new ConfigurationError(['secrets.json in DATA_DIR is lost: put it back from a copy, or choose another DATA_DIR']);
  makeFolder(dataDir);
  const aside = `${file}.${randomBytes(4).toString('hex')}`;
  const secrets = Object.fromEntries(NAMES.map((name) => [name, randomBytes(32).toString('base64url')]));
  writeFileSync(aside, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(aside, file);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
  return parse(readFileSync(file, 'utf8'));
}

/** Node's own recursive mkdir never returns on some file systems, and hides the reason on a read-only one. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
