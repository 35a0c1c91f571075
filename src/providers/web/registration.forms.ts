import { Choice, Email, PoundsField, Text, YesNo } from '#libs/web';
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

/** Asking to join an organisation that is registered already. */
export class JoinForm {
  @Text({ label: 'Organisation', required: 'Enter the company number, the charity number or the name of the organisation', trim: true, max: 200 }) organisation!: string;
  @Text({ label: 'Your name', required: 'Enter your name', trim: true, max: 200 }) name!: string;
  @Email({ required: 'Enter your email address' }) email!: string;
  @Text({ label: 'What you do there', required: 'Say what you do there, so that they know you', max: 2_000 }) note!: string;
}

/** Why a registration is not the listed organisation. */
export class RefuseClaimForm {
  @Text({ label: 'Reason', required: 'Enter the reason. It is sent to the person who registered.', max: 2_000 }) reason!: string;
}
