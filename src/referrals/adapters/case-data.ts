import type { Day } from '#libs/kernel';
import type { SentenceKind } from '../domain/referral-content.js';

/** What the case management system knows of a person on probation. Null is not known there. */
export interface CaseRecord {
  readonly crn: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly dateOfBirth: Day;
  readonly gender: 'male' | 'female' | 'other';
  readonly ethnicity: string | null;
  readonly preferredLanguage: string | null;
  readonly religion: string | null;
  readonly disabilities: string | null;
  readonly areaCode: string | null;
  readonly location: 'community' | 'custody';
  readonly prisonName: string | null;
  readonly expectedReleaseOn: Day | null;
  readonly sentenceKind: SentenceKind | null;
  readonly sentenceEndsOn: Day | null;
  readonly riskSummary: string | null;
  /** Limited access: only people named there may see the person. */
  readonly restricted: boolean;
}

/** What a look-up by CRN answers; `unavailable` lets the practitioner go on by typing, `not-connected` is the same for ever. */
export type CaseLookup =
  | { readonly outcome: 'found'; readonly record: CaseRecord }
  | { readonly outcome: 'unknown' | 'not-allowed' | 'not-connected' }
  | { readonly outcome: 'unavailable'; readonly why: string };

/** Where people on probation are looked up. Never throws: an unreachable system is an answer. */
export abstract class CaseData {
  /** The person with a CRN (one capital letter, six digits), as far as whoever has this e-mail address may see them. */
  abstract person(crn: string, asking: { readonly email: string }): Promise<CaseLookup>;
}
