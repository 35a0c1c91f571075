import { parsePounds, type Day } from '#libs/kernel';
import { Choice, Choices, DayField, Email, field, oneText, Text, Unreadable, Whole, YesNo } from '#libs/web';
import { vehicleKinds, type Vehicle } from '../providers.public.js';
import type { VehicleContent } from '../domain/vehicle.js';

/** The choice that stands for no procurement law. */
export const NO_REGIME = 'none';

/** Amounts in pounds, one a line: pence. */
function PoundsLines({ label, required }: { readonly label: string; readonly required: string }): PropertyDecorator {
  return field((sent) => {
    const lines = oneText(sent).split('\n').map((line) => line.trim()).filter(Boolean);
    if (lines.length === 0) return new Unreadable(required);
    const amounts = lines.map(parsePounds);
    const wrong = amounts.indexOf(null);
    return wrong < 0 ? amounts : new Unreadable(`${label} must be amounts of money, one a line. Check “${(lines[wrong] ?? '').slice(0, 40)}”`);
  });
}

/** What a vehicle says of itself. The band rule is a whole percentage and upper limits in pounds. */
export class VehicleContentForm {
  @Text({ label: 'Name', required: 'Enter a name', trim: true, max: 200 }) name!: string;
  @Text({ label: 'Description', required: 'Enter what it is for' }) description!: string;
  @Choice({ required: 'Select what kind of framework or market it is', options: [...vehicleKinds] }) kind!: Vehicle['kind'];
  @Choice({ required: 'Select the law it is let under', options: ['PCR2015', 'PA2023', NO_REGIME] }) regime!: string;
  @YesNo({ required: 'Select yes if the lighter rules for social services apply' }) isLightTouch!: boolean;
  @DayField({ label: 'The first day of the term', required: 'Enter the first day of the term' }) opensOn!: Day;
  @DayField({ label: 'The last day of the term', required: 'Enter the last day of the term' }) endsOn!: Day;
  @Choices({ required: 'Select at least one category' }) categoryCodes!: string[];
  @Text({ label: 'Conditions of membership', required: 'Enter the conditions of membership' }) conditions!: string;
  @Choice({ required: 'Select a questionnaire' }) questionnaireCode!: string;
  @Whole({ label: 'The share of turnover', required: 'Enter the share of turnover', min: 1, max: 1_000 }) turnoverSharePercent!: number;
  @Email({ label: 'The address that applicants write to' }) contactEmail!: string;
  @PoundsLines({ label: 'Bands', required: 'Enter the upper limit of each band' }) bands!: number[];
}

/** A vehicle to be drafted. */
export class DraftVehicleForm extends VehicleContentForm {
  @Text({ label: 'Code', required: 'Enter a code', trim: true, max: 12, as: (text) => text.toUpperCase() }) code!: string;
}

/** A vehicle to be changed, as the page showed it. */
export class EditVehicleForm extends VehicleContentForm {
  @Whole({ label: 'Revision', required: 'Load the page again', max: 1_000_000_000 }) revision!: number;
  @Text({ label: 'Reason' }) reason!: string | null;
}

/** A vehicle to be made from another. */
export class CopyVehicleForm {
  @Text({ label: 'Code', required: 'Enter a code', trim: true, max: 12, as: (text) => text.toUpperCase() }) code!: string;
  @Text({ label: 'Name', required: 'Enter a name', trim: true, max: 200 }) name!: string;
}

/** Why a vehicle closes. */
export class CloseVehicleForm {
  @Text({ label: 'Reason', required: 'Enter why the framework or market closes' }) reason!: string;
}

/** A button that confirms what was seen. */
export class OpenVehicleForm {
  @Whole({ label: 'Revision', required: 'Load the page again', max: 1_000_000_000 }) revision!: number;
}

/** What a form says, as the rules take it. */
export function contentIn({ turnoverSharePercent, bands, regime, ...form }: VehicleContentForm): VehicleContent {
  const { name, description, kind, isLightTouch, opensOn, endsOn, categoryCodes, conditions, questionnaireCode, contactEmail } = form;
  const bandRule = { turnoverShareBasisPoints: turnoverSharePercent * 100, bandsPence: bands };
  return { name, description, kind, regime: regime === NO_REGIME ? null : (regime as Vehicle['regime']), isLightTouch, opensOn, endsOn, categoryCodes, conditions, questionnaireCode, bandRule, contactEmail };
}
