import type { Day } from '#libs/kernel';
import { Choice, Choices, DayField, PoundsField, Text, Whole } from '#libs/web';
import { OLDEST, YOUNGEST } from '../domain/lot.js';

/** One form per question page of a lot. */
export class VehicleForm {
  @Choice({ required: 'Select the framework or market the lot is let under' }) vehicleCode!: string;
}

/** Which service. */
export class ServiceTypeForm {
  @Choice({ required: 'Select the service type' }) serviceTypeCode!: string;
}

/** Where: an area set. */
export class AreasForm {
  @Choices({ required: 'Select at least one area' }) areaCodes!: string[];
}

/** What the lot is called. */
export class TitleForm {
  @Text({ label: 'Title', required: 'Enter a title for the lot', trim: true, max: 200 }) title!: string;
}

/** Whom it takes, by gender. */
export class GendersForm {
  @Choices({ required: 'Select men, women or both', options: ['men', 'women'] }) genders!: string[];
}

/** Youngest and oldest age taken; empty is no limit. */
export class AgesForm {
  @Whole({ label: 'Minimum age', min: YOUNGEST, max: OLDEST }) minimumAge!: number | null;
  @Whole({ label: 'Maximum age', min: YOUNGEST, max: OLDEST }) maximumAge!: number | null;
}

/** Custody, community or both. */
export class PlacesForm {
  @Choices({ required: 'Select custody, community or both', options: ['custody', 'community'] }) places!: string[];
}

/** The range of a year’s value, read into pence. */
export class ValueForm {
  @PoundsField({ label: 'Lowest annual value', required: 'Enter the lowest annual value', min: 1 }) annualValueFromPence!: number;
  @PoundsField({ label: 'Highest annual value', required: 'Enter the highest annual value', min: 1 }) annualValueToPence!: number;
}

/** The financial band a member needs, in pence; empty is the top of the range. */
export class BandForm {
  @PoundsField({ label: 'The annual contract value' }) minimumFinancialBandPence!: number | null;
}

/** First and last day. */
export class TermForm {
  @DayField({ label: 'Start date', required: 'Enter the start date', must: 'today-or-future' }) startsOn!: Day;
  @DayField({ label: 'End date', required: 'Enter the end date', must: 'future' }) endsOn!: Day;
}

/** The draft as the page showed it, so that a second tab is told. */
export class RevisionForm {
  @Whole({ label: 'Revision', required: 'Load the page again', max: 1_000_000_000 }) revision!: number;
}

/** Why a lot is withdrawn. */
export class WithdrawForm {
  @Text({ label: 'Reason', required: 'Enter the reason for withdrawing the lot' }) reason!: string;
}
