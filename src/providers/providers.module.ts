import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CatalogueModule } from '../catalogue/catalogue.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { ApplicationsApiController } from './api/applications.api.controller.js';
import { MembersApiController } from './api/members.api.controller.js';
import { OrganisationsApiController } from './api/organisations.api.controller.js';
import { ApplicationFacts } from './application/application-facts.js';
import { ApplicationQuestionnaire } from './application/application-questionnaire.js';
import { ApplicationQueries } from './application/applications.queries.js';
import { ApplicationsService } from './application/applications.service.js';
import { AssessmentService } from './application/assessment.service.js';
import { MemberQueries } from './application/members.queries.js';
import { OpenedApplications } from './application/opened-applications.js';
import { LocalProviderDirectory } from './application/provider-directory.js';
import { ProviderQueries } from './application/providers.queries.js';
import { RegistrationService } from './application/registration.service.js';
import { ApplicationEntity, ApplicationPartEntity } from './persistence/application.entity.js';
import { AdmissionEntity, MembershipEntity } from './persistence/membership.entity.js';
import { ProviderEntity } from './persistence/provider.entity.js';
import { VehicleEntity } from './persistence/vehicle.entity.js';
import { ProviderDirectory } from './providers.public.js';
import { ApplicationController } from './web/application.web.controller.js';
import { ApplicationsController } from './web/applications.web.controller.js';
import { AssessmentController } from './web/assessment.web.controller.js';
import { MembersController } from './web/members.web.controller.js';
import { ProvidersNavigation } from './web/providers.navigation.js';
import { RegistrationController } from './web/registration.web.controller.js';

const entities = [ProviderEntity, VehicleEntity, ApplicationEntity, ApplicationPartEntity, MembershipEntity, AdmissionEntity];
const reads = [ProviderQueries, ApplicationQueries, MemberQueries, OpenedApplications, ApplicationFacts, ApplicationQuestionnaire];

/** Registration, applications, the decision on them, and the register of members. */
@Module({
  imports: [TypeOrmModule.forFeature(entities), IdentityModule, CatalogueModule],
  controllers: [
    OrganisationsApiController, ApplicationsApiController, MembersApiController,
    RegistrationController, ApplicationsController, ApplicationController, AssessmentController, MembersController,
  ],
  providers: [...reads, RegistrationService, ApplicationsService, AssessmentService, ProvidersNavigation, { provide: ProviderDirectory, useClass: LocalProviderDirectory }],
  exports: [ProviderDirectory],
})
export class ProvidersModule {}
