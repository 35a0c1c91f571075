import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Environment } from '#libs/config';
import { DocumentsModule } from '#libs/documents';
import { CatalogueModule } from '../catalogue/catalogue.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { AnswerQueriesApiController } from './api/answer-queries.api.controller.js';
import { AssessmentApiController } from './api/assessment.api.controller.js';
import { AssessmentsApiController } from './api/assessments.api.controller.js';
import { ApplicationsApiController } from './api/applications.api.controller.js';
import { DocumentsApiController } from './api/documents.api.controller.js';
import { MembersApiController } from './api/members.api.controller.js';
import { OrganisationsApiController } from './api/organisations.api.controller.js';
import { RegistrationsApiController } from './api/registrations.api.controller.js';
import { HttpSupplierInformation } from './adapters/supplier-information-http.js';
import { NoSupplierInformation, SupplierInformation } from './adapters/supplier-information.js';
import { ShareCodeApiController } from './api/share-code.api.controller.js';
import { VehiclesApiController } from './api/vehicles.api.controller.js';
import { ApplicationFacts } from './application/application-facts.js';
import { ApplicationQuestionnaire } from './application/application-questionnaire.js';
import { ApplicationQueries } from './application/applications.queries.js';
import { ApplicationRecords } from './application/application-records.js';
import { ApplicationsService } from './application/applications.service.js';
import { AskedQuestions } from './application/asked-questions.js';
import { AnswerQueriesService, ReplyChecks } from './application/answer-queries.service.js';
import { AssessedAnswers } from './application/assessed-answers.js';
import { AssessmentFacts } from './application/assessment-facts.js';
import { AssessmentQueue, QueueSurroundings } from './application/assessment-queue.js';
import { AssessmentQueries } from './application/assessment.queries.js';
import { AssessmentService } from './application/assessment.service.js';
import { DecisionLetters } from './application/decision-letters.js';
import { OpenedAssessments } from './application/opened-assessments.js';
import { AwardChecks } from './application/award-checks.js';
import { ShareCodeQueries } from './application/share-code.queries.js';
import { ShareCodeService } from './application/share-code.service.js';
import { ListedOrganisations } from './application/listed-organisations.js';
import { ConsortiumQueries } from './application/consortium.queries.js';
import { ConsortiumService } from './application/consortium.service.js';
import { DocumentScans } from './application/document-scans.js';
import { DocumentQueries } from './application/documents.queries.js';
import { DocumentsService } from './application/documents.service.js';
import { MemberQueries } from './application/members.queries.js';
import { MembershipService } from './application/membership.service.js';
import { MembershipFacts } from './application/membership-facts.js';
import { MembershipQueries } from './application/memberships.queries.js';
import { OpenedMemberships } from './application/opened-memberships.js';
import { RegisterExport } from './application/register-export.js';
import { StandingAnswersService } from './application/standing-answers.service.js';
import { RegistrationSchedule } from './jobs/registration.schedule.js';
import { MembershipSchedule } from './jobs/membership.schedule.js';
import { OpenedApplications } from './application/opened-applications.js';
import { LocalProviderDirectory } from './application/provider-directory.js';
import { ProviderQueries } from './application/providers.queries.js';
import { RegisteredOrganisations } from './application/registered-organisations.js';
import { RegistrationClaimsService } from './application/registration-claims.service.js';
import { RegistrationJoining } from './application/registration-joining.js';
import { RegistrationRows } from './application/registration-rows.js';
import { RegistrationQueries } from './application/registration.queries.js';
import { RegistrationService } from './application/registration.service.js';
import { Sittings } from './application/sittings.js';
import { VehicleQueries } from './application/vehicles.queries.js';
import { VehiclesService } from './application/vehicles.service.js';
import { ApplicationAnswerEntity, ApplicationEntity, ApplicationPartEntity } from './persistence/application.entity.js';
import { AdmissionEntity, MembershipEntity, StandingAnswerEntity } from './persistence/membership.entity.js';
import { ConsortiumMemberEntity } from './persistence/consortium-member.entity.js';
import { ApplicationJudgementEntity, ApplicationQueryEntity, ApplicationReturnEntity } from './persistence/application-query.entity.js';
import { DocumentEntity } from './persistence/document.entity.js';
import { ProviderEntity } from './persistence/provider.entity.js';
import { RegistrationEntity } from './persistence/registration.entity.js';
import { VehicleEntity, VehicleVariationEntity } from './persistence/vehicle.entity.js';
import { DocumentHandlers } from './jobs/documents.handlers.js';
import { DocumentSchedules } from './jobs/documents.schedule.js';
import { ApplicationShareCodeEntity } from './persistence/share-code.entity.js';
import { ProviderDirectory } from './providers.public.js';
import { ApplicationChoicesController } from './web/application-choices.web.controller.js';
import { ApplicationSubmissionController } from './web/application-submission.web.controller.js';
import { ApplicationController } from './web/application.web.controller.js';
import { ApplicationsController } from './web/applications.web.controller.js';
import { AnswerQueriesController } from './web/answer-queries.web.controller.js';
import { AssessController } from './web/assess.web.controller.js';
import { AssessmentController } from './web/assessment.web.controller.js';
import { AssessmentsController } from './web/assessments.web.controller.js';
import { DecisionsController } from './web/decisions.web.controller.js';
import { ConsortiumApiController } from './api/consortium.api.controller.js';
import { ConsortiumMemberController } from './web/consortium-member.web.controller.js';
import { ConsortiumController } from './web/consortium.web.controller.js';
import { DocumentsController } from './web/documents.web.controller.js';
import { MembersController } from './web/members.web.controller.js';
import { MembershipAnswersController } from './web/membership-answers.web.controller.js';
import { MembershipController } from './web/membership.web.controller.js';
import { ProvidersNavigation } from './web/providers.navigation.js';
import { ShareCodeController } from './web/share-code.web.controller.js';
import { VehicleDraftsController } from './web/vehicle-drafts.web.controller.js';
import { VehiclesController } from './web/vehicles.web.controller.js';
import { RegistrationClaimsController } from './web/registration-claims.web.controller.js';
import { RegistrationConfirmController } from './web/registration-confirm.web.controller.js';
import { RegistrationJoinController } from './web/registration-join.web.controller.js';
import { RegistrationController } from './web/registration.web.controller.js';
import { ExclusionsApiController } from './api/exclusions.api.controller.js';
import { StaffApiController } from './api/staff.api.controller.js';
import { AuthorisedStaff } from './application/authorised-staff.js';
import { ExclusionPages } from './application/exclusion-pages.js';
import { ExclusionQueries } from './application/exclusions.queries.js';
import { ExclusionsService } from './application/exclusions.service.js';
import { StaffCareService } from './application/staff-care.service.js';
import { StaffFactsReader } from './application/staff-facts.js';
import { StaffImportService } from './application/staff-import.service.js';
import { StaffPages } from './application/staff-pages.js';
import { StaffQueries } from './application/staff.queries.js';
import { StaffService } from './application/staff.service.js';
import { VettingLevels } from './application/vetting-levels.js';
import { StaffProjections } from './jobs/staff.projections.js';
import { StaffSchedule } from './jobs/staff.schedule.js';
import { ExclusionEntity, ExclusionMatchEntity, StaffMemberEntity } from './persistence/staff.entity.js';
import { ExclusionsController } from './web/exclusions.web.controller.js';
import { StaffDecisionsController } from './web/staff-decisions.web.controller.js';
import { StaffImportController } from './web/staff-import.web.controller.js';
import { StaffNavigation } from './web/staff.navigation.js';
import { StaffController } from './web/staff.web.controller.js';

const entities = [ProviderEntity, RegistrationEntity, VehicleEntity, VehicleVariationEntity, ApplicationShareCodeEntity, ApplicationEntity, ApplicationPartEntity, ApplicationAnswerEntity, ApplicationQueryEntity, ApplicationJudgementEntity, ApplicationReturnEntity, MembershipEntity, AdmissionEntity, StandingAnswerEntity, DocumentEntity, ConsortiumMemberEntity, StaffMemberEntity, ExclusionEntity, ExclusionMatchEntity];
const reads = [ProviderQueries, ApplicationQueries, MemberQueries, OpenedApplications, ApplicationFacts, ApplicationQuestionnaire, VehicleQueries, AskedQuestions, Sittings, ApplicationRecords];
/** The staff register and the exclusion list. */
const staff = {
  controllers: [StaffApiController, ExclusionsApiController, StaffImportController, StaffController, StaffDecisionsController, ExclusionsController],
  providers: [
    ...[StaffService, StaffImportService, StaffCareService, ExclusionsService, StaffQueries, ExclusionQueries, StaffFactsReader, StaffPages, ExclusionPages],
    ...[VettingLevels, AuthorisedStaff, StaffProjections, StaffSchedule, StaffNavigation],
  ],
};

/** Organisations that apply together. */
const consortium = { controllers: [ConsortiumApiController, ConsortiumController, ConsortiumMemberController], providers: [ConsortiumQueries, ConsortiumService] };

const membership = [MembershipQueries, MembershipFacts, MembershipService, StandingAnswersService, OpenedMemberships, RegisterExport, MembershipSchedule];
const sharing = [ShareCodeQueries, ShareCodeService, AwardChecks, { provide: SupplierInformation, inject: [Environment], useFactory: supplierInformation }];
/** Assessing applications, and the decision on them. */
const assessing = {
  controllers: [AssessmentsApiController, AssessmentApiController, AnswerQueriesApiController, AssessmentsController, AssessController, AnswerQueriesController, DecisionsController, AssessmentController],
  providers: [AssessmentQueries, AssessedAnswers, AssessmentFacts, OpenedAssessments, QueueSurroundings, AssessmentQueue, ReplyChecks, AnswerQueriesService, DecisionLetters, AssessmentService],
};

const documents = [DocumentQueries, DocumentsService, DocumentScans, DocumentHandlers, DocumentSchedules];

/** Registering, and what becomes of it. */
const registering = {
  controllers: [RegistrationsApiController, RegistrationConfirmController, RegistrationJoinController, RegistrationController, RegistrationClaimsController],
  providers: [RegistrationQueries, RegistrationRows, RegisteredOrganisations, RegistrationService, RegistrationClaimsService, RegistrationJoining, RegistrationSchedule],
};

/** Registration, applications, the decision on them, and the register of members. */
@Module({
  imports: [TypeOrmModule.forFeature(entities), IdentityModule, CatalogueModule, DocumentsModule],
  controllers: [
    VehiclesApiController, VehicleDraftsController, VehiclesController,
    ShareCodeApiController, ShareCodeController,
    OrganisationsApiController, ApplicationsApiController, MembersApiController,
    ...registering.controllers, ApplicationsController, ApplicationController, ApplicationChoicesController, ApplicationSubmissionController, ...assessing.controllers, MembersController, MembershipController, MembershipAnswersController,
    DocumentsApiController, DocumentsController, ...consortium.controllers, ...staff.controllers,
  ],
  providers: [...reads, ...consortium.providers, ...staff.providers, ...registering.providers, ListedOrganisations, VehiclesService, ApplicationsService, ...assessing.providers, ...membership, ...sharing, ...documents, ProvidersNavigation, { provide: ProviderDirectory, useClass: LocalProviderDirectory }],
  exports: [ProviderDirectory],
})
export class ProvidersModule {}

/** The central digital platform where it is configured. */
function supplierInformation({ supplierInformation: settings }: Environment): SupplierInformation {
  return settings ? new HttpSupplierInformation(settings) : new NoSupplierInformation();
}
