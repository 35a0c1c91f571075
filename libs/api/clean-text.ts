import type { FieldError } from '#libs/kernel';

const DEEPEST = 32;
export const UNSTORABLE = 'contains a character that cannot be stored. Remove it and try again';

/** Text as it is stored: line ends as LF, everything else verbatim. Browsers send CRLF. */
export function withLineFeeds(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

/** Whether PostgreSQL can hold the text: no NUL and no half of a surrogate pair. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && !/\p{Surrogate}/u.test(text);
}

/** A copy of a JSON value with every text as it is stored, and an error for each that cannot be. */
export function cleanJson(value: unknown): { value: unknown; errors: FieldError[] } {
  const errors: FieldError[] = [];
  return { value: clean(value, { at: '', depth: 0 }, errors), errors };
}

interface Place {
  readonly at: string;
  readonly depth: number;
}

function clean(value: unknown, place: Place, errors: FieldError[]): unknown {
  const { at, depth } = place;
  if (typeof value === 'string') {
    if (!isStorable(value)) errors.push({ field: at || 'body', message: `${at || 'The text'} ${UNSTORABLE}` });
    return withLineFeeds(value);
  }
  if (value === null || typeof value !== 'object') return value;
  if (depth === DEEPEST) {
    errors.push({ field: 'body', message: `The body is nested more than ${DEEPEST} deep` });
    return null;
  }
  if (Array.isArray(value)) return value.map((each, index) => clean(each, inside(place, index), errors));
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, clean(each, inside(place, key), errors)]));
}

function inside({ at, depth }: Place, key: string | number): Place {
  return { at: at ? `${at}.${key}` : String(key), depth: depth + 1 };
}
