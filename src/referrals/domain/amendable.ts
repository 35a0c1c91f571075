import { formatDay } from '#libs/kernel';
import type { ReferredNeed } from '../referrals.public.js';
import { redacted } from './redaction.js';
import type { ReferralContent, SentenceKind } from './referral-content.js';

/** What can be changed after sending: all but who the person is. Someone referred as the wrong person is withdrawn and referred again. */
export type AmendableContent = Omit<ReferralContent, 'crn' | 'dateOfBirth' | 'gender'>;

/** The words for what is stored as codes. */
export interface Wording {
  readonly area: (code: string) => string;
  readonly category: (code: string) => string;
  readonly outcome: (categoryCode: string, code: string) => string;
  readonly level: (categoryCode: string, code: string) => string;
}

/** One answer in words, empty where nothing was said. */
export interface Described {
  readonly field: string;
  readonly label: string;
  readonly words: string;
}

type Detail = Exclude<keyof AmendableContent, 'needs'>;

const labels: Readonly<Record<Detail, string>> = {
  firstName: 'First name',
  lastName: 'Last name',
  ethnicity: 'Ethnicity',
  preferredLanguage: 'Preferred language',
  religion: 'Religion or belief',
  disabilities: 'Disabilities',
  sentenceKind: 'Sentence',
  sentenceEndsOn: 'Sentence end date',
  enforceableDays: 'Enforceable days',
  areaCode: 'Area',
  location: 'Where the person is',
  prisonName: 'Name of the prison',
  expectedReleaseOn: 'Expected release date',
  releaseUnknownReason: 'Why the release date is not known',
  mainContactName: 'Name of the main contact',
  mainContactRole: 'Role of the main contact',
  mainContactEmail: 'Email address of the main contact',
  mainContactPhone: 'Phone number of the main contact',
  riskSummary: 'Risk summary',
  additionalRisk: 'Additional risk information',
  accessNeeds: 'Accessibility needs',
  interpreterLanguage: 'Interpreter language',
  responsibilities: 'Caring or work responsibilities',
  unavailableWhen: 'When the person is unavailable',
  anythingElse: 'Anything else',
  completeBy: 'Complete by',
  completeByReason: 'Why the service ends after the sentence',
  reason: 'Reason for the referral',
};

const days: readonly Detail[] = ['sentenceEndsOn', 'expectedReleaseOn', 'completeBy'];
/** Kinds of sentence as they read on pages. */
export const sentenceKindWords: Readonly<Record<SentenceKind, string>> = {
  'order-with-rar': 'Order with a rehabilitation activity requirement (RAR)',
  order: 'Order without a rehabilitation activity requirement',
  licence: 'Licence after custody',
};
const locationWords = { community: 'Community', custody: 'Custody' } as const;

/** Names of fields as they read on pages. */
export const amendableLabels: Readonly<Record<string, string>> = labels;

/** Every answer in the words of pages, risk as the provider may read it, so that two versions can be compared. */
export function described(content: AmendableContent, wording: Wording): Described[] {
  const details = (Object.keys(labels) as Detail[]).map((field) => ({ field, label: labels[field], words: wordsOf(content, field, wording) }));
  return [...details, ...content.needs.flatMap((need) => describedNeed(need, wording))];
}

function describedNeed({ categoryCode, levelCode, outcomeCodes }: ReferredNeed, { category, level, outcome }: Wording): Described[] {
  return [
    { field: `level-${categoryCode}`, label: `${category(categoryCode)}: complexity level`, words: level(categoryCode, levelCode) },
    { field: `outcomes-${categoryCode}`, label: `${category(categoryCode)}: desired outcomes`, words: [...outcomeCodes].sort().map((code) => outcome(categoryCode, code)).join('\n') },
  ];
}

function wordsOf(content: AmendableContent, field: Detail, { area }: Wording): string {
  const value = content[field];
  if (value === null || value === '') return '';
  if (field === 'riskSummary' || field === 'additionalRisk') return redacted(String(value));
  if (field === 'sentenceKind') return sentenceKindWords[content.sentenceKind];
  if (field === 'location') return locationWords[content.location];
  if (field === 'areaCode') return area(content.areaCode);
  return days.includes(field) ? formatDay(value as typeof content.completeBy) : String(value);
}
