import type { ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Jobs } from '#libs/messaging';
import { redisUrl } from '../support/redis.js';
import { Line } from './line.js';
import { answers, kill, said, terminate, Trial, until } from './trial.js';

const redis = redisUrl();
const backends: (readonly [string, string | undefined])[] = [['PostgreSQL', undefined], ...(redis ? [['Redis', redis] as const] : [])];

let begun: Trial | undefined;
let line: Line | undefined;

const begin = async (...settings: Parameters<typeof Trial.start>): Promise<Trial> => (begun = await Trial.start(...settings));

afterEach(async () => {
  await begun?.stop();
  begun = undefined;
  await line?.cut();
  line = undefined;
});

describe('a job store out of reach', () => {
  it('is reported, and does not stop the process from shutting down', async () => {
    const trial = await begin('publish-only', 'redis://127.0.0.1:1');
    const away = await trial.startProcess();
    await trial.publish('trial.happened', 1);
    await Promise.all([
      expect(trial.service.get(Jobs).ready()).rejects.toThrow('The job store took longer than 3000 ms'),
      terminate(away).then((ms) => expect(ms).toBeLessThan(8_000)),
    ]);
    expect(await trial.unrelayed()).toBe(1);
  }, 30_000);
});

describe('a database out of reach', () => {
  const keepsItsTurn = async (child: ChildProcess) => {
    for (let call = 0; call < 20; call += 1) {
      await pause(100);
      await answers(child);
    }
  };

  it('leaves the process its turn meanwhile, and the jobs run when it is back', async () => {
    const trial = await begin('publish-only');
    line = await Line.to(trial.databaseUrl);
    const child = await trial.startProcess({ databaseUrl: line.url });
    await trial.publish('trial.happened', 1);
    await until(async () => (await trial.effects('count')).written === 1, 'the first effect has happened');

    await line.cut();
    await trial.publish('trial.happened', 1);
    await keepsItsTurn(child);
    expect(await trial.effects('count')).toEqual({ written: 1, events: 1 });
    await line.mend();
    await until(async () => (await trial.effects('count')).written === 2, 'the second effect has happened');
    await until(async () => (await unfinished(trial)) === 0, 'no job is left');
    await terminate(child);
  }, 60_000);

  it('when the workers start does not keep them from working later', async () => {
    const trial = await begin('publish-only');
    line = await Line.to(trial.databaseUrl);
    const { url } = line;
    await line.cut();
    const child = await trial.startProcess({ databaseUrl: url, serviceUrl: trial.databaseUrl });
    await trial.publish('trial.happened', 1);
    await keepsItsTurn(child);
    expect(await trial.effects('count')).toEqual({ written: 0, events: 0 });
    await line.mend();
    await until(async () => (await trial.effects('count')).written === 1, 'the effect has happened');
    await terminate(child);
  }, 60_000);
});

describe.each(backends)('with jobs in %s', (_, store) => {
  it('every effect of 200 events happens exactly once though relay and worker are killed in the middle, twice', async () => {
    const trial = await begin('publish-only', store);
    const done = async () => (await trial.effects('count')).written + (await trial.effects('tell')).written;
    const [first, second] = await Promise.all([trial.startProcess(), trial.startProcess({ concurrency: { events: 1, mail: 1 } })]);

    await trial.publish('trial.happened', 200, { pauseMs: 15 });
    await until(async () => (await trial.unrelayed()) <= 150 && (await done()) >= 10, 'both are in the middle');
    await kill(first);
    expect(await done()).toBeLessThan(400);
    const third = trial.startProcess();
    await until(async () => (await done()) >= 100, 'the second worker goes on');
    await kill(second);
    expect(await done()).toBeLessThan(400);
    await third;

    await until(async () => (await done()) >= 400, 'every effect has happened');
    await until(async () => (await unfinished(trial)) === 0, 'no job is left');
    expect(await trial.effects('count')).toEqual({ written: 200, events: 200 });
    expect(await trial.effects('tell')).toEqual({ written: 200, events: 200 });
    expect(await trial.service.get(Jobs).failed()).toEqual([]);
  }, 60_000);

  it('two relays and two workers at once do nothing twice, and a running job finishes before SIGTERM ends its process', async () => {
    const trial = await begin('publish-only', store);
    const [one, other] = await Promise.all([trial.startProcess(), trial.startProcess()]);
    for (let i = 0; i < 5; i += 1) await trial.publish('trial.happened', 20);
    await until(async () => (await trial.effects('count')).written + (await trial.effects('tell')).written >= 200, 'every effect has happened');
    await until(async () => (await unfinished(trial)) === 0, 'no job is left');
    expect(await trial.effects('count')).toEqual({ written: 100, events: 100 });
    expect(await trial.effects('tell')).toEqual({ written: 100, events: 100 });

    expect(await terminate(one)).toBeLessThan(4_000);
    const started = said(other, 'slow job started');
    await trial.publish('trial.slow', 1, { pauseMs: 1_200 });
    await started;
    const ms = await terminate(other);
    expect(ms).toBeGreaterThan(1_000);
    expect(ms).toBeLessThan(8_000);
    expect(await trial.effects('slow')).toEqual({ written: 1, events: 1 });
    expect(await unfinished(trial)).toBe(0);
  }, 30_000);

  it('a failed job is tried again, stays visible when its attempts are used up, and runs when it is retried', async () => {
    const trial = await begin('relay+worker', store, { attempts: 2 });
    const jobs = trial.service.get(Jobs);
    await trial.publish('trial.fragile', 1, { failUntil: 1 });
    await until(async () => (await trial.effects('fragile')).written === 1, 'the second attempt succeeds');

    await trial.publish('trial.fragile', 1, { failUntil: 2 });
    await until(async () => (await jobs.failed()).length === 1, 'the attempts are used up');
    const [failed] = await jobs.failed();
    expect(failed).toMatchObject({ queue: 'events', work: 'trial-effects.beFragile', attempts: 2, reason: 'The partner service is away' });
    expect((await jobs.counts()).events).toMatchObject({ failed: 1, waiting: 0, active: 0 });

    expect(await jobs.retryAll()).toBe(1);
    await until(async () => (await trial.effects('fragile')).written === 2, 'the retried job succeeds');
    await until(async () => (await unfinished(trial)) === 0, 'no job is left');
    expect(await jobs.failed()).toEqual([]);
    await jobs.ready();
  }, 20_000);

  it('a schedule is on the timetable and runs', async () => {
    const trial = await begin('relay+worker', store);
    await until(async () => (await trial.effects('sweep')).written >= 1, 'the first run of an hourly schedule is at once');
  }, 20_000);
});

async function unfinished(trial: Trial): Promise<number> {
  const counts = await trial.service.get(Jobs).counts();
  return [counts.events, counts.mail].reduce((sum, each) => sum + each.waiting + each.active + each.delayed, 0);
}
