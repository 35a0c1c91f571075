import type { Provider } from '../domain/provider.js';
import type { ProviderSummary } from '../providers.public.js';

/** An organisation that delivers services, as everyone signed in sees it. */
export class OrganisationRowResponse {
  id!: string;
  name!: string;
  size!: string | null;
  isVcse!: boolean | null;
  isRegistered!: boolean;
}

/** One organisation with its public register numbers. */
export class OrganisationResponse extends OrganisationRowResponse {
  legalForm!: string | null;
  companyNumber!: string | null;
  charityNumber!: string | null;
}

/** One page of organisations, by name. */
export class OrganisationListResponse {
  items!: OrganisationRowResponse[];
  next!: string | null;
}

/** A provider as the API shows it: turnover stays with the organisation and commissioners. */
export function organisationResponse({ id, name, size, isVcse, isRegistered, legalForm, companyNumber, charityNumber }: Provider): OrganisationResponse {
  return { id, name, size, isVcse, isRegistered, legalForm, companyNumber, charityNumber };
}

/** A provider in a list. */
export function organisationRow({ id, name, size, isVcse, isRegistered }: ProviderSummary): OrganisationRowResponse {
  return { id, name, size, isVcse, isRegistered };
}
