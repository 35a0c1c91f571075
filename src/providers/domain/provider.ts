import { ensure, type Creation, type Pence } from '#libs/kernel';
import { providerSizes, type ProviderSize } from '../providers.public.js';

/** Legal forms, and the public register whose number each must give. */
export const legalForms = {
  'private-company': { name: 'Private limited company', number: 'company' },
  'guarantee-company': { name: 'Company limited by guarantee', number: 'company' },
  'community-interest-company': { name: 'Community interest company', number: 'company' },
  'charitable-incorporated-organisation': { name: 'Charitable incorporated organisation', number: 'charity' },
  'charitable-trust': { name: 'Charitable trust or unincorporated charity', number: 'charity' },
  'registered-society': { name: 'Co-operative or community benefit society', number: null },
  'public-body': { name: 'Public body', number: null },
} as const;
export type LegalForm = keyof typeof legalForms;

/** What the sizes mean (UK small-business thresholds, by staff). */
export const sizeNames: Readonly<Record<ProviderSize, string>> = {
  micro: 'Micro: fewer than 10 staff',
  small: 'Small: 10 to 49 staff',
  medium: 'Medium: 50 to 249 staff',
  large: 'Large: 250 staff or more',
};

/** What an organisation says of itself when it registers. Turnover is a year's, in pence. */
export interface ProviderDetails {
  readonly name: string;
  readonly legalForm: LegalForm;
  readonly companyNumber: string | null;
  readonly charityNumber: string | null;
  readonly size: ProviderSize;
  readonly isVcse: boolean;
  readonly turnoverPence: Pence;
}

/** A provider. Its id is its organisation's; one known only from a contract register says nothing of itself. */
export interface Provider {
  readonly id: string;
  readonly name: string;
  /** The name as it is compared: see `comparableName`. */
  readonly matchName: string;
  readonly legalForm: LegalForm | null;
  readonly companyNumber: string | null;
  readonly charityNumber: string | null;
  readonly size: ProviderSize | null;
  readonly isVcse: boolean | null;
  readonly turnoverPence: Pence | null;
  readonly isRegistered: boolean;
  /** Names one filling-in of the registration form, so that sending it twice registers once. */
  readonly registrationKey: string | null;
  readonly addedAt: Date;
}

/** What must be known before an organisation registers; listed means known by this name from a contract register. */
export interface RegistrationFacts {
  readonly nameTaken: boolean;
  readonly isListed: boolean;
  readonly companyNumberTaken: boolean;
  readonly charityNumberTaken: boolean;
}

/** What the record gets besides what the organisation says. */
export interface NewRegistration {
  readonly id: string;
  readonly registrationKey: string | null;
  readonly now: Date;
}

const COMPANY_NUMBER = /^(\d{8}|[A-Z]{2}\d{6})$/;
const CHARITY_NUMBER = /^\d{6,7}(-\d{1,2})?$/;

/** A number of a public register as it is stored: no blanks, capitals; null when nothing was given. */
export function registerNumber(text: string | null | undefined): string | null {
  const kept = (text ?? '').replaceAll(/\s/gu, '').toUpperCase();
  return kept === '' ? null : kept;
}

/** A name as it is compared: case, punctuation, "the" at the start and the ending for the legal form make no difference. */
export function comparableName(name: string): string {
  const words = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('&', ' and ').replaceAll(/['’.]/gu, '');
  const plain = words.replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim();
  return plain.replace(/^the /u, '').replace(/ (limited|ltd|plc|llp|cic|cio)$/u, '') || plain || name.trim().toLowerCase();
}

/** Throws RuleBroken at the first detail that cannot be right or is another organisation's. */
export function ensureMayRegister(details: ProviderDetails, facts: RegistrationFacts): void {
  ensure(details.name.trim().length > 1, 'organisation-name-missing', 'Enter the name of the organisation', 'name');
  ensure(Object.hasOwn(legalForms, details.legalForm), 'legal-form-unknown', 'Select a legal form from the list', 'legalForm');
  ensureNumbers(details);
  ensure(providerSizes.includes(details.size), 'size-unknown', 'Select the size of the organisation', 'size');
  ensure(Number.isSafeInteger(details.turnoverPence) && details.turnoverPence >= 0, 'turnover-format', 'Turnover must be £0 or more', 'turnoverPence');
  const listed = 'An organisation with this name is already listed from a contract register. Ask a commissioner to check that you act for it.';
  ensure(!facts.isListed, 'organisation-listed', listed, 'name');
  ensure(!facts.nameTaken, 'organisation-name-taken', 'An organisation with this name is already registered', 'name');
  ensure(!facts.companyNumberTaken, 'company-number-taken', 'An organisation with this company number is already registered. Ask a colleague to sign in.', 'companyNumber');
  ensure(!facts.charityNumberTaken, 'charity-number-taken', 'An organisation with this charity number is already registered. Ask a colleague to sign in.', 'charityNumber');
}

/** An organisation registers itself; `ensureMayRegister` comes first. */
export function registerProvider(details: ProviderDetails, { id, registrationKey, now }: NewRegistration): Creation<Provider> {
  const name = details.name.trim();
  return { row: { ...details, id, name, matchName: comparableName(name), isRegistered: true, registrationKey, addedAt: now } };
}

/** An organisation known only from a contract register: shown, never invited. */
export function listProvider({ id, name, now }: { readonly id: string; readonly name: string; readonly now: Date }): Creation<Provider> {
  const unknown = { legalForm: null, companyNumber: null, charityNumber: null, size: null, isVcse: null, turnoverPence: null, registrationKey: null };
  return { row: { id, name: name.trim(), matchName: comparableName(name), ...unknown, isRegistered: false, addedAt: now } };
}

function ensureNumbers({ companyNumber, charityNumber, legalForm }: ProviderDetails): void {
  const company = 'Company number must be 8 numbers, or 2 letters and 6 numbers, like 01234567 or SC123456. Add zeros at the front if yours is shorter.';
  ensure(companyNumber === null || COMPANY_NUMBER.test(companyNumber), 'company-number-format', company, 'companyNumber');
  const charity = 'Charity number must be 6 or 7 numbers, like 1123456 or 212345-1, as on the register for England and Wales';
  ensure(charityNumber === null || CHARITY_NUMBER.test(charityNumber), 'charity-number-format', charity, 'charityNumber');
  const form = legalForms[legalForm];
  ensure(form.number !== 'company' || companyNumber !== null, 'company-number-missing', `Enter the company number: a ${form.name.toLowerCase()} has one`, 'companyNumber');
  ensure(form.number !== 'charity' || charityNumber !== null, 'charity-number-missing', `Enter the charity number: a ${form.name.toLowerCase()} has one`, 'charityNumber');
}
