import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CatalogueModule } from '../catalogue/catalogue.module.js';
import { ContractsModule } from '../contracts/contracts.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { ProvidersModule } from '../providers/providers.module.js';
import { ReferralsModule } from '../referrals/referrals.module.js';
import { AppointmentsApiController } from './api/appointments.api.controller.js';
import { CaseloadApiController } from './api/caseload.api.controller.js';
import { CaseTransfersApiController } from './api/case-transfers.api.controller.js';
import { CasesApiController } from './api/cases.api.controller.js';
import { PlansApiController } from './api/plans.api.controller.js';
import { ReassignmentsApiController } from './api/reassignments.api.controller.js';
import { ReportsApiController } from './api/reports.api.controller.js';
import { AppointmentsService } from './application/appointments.service.js';
import { Assignable } from './application/assignable.js';
import { LocalCaseDirectory } from './application/case-directory.js';
import { CaseTransfersService } from './application/case-transfers.service.js';
import { HandOverPlaces } from './application/hand-over-places.js';
import { CaseFiles } from './application/case-files.js';
import { CaseNaming } from './application/case-names.js';
import { CaseHandover } from './application/case-handover.js';
import { Caseload } from './application/caseload.js';
import { CaseloadExport } from './application/caseload-export.js';
import { CaseloadQueries } from './application/caseload.queries.js';
import { CaseloadSearch } from './application/caseload-search.js';
import { DeliveredElsewhere } from './application/delivered-elsewhere.js';
import { Timelines } from './application/timelines.js';
import { CaseQueries } from './application/cases.queries.js';
import { CasesService } from './application/cases.service.js';
import { LimitedCases } from './application/limited-cases.js';
import { PlansService } from './application/plans.service.js';
import { ReassignmentQueries } from './application/reassignment.queries.js';
import { ReassignmentService } from './application/reassignment.service.js';
import { Reassignments } from './application/reassignments.js';
import { CaseDirectory } from './delivery.public.js';
import { AmendedProjections } from './jobs/amended.projections.js';
import { CaseloadProjections } from './jobs/caseload.projections.js';
import { DeliverySchedule } from './jobs/delivery.schedule.js';
import { LimitedAccessProjections } from './jobs/limited-access.projections.js';
import { HandoverProjections } from './jobs/handover.projections.js';
import { ReassignmentProjections } from './jobs/reassignment.projections.js';
import { CaseAllocationEntity } from './persistence/allocation.entity.js';
import { AppointmentEntity } from './persistence/appointment.entity.js';
import { CaseEntity } from './persistence/case.entity.js';
import { ActivityEntity, PlanEntity } from './persistence/plan.entity.js';
import { ReassignmentEntity } from './persistence/reassignment.entity.js';
import { OutcomeScoreEntity, ReportEntity } from './persistence/report.entity.js';
import { AcceptController } from './web/accept.web.controller.js';
import { AppointmentsController } from './web/appointments.web.controller.js';
import { CaseloadController } from './web/caseload.web.controller.js';
import { CaseloadSearchController } from './web/caseload-search.web.controller.js';
import { CaseTransfersController } from './web/case-transfers.web.controller.js';
import { CasesController } from './web/cases.web.controller.js';
import { DeliveryNavigation } from './web/delivery.navigation.js';
import { InboxPanel } from './web/inbox.panel.js';
import { PlansController } from './web/plans.web.controller.js';
import { ReassignController } from './web/reassign.web.controller.js';
import { ReassignmentsController } from './web/reassignments.web.controller.js';
import { TimelinesController } from './web/timelines.web.controller.js';

const entities = [CaseEntity, AppointmentEntity, PlanEntity, ActivityEntity, ReportEntity, OutcomeScoreEntity, ReassignmentEntity, CaseAllocationEntity];
const api = [CaseloadApiController, ReassignmentsApiController, CasesApiController, CaseTransfersApiController, AppointmentsApiController, PlansApiController, ReportsApiController];
// Reassigning comes before cases: `to-reassign` is not the id of one.
const pages = [AcceptController, CaseloadController, CaseloadSearchController, ReassignController, ReassignmentsController, TimelinesController, CaseTransfersController, CasesController, AppointmentsController, PlansController];
const work = [CasesService, AppointmentsService, PlansService, CaseFiles, CaseNaming, CaseQueries, Caseload, CaseloadQueries, CaseloadExport, CaseloadSearch, Assignable, ReassignmentService, ReassignmentQueries, Reassignments];

/** Accepting a referral and everything after: assessment, plan, sessions, end, report, clocks and the caseload. */
@Module({
  imports: [TypeOrmModule.forFeature(entities), IdentityModule, CatalogueModule, ContractsModule, ProvidersModule, ReferralsModule],
  controllers: [...api, ...pages],
  providers: [...work, CaseTransfersService, HandOverPlaces, DeliveredElsewhere, Timelines, AmendedProjections, InboxPanel, LimitedCases, LimitedAccessProjections, CaseloadProjections, HandoverProjections, CaseHandover, ReassignmentProjections, DeliverySchedule, DeliveryNavigation, { provide: CaseDirectory, useClass: LocalCaseDirectory }],
  exports: [CaseDirectory],
})
export class DeliveryModule {}
