import type { OpenDraftAccess } from '../application/draft-access.service.js';
import type { Access } from '../application/limited-access.service.js';
import type { NamedCandidate } from '../application/reader-candidates.js';

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

/** Who may see a referral once its draft is sent. `candidates` are colleagues alone while its service is not chosen. */
export class DraftAccessResponse {
  isLimited!: boolean;
  isLimitedByCaseData!: boolean;
  revision!: number;
  readerIds!: string[];
  limitReason!: string | null;
  candidates!: ReaderCandidateResponse[];
}

/** Who may see a draft once it is sent, as the API shows it. */
export function draftAccessResponse({ draft, access, isLimitedByCaseData, candidates }: OpenDraftAccess): DraftAccessResponse {
  const { isLimited, readerIds, limitReason } = access;
  return { isLimited, isLimitedByCaseData, revision: draft.revision, readerIds: [...readerIds], limitReason, candidates: candidates.map(candidateResponse) };
}

/** Who may see a referral, as the API shows it. */
export function accessResponse({ referral, readers, always, candidates, decision }: Access): ReferralAccessResponse {
  return {
    isLimited: referral.restricted,
    revision: referral.revision,
    readers: readers.map(({ id, name }) => ({ id, name })),
    always: [...always],
    candidates: candidates.map(candidateResponse),
    reason: referral.restricted ? (decision?.reason ?? null) : null,
  };
}

function candidateResponse({ userId, name, role, organisationId, organisationName }: NamedCandidate): ReaderCandidateResponse {
  return { id: userId, name, role, organisationId, organisationName };
}
