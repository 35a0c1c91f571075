import type { Day } from '#libs/kernel';
import { Choice, DayField, Email, Text, Whole } from '#libs/web';
import { matchDecisions, type MatchDecision } from '../domain/exclusion.js';

/** Someone on the staff register. The level decides whether an expiry is needed, which the rule knows. */
export class StaffForm {
  @Choice({ label: 'The organisation' }) organisationId!: string | null;
  @Text({ label: 'Full name', required: 'Enter the person’s full name', trim: true, max: 200 }) name!: string;
  @DayField({ label: 'Date of birth', required: 'Enter the person’s date of birth', must: 'past' }) dateOfBirth!: Day;
  @Text({ label: 'Role', required: 'Enter what the person does', trim: true, max: 200 }) roleTitle!: string;
  @Email({ required: '' }) email!: string | null;
  @Choice({ required: 'Select the vetting the person has' }) vettingLevel!: string;
  @DayField({ label: 'The vetting expiry' }) vettingExpiresOn!: Day | null;
  @Choice({ label: 'The account' }) userId!: string | null;
}

/** A change of details, with what the page showed, so that a second tab is told. */
export class StaffChangeForm extends StaffForm {
  @Whole({ label: 'Revision', required: 'Load the page again', max: 1_000_000_000 }) revision!: number;
}

/** Why someone is suspended or withdrawn, or an exclusion lifted. */
export class StaffReasonForm {
  @Text({ label: 'The reason', required: 'Enter the reason' }) reason!: string;
}

/** A file's text pasted instead of uploaded, and whose register it is for. */
export class StaffImportForm {
  @Choice({ label: 'The organisation' }) organisationId!: string | null;
  @Text({ label: 'The rows', max: 900_000 }) csv!: string | null;
}

/** What a commissioner decides about a request that matched the exclusion list. */
export class MatchForm {
  @Choice({ required: 'Select what you have decided', options: matchDecisions }) decision!: MatchDecision;
  @Text({ label: 'The reason', required: 'Enter the reason for your decision' }) reason!: string;
}

/** A form that only has a button. */
export class StaffButtonForm {}
