import { RuleBroken, type Day } from '#libs/kernel';
import { ensureCompleteByFits, ensureContactFits, ensurePlaceFits } from './content-rules.js';
import type { ContactDetails, PersonDetails, PlaceDetails, PurposeDetails, ReferralContent, RiskDetails, SentenceDetails, SupportDetails } from './referral-content.js';

/** Answers so far, keyed by question page; each is what that page's form read. */
export type DraftAnswers = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

type Said = Readonly<Record<string, unknown>>;

/** Parts of a draft that are not question pages: what the search said, what case data knew, and why its service was chosen. */
export const SEARCH = 'search';
export const CASE_DATA = 'case-data';
export const CHOICE = 'choice';

const REQUIRED = ['crn', 'firstName', 'lastName', 'dateOfBirth', 'gender', 'areaCode', 'location', 'sentenceKind', 'sentenceEndsOn', 'riskSummary', 'completeBy', 'reason'];

/** Every answer by its field, whatever page it was given on. */
export function answersByField(answers: DraftAnswers): Said {
  const pages = Object.entries(answers).filter(([page]) => ![SEARCH, CASE_DATA, CHOICE].includes(page) && !page.startsWith('need-'));
  return Object.assign({}, ...pages.map(([, answer]) => answer)) as Said;
}

/** Codes of the categories a draft asks for: those chosen, or those answered where the service offers no choice. */
export function categoriesOf(answers: DraftAnswers): readonly string[] {
  const chosen = answers['needs']?.['categories'] as readonly string[] | undefined;
  return chosen ?? Object.keys(answers).flatMap((page) => (page.startsWith('need-') ? [page.slice('need-'.length)] : []));
}

/** The draft's answers as one referral; throws RuleBroken `answers-missing` while a question is open. Pages validated each answer; sending validates their sense. */
export function contentOf(answers: DraftAnswers): ReferralContent {
  const all = answersByField(answers);
  const categories = categoriesOf(answers);
  if (categories.length === 0 || REQUIRED.some((name) => all[name] === undefined)) throw new RuleBroken('answers-missing', 'Answer every question before you send the referral');
  const needs = categories.map((categoryCode) => ({
    categoryCode,
    levelCode: String(answers[`need-${categoryCode}`]?.['level'] ?? ''),
    outcomeCodes: (answers[`need-${categoryCode}`]?.['outcomes'] as readonly string[] | undefined) ?? [],
  }));
  return { ...person(all), ...sentence(all), ...place(all), ...contact(all), ...support(all), ...risk(all), ...purpose(all), needs };
}

/** A referral's content as a draft answers it: for referring again. */
export function answersOf({ needs, ...said }: ReferralContent): DraftAnswers {
  const { crn, ...who } = person({ ...said });
  const { areaCode, ...where } = place({ ...said });
  return {
    crn: { crn, lookup: 'typed' },
    person: { ...who, areaCode },
    sentence: { ...sentence({ ...said }), ...where, ...contact({ ...said }) },
    risk: { ...risk({ ...said }) },
    support: { ...support({ ...said }) },
    needs: { categories: needs.map((need) => need.categoryCode) },
    ...Object.fromEntries(needs.map((need) => [`need-${need.categoryCode}`, { outcomes: [...need.outcomeCodes], level: need.levelCode }])),
    purpose: { ...purpose({ ...said }) },
  };
}

/** What one page says must agree with the others; throws RuleBroken at the field to mend. */
export function ensureAnswerAgrees(page: string, answer: Said, { answers, today }: { readonly answers: DraftAnswers; readonly today: Day }): void {
  const sentenceEndsOn = answers['sentence']?.['sentenceEndsOn'] as Day | undefined;
  if (page === 'purpose' && sentenceEndsOn) ensureCompleteByFits({ ...purpose(answer), sentenceEndsOn });
  if (page === 'sentence') {
    ensurePlaceFits(place(answer), today);
    ensureContactFits({ ...place(answer), ...contact(answer) });
  }
}

/** The pages' forms made these values what they are said to be; an optional answer that was not given is null or empty. */
function person(all: Said): PersonDetails {
  const { crn, firstName, lastName, dateOfBirth, gender } = all as unknown as PersonDetails;
  return { crn, firstName, lastName, dateOfBirth, gender, ...optional(all, ['ethnicity', 'preferredLanguage', 'religion', 'disabilities']) };
}

function sentence(all: Said): SentenceDetails {
  const { sentenceKind, sentenceEndsOn, enforceableDays } = all as unknown as SentenceDetails;
  return { sentenceKind, sentenceEndsOn, enforceableDays: sentenceKind === 'order-with-rar' ? (enforceableDays ?? null) : null };
}

function place(all: Said): PlaceDetails {
  const { areaCode, location } = all as unknown as PlaceDetails;
  const inCustody = location === 'custody' ? all : {};
  return { areaCode, location, ...optional(inCustody, ['prisonName', 'releaseUnknownReason']), expectedReleaseOn: (inCustody['expectedReleaseOn'] ?? null) as Day | null };
}

function contact(all: Said): ContactDetails {
  return optional(all['location'] === 'custody' ? all : {}, ['mainContactName', 'mainContactRole', 'mainContactEmail', 'mainContactPhone']);
}

function support(all: Said): SupportDetails {
  return texts(all, ['accessNeeds', 'interpreterLanguage', 'responsibilities', 'unavailableWhen', 'anythingElse']);
}

function risk(all: Said): RiskDetails {
  return texts(all, ['riskSummary', 'additionalRisk']);
}

function purpose(all: Said): PurposeDetails {
  const { completeBy, reason } = all as unknown as PurposeDetails;
  return { completeBy, reason, ...optional(all, ['completeByReason']) };
}

function optional<Name extends string>(all: Said, names: readonly Name[]): Record<Name, string | null> {
  return Object.fromEntries(names.map((name) => [name, (all[name] as string | null | undefined) ?? null])) as Record<Name, string | null>;
}

function texts<Name extends string>(all: Said, names: readonly Name[]): Record<Name, string> {
  return Object.fromEntries(names.map((name) => [name, (all[name] as string | null | undefined) ?? ''])) as Record<Name, string>;
}
