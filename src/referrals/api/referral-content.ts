import type { ReferralContent } from '../domain/send-referral.js';
import type { SendReferralDto } from './referral.dto.js';

/** A request body as referral content: what was left out is said explicitly. */
export function contentOfDto({ contractId: _, ...body }: SendReferralDto): ReferralContent {
  return {
    ...body,
    prisonName: body.location === 'custody' ? (body.prisonName ?? null) : null,
    enforceableDays: body.enforceableDays ?? null,
    accessNeeds: body.accessNeeds ?? '',
    interpreterLanguage: body.interpreterLanguage ?? '',
  };
}
