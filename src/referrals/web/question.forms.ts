import type { Day } from '#libs/kernel';
import { Choice, Choices, DayField, Email, Text, Whole, type AskedWhen } from '#libs/web';
import { sentenceKinds, type SentenceKind } from '../domain/referral-content.js';

const inCustody: AskedWhen = (body) => body['location'] === 'custody';
/** Digits and what people write between them. */
const PHONE = /^(?=(.*\d){6})[\d\s()+./-]+((x|ext\.?)\s*\d+)?$/i;

/** The CRN, one letter and six digits; spaces and lower case are put right. */
export class CrnForm {
  @Text({ label: 'CRN', required: 'Enter the person’s CRN', trim: true, as: normalCrn, max: 20, pattern: { matches: /^[A-Z]\d{6}$/, message: 'A CRN is one letter and six digits, like X123456' } }) crn!: string;
}

/** Who the person is and where they live, of the areas the service covers. Names verbatim. */
export class PersonForm {
  @Text({ label: 'First name', required: 'Enter the person’s first name', max: 100 }) firstName!: string;
  @Text({ label: 'Last name', required: 'Enter the person’s last name', max: 100 }) lastName!: string;
  @DayField({ label: 'Date of birth', required: 'Enter the person’s date of birth', must: 'past' }) dateOfBirth!: Day;
  @Choice({ required: 'Select the person’s gender', options: ['male', 'female', 'other'] }) gender!: string;
  @Choice({ required: 'Select the area where the person lives' }) areaCode!: string;
  @Text({ label: 'Ethnicity', max: 200 }) ethnicity!: string | null;
  @Text({ label: 'Preferred language', max: 200 }) preferredLanguage!: string | null;
  @Text({ label: 'Religion or belief', max: 200 }) religion!: string | null;
  @Text({ label: 'Disabilities' }) disabilities!: string | null;
}

/** What the sentence asks and where the person is; what belongs to custody only there, enforceable days only for an order with a RAR. */
export class SentenceForm {
  @Choice({ required: 'Select the kind of sentence', options: sentenceKinds }) sentenceKind!: SentenceKind;
  @Whole({ label: 'Enforceable days', required: 'Enter how many enforceable days the service can use', min: 1, max: 40, when: (body) => body['sentenceKind'] === 'order-with-rar' }) enforceableDays!: number | null;
  @DayField({ label: 'Sentence end date', required: 'Enter the date the sentence ends', must: 'future' }) sentenceEndsOn!: Day;
  @Choice({ required: 'Select where the person is', options: ['community', 'custody'] }) location!: string;
  @Text({ label: 'Name of the prison', required: 'Enter the name of the prison', max: 200, when: inCustody }) prisonName!: string | null;
  @DayField({ label: 'Expected release date', must: 'today-or-future', when: inCustody }) expectedReleaseOn!: Day | null;
  @Text({ label: 'Why the release date is not known', when: inCustody }) releaseUnknownReason!: string | null;
  @Text({ label: 'Name of the main contact', required: 'Enter the name of the main contact before release', max: 200, when: inCustody }) mainContactName!: string | null;
  @Text({ label: 'Role of the main contact', max: 200, when: inCustody }) mainContactRole!: string | null;
  @Email({ label: 'Email address of the main contact', required: '', when: inCustody }) mainContactEmail!: string | null;
  @Text({ label: 'Phone number of the main contact', max: 50, when: inCustody, pattern: { matches: PHONE, message: 'Enter a phone number, like 01632 960 001 or +44 808 157 0192' } }) mainContactPhone!: string | null;
}

/** What staff must know; passages between [[ and ]] are withheld from the provider. */
export class RiskForm {
  @Text({ label: 'Risk summary', required: 'Enter a summary of the risks' }) riskSummary!: string;
  @Text({ label: 'Additional risk information' }) additionalRisk!: string | null;
}

/** What helps the person take part; every answer may be empty. */
export class SupportForm {
  @Text({ label: 'Accessibility needs' }) accessNeeds!: string | null;
  @Text({ label: 'Interpreter language', max: 100 }) interpreterLanguage!: string | null;
  @Text({ label: 'Caring or work responsibilities' }) responsibilities!: string | null;
  @Text({ label: 'When the person is unavailable' }) unavailableWhen!: string | null;
  @Text({ label: 'Anything else' }) anythingElse!: string | null;
}

/** Which needs, one or more. */
export class NeedsForm {
  @Choices({ required: 'Select at least one need' }) categories!: string[];
}

/** One need: desired outcomes, one or more, and exactly one complexity level. */
export class NeedForm {
  @Choices({ required: 'Select at least one desired outcome' }) outcomes!: string[];
  @Choice({ required: 'Select a complexity level' }) level!: string;
}

/** What the service is asked for, and by when; the domain checks the day against the sentence. */
export class PurposeForm {
  @DayField({ label: 'The date to complete the service by', required: 'Enter the date the service must be completed by', must: 'future' }) completeBy!: Day;
  @Text({ label: 'The reason for the later date' }) completeByReason!: string | null;
  @Text({ label: 'Reason for the referral', required: 'Enter the reason for the referral' }) reason!: string;
}

/** Another service for a draft. */
export class ServiceForm {
  @Choice({ required: 'Select a service' }) contractId!: string;
}

/** A CRN as people type it, spaces and lower case allowed. */
function normalCrn(text: string): string {
  return text.replaceAll(/\s/g, '').toUpperCase();
}
