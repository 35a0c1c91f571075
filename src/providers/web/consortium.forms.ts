import { Choices, Text, Whole } from '#libs/web';

/** What an organisation would do in a consortium. The share is typed as a percentage. */
export class TermsForm {
  @Text({ label: 'Share', required: 'Enter the share of the work', trim: true, max: 10 }) share!: string;
  @Choices({ required: 'Select at least one category' }) categoryCodes!: string[];
  @Choices({ required: 'Select at least one area' }) areaCodes!: string[];
}

/** New terms for a part, as it was when the page was shown. */
export class ChangedTermsForm extends TermsForm {
  @Whole({ label: 'Revision', required: 'Load the page again', max: 1_000_000_000 }) revision!: number;
}

/** A member's word on the part it read. */
export class AgreeForm {
  @Whole({ label: 'Revision', required: 'Load the page again', max: 1_000_000_000 }) revision!: number;
}

/** Why a member declines. */
export class DeclineForm {
  @Text({ label: 'Reason', required: 'Enter the reason' }) reason!: string;
}
