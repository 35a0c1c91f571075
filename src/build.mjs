// Builds into dist/ when a source changed since the last build that succeeded. npm runs it before start, cli, journey and test; --quiet prints only failures.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, extname, join, relative } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const DIST = join(ROOT, 'dist');
const STAMP = join(DIST, '.stamp');
const LOCK = join(DIST, '.lock');
const BUILD_INFO = join(DIST, '.tsbuildinfo');
const SETTINGS = ['package.json', 'package-lock.json', 'tsconfig.json', 'nest-cli.json'];
const ASSETS = ['.njk', '.json', '.css', '.tsv', '.js'];
const STALE_LOCK_MS = 10_000;

const quiet = process.argv.includes('--quiet');

if (!isUpToDate()) await locked(build);

/** A build by someone else may have finished while this one waited for the lock, so it looks again. */
async function build() {
  if (isUpToDate()) return;
  const began = performance.now();
  if (!quiet) process.stdout.write('Building… ');
  const fingerprint = fingerprintOfSources();
  rmSync(STAMP, { force: true });
  removeStaleOutputs();
  let result = await compile();
  if (result.code === 0 ? outputs().some((file) => !existsSync(file)) : result.output.includes('Debug Failure')) {
    // The compiler trusts its notes of the last run, also when they are wrong; without them it writes everything.
    rmSync(BUILD_INFO, { force: true });
    result = await compile();
  }
  if (result.code !== 0) {
    process.stderr.write(`${quiet ? '' : '\n'}${result.output}\nThe build failed.\n`);
    process.exitCode = 1;
    return;
  }
  writeFileSync(STAMP, fingerprint);
  if (!quiet) process.stdout.write(`${((performance.now() - began) / 1000).toFixed(1)} s\n`);
}

function compile() {
  const nest = join(ROOT, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [nest, 'build'], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (text) => (output += text));
    child.stderr.on('data', (text) => (output += text));
    child.on('error', (error) => resolve({ code: 1, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output: output.trim() }));
  });
}

function isUpToDate() {
  let stamp;
  try {
    stamp = readFileSync(STAMP, 'utf8');
  } catch {
    return false;
  }
  return stamp === fingerprintOfSources();
}

function fingerprintOfSources() {
  const hash = createHash('sha256').update(process.version);
  for (const file of [...SETTINGS.map((name) => join(ROOT, name)), ...sources()]) {
    if (existsSync(file)) hash.update(`${relative(ROOT, file)}\0`).update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/** Everything that ends up in dist/, in a fixed order. */
function sources() {
  return [...filesIn(join(ROOT, 'libs')), ...filesIn(join(ROOT, 'src'))].filter(isSource).sort();
}

function isSource(file) {
  if (extname(file) === '.ts') return !/\.(spec|test|d)\.ts$/.test(file);
  if (extname(file) === '.njk') return true;
  return ASSETS.includes(extname(file)) && file.startsWith(join(ROOT, 'src'));
}

function outputs() {
  return sources().map((file) => join(DIST, relative(ROOT, file)).replace(/\.ts$/, '.js'));
}

/** A file whose source has gone would still be found by whoever looks for files by pattern, such as migrations. */
function removeStaleOutputs() {
  const wanted = new Set(outputs());
  for (const file of [...filesIn(join(DIST, 'libs')), ...filesIn(join(DIST, 'src'))]) {
    if (!wanted.has(file.replace(/\.d\.ts$/, '.js').replace(/\.map$/, ''))) rmSync(file);
  }
}

function filesIn(folder) {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)]));
}

/** One build at a time: whoever holds the lock file touches it every second, and one untouched for ten belongs to nobody. */
async function locked(work) {
  mkdirSync(DIST, { recursive: true });
  while (!takeLock()) await pause(100);
  const release = () => rmSync(LOCK, { force: true });
  const stopAt = (signal) => process.exit(signal === 'SIGINT' ? 130 : 143);
  const heartbeat = setInterval(() => existsSync(LOCK) && utimesSync(LOCK, new Date(), new Date()), 1000);
  process.once('exit', release).once('SIGINT', stopAt).once('SIGTERM', stopAt);
  try {
    await work();
  } finally {
    clearInterval(heartbeat);
    release();
  }
}

function takeLock() {
  try {
    writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    const touched = statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (Date.now() - touched > STALE_LOCK_MS) rmSync(LOCK, { force: true });
    return false;
  }
}
