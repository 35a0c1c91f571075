import { dayOf, formatDay } from '#libs/kernel';
import type { AnswerRow } from '#libs/web';
import type { Amendment } from '../domain/since-sent.js';
import type { ContentRow } from './content.rows.js';

/** Rows with who changed their answers last, and when, where they were changed after sending. `amendments` are newest first. */
export function markedRows(rows: readonly ContentRow[], amendments: readonly Amendment[]): AnswerRow[] {
  return rows.map(({ fields, label, value }) => {
    const words = changedBy(amendments, fields);
    return { label, value: words === null ? value : [...[value ?? ''].flat().map(String), words] };
  });
}

/** Who last changed one of some answers, and when; null where nobody did. */
export function changedBy(amendments: readonly Amendment[], fields: readonly string[]): string | null {
  const last = amendments.find(({ changes }) => changes.some(({ field }) => fields.includes(field)));
  return last ? `Changed on ${formatDay(dayOf(last.madeAt))} by ${last.madeByName}` : null;
}
