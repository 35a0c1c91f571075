import { type Day } from '#libs/kernel';
import { Choice, Choices, DayField, Text, Whole } from '#libs/web';
import { declineReasons, type DeclineReason } from '../domain/referral.js';
import { endReasons, type EndReasonCode } from '../referrals.public.js';

/** What to look for before anything is typed. */
export class FindForm {
  @Choice({ required: 'Select the area where the person lives' }) areaCode!: string;
  @Choice({ required: 'Select what the person needs help with' }) categoryCode!: string;
  @Choice({ required: 'Select the person’s gender', options: ['male', 'female', 'other'] }) gender!: 'male' | 'female' | 'other';
  @Whole({ label: 'Age', required: 'Enter the person’s age', min: 18, max: 120 }) age!: number;
  @Choice({ required: 'Select where the person is', options: ['community', 'custody'] }) location!: 'community' | 'custody';
}

/** The CRN, one letter and six digits; spaces and lower case are put right. */
export class CrnForm {
  @Text({ label: 'CRN', required: 'Enter the person’s CRN', trim: true, as: normalCrn, max: 20, pattern: { matches: /^[A-Z]\d{6}$/, message: 'A CRN is one letter and six digits, like X123456' } }) crn!: string;
}

/** First and last name, verbatim. */
export class NameForm {
  @Text({ label: 'First name', required: 'Enter the person’s first name', max: 100 }) firstName!: string;
  @Text({ label: 'Last name', required: 'Enter the person’s last name', max: 100 }) lastName!: string;
}

/** Date of birth, in the past. */
export class DateOfBirthForm {
  @DayField({ label: 'Date of birth', required: 'Enter the person’s date of birth', must: 'past' }) dateOfBirth!: Day;
}

/** The person’s gender. */
export class GenderForm {
  @Choice({ required: 'Select the person’s gender', options: ['male', 'female', 'other'] }) gender!: string;
}

/** Where the person lives, of the areas the service covers. */
export class AreaForm {
  @Choice({ required: 'Select the area where the person lives' }) areaCode!: string;
}

/** Community or custody; the prison only in custody. */
export class LocationForm {
  @Choice({ required: 'Select where the person is', options: ['community', 'custody'] }) location!: string;
  @Text({ label: 'Name of the prison', required: 'Enter the name of the prison', max: 200, when: (body) => body['location'] === 'custody' }) prisonName!: string | null;
}

/** Last day of the sentence, in the future. */
export class SentenceForm {
  @DayField({ label: 'Sentence end date', required: 'Enter the date the sentence ends', must: 'future' }) sentenceEndsOn!: Day;
}

/** Enforceable days, 1 to 40, or none (DOMAIN: referral). */
export class EnforceableDaysForm {
  @Whole({ label: 'Enforceable days', min: 1, max: 40 }) enforceableDays!: number | null;
}

/** Risk summary, up to 10,000 characters. */
export class RiskForm {
  @Text({ label: 'Risk summary', required: 'Enter a summary of the risks' }) riskSummary!: string;
}

/** What helps the person take part; both answers may be empty. */
export class SupportForm {
  @Text({ label: 'Access needs' }) accessNeeds!: string | null;
  @Text({ label: 'Interpreter language', max: 100 }) interpreterLanguage!: string | null;
}

/** Which needs, one or more. */
export class NeedsForm {
  @Choices({ required: 'Select at least one need' }) categories!: string[];
}

/** Desired outcomes of one need, one or more. */
export class OutcomesForm {
  @Choices({ required: 'Select at least one desired outcome' }) outcomes!: string[];
}

/** Complexity level of one need, exactly one. */
export class LevelForm {
  @Choice({ required: 'Select a complexity level' }) level!: string;
}

/** Day to complete by, in the future; sending checks it against the sentence. */
export class CompleteByForm {
  @DayField({ label: 'The date', required: 'Enter the date the service must be completed by', must: 'future' }) completeBy!: Day;
}

/** Reason for the referral. */
export class ReasonForm {
  @Text({ label: 'Reason for the referral', required: 'Enter the reason for the referral' }) reason!: string;
}

/** Why a provider says no. */
export class DeclineForm {
  @Choice({ required: 'Select why you cannot take this referral', options: Object.keys(declineReasons) }) reason!: DeclineReason;
  @Text({ label: 'Comment', required: 'Enter a comment the practitioner will read' }) comment!: string;
}

/** Why a practitioner takes it back (withdrawal codes). */
export class WithdrawForm {
  @Choice({ required: 'Select why you are withdrawing the referral', options: Object.keys(endReasons) }) code!: EndReasonCode;
  @Text({ label: 'Comment', required: 'Enter a comment' }) comment!: string;
}

/** Which organisation on the contract answers. */
export class AllocateForm {
  @Choice({ required: 'Select who should answer this referral' }) organisationId!: string;
}

/** A CRN as people type it, spaces and lower case allowed. */
function normalCrn(text: string): string {
  return text.replaceAll(/\s/g, '').toUpperCase();
}
