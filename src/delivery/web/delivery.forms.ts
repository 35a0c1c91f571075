import type { Day } from '#libs/kernel';
import { Choice, DayField, Text, Whole, YesNo, type FormClass } from '#libs/web';
import { endReasons, type EndReasonCode } from '../../referrals/referrals.public.js';
import type { OutcomeLevel } from '../delivery.public.js';
import { absenceReasons, appointmentMethods, attendances, type AbsenceReason, type AppointmentMethod, type Attendance } from '../domain/case-file.js';

/** When, how and where. The time is a London clock face, `HH:MM`. */
export class TimeForm {
  @DayField({ label: 'The date', required: 'Enter the date of the appointment' }) startsOn!: Day;
  @Text({ label: 'The start time', required: 'Enter a start time, like 9:30am, 2pm or 14:00', trim: true, as: fullTime, max: 20, pattern: { matches: /^([01]\d|2[0-3]):[0-5]\d$/, message: 'Enter a start time, like 9:30am, 2pm or 14:00' } }) startsTime!: string;
  @Whole({ label: 'The number of minutes', required: 'Enter how many minutes it lasts', min: 5, max: 480 }) durationMinutes!: number;
  @Choice({ required: 'Select how you will meet', options: appointmentMethods }) method!: AppointmentMethod;
  @Text({ label: 'The address', required: 'Enter the address of the appointment', max: 500, when: (body) => body['method'] === 'other-address' }) address!: string | null;
  @Choice({ required: 'Select whether it is one-to-one or in a group', options: ['one-to-one', 'group'] }) form!: 'one-to-one' | 'group';
}

/** A booking; the session is asked only when there is a choice. */
export class BookingForm extends TimeForm {
  @Whole({ label: 'The session', min: 1, max: 200 }) number!: number | null;
}

/** A new time, with who asked and why. */
export class RescheduleForm extends TimeForm {
  @Choice({ required: 'Select who asked to move the appointment', options: ['person', 'provider', 'practitioner'] }) askedBy!: 'person' | 'provider' | 'practitioner';
  @Text({ label: 'The reason', required: 'Enter why the appointment is being moved' }) reason!: string;
}

const missed = (body: { readonly [name: string]: unknown }): boolean => body['attended'] === 'no';

/** What became of an appointment: whether it happened, then what was done. */
export class FeedbackForm {
  @Choice({ required: 'Select whether the person attended', options: attendances }) attended!: Attendance;
  @Choice({ required: 'Select why the person did not attend', options: absenceReasons, when: missed }) absenceReason!: AbsenceReason | null;
  @Text({ label: 'The summary' }) summary!: string | null;
  @Text({ label: 'The concerns' }) concerns!: string | null;
  @YesNo({ required: 'Select yes if the practitioner should be told' }) notifyPractitioner!: boolean;
}

/** Why a case ends; needed unless every planned session has its record, which the rule knows. */
export class EndForm {
  @Choice({ label: 'Reason', options: Object.keys(endReasons) }) reason!: EndReasonCode | null;
  @Text({ label: 'The comment' }) comment!: string | null;
}

/** Which plan the practitioner approves. */
export class ApproveForm {
  @Choice({ required: 'Approve the plan from the case page' }) planId!: string;
}

/** A plan: the boxes `activity0`, `activity1`… hold the activities of each desired outcome, one a line. */
export interface PlanForm {
  readonly sessions: number;
  activities(outcome: number): readonly string[];
}

/** A report: `level0` and `comment0`, `level1`… for each desired outcome. */
export interface ReportForm {
  readonly summary: string;
  score(outcome: number): { readonly level: OutcomeLevel; readonly comment: string };
}

// One class for each number of outcomes: the validation libraries keep every class they ever saw, so none is made per request.
const planForms = new Map<number, FormClass<PlanForm>>();
const reportForms = new Map<number, FormClass<ReportForm>>();

/** The plan form for so many desired outcomes. */
export function planFormFor(outcomes: number): FormClass<PlanForm> {
  return kept(planForms, outcomes, () => {
    class Form implements PlanForm {
      @Whole({ label: 'The number of sessions', required: 'Enter the number of sessions', min: 1, max: 200 }) sessions!: number;

      activities(outcome: number): string[] {
        const typed = Reflect.get(this, `activity${outcome}`) as string | null;
        return (typed ?? '').split('\n').filter((line) => line.trim() !== '');
      }
    }
    for (let index = 0; index < outcomes; index += 1) Text({ label: 'The activities' })(Form.prototype, `activity${index}`);
    return Form;
  });
}

/** The report form for so many desired outcomes. */
export function reportFormFor(outcomes: number): FormClass<ReportForm> {
  return kept(reportForms, outcomes, () => {
    class Form implements ReportForm {
      @Text({ label: 'The summary', required: 'Enter a summary of the work' }) summary!: string;

      score(outcome: number): { level: OutcomeLevel; comment: string } {
        return { level: Reflect.get(this, `level${outcome}`) as OutcomeLevel, comment: Reflect.get(this, `comment${outcome}`) as string };
      }
    }
    for (let index = 0; index < outcomes; index += 1) {
      Choice({ required: `Select what was achieved for outcome ${index + 1}`, options: ['achieved', 'partly-achieved', 'not-achieved'] })(Form.prototype, `level${index}`);
      Text({ label: 'The comment', required: `Enter a comment on outcome ${index + 1}` })(Form.prototype, `comment${index}`);
    }
    return Form;
  });
}

function kept<Form>(forms: Map<number, Form>, size: number, make: () => Form): Form {
  const form = forms.get(size) ?? make();
  forms.set(size, form);
  return form;
}

/** "9:30", "9.30", "0930" and "9:30am" as "09:30", "2pm" as "14:00"; anything else as typed, for the message. */
export function fullTime(text: string): string {
  const [, onClock, minutes = '00', half] = /^(\d{1,2})(?:[:.]?(\d{2}))?(?: ?([ap])\.?m\.?)?$/i.exec(text) ?? [];
  if (!onClock || (!half && text === onClock)) return text;
  const hour = Number(onClock);
  if (!half) return `${onClock.padStart(2, '0')}:${minutes}`;
  return hour < 1 || hour > 12 ? text : `${String((hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0)).padStart(2, '0')}:${minutes}`;
}
