import { BadRequestException } from '@nestjs/common';
import { isStorable } from './clean-text.js';

/** One page of a list, and the cursor of the next, or null on the last. */
export interface PageOf<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** Values of the ordering columns in the last row shown. */
export type Cursor = readonly (string | number | null)[];

/** A cursor as opaque text for links and JSON. */
export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/** Reads a cursor of so many values; null when there is none. Malformed ones answer 400. */
export function decodeCursor(text: unknown, length: number): Cursor | null {
  if (text === undefined || text === null || text === '') return null;
  const cursor = typeof text === 'string' ? parse(text) : undefined;
  const sound = Array.isArray(cursor) && cursor.length === length && cursor.every((each) => each === null || typeof each === 'number' || (typeof each === 'string' && isStorable(each)));
  if (!sound) throw new BadRequestException('That page of the list does not exist. Start again from the first page.');
  return cursor as Cursor;
}

/** A page from rows fetched with one more than its size; `at` gives a row's cursor. */
export function pageOf<T>(rows: readonly T[], size: number, at: (row: T) => Cursor): PageOf<T> {
  const items = rows.slice(0, size);
  const last = items.at(-1);
  return { items, next: rows.length > size && last !== undefined ? encodeCursor(at(last)) : null };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
