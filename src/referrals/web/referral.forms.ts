import { type Day } from '#libs/kernel';
import { Choice, Choices, DayField, Text, Whole } from '#libs/web';
import { declineReasons, type DeclineReason } from '../domain/referral.js';
import { endReasons, type EndReasonCode } from '../referrals.public.js';

/** One form per question page, and one per decision. */
export class FindForm {
  @Choice({ required: 'Select the area where the person lives' }) areaCode!: string;
  @Choice({ required: 'Select what the person needs help with' }) categoryCode!: string;
  @Choice({ required: 'Select the person’s gender', options: ['male', 'female', 'other'] }) gender!: 'male' | 'female' | 'other';
  @Whole({ label: 'Age', required: 'Enter the person’s age', min: 18, max: 120 }) age!: number;
  @Choice({ required: 'Select where the person is', options: ['community', 'custody'] }) location!: 'community' | 'custody';
}

export class CrnForm {
  @Text({ label: 'CRN', required: 'Enter the person’s CRN', trim: true, as: normalCrn, max: 20, pattern: { matches: /^[A-Z]\d{6}$/, message: 'A CRN is one letter and six digits, like X123456' } }) crn!: string;
}

export class NameForm {
  @Text({ label: 'First name', required: 'Enter the person’s first name', max: 100 }) firstName!: string;
  @Text({ label: 'Last name', required: 'Enter the person’s last name', max: 100 }) lastName!: string;
}

export class DateOfBirthForm {
  @DayField({ label: 'Date of birth', required: 'Enter the person’s date of birth', must: 'past' }) dateOfBirth!: Day;
}

export class GenderForm {
  @Choice({ required: 'Select the person’s gender', options: ['male', 'female', 'other'] }) gender!: string;
}

export class AreaForm {
  @Choice({ required: 'Select the area where the person lives' }) areaCode!: string;
}

export class LocationForm {
  @Choice({ required: 'Select where the person is', options: ['community', 'custody'] }) location!: string;
  @Text({ label: 'Name of the prison', required: 'Enter the name of the prison', max: 200, when: (body) => body['location'] === 'custody' }) prisonName!: string | null;
}

export class SentenceForm {
  @DayField({ label: 'Sentence end date', required: 'Enter the date the sentence ends', must: 'future' }) sentenceEndsOn!: Day;
}

export class EnforceableDaysForm {
  @Whole({ label: 'Enforceable days', min: 1, max: 40 }) enforceableDays!: number | null;
}

export class RiskForm {
  @Text({ label: 'Risk summary', required: 'Enter a summary of the risks' }) riskSummary!: string;
}

export class SupportForm {
  @Text({ label: 'Access needs' }) accessNeeds!: string | null;
  @Text({ label: 'Interpreter language', max: 100 }) interpreterLanguage!: string | null;
}

export class NeedsForm {
  @Choices({ required: 'Select at least one need' }) categories!: string[];
}

export class OutcomesForm {
  @Choices({ required: 'Select at least one desired outcome' }) outcomes!: string[];
}

export class LevelForm {
  @Choice({ required: 'Select a complexity level' }) level!: string;
}

export class CompleteByForm {
  @DayField({ label: 'The date', required: 'Enter the date the service must be completed by', must: 'future' }) completeBy!: Day;
}

export class ReasonForm {
  @Text({ label: 'Reason for the referral', required: 'Enter the reason for the referral' }) reason!: string;
}

export class DeclineForm {
  @Choice({ required: 'Select why you cannot take this referral', options: Object.keys(declineReasons) }) reason!: DeclineReason;
  @Text({ label: 'Comment', required: 'Enter a comment the practitioner will read' }) comment!: string;
}

export class WithdrawForm {
  @Choice({ required: 'Select why you are withdrawing the referral', options: Object.keys(endReasons) }) code!: EndReasonCode;
  @Text({ label: 'Comment', required: 'Enter a comment' }) comment!: string;
}

export class AllocateForm {
  @Choice({ required: 'Select who should answer this referral' }) organisationId!: string;
}

/** A CRN as people type it, spaces and lower case allowed. */
function normalCrn(text: string): string {
  return text.replaceAll(/\s/g, '').toUpperCase();
}
