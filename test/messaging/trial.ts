import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { MessagingSettings } from '#libs/messaging';
import { systemActor } from '#libs/kernel';
import { Database, Outbox, sql } from '#libs/persistence';
import pg from 'pg';
import { workerDatabase } from '../support/database.js';
import { TrialModule, type TrialEvent, type TrialSettings } from './trial-module.js';

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const ANSWER_MS = 10_000;

/** One test's service, its child processes and what it can see of them. */
export class Trial {
  private readonly children: ChildProcess[] = [];

  private constructor(
    readonly service: INestApplicationContext,
    private readonly settings: MessagingSettings,
  ) {}

  /** Starts a service in this process on an empty database. `redisUrl` chooses the backend. */
  static async start(role: MessagingSettings['role'], redisUrl?: string, more: Partial<MessagingSettings> = {}): Promise<Trial> {
    const { appUrl, ownerUrl } = await workerDatabase();
    await prepare(ownerUrl);
    const settings = { role, redisUrl, databaseUrl: appUrl, prefix: `trial-${process.pid}-${Math.random().toString(36).slice(2)}`, ...more };
    return new Trial(await NestFactory.createApplicationContext(TrialModule.with(settings), { logger: false }), settings);
  }

  get database(): Database {
    return this.service.get(Database);
  }

  /** Publishes so many events in one transaction. */
  async publish(type: string, times: number, data: TrialEvent = {}): Promise<void> {
    const events = Array.from({ length: times }, () => ({ type, data: { ...data } }));
    await this.database.transaction(() => this.service.get(Outbox).publish(events, systemActor));
  }

  /** Starts a relay and worker as a process of its own; answers when it works. */
  async startProcess(more: Partial<TrialSettings> = {}): Promise<ChildProcess> {
    const settings: TrialSettings = { ...this.settings, role: 'relay+worker', ...more };
    const execArgv = ['--import', here('../support/typescript.mjs')];
    const child = fork(here('./trial-process.ts'), [JSON.stringify(settings)], { execArgv, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    this.children.push(child);
    await said(child, 'ready');
    return child;
  }

  /** Where the service's database is reached. */
  get databaseUrl(): string {
    return this.settings.databaseUrl;
  }

  /** How often each effect was written, and for how many different events. */
  async effects(effect: string): Promise<{ written: number; events: number }> {
    const found = await this.database.first<{ written: number; events: number }>(
      sql`select count(*)::int as written, count(distinct event_id)::int as events from trial.effect where effect = ${effect}`,
    );
    return found ?? { written: 0, events: 0 };
  }

  async unrelayed(): Promise<number> {
    return (await this.database.first<{ left: number }>(sql`select count(*)::int as left from platform.outbox where relayed_at is null`))?.left ?? 0;
  }

  async stop(): Promise<void> {
    for (const child of this.children) if (running(child)) await kill(child);
    await this.service.close();
  }
}

/** Kills at once, as a crash would, and waits for the end. */
export async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

/** Asks to stop and answers the milliseconds until the process is gone. */
export async function terminate(child: ChildProcess): Promise<number> {
  const asked = performance.now();
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
  return performance.now() - asked;
}

/** Waits for a message of a child process. */
export async function said(child: ChildProcess, message: string): Promise<void> {
  for await (const [heard] of messages(child)) if (heard === message) return;
  throw new Error(`The process ended before it said "${message}"`);
}

/** Waits for the answer to a call: it comes only from a process whose event loop gets its turn. */
export async function answers(child: ChildProcess): Promise<void> {
  const heard = once(child, 'message', { signal: AbortSignal.timeout(ANSWER_MS) });
  child.send('are you there?');
  await heard;
}

/** Looks every few milliseconds until the condition holds. */
export async function until(condition: () => Promise<boolean>, what: string, ms = 25_000): Promise<void> {
  const giveUp = performance.now() + ms;
  while (!(await condition())) {
    if (performance.now() > giveUp) throw new Error(`Waited ${ms} ms in vain: ${what}`);
    await pause(10);
  }
}

async function* messages(child: ChildProcess): AsyncGenerator<unknown[]> {
  while (running(child)) yield (await Promise.race([once(child, 'message'), once(child, 'exit').then(() => [])])) as unknown[];
}

function running(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

async function prepare(ownerUrl: string): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query(`
    create schema if not exists trial;
    create table if not exists trial.effect (effect text not null, event_id uuid not null, written_at timestamptz not null default now());
    grant usage on schema trial to crs_app;
    grant select, insert on trial.effect to crs_app;
  `);
  await owner.end();
}
