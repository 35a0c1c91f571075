import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { AppointmentsService } from '../application/appointments.service.js';
import { CaseFiles } from '../application/case-files.js';
import { detailsOf } from './appointment-details.js';
import { BookAppointmentDto, FeedbackDto, OfCaseDto, RescheduleDto } from './delivery.dto.js';
import { appointmentResponse, AppointmentResponse } from './delivery.response.js';

/** Appointments over the API. */
@ApiTags('appointments')
@Controller('api/v1/appointments')
export class AppointmentsApiController {
  constructor(
    private readonly appointments: AppointmentsService,
    private readonly files: CaseFiles,
  ) {}

  @Post()
  @Needs('appointment.book')
  async book(@CurrentActor() actor: Actor, @Body() { caseId, number, ...time }: BookAppointmentDto): Promise<AppointmentResponse> {
    return this.response(actor, await this.appointments.book(actor, caseId, { ...detailsOf(time), number: number ?? null }));
  }

  @Get()
  @Needs('case.read')
  async list(@CurrentActor() actor: Actor, @Query() { caseId }: OfCaseDto): Promise<AppointmentResponse[]> {
    return (await this.files.open(actor, caseId)).appointments.map(appointmentResponse);
  }

  @Get(':id')
  @Needs('case.read')
  show(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<AppointmentResponse> {
    return this.response(actor, id);
  }

  @Post(':id/reschedule')
  @HttpCode(200)
  @Needs('appointment.reschedule')
  async reschedule(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() { askedBy, reason, ...time }: RescheduleDto): Promise<AppointmentResponse> {
    await this.appointments.reschedule(actor, id, { ...detailsOf(time), askedBy, reason });
    return this.response(actor, id);
  }

  @Post(':id/feedback')
  @HttpCode(200)
  @Needs('appointment.record')
  async feedback(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: FeedbackDto): Promise<AppointmentResponse> {
    const { attended, absenceReason = null, summary = null, concerns = null, notifyPractitioner = false } = body;
    await this.appointments.record(actor, id, { attended, absenceReason, summary, concerns, notifyPractitioner });
    return this.response(actor, id);
  }

  private async response(actor: Actor, id: string): Promise<AppointmentResponse> {
    return appointmentResponse((await this.appointments.appointment(actor, id)).appointment);
  }
}
