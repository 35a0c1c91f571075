import type { OwnPart } from '../application/consortium.queries.js';
import type { NamedMember } from '../domain/consortium.js';
import { isLead } from '../domain/consortium.js';

/** One organisation's part in a consortium. */
export class ConsortiumMemberResponse {
  id!: string;
  applicationId!: string;
  providerId!: string;
  isLead!: boolean;
  shareBasisPoints!: number;
  categoryCodes!: string[];
  areaCodes!: string[];
  agreedAt!: Date | null;
  declinedAt!: Date | null;
  declineReason!: string | null;
  /** Agree to the part with this revision. */
  revision!: number;
}

/** A member in a list, with its name. */
export class NamedConsortiumMemberResponse {
  id!: string;
  providerId!: string;
  name!: string;
  isLead!: boolean;
  shareBasisPoints!: number;
  categoryCodes!: string[];
  areaCodes!: string[];
  agreedAt!: Date | null;
  declinedAt!: Date | null;
  declineReason!: string | null;
}

/** Who applies together, the lead first. */
export class ConsortiumResponse {
  members!: NamedConsortiumMemberResponse[];
}

/** The caller's part in a consortium that another organisation leads. */
export class OwnPartResponse {
  id!: string;
  leadName!: string;
  vehicleName!: string;
  reference!: string;
  /** How far the application is: draft, submitted, assessing, queried, proposed or decided; null where the caller declined. */
  status!: string | null;
  shareBasisPoints!: number;
  categoryCodes!: string[];
  areaCodes!: string[];
  agreedAt!: Date | null;
  declinedAt!: Date | null;
}

/** The caller's parts in consortia, the latest application first. */
export class OwnPartListResponse {
  items!: OwnPartResponse[];
}

/** An own part as the API shows it. */
export function ownPartResponse({ id, leadName, vehicleName, reference, status, shareBasisPoints, categoryCodes, areaCodes, agreedAt, declinedAt }: OwnPart): OwnPartResponse {
  return { id, leadName, vehicleName, reference, status, shareBasisPoints, categoryCodes: [...categoryCodes], areaCodes: [...areaCodes], agreedAt, declinedAt };
}

/** A part as the API shows it. */
export function consortiumMemberResponse(member: Omit<NamedMember, 'name'> & { readonly revision: number }): ConsortiumMemberResponse {
  const { id, applicationId, providerId, shareBasisPoints, categoryCodes, areaCodes, agreedAt, declinedAt, declineReason, revision } = member;
  return { id, applicationId, providerId, isLead: isLead(member), shareBasisPoints, categoryCodes: [...categoryCodes], areaCodes: [...areaCodes], agreedAt, declinedAt, declineReason, revision };
}

/** A consortium as the API shows it. */
export function consortiumResponse(members: readonly NamedMember[]): ConsortiumResponse {
  return {
    members: members.map((member) => {
      const { id, providerId, name, shareBasisPoints, categoryCodes, areaCodes, agreedAt, declinedAt, declineReason } = member;
      return { id, providerId, name, isLead: isLead(member), shareBasisPoints, categoryCodes: [...categoryCodes], areaCodes: [...areaCodes], agreedAt, declinedAt, declineReason };
    }),
  };
}
