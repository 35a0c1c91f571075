import type { Access } from '../application/limited-access.service.js';

/** Someone who can be named as a reader. */
export class ReaderCandidateResponse {
  id!: string;
  name!: string;
  role!: string;
  organisationId!: string;
  organisationName!: string;
}

/** Someone who may see a referral. */
export class ReferralReaderResponse {
  id!: string;
  name!: string;
}

/** Who may see a referral: while access is not limited, its team and its provider, and `readers` is empty. */
export class ReferralAccessResponse {
  isLimited!: boolean;
  revision!: number;
  readers!: ReferralReaderResponse[];
  /** Ids of those who always may. */
  always!: string[];
  candidates!: ReaderCandidateResponse[];
  reason!: string | null;
}

/** Whether access to a referral is limited now. */
export class ReferralLimitResponse {
  id!: string;
  isLimited!: boolean;
  revision!: number;
}

/** Who may see a referral, as the API shows it. */
export function accessResponse({ referral, readers, always, candidates, decision }: Access): ReferralAccessResponse {
  return {
    isLimited: referral.restricted,
    revision: referral.revision,
    readers: readers.map(({ id, name }) => ({ id, name })),
    always: [...always],
    candidates: candidates.map(({ userId, name, role, organisationId, organisationName }) => ({ id: userId, name, role, organisationId, organisationName })),
    reason: referral.restricted ? (decision?.reason ?? null) : null,
  };
}
