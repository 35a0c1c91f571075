import { Choice, Choices, Email, PoundsField, Text, Whole, YesNo } from '#libs/web';
import { legalForms, type LegalForm } from '../domain/provider.js';
import { providerSizes, type ProviderSize } from '../providers.public.js';

/** Registering an organisation and its first user. */
export class RegistrationForm {
  @Text({ label: 'Name of the organisation', required: 'Enter the name of the organisation', trim: true, max: 200 }) name!: string;
  @Choice({ required: 'Select the legal form', options: Object.keys(legalForms) }) legalForm!: LegalForm;
  @Text({ label: 'Company number', trim: true, max: 20 }) companyNumber!: string | null;
  @Text({ label: 'Charity number', trim: true, max: 20 }) charityNumber!: string | null;
  @Choice({ required: 'Select the size of the organisation', options: [...providerSizes] }) size!: ProviderSize;
  @YesNo({ required: 'Select yes if the organisation is a voluntary, community or social enterprise' }) isVcse!: boolean;
  @PoundsField({ label: 'Turnover', required: 'Enter your turnover in pounds' }) turnoverPence!: number;
  @Text({ label: 'Your name', required: 'Enter your name', trim: true, max: 200 }) userName!: string;
  @Email({ required: 'Enter your email address' }) email!: string;
  @Text({ label: 'Password', required: 'Enter a password', min: 10, max: 200 }) password!: string;
  @Text({ label: 'Form', trim: true, pattern: { matches: /^[0-9a-f-]{36}$/, message: 'Load the page again and send the form once more' } }) registrationKey!: string | null;
}

/** Which vehicle to apply to. */
export class VehicleForm {
  @Choice({ required: 'Select the framework to apply to' }) vehicleCode!: string;
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
