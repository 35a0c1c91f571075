/** A choice as data: the value kept, and the words shown. */
export interface AnswerOption {
  readonly value: string;
  readonly text: string;
}

/** How a question is answered. Words limit text; `least` and `most` bound a whole number; `files` is how many documents at most. `none` is the option of a multi that excludes the others. */
export type AnswerType =
  | { readonly type: 'yes-no' | 'money' | 'declaration' }
  | { readonly type: 'date' }
  | { readonly type: 'choice'; readonly options: readonly AnswerOption[] }
  | { readonly type: 'multi'; readonly options: readonly AnswerOption[]; readonly none?: string }
  | { readonly type: 'text'; readonly words: number }
  | { readonly type: 'number'; readonly least: number; readonly most: number }
  | { readonly type: 'document'; readonly files: number };

export type Regime = 'PCR2015' | 'PA2023';

/** When a question is asked: another was answered so, with at least so much (pence for money), or with this among its values; or by what is applied for. */
export type AskWhen =
  | { readonly question: string; readonly is: string }
  | { readonly question: string; readonly atLeast: number }
  | { readonly question: string; readonly includes: string }
  | { readonly regime: Regime }
  | { readonly category: string }
  | { readonly consortium: boolean }
  | { readonly all: readonly AskWhen[] }
  | { readonly any: readonly AskWhen[] };

/** What an answer must meet: an amount (pence for money), one of some choices, a day not yet past, or a day in the last so many months. */
export type PassTest =
  { readonly atLeast: number } | { readonly oneOf: readonly string[] } | { readonly inDate: true } | { readonly withinMonths: number };

/** What a supplier is under the Procurement Act 2023 when an exclusion ground applies. */
export type ExclusionStanding = 'excluded' | 'excludable';

/**
 * How an answer is assessed (DOMAIN §4).
 * `otherwise` is the reason given when it does not pass; `mitigation` is the question asked about a concern; `standing` is what an exclusion ground makes of a supplier.
 * `guidance` is for the assessor who gives up to `most` points; `usedFor` says who uses an answer that no rule reads.
 */
export type Assessment =
  | { readonly rule: 'must-be'; readonly value: string; readonly otherwise: string }
  | { readonly rule: 'pass-if'; readonly test: PassTest; readonly otherwise: string }
  | { readonly rule: 'discretionary'; readonly concern: string; readonly mitigation: string; readonly assessors: number; readonly otherwise: string; readonly standing?: ExclusionStanding }
  | { readonly rule: 'scored'; readonly most: number; readonly guidance: string }
  | { readonly rule: 'information'; readonly usedFor?: string };

/** One question as data; `ifEmpty` is the error shown when it is not answered. */
export interface Question {
  /** A question asked for each category has the category's code after a dot once it is asked: `case-study.accommodation`. */
  readonly code: string;
  readonly section: string;
  /** A few words for a list or a reminder, such as "Insurance". */
  readonly label?: string;
  /** `{category}` stands for the category's name in a question asked for each. */
  readonly text: string;
  readonly guidance?: string;
  /** Points listed below the guidance. */
  readonly points?: readonly string[];
  readonly ifEmpty: string;
  readonly answer: AnswerType;
  readonly askWhen?: AskWhen;
  readonly assessment: Assessment;
  /** Asked once for each category applied for. */
  readonly perCategory?: boolean;
  /** The category an asked question is about. */
  readonly categoryCode?: string;
  /** Months for which an answer may be used again without being confirmed; 12 unless said. */
  readonly freshForMonths?: number;
  /** A date after which membership lapses unless a later one is given. */
  readonly expires?: boolean;
  /** What a document proves: no two questions ask for the same. */
  readonly evidence?: string;
}

/** A questionnaire as data; an application remembers its code and version. */
export interface Questionnaire {
  readonly code: string;
  readonly version: number;
  readonly sections: readonly { readonly code: string; readonly title: string }[];
  readonly questions: readonly Question[];
}

/** A checked answer: pence for money, a whole number, a Day, a choice's value, `yes` or `no`, `agreed`, or text; the values of a multi; the ids of documents. */
export type AnswerValue = string | number | readonly string[];

/** Checked answers by question code. */
export type Answers = Readonly<Record<string, AnswerValue>>;

/** What decides which questions are asked. The regime is null for grants. */
export interface Circumstances {
  readonly answers: Answers;
  readonly regime: Regime | null;
  readonly categoryCodes: readonly string[];
  readonly isConsortium: boolean;
  /** Names of categories by code, to word the questions asked for each; their codes are used without. */
  readonly categoryNames?: Readonly<Record<string, string>>;
}

/** What the rules say of one answer; `needs-judgement` waits for `assessors` people to decide, `to-score` for one to give up to `points`. */
export interface Verdict {
  readonly question: string;
  readonly verdict: 'passes' | 'fails' | 'needs-judgement' | 'to-score' | 'information' | 'unanswered';
  readonly reason: string;
  readonly assessors: number;
  /** The most points an assessor may give; null when the answer is not scored. */
  readonly points: number | null;
  /** What the ground makes of the supplier under the Procurement Act 2023; null unless it applies. */
  readonly standing: ExclusionStanding | null;
}

/** Months for which an answer may be used again, unless its question says otherwise. */
export const FRESH_FOR_MONTHS = 12;
