import type { Day } from '#libs/kernel';
import { Choice, DayField, Text, Whole, YesNo, type AskedWhen } from '#libs/web';
import { appointmentMethods, type AppointmentDetails, type AppointmentMethod } from '../domain/case-file.js';
import { londonInstant } from '../domain/london-time.js';
import { fullTime } from './delivery.forms.js';

const offers: AskedWhen = (body) => body['offers'] === 'yes';

/** Who will work with the person, and when they first meet, if that is known already. The time is a London clock face, `HH:MM`. */
export class AcceptForm {
  @Choice({ required: 'Select the caseworker who will work with the person' }) caseworkerId!: string;
  @YesNo() offers!: boolean | null;
  @DayField({ label: 'The date', required: 'Enter the date of the appointment', when: offers }) startsOn!: Day | null;
  @Text({ label: 'The start time', required: 'Enter a start time, like 9:30am, 2pm or 14:00', trim: true, as: fullTime, max: 20, when: offers, pattern: { matches: /^([01]\d|2[0-3]):[0-5]\d$/, message: 'Enter a start time, like 9:30am, 2pm or 14:00' } }) startsTime!: string | null;
  @Whole({ label: 'The number of minutes', required: 'Enter how many minutes it lasts', min: 5, max: 480, when: offers }) durationMinutes!: number | null;
  @Choice({ required: 'Select how you will meet', options: appointmentMethods, when: offers }) method!: AppointmentMethod | null;
  @Text({ label: 'The address', required: 'Enter the address of the appointment', max: 500, when: (body) => offers(body) && body['method'] === 'other-address' }) address!: string | null;
}

/** The first appointment offered, one-to-one; null where none is. */
export function offerOf({ offers: isOffered, startsOn, startsTime, durationMinutes, method, address }: AcceptForm): AppointmentDetails | null {
  if (!isOffered || !startsOn || !startsTime || !durationMinutes || !method) return null;
  return { startsAt: londonInstant(startsOn, startsTime), durationMinutes, method, address, isGroup: false };
}
