import { Choices, Text, YesNo } from '#libs/web';

/** Who may see a referral, and why not everyone; the rules say when a reason is needed. */
export class AccessForm {
  @Choices({ label: 'Who can see it' }) readerIds!: string[];
  @Text({ label: 'Reason' }) reason!: string | null;
}

/** Why access is no longer limited. */
export class LiftForm {
  @Text({ label: 'Reason', required: 'Enter why access is no longer limited' }) reason!: string;
}

/** The same for a referral that is still being written. */
export class DraftAccessForm {
  @YesNo({ required: 'Select yes if only people you name may see this referral' }) isLimited!: boolean;
  @Choices({ label: 'Who can see it', when: isYes }) readerIds!: string[];
  @Text({ label: 'Reason', required: 'Enter why access is limited', when: isYes }) limitReason!: string | null;
}

function isYes(body: Readonly<Record<string, unknown>>): boolean {
  return body['isLimited'] === 'yes';
}
