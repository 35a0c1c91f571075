import { addDays, ensure, type Day } from '#libs/kernel';
import type { ContactDetails, PlaceDetails, PurposeDetails, ReferralDetails, SentenceDetails } from './referral-content.js';

const WEEKS_BEFORE_RELEASE = 12;

/** Every rule about what is said that needs neither the contract nor the catalogue (DOMAIN: referral). */
export function ensureDetailsFit(details: ReferralDetails, today: Day): void {
  ensure(details.dateOfBirth < today, 'born-in-future', 'Date of birth must be in the past', 'dateOfBirth');
  ensureSentenceFits(details, today);
  ensurePlaceFits(details, today);
  ensureContactFits(details);
  ensure(details.completeBy > today, 'complete-by-past', 'The date to complete the service by must be in the future', 'completeBy');
  ensureCompleteByFits(details);
}

/** Enforceable days are 1 to 40, and only an order with a rehabilitation activity requirement has them. */
export function ensureSentenceFits({ sentenceKind, sentenceEndsOn, enforceableDays }: SentenceDetails, today: Day): void {
  ensure(sentenceEndsOn > today, 'sentence-over', 'The sentence end date must be in the future', 'sentenceEndsOn');
  if (sentenceKind === 'order-with-rar') {
    ensure(enforceableDays !== null && enforceableDays >= 1 && enforceableDays <= 40, 'enforceable-days', 'Enforceable days must be between 1 and 40', 'enforceableDays');
  } else {
    const message = sentenceKind === 'licence' ? 'Leave enforceable days empty: someone on licence has none' : 'Leave enforceable days empty, or select an order with a rehabilitation activity requirement';
    ensure(enforceableDays === null, 'enforceable-days-not-asked', message, 'enforceableDays');
  }
}

/** Someone in custody has a prison, and a release day or a reason why none is known; someone in the community has neither. */
export function ensurePlaceFits({ location, prisonName, expectedReleaseOn, releaseUnknownReason }: PlaceDetails, today: Day): void {
  if (location === 'community') {
    ensure(prisonName === null && expectedReleaseOn === null && releaseUnknownReason === null, 'not-in-custody', 'Select custody, or leave the prison and release answers empty', 'location');
    return;
  }
  ensure(prisonName?.trim(), 'prison-missing', 'Enter the name of the prison', 'prisonName');
  ensure(expectedReleaseOn !== null || releaseUnknownReason?.trim(), 'release-missing', 'Enter the expected release date, or why it is not known', 'expectedReleaseOn');
  ensure(expectedReleaseOn === null || releaseUnknownReason === null, 'release-twice', 'Enter either the expected release date or why it is not known, not both', 'releaseUnknownReason');
  ensure(expectedReleaseOn === null || expectedReleaseOn >= today, 'release-past', 'The expected release date must be today or in the future', 'expectedReleaseOn');
}

/** Before release somebody can be asked: a name, and an address or a number. */
export function ensureContactFits({ location, mainContactName, mainContactEmail, mainContactPhone }: PlaceDetails & ContactDetails): void {
  if (location === 'community') return;
  ensure(mainContactName?.trim(), 'contact-missing', 'Enter the name of the main contact before release', 'mainContactName');
  ensure(mainContactEmail?.trim() || mainContactPhone?.trim(), 'contact-unreachable', 'Enter an email address or a phone number for the main contact', 'mainContactEmail');
}

/** The service ends with the sentence, unless somebody explains why not. */
export function ensureCompleteByFits({ completeBy, completeByReason, sentenceEndsOn }: PurposeDetails & Pick<SentenceDetails, 'sentenceEndsOn'>): void {
  ensure(
    completeBy <= sentenceEndsOn || completeByReason?.trim(),
    'complete-by-after-sentence',
    'The date to complete the service by is after the sentence ends. Change it, or explain why it must be later.',
    'completeByReason',
  );
}

/** Whether someone in custody is expected out within 12 weeks; null where it is not known, or they are in the community. */
export function releasesSoon({ location, expectedReleaseOn }: Pick<PlaceDetails, 'location' | 'expectedReleaseOn'>, today: Day): boolean | null {
  if (location !== 'custody' || expectedReleaseOn === null) return null;
  return expectedReleaseOn <= addDays(today, 7 * WEEKS_BEFORE_RELEASE);
}
