import { InvalidInput } from '#libs/kernel';
import type { AppointmentDetails } from '../domain/case-file.js';
import type { AppointmentTimeDto } from './delivery.dto.js';

/** When, how and where, as a request says it. Throws InvalidInput for a time there never is. */
export function detailsOf({ startsAt, durationMinutes, method, address, isGroup }: AppointmentTimeDto): AppointmentDetails {
  const at = Date.parse(startsAt);
  if (Number.isNaN(at)) throw new InvalidInput([{ field: 'startsAt', message: 'startsAt must be a real date and time' }]);
  return { startsAt: new Date(at), durationMinutes, method, address: method === 'other-address' ? (address ?? null) : null, isGroup: isGroup ?? false };
}
