import type { ReferralContent } from '../domain/referral-content.js';
import type { SendReferralDto } from './referral.dto.js';

/** A request body as referral content: what was left out is said explicitly. Enforceable days alone mean an order with a rehabilitation activity requirement. */
export function contentOfDto({ contractId: _, limitAccess: _limit, ...body }: SendReferralDto): ReferralContent {
  const said = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null && value !== undefined)) as typeof body;
  const given = { ...unsaid, ...said, ...(body.location === 'custody' ? {} : notInCustody) };
  return { ...given, sentenceKind: said.sentenceKind ?? (given.enforceableDays === null ? 'order' : 'order-with-rar') };
}

/** What belongs to custody alone. */
const notInCustody = { prisonName: null, expectedReleaseOn: null, releaseUnknownReason: null, mainContactName: null, mainContactRole: null, mainContactEmail: null, mainContactPhone: null } as const;

/** What may be left out. */
const unsaid = {
  ...notInCustody,
  ...{ ethnicity: null, preferredLanguage: null, religion: null, disabilities: null, completeByReason: null, enforceableDays: null },
  ...{ additionalRisk: '', accessNeeds: '', interpreterLanguage: '', responsibilities: '', unavailableWhen: '', anythingElse: '' },
} as const;
