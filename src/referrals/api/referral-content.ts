import { InvalidInput, parseDay, type Day } from '#libs/kernel';
import type { ReferralContent } from '../domain/send-referral.js';
import type { SendReferralDto } from './referral.dto.js';

/** A request body as referral content; throws InvalidInput for days that do not exist, such as 31 February. */
export function contentOfDto({ contractId: _, ...body }: SendReferralDto): ReferralContent {
  return {
    ...body,
    dateOfBirth: realDay('dateOfBirth', body.dateOfBirth),
    sentenceEndsOn: realDay('sentenceEndsOn', body.sentenceEndsOn),
    completeBy: realDay('completeBy', body.completeBy),
    prisonName: body.location === 'custody' ? (body.prisonName ?? null) : null,
    enforceableDays: body.enforceableDays ?? null,
    accessNeeds: body.accessNeeds ?? '',
    interpreterLanguage: body.interpreterLanguage ?? '',
  };
}

function realDay(field: string, text: string): Day {
  const read = parseDay(text);
  if (!read) throw new InvalidInput([{ field, message: `${field} must be a real day, like 2026-03-27` }]);
  return read;
}
