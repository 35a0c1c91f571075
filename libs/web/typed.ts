import { parseDay } from '#libs/kernel';
import type { Attempt } from './forms/read-form.js';

type Maybe = Attempt | null | undefined;

/** The message beside a field, or false where nothing is wrong. */
export function messageFor(attempt: Maybe, name: string): { text: string } | false {
  const error = attempt?.errors.find((each) => each.field === name);
  return error ? { text: error.message } : false;
}

/** One box of a date: as typed, or from the saved day. */
export function partOfDay(attempt: Maybe, name: string, part: 'day' | 'month' | 'year'): string {
  const typed = attempt?.values[`${name}-${part}`];
  if (typeof typed === 'string') return typed;
  const saved = attempt?.values[name];
  const whole = typeof saved === 'string' ? parseDay(saved) : null;
  if (!whole) return '';
  const [year, month, day] = whole.split('-').map(Number);
  return String({ year, month, day }[part]);
}

/** An amount as typed, or saved pence as pounds without the sign ("1250.50"). */
export function poundsAsTyped(value: unknown): string {
  if (typeof value !== 'number') return typeof value === 'string' ? value : '';
  return value % 100 === 0 ? String(value / 100) : (value / 100).toFixed(2);
}

/** Whether a box is ticked, whether one value or a list was sent or saved. */
export function tickedIn(value: unknown, option: unknown): boolean {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.some((each) => each !== null && each !== undefined && String(each) === String(option));
}

/** A saved boolean as the answer it was. */
export function yesOrNo(value: unknown): unknown {
  return value === true ? 'yes' : value === false ? 'no' : value;
}
