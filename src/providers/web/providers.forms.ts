import { Choice, Choices, Whole, YesNo } from '#libs/web';

/** Which vehicle to apply to. */
export class VehicleForm {
  @Choice({ required: 'Select the framework or market to apply to' }) vehicleCode!: string;
}

/** The draft as the page showed it, so that a second tab is told. */
export class RevisionForm {
  @Whole({ label: 'Revision', required: 'Load the page again', max: 1_000_000_000 }) revision!: number;
}

/** Which categories an application is for. */
export class CategoriesForm extends RevisionForm {
  @Choices({ required: 'Select at least one category' }) categoryCodes!: string[];
}

/** Which areas it is for. */
export class AreasForm extends RevisionForm {
  @Choices({ required: 'Select at least one area' }) areaCodes!: string[];
}

/** Whether several organisations apply together. */
export class AloneOrTogetherForm extends RevisionForm {
  @YesNo({ required: 'Select whether you apply alone or together' }) isConsortium!: boolean;
}

/** A form that asks nothing but its button. */
export class ButtonForm {}

/** Submitting: what is said is true. */
export class DeclarationForm {
  @Choice({ required: 'Confirm that the answers are correct before you submit', options: ['agreed'] }) declaration!: string;
}
