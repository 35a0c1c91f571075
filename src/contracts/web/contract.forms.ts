import type { Day } from '#libs/kernel';
import { Choice, DayField, Text, Whole } from '#libs/web';
import { awardGrounds, type AwardGround } from '../domain/direct-award.js';

/** A contract made from a lot without a competition. */
export class AwardForm {
  @Choice({ required: 'Select the provider' }) providerId!: string;
  @Choice({ required: 'Select the ground for a direct award', options: Object.keys(awardGrounds) }) ground!: AwardGround;
  @Text({ label: 'Reason', required: 'Enter why this provider was chosen without a competition' }) reason!: string;
  @Text({ label: 'Contract reference', required: 'Enter a contract reference', max: 60, trim: true }) reference!: string;
  @DayField({ label: 'The day the contract begins', required: 'Enter the day the contract begins' }) termFrom!: Day;
  @DayField({ label: 'The day the contract ends', required: 'Enter the day the contract ends' }) termTo!: Day;
  @DayField({ label: 'The day referrals open', required: 'Enter the day referrals open' }) referralsFrom!: Day;
  @Text({ label: 'Description' }) description!: string | null;
  @Text({ label: 'Reason to go on' }) staleReason!: string | null;
}

/** Whom to ask to confirm what it said long ago. */
export class AskToConfirmForm {
  @Choice({ required: 'Select the provider' }) providerId!: string;
}

/** Someone to join the supply chain; the share is whole per cent. */
export class SubcontractorForm {
  @Choice({ required: 'Select the subcontractor' }) organisationId!: string;
  @Text({ label: 'What it will do', max: 200 }) role!: string | null;
  @Whole({ label: 'Share', max: 100 }) sharePercent!: number | null;
  @DayField({ label: 'First day' }) worksFrom!: Day | null;
  @DayField({ label: 'Last day' }) worksTo!: Day | null;
}

/** Why a contract is closed, ended or terminated. */
export class ReasonForm {
  @Text({ label: 'Reason', required: 'Enter the reason' }) reason!: string;
}

/** A button that confirms what was seen: `revision` is the record as the page showed it. */
export class ConfirmForm {
  @Whole({ label: 'Revision' }) revision!: number | null;
}
