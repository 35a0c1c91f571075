import { ensure, type Creation, type Decision, type Pence } from '#libs/kernel';
import { ensureCharityNumber, ensureCompanyNumber } from './register-number.js';
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
  /** Named one filling-in of the registration form; registrations keep it now. */
  readonly registrationKey: string | null;
  readonly addedAt: Date;
}

/** What must be known before an organisation registers; listed means known by this name from a contract register, which a commissioner then checks. */
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
  ensure(!facts.companyNumberTaken, 'company-number-taken', 'An organisation with this company number is already registered. If you work there, ask to join it.', 'companyNumber');
  ensure(!facts.charityNumberTaken, 'charity-number-taken', 'An organisation with this charity number is already registered. If you work there, ask to join it.', 'charityNumber');
  ensure(!facts.nameTaken, 'organisation-name-taken', 'An organisation with this name is already registered. If you work there, ask to join it.', 'name');
}

/** An organisation registers itself; `ensureMayRegister` comes first. */
export function registerProvider(details: ProviderDetails, { id, registrationKey, now }: NewRegistration): Creation<Provider> {
  const name = details.name.trim();
  return { row: { ...details, id, name, matchName: comparableName(name), isRegistered: true, registrationKey, addedAt: now } };
}

/** A listed organisation registers: the same record, which contracts point at, under the name it is listed by. */
export function registerListed(listing: Provider, details: ProviderDetails): Decision<Provider> {
  ensure(!listing.isRegistered, 'listing-taken', 'This organisation has registered meanwhile');
  const { legalForm, companyNumber, charityNumber, size, isVcse, turnoverPence } = details;
  return { changes: { legalForm, companyNumber, charityNumber, size, isVcse, turnoverPence, isRegistered: true } };
}

/** An organisation known only from a contract register: shown, never invited. */
export function listProvider({ id, name, now }: { readonly id: string; readonly name: string; readonly now: Date }): Creation<Provider> {
  const unknown = { legalForm: null, companyNumber: null, charityNumber: null, size: null, isVcse: null, turnoverPence: null, registrationKey: null };
  return { row: { id, name: name.trim(), matchName: comparableName(name), ...unknown, isRegistered: false, addedAt: now } };
}

function ensureNumbers({ companyNumber, charityNumber, legalForm }: ProviderDetails): void {
  if (companyNumber !== null) ensureCompanyNumber(companyNumber);
  if (charityNumber !== null) ensureCharityNumber(charityNumber);
  const form = legalForms[legalForm];
  ensure(form.number !== 'company' || companyNumber !== null, 'company-number-missing', `Enter the company number: a ${form.name.toLowerCase()} has one`, 'companyNumber');
  ensure(form.number !== 'charity' || charityNumber !== null, 'charity-number-missing', `Enter the charity number: a ${form.name.toLowerCase()} has one`, 'charityNumber');
}
