import type { Decision } from '#libs/kernel';
import type { Draft } from './draft.js';
import { answersByField, CASE_DATA, categoriesOf, CHOICE, SEARCH, type DraftAnswers } from './draft-content.js';
import { limitingOf, namingOnly } from './draft-access.js';
import { choiceIn } from './draft-choice.js';
import type { FieldSource, ReferralMarks, Sources } from './referral-content.js';

/** What case data may know of a person, by the names of the referral's own fields. */
export type KnownPerson = Readonly<Record<string, unknown>> & { readonly restricted: boolean };

/** How the person of a draft was identified: found in case data, typed because they are not there or it is not connected, or typed for now because it did not answer. */
export type Identified = 'found' | 'typed' | 'unavailable';

/** What is now known of a draft's person. */
export interface Identification {
  readonly crn: string;
  readonly identified: Identified;
  readonly known: KnownPerson | null;
  /** Why case data could not be reached. */
  readonly why: string | null;
  readonly now: Date;
}

const KNOWN = [
  'firstName', 'lastName', 'dateOfBirth', 'gender', 'ethnicity', 'preferredLanguage', 'religion', 'disabilities', 'areaCode',
  'location', 'prisonName', 'expectedReleaseOn', 'sentenceKind', 'sentenceEndsOn', 'riskSummary',
] as const;
/** Pages about the person that another CRN makes another person's. */
const ABOUT_THE_PERSON = ['person', 'sentence', 'risk'];

/** Says who the draft is about. Another CRN than the one case data answered before is another person: what was said of the first goes. */
export function identifyPerson({ answers }: Draft, { crn, identified, known, why, now }: Identification): Decision<Draft> {
  const wasKnown = answers[CASE_DATA] !== undefined;
  const isAnother = wasKnown && answers['crn']?.['crn'] !== crn;
  const dropped = isAnother ? [...ABOUT_THE_PERSON, CASE_DATA] : identified === 'found' ? [CASE_DATA] : [];
  const kept = without(answers, dropped);
  return { changes: { answers: { ...kept, crn: { crn, lookup: identified, why }, ...(known ? { [CASE_DATA]: fields(known) } : {}) }, savedAt: now } };
}

/** What case data answered about a draft's person when it was asked as a colleague; `known` where it found them. */
export interface AskedAs {
  readonly outcome: 'found' | 'unknown' | 'not-allowed' | 'not-connected' | 'unavailable';
  readonly known: KnownPerson | null;
}

/** The answers with what case data says now; what was typed stays. */
export function knownAnew(answers: DraftAnswers, known: KnownPerson): DraftAnswers {
  return { ...answers, crn: { ...answers['crn'], lookup: 'found', why: null }, [CASE_DATA]: fields(known) };
}

/** The draft keeps nothing of a person its writer may not see. */
export function forgetPerson({ answers }: Draft, now: Date): Decision<Draft> {
  return { changes: { answers: without(answers, ['crn', CASE_DATA, ...ABOUT_THE_PERSON]), savedAt: now } };
}

/** What a page shows before it is answered: what case data knew, then what the search said. */
export function prefilled(answers: DraftAnswers, page: string): Readonly<Record<string, unknown>> {
  return { ...stated(answers[SEARCH]), ...stated(answers[CASE_DATA]), ...answersByField(answers), ...answers[page] };
}

/** Where each answer that case data knew came from, as the draft stands. */
export function sourcesOf(answers: DraftAnswers): Sources {
  const known = answers[CASE_DATA] ?? {};
  const given = answersByField(answers);
  return Object.fromEntries(
    KNOWN.flatMap((name): [string, FieldSource][] => {
      const said = known[name];
      if (typeof said !== 'string') return [];
      const same = given[name] === undefined || given[name] === said;
      return [[name, { source: same ? 'case-data' : 'typed', said }]];
    }),
  );
}

/** What goes with the referral besides its content. */
export function marksOf(answers: DraftAnswers): ReferralMarks {
  const limiting = limitingOf(answers);
  return { sources: sourcesOf(answers), restricted: answers[CASE_DATA]?.['restricted'] === true || limiting !== undefined, limiting, choice: choiceIn(answers) };
}

/** What another service offers: outcome and level codes of each category. */
export interface Offered {
  readonly code: string;
  readonly outcomes: readonly { readonly code: string }[];
  readonly levels: readonly { readonly code: string }[];
}

/** What taking a draft to another service must know; `colleagueIds` are the practitioners of its team. */
export interface NewService {
  readonly contractId: string;
  readonly offered: readonly Offered[];
  readonly colleagueIds: readonly string[];
  readonly now: Date;
}

/** Takes a draft to another service: every answer stays but those about needs it does not offer, and who at the other provider may see it. */
export function moveDraft({ answers }: Pick<Draft, 'answers'>, { contractId, offered, colleagueIds, now }: NewService): Decision<Draft> {
  const categories = categoriesOf(answers).filter((code) => offered.some((each) => each.code === code));
  const moot = Object.keys(answers).filter((page) => page.startsWith('need-') && !stillAnswered(page, answers, offered));
  const kept = without(namingOnly(answers, colleagueIds), [...moot, 'needs', CHOICE]);
  return { changes: { contractId, toBest: false, strandedAt: null, answers: { ...kept, ...(categories.length > 0 ? { needs: { categories } } : {}) }, savedAt: now } };
}

function stillAnswered(page: string, answers: DraftAnswers, offered: readonly Offered[]): boolean {
  const category = offered.find((each) => `need-${each.code}` === page);
  const { outcomes, level } = answers[page] ?? {};
  const has = (list: readonly { readonly code: string }[], code: unknown) => list.some((each) => each.code === code);
  return category !== undefined && ((outcomes as readonly string[] | undefined) ?? []).every((code) => has(category.outcomes, code)) && has(category.levels, level);
}

function fields(known: KnownPerson): Record<string, unknown> {
  return { ...Object.fromEntries(KNOWN.map((name) => [name, known[name] ?? null])), restricted: known.restricted };
}

function stated(answer: Readonly<Record<string, unknown>> | undefined): Record<string, unknown> {
  return Object.fromEntries(Object.entries(answer ?? {}).filter(([, value]) => value !== null && value !== undefined));
}

function without(answers: DraftAnswers, pages: readonly string[]): DraftAnswers {
  return Object.fromEntries(Object.entries(answers).filter(([page]) => !pages.includes(page)));
}
