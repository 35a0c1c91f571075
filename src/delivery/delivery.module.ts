import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CatalogueModule } from '../catalogue/catalogue.module.js';
import { ContractsModule } from '../contracts/contracts.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { ReferralsModule } from '../referrals/referrals.module.js';
import { AppointmentsApiController } from './api/appointments.api.controller.js';
import { CasesApiController } from './api/cases.api.controller.js';
import { PlansApiController } from './api/plans.api.controller.js';
import { ReportsApiController } from './api/reports.api.controller.js';
import { AppointmentsService } from './application/appointments.service.js';
import { LocalCaseDirectory } from './application/case-directory.js';
import { CaseFiles } from './application/case-files.js';
import { CaseNaming } from './application/case-names.js';
import { Caseload } from './application/caseload.js';
import { CaseloadQueries } from './application/caseload.queries.js';
import { CaseQueries } from './application/cases.queries.js';
import { CasesService } from './application/cases.service.js';
import { PlansService } from './application/plans.service.js';
import { CaseDirectory } from './delivery.public.js';
import { CaseloadProjections } from './jobs/caseload.projections.js';
import { DeliverySchedule } from './jobs/delivery.schedule.js';
import { AppointmentEntity } from './persistence/appointment.entity.js';
import { CaseEntity } from './persistence/case.entity.js';
import { ActivityEntity, PlanEntity } from './persistence/plan.entity.js';
import { OutcomeScoreEntity, ReportEntity } from './persistence/report.entity.js';
import { AcceptController } from './web/accept.web.controller.js';
import { AppointmentsController } from './web/appointments.web.controller.js';
import { CaseloadController } from './web/caseload.web.controller.js';
import { CasesController } from './web/cases.web.controller.js';
import { DeliveryNavigation } from './web/delivery.navigation.js';
import { PlansController } from './web/plans.web.controller.js';

const entities = [CaseEntity, AppointmentEntity, PlanEntity, ActivityEntity, ReportEntity, OutcomeScoreEntity];
const api = [CasesApiController, AppointmentsApiController, PlansApiController, ReportsApiController];
const pages = [AcceptController, CaseloadController, CasesController, AppointmentsController, PlansController];
const work = [CasesService, AppointmentsService, PlansService, CaseFiles, CaseNaming, CaseQueries, Caseload, CaseloadQueries];

/** Accepting a referral and everything after: assessment, plan, sessions, end, report, clocks and the caseload. */
@Module({
  imports: [TypeOrmModule.forFeature(entities), IdentityModule, CatalogueModule, ContractsModule, ReferralsModule],
  controllers: [...api, ...pages],
  providers: [...work, CaseloadProjections, DeliverySchedule, DeliveryNavigation, { provide: CaseDirectory, useClass: LocalCaseDirectory }],
  exports: [CaseDirectory],
})
export class DeliveryModule {}
