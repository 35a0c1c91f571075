import type { ClaimRow } from '../application/registration.queries.js';
import type { Registration } from '../domain/registration.js';

/** A registration that was asked for, and what happens next. */
export class RegistrationAskedResponse {
  registrationId!: string;
  status!: 'confirm-by-email';
  next!: string;
}

/** A request to join that was passed on. */
export class JoinAskedResponse {
  organisationName!: string;
  next!: string;
}

/** A registration that says it is a listed organisation. */
export class RegistrationResponse {
  id!: string;
  name!: string;
  companyNumber!: string | null;
  charityNumber!: string | null;
  status!: string;
  organisationId!: string | null;
}

/** Registrations that wait for a commissioner. */
export class RegistrationListResponse {
  items!: RegistrationResponse[];
}

/** What the API answers whoever asks to register: the same whether or not the address has an account. */
export function registrationAsked(registrationId: string): RegistrationAskedResponse {
  return { registrationId, status: 'confirm-by-email', next: 'Open the link in the email within 7 days and confirm. Nothing is registered before that.' };
}

/** A registration as commissioners see it. */
export function registrationResponse({ id, name, companyNumber, charityNumber, status, providerId }: Registration | ClaimRow): RegistrationResponse {
  return { id, name, companyNumber, charityNumber, status, organisationId: providerId };
}
