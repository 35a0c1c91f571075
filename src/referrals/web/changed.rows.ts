import { dayOf, formatDay } from '#libs/kernel';
import type { AnswerRow } from '#libs/web';
import type { Amendment } from '../domain/since-sent.js';
import type { ReferredNeed } from '../referrals.public.js';

/** The fields behind each row of a referral, by its label. */
const fieldsOf: Readonly<Record<string, readonly string[]>> = {
  Area: ['areaCode'],
  Ethnicity: ['ethnicity'],
  'Preferred language': ['preferredLanguage'],
  'Religion or belief': ['religion'],
  Disabilities: ['disabilities'],
  Sentence: ['sentenceKind'],
  'Enforceable days': ['enforceableDays'],
  'Sentence end date': ['sentenceEndsOn'],
  'Where the person is': ['location', 'prisonName'],
  'Expected release': ['expectedReleaseOn', 'releaseUnknownReason'],
  'Main contact before release': ['mainContactName', 'mainContactRole', 'mainContactEmail', 'mainContactPhone'],
  'Risk summary': ['riskSummary'],
  'Additional risk information': ['additionalRisk'],
  'Accessibility needs': ['accessNeeds'],
  Interpreter: ['interpreterLanguage'],
  'Caring or work responsibilities': ['responsibilities'],
  'When the person is unavailable': ['unavailableWhen'],
  'Anything else': ['anythingElse'],
  'Complete by': ['completeBy'],
  'Why after the sentence ends': ['completeByReason'],
  'Reason for the referral': ['reason'],
};

/** Rows with who changed them last, and when, where they were changed after sending. `amendments` are newest first. */
export function markedRows(rows: readonly AnswerRow[], amendments: readonly Amendment[]): AnswerRow[] {
  return rows.map((row) => marked(row, changedBy(amendments, fieldsOf[row.label] ?? [])));
}

/** The same for needs, a row each. */
export function markedNeeds(rows: readonly AnswerRow[], needs: readonly ReferredNeed[], amendments: readonly Amendment[]): AnswerRow[] {
  return rows.map((row, index) => {
    const code = needs[index]?.categoryCode ?? '';
    return marked(row, changedBy(amendments, [`level-${code}`, `outcomes-${code}`]));
  });
}

/** Who last changed one of some fields, and when; null where nobody did. */
export function changedBy(amendments: readonly Amendment[], fields: readonly string[]): string | null {
  const last = amendments.find(({ changes }) => changes.some(({ field }) => fields.includes(field)));
  return last ? `Changed on ${formatDay(dayOf(last.madeAt))} by ${last.madeByName}` : null;
}

function marked(row: AnswerRow, words: string | null): AnswerRow {
  return words === null ? row : { ...row, value: [...[row.value ?? ''].flat().map(String), words] };
}
