import { Injectable } from '@nestjs/common';
import { Clock, must, newId, type Actor } from '#libs/kernel';
import { UnitOfWork } from '#libs/persistence';
import { bookAppointment, recordFeedback, rescheduleAppointment, type Booking, type Feedback, type Moment, type Rescheduling } from '../domain/appointments.js';
import type { Appointment, CaseFile } from '../domain/case-file.js';
import { CaseEntity } from '../persistence/case.entity.js';
import { CaseFiles } from './case-files.js';
import { CaseQueries } from './cases.queries.js';

/** One appointment with the case it belongs to. */
export interface OpenedAppointment {
  readonly file: CaseFile;
  readonly appointment: Appointment;
}

/** Booking, moving and recording appointments. */
@Injectable()
export class AppointmentsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly files: CaseFiles,
    private readonly queries: CaseQueries,
    private readonly clock: Clock,
  ) {}

  /** Books the initial assessment or a session. Answers the appointment's id. */
  async book(actor: Actor, caseId: string, booking: Omit<Booking, 'id'>): Promise<string> {
    const id = newId();
    await this.work.change({ actor, action: 'appointment.book', entity: CaseEntity, id: caseId }, async (row) => bookAppointment(await this.files.of(row), { ...booking, id }, this.moment()));
    return id;
  }

  async reschedule(actor: Actor, id: string, rescheduling: Rescheduling): Promise<CaseEntity> {
    const caseId = await this.queries.caseOf('appointment', id);
    return this.work.change({ actor, action: 'appointment.reschedule', entity: CaseEntity, id: caseId }, async (row) => {
      const file = await this.files.of(row);
      return rescheduleAppointment(file, appointmentIn(file, id), rescheduling, this.moment());
    });
  }

  /** Records what happened, once. */
  async record(actor: Actor, id: string, feedback: Feedback): Promise<CaseEntity> {
    const caseId = await this.queries.caseOf('appointment', id);
    return this.work.change({ actor, action: 'appointment.record', entity: CaseEntity, id: caseId }, async (row) => {
      const file = await this.files.of(row);
      return recordFeedback(file, appointmentIn(file, id), feedback, this.moment());
    });
  }

  /** An appointment whose case the actor may read; with an action, one it may also act on. */
  async appointment(actor: Actor, id: string, action?: string): Promise<OpenedAppointment> {
    const file = await this.files.open(actor, await this.queries.caseOf('appointment', id), action);
    return { file, appointment: appointmentIn(file, id) };
  }

  private moment(): Moment {
    return { now: this.clock.now(), today: this.clock.today() };
  }
}

function appointmentIn({ appointments }: CaseFile, id: string): Appointment {
  return must(
    appointments.find((each) => each.id === id),
    `appointment ${id}`,
  );
}
