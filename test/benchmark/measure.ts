import type { TestApp } from '../support/app.js';
import { databaseOf } from '../support/app.js';

/** Milliseconds of repeated requests, and how many statements one of them cost. */
export interface Measured {
  readonly p50: number;
  readonly p95: number;
  readonly statements: number;
}

/** One line of the benchmark: what was measured, and the limit it is held to. */
export interface Figure {
  readonly what: string;
  readonly measured: string;
  readonly limit: string;
  readonly isWithin: boolean;
}

/** Does the work so many times, one after the other, after a warm-up. */
export async function repeated(app: TestApp, work: (round: number) => Promise<unknown>, { times = 60 }: { readonly times?: number } = {}): Promise<Measured> {
  for (let round = 0; round < 5; round += 1) await work(round);
  const database = databaseOf(app);
  const before = database.statements;
  await work(0);
  const statements = database.statements - before;
  const took: number[] = [];
  for (let round = 0; round < times; round += 1) {
    const began = performance.now();
    await work(round);
    took.push(performance.now() - began);
  }
  took.sort((left, right) => left - right);
  return { p50: at(took, 0.5), p95: at(took, 0.95), statements };
}

/** A figure held to a limit of milliseconds at the 95th percentile. */
export function within(what: string, { p50, p95, statements }: Measured, limitMs: number): Figure {
  const measured = `p95 ${p95.toFixed(1)} ms, median ${p50.toFixed(1)} ms, ${statements} statements`;
  return { what, measured, limit: `p95 under ${limitMs} ms`, isWithin: p95 < limitMs };
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
