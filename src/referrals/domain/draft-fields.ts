import { InvalidInput, type Decision } from '#libs/kernel';
import { answerDraft, keptEvents, type Draft } from './draft.js';
import { categoriesOf, type DraftAnswers } from './draft-content.js';
import type { ReferredNeed } from '../referrals.public.js';

/** Fields of a referral by the question page they are answered on; those required for the page to count as answered come first. */
const PAGES: Readonly<Record<string, { readonly required: readonly string[]; readonly optional: readonly string[] }>> = {
  person: { required: ['firstName', 'lastName', 'dateOfBirth', 'gender', 'areaCode'], optional: ['ethnicity', 'preferredLanguage', 'religion', 'disabilities'] },
  sentence: {
    required: ['sentenceKind', 'sentenceEndsOn', 'location'],
    optional: ['enforceableDays', 'prisonName', 'expectedReleaseOn', 'releaseUnknownReason', 'mainContactName', 'mainContactRole', 'mainContactEmail', 'mainContactPhone'],
  },
  risk: { required: ['riskSummary'], optional: ['additionalRisk'] },
  support: { required: [], optional: ['accessNeeds', 'interpreterLanguage', 'responsibilities', 'unavailableWhen', 'anythingElse'] },
  purpose: { required: ['reason', 'completeBy'], optional: ['completeByReason'] },
};

/** What is said of a referral by its fields, needs included. */
export type SaidFields = Readonly<Record<string, unknown>> & { readonly needs?: readonly ReferredNeed[] | undefined };

/** Answers whatever pages the fields belong to; fields left out stay as they were. Throws InvalidInput naming what else the same page asks. */
export function answerFields(draft: Draft, said: SaidFields, now: Date): Decision<Draft> {
  const pages = [...plainPages(draft.answers, said), ...needPages(draft.answers, said.needs)];
  const missing = pages.flatMap(({ page, answer }) => (PAGES[page]?.required ?? []).filter((name) => answer[name] === undefined || answer[name] === null));
  if (missing.length > 0) throw new InvalidInput(missing.map((field) => ({ field, message: `${field} is asked on the same page and is missing` })), 'page-incomplete');
  let answered = draft;
  for (const { page, answer } of pages) answered = { ...answered, ...answerDraft(answered, { page, answer, now }).changes };
  return pages.length === 0 ? {} : { changes: { answers: answered.answers, savedAt: now, warnedAt: null }, events: keptEvents(draft) };
}

interface Answered {
  readonly page: string;
  readonly answer: Readonly<Record<string, unknown>>;
}

function plainPages(answers: DraftAnswers, said: SaidFields): Answered[] {
  return Object.entries(PAGES).flatMap(([page, { required, optional }]) => {
    const names = [...required, ...optional].filter((name) => said[name] !== undefined);
    return names.length > 0 ? [{ page, answer: { ...answers[page], ...Object.fromEntries(names.map((name) => [name, said[name]])) } }] : [];
  });
}

function needPages(answers: DraftAnswers, needs: readonly ReferredNeed[] | undefined): Answered[] {
  if (!needs) return [];
  const codes = needs.map((need) => need.categoryCode);
  const same = categoriesOf(answers).join() === codes.join();
  const pages = needs.map(({ categoryCode, levelCode, outcomeCodes }) => ({ page: `need-${categoryCode}`, answer: { level: levelCode, outcomes: [...outcomeCodes] } }));
  return same && answers['needs'] ? pages : [{ page: 'needs', answer: { categories: codes } }, ...pages];
}
