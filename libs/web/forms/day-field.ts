import { dayFrom, formatDay, parseDay, type Day } from '#libs/kernel';
import { field, oneText, TODAY, Unreadable, type Sent } from './field.js';
import type { FieldOptions } from './text-fields.js';

/** What a day must be, against today in London. */
export type DayMust = 'past' | 'today-or-past' | 'today-or-future' | 'future';

const MUST: Readonly<Record<DayMust, { readonly holds: (on: Day, today: Day) => boolean; readonly words: string }>> = {
  past: { holds: (on, today) => on < today, words: 'must be in the past' },
  'today-or-past': { holds: (on, today) => on <= today, words: 'must be today or in the past' },
  'today-or-future': { holds: (on, today) => on >= today, words: 'must be today or in the future' },
  future: { holds: (on, today) => on > today, words: 'must be in the future' },
};

/** A day from the boxes `name-day`, `name-month`, `name-year` (or `name` as YYYY-MM-DD): `Day`, or null when optional and empty. `must` needs `today` passed to `readForm`. */
export function DayField(options: FieldOptions & { readonly must?: DayMust } = {}): PropertyDecorator {
  const { label = 'The date', required, when, must } = options;
  return field((sent) => {
    if (when && !when(sent.body)) return null;
    const boxes = boxesOf(sent);
    if (Object.values(boxes).every((box) => box === '')) return required ? new Unreadable(required) : null;
    const missing = Object.entries(boxes).flatMap(([box, text]) => (text === '' ? [box] : []));
    if (missing.length > 0) return new Unreadable(`${label} must include a ${missing.join(' and ')}`);
    const read = realDay(boxes, label);
    if (read instanceof Unreadable || !must) return read;
    const today = sent.body[TODAY];
    if (!today) throw new Error(`The form field ${sent.name} needs today`);
    return MUST[must].holds(read, today) ? read : new Unreadable(`${label} ${MUST[must].words}`);
  });
}

interface Boxes {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

function boxesOf({ body, name }: Sent): Boxes {
  const whole = parseDay(oneText({ body, name }));
  if (whole) return { day: whole.slice(8), month: whole.slice(5, 7), year: whole.slice(0, 4) };
  const box = (part: string) => oneText({ body, name: `${name}-${part}` }).trim();
  return { day: box('day'), month: box('month'), year: box('year') };
}

function realDay({ day, month, year }: Boxes, label: string): Day | Unreadable {
  const numeric = [day, month, year].every((box) => /^\d{1,6}$/.test(box));
  if (numeric && year.length !== 4) return new Unreadable(`${label} must have a year with 4 numbers, like ${EXAMPLE.slice(-4)}`);
  const found = numeric ? dayFrom(Number(year), Number(month), Number(day)) : null;
  return found ?? new Unreadable(`${label} must be a real date, like ${EXAMPLE}`);
}

const EXAMPLE = formatDay('2026-03-27' as Day);
