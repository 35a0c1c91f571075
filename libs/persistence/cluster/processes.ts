import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { hasCode } from './cluster-problem.js';

/** Whether a process with this number is running now, whoever owns it. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
  return stateOf(pid) !== 'Z';
}

/** Text that differs between two processes that were given the same number, also across a restart of the machine; '' when not running. */
export function identityOf(pid: number): string {
  if (!isRunning(pid)) return '';
  if (process.platform === 'linux') return `${bootId()} ${statOf(pid)?.[19] ?? ''}`;
  return ask(pid, 'lstart=');
}

/** The command a process runs, its arguments separated by spaces; '' when it cannot be read. */
export function commandOf(pid: number): string {
  if (process.platform === 'linux') return readText(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim();
  return ask(pid, 'command=');
}

/** Waits until the process has gone; false when it is still there after so many milliseconds. */
export async function hasGone(pid: number, withinMs: number): Promise<boolean> {
  for (let waited = 0; waited < withinMs; waited += 20) {
    if (!isRunning(pid)) return true;
    await pause(20);
  }
  return !isRunning(pid);
}

/** Sends a signal; a process that has already gone is no error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!hasCode(error, 'ESRCH')) throw error;
  }
}

function stateOf(pid: number): string | undefined {
  return process.platform === 'linux' ? statOf(pid)?.[0] : undefined;
}

/** The fields of /proc/PID/stat after the command's name, which may itself hold spaces and brackets. */
function statOf(pid: number): string[] | null {
  const text = readText(`/proc/${pid}/stat`);
  return text === '' ? null : text.slice(text.lastIndexOf(')') + 2).split(' ');
}

function bootId(): string {
  return readText('/proc/sys/kernel/random/boot_id').trim();
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function ask(pid: number, column: string): string {
  try {
    return execFileSync('ps', ['-p', String(pid), '-o', column], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return '';
  }
}
