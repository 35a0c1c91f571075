import { Choice, Choices, Text, Whole } from '#libs/web';
import { reinstatementChoices, removalChoices, suspensionChoices } from '../domain/membership-reasons.js';

/** The membership as the page showed it, so that a second tab is told. */
export class SeenMembershipForm {
  @Whole({ label: 'Revision', required: 'Load the page again', max: 1_000_000_000 }) revision!: number;
}

/** Suspending a member. */
export class SuspendForm extends SeenMembershipForm {
  @Choice({ required: 'Select why the membership is suspended', options: suspensionChoices }) reason!: (typeof suspensionChoices)[number];
  @Text({ label: 'The reason', required: 'Enter the reason in your own words' }) words!: string;
}

/** Ending a suspension. */
export class ReinstateForm extends SeenMembershipForm {
  @Choice({ required: 'Select why the suspension ends', options: reinstatementChoices }) reason!: (typeof reinstatementChoices)[number];
  @Text({ label: 'The reason', required: 'Enter the reason in your own words' }) words!: string;
}

/** Taking a member off the register. */
export class RemoveForm extends SeenMembershipForm {
  @Choice({ required: 'Select why the member is removed', options: removalChoices }) reason!: (typeof removalChoices)[number];
  @Text({ label: 'The reason', required: 'Enter the reason in your own words' }) words!: string;
}

/** Answers that are still true. */
export class ConfirmAnswersForm extends SeenMembershipForm {
  @Choices({ required: 'Select the answers that are still true' }) codes!: string[];
}
