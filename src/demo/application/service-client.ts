import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { newId } from '#libs/kernel';

const SOURCE = new URL('../../', import.meta.url);
const run = promisify(execFile);

/** The running service: found where it should be, or started and stopped again. */
export interface Service {
  readonly baseUrl: string;
  stop(): Promise<void>;
}

/** Finds the service at an address, or starts it and waits until it is ready (at most two minutes). */
export async function findOrStartService(baseUrl: string, say: (line: string) => void): Promise<Service> {
  if (await isReady(baseUrl)) return { baseUrl, stop: () => Promise.resolve() };
  say('Starting the service…');
  const child = spawn(process.execPath, [fileURLToPath(new URL('main.js', SOURCE))], { stdio: ['ignore', 'ignore', 'inherit'] });
  for (let tries = 0; tries < 480; tries += 1) {
    if (child.exitCode !== null) throw new Error('The service did not start');
    if (await isReady(baseUrl)) return { baseUrl, stop: () => stopChild(child) };
    await pause(250);
  }
  await stopChild(child);
  throw new Error('The service did not become ready within two minutes');
}

/** Mints API keys through the command line, one for each address. */
export async function mintKeys(emails: readonly string[]): Promise<string[]> {
  const { stdout } = await run(process.execPath, [fileURLToPath(new URL('cli.js', SOURCE)), 'token', '--user', ...emails]);
  return stdout.trim().split('\n');
}

/** Calls the API as one person. Throws with the problem's detail when it does not answer with success. */
export class ApiClient {
  constructor(
    private readonly baseUrl: string,
    private readonly key: string | null,
  ) {}

  get<T>(path: string): Promise<T> {
    return this.call<T>('GET', path);
  }

  /** Every POST carries a fresh Idempotency-Key, so that a repeat after a broken connection would be safe. */
  post<T>(path: string, body: object = {}): Promise<T> {
    return this.call<T>('POST', path, body);
  }

  /** Sends a file as the form field `file`. */
  upload<T>(path: string, name: string, content: Uint8Array): Promise<T> {
    const form = new FormData();
    form.append('file', new File([Buffer.from(content)], name));
    return this.call<T>('POST', path, form);
  }

  private async call<T>(method: string, path: string, body?: object): Promise<T> {
    const headers = {
      ...(this.key ? { authorization: `Bearer ${this.key}` } : {}),
      ...(body && !(body instanceof FormData) ? { 'content-type': 'application/json', 'idempotency-key': newId() } : {}),
    };
    const response = await fetch(`${this.baseUrl}/api/v1/${path}`, { method, headers, ...(body ? { body: body instanceof FormData ? body : JSON.stringify(body) } : {}) });
    const answer = (await response.json()) as T & { detail?: string; errors?: unknown };
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${answer.detail ?? ''} ${JSON.stringify(answer.errors ?? '')}`);
    return answer;
  }
}

async function isReady(baseUrl: string): Promise<boolean> {
  try {
    return (await fetch(`${baseUrl}/health/ready`)).ok;
  } catch {
    return false;
  }
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill('SIGINT');
  await once(child, 'exit');
}
