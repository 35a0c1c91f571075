import { Text } from '#libs/web';

/** The share code of what an organisation shared. */
export class ShareCodeForm {
  @Text({ label: 'Share code', required: 'Enter the share code', max: 40 }) shareCode!: string;
}

/** What was shown, to be filled in. */
export class AcceptImportForm extends ShareCodeForm {
  @Text({ label: 'Version', required: 'Enter the share code again', max: 200 }) formVersionId!: string;
  @Text({ label: 'Version', required: 'Enter the share code again', max: 40 }) submittedAt!: string;
}
