import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '#libs/persistence';
import type { AbsenceReason, Appointment, AppointmentMethod, Attendance } from '../domain/case-file.js';

@Entity({ schema: 'delivery', name: 'appointment' })
export class AppointmentEntity implements Appointment {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') caseId!: string;
  @Column('text') kind!: 'assessment' | 'session';
  @Column('int', { nullable: true }) number!: number | null;
  @Column('text') status!: 'booked' | 'held' | 'missed' | 'cancelled';
  @InstantColumn() startsAt!: Date;
  @Column('int') durationMinutes!: number;
  @Column('text') method!: AppointmentMethod;
  @Column('text', { nullable: true }) address!: string | null;
  @Column('boolean') isGroup!: boolean;
  @InstantColumn() bookedAt!: Date;
  @Column('text', { nullable: true }) rescheduledBy!: 'person' | 'provider' | 'practitioner' | null;
  @Column('text', { nullable: true }) rescheduleReason!: string | null;
  @Column('text', { nullable: true }) attended!: Attendance | null;
  @Column('text', { nullable: true }) absenceReason!: AbsenceReason | null;
  @Column('text', { nullable: true }) summary!: string | null;
  @Column('text', { nullable: true }) concerns!: string | null;
  @Column('boolean') notifyPractitioner!: boolean;
  @InstantColumn({ nullable: true }) recordedAt!: Date | null;
}
