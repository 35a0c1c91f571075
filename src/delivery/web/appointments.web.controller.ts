import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import { dayOf, NotFound, type Actor } from '#libs/kernel';
import { firstAttempt, page, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { AppointmentsService, type OpenedAppointment } from '../application/appointments.service.js';
import { CaseFiles } from '../application/case-files.js';
import { bookableSessions, type AppointmentDetails } from '../domain/case-file.js';
import { londonInstant, londonTime } from '../domain/london-time.js';
import { BookingForm, FeedbackForm, RescheduleForm, type TimeForm } from './delivery.forms.js';
import { absenceWords, askers, attendanceWords, methods, nameOf, options } from './delivery.words.js';

const choices = { methods, askers: options(askers), attendances: options(attendanceWords), absences: options(absenceWords) };

/** Booking, moving and recording appointments of a case. */
@Controller('cases/:id/appointments')
export class AppointmentsController {
  constructor(
    private readonly appointments: AppointmentsService,
    private readonly files: CaseFiles,
  ) {}

  @Get('book')
  @Needs('appointment.book')
  askBook(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    return this.bookPage(actor, id, firstAttempt({ durationMinutes: 60, form: 'one-to-one' }));
  }

  @Post('book')
  @Needs('appointment.book')
  async book(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(BookingForm, body, {
      run: (form) => this.appointments.book(actor, id, { ...detailsOf(form), number: form.number }),
      done: () => redirect(`/cases/${id}`, { flash: 'Appointment booked' }),
      again: (attempt) => this.bookPage(actor, id, attempt),
    });
  }

  @Get(':appointmentId/reschedule')
  @Needs('appointment.reschedule')
  async askReschedule(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Param('appointmentId', IdParam) appointmentId: string): Promise<Page> {
    const opened = await this.open(actor, id, { appointmentId, action: 'appointment.reschedule' });
    const { startsAt, isGroup, ...saved } = opened.appointment;
    return reschedulePage(opened, firstAttempt({ ...saved, startsOn: dayOf(startsAt), startsTime: londonTime(startsAt), form: isGroup ? 'group' : 'one-to-one' }));
  }

  @Post(':appointmentId/reschedule')
  @Needs('appointment.reschedule')
  async reschedule(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Param('appointmentId', IdParam) appointmentId: string, @Body() body: unknown): Promise<PageAnswer> {
    const opened = await this.open(actor, id, { appointmentId, action: 'appointment.reschedule' });
    return submit(RescheduleForm, body, {
      run: (form) => this.appointments.reschedule(actor, appointmentId, { ...detailsOf(form), askedBy: form.askedBy, reason: form.reason }),
      done: () => redirect(`/cases/${id}`, { flash: 'Appointment moved' }),
      again: (attempt) => reschedulePage(opened, attempt),
    });
  }

  @Get(':appointmentId/feedback')
  @Needs('appointment.record')
  async askFeedback(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Param('appointmentId', IdParam) appointmentId: string): Promise<Page> {
    return feedbackPage(await this.open(actor, id, { appointmentId, action: 'appointment.record' }), firstAttempt());
  }

  @Post(':appointmentId/feedback')
  @Needs('appointment.record')
  async feedback(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Param('appointmentId', IdParam) appointmentId: string, @Body() body: unknown): Promise<PageAnswer> {
    const opened = await this.open(actor, id, { appointmentId, action: 'appointment.record' });
    return submit(FeedbackForm, body, {
      run: (form) => this.appointments.record(actor, appointmentId, form),
      done: () => redirect(`/cases/${id}`, { flash: 'Feedback saved' }),
      again: (attempt) => feedbackPage(opened, attempt),
    });
  }

  private async bookPage(actor: Actor, id: string, attempt: Attempt): Promise<Page> {
    const file = await this.files.open(actor, id, 'appointment.book');
    const isAssessment = file.case.status === 'awaiting-assessment';
    const sessions = bookableSessions(file).map((number) => ({ value: String(number), text: sessionName(number, file.appointments.some((each) => each.number === number)) }));
    const title = isAssessment ? 'Book the initial assessment' : sessions.length === 1 ? `Book ${sessions[0]?.text.toLowerCase()}` : 'Book a session';
    return page('delivery/web/views/book', { attempt, title, sessions: sessions.length > 1 ? sessions : [], reference: file.case.reference, back: `/cases/${id}`, ...choices });
  }

  private async open(actor: Actor, id: string, { appointmentId, action }: { readonly appointmentId: string; readonly action: string }): Promise<OpenedAppointment> {
    const opened = await this.appointments.appointment(actor, appointmentId, action);
    if (opened.file.case.id !== id) throw new NotFound('appointment');
    return opened;
  }
}

function reschedulePage(opened: OpenedAppointment, attempt: Attempt): Page {
  return page('delivery/web/views/reschedule', { attempt, ...headOf(opened), ...choices });
}

function feedbackPage(opened: OpenedAppointment, attempt: Attempt): Page {
  return page('delivery/web/views/feedback', { attempt, ...headOf(opened), startsAt: opened.appointment.startsAt, ...choices });
}

function headOf({ file, appointment }: OpenedAppointment): object {
  return { name: nameOf(appointment), reference: file.case.reference, back: `/cases/${file.case.id}` };
}

function sessionName(number: number, wasMissed: boolean): string {
  return wasMissed ? `Session ${number}, which was missed` : `Session ${number}`;
}

function detailsOf({ startsOn, startsTime, durationMinutes, method, address, form }: TimeForm): AppointmentDetails {
  return { startsAt: londonInstant(startsOn, startsTime), durationMinutes, method, address, isGroup: form === 'group' };
}
