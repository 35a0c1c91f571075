import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CatalogueModule } from '../catalogue/catalogue.module.js';
import { ContractsModule } from '../contracts/contracts.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { ReferralsApiController } from './api/referrals.api.controller.js';
import { ServicesApiController } from './api/services.api.controller.js';
import { DraftsService } from './application/drafts.service.js';
import { Offers } from './application/offers.js';
import { LocalReferralDirectory } from './application/referral-directory.js';
import { ReferralQueries } from './application/referrals.queries.js';
import { ReferralsService } from './application/referrals.service.js';
import { SendFactsReader } from './application/send-facts.js';
import { ServiceFinder } from './application/service-finder.js';
import { DraftEntity } from './persistence/draft.entity.js';
import { NeedEntity, ReferralEntity } from './persistence/referral.entity.js';
import { ReferralDirectory } from './referrals.public.js';
import { DraftsController } from './web/drafts.web.controller.js';
import { FindController } from './web/find.web.controller.js';
import { ReferralsNavigation } from './web/referrals.navigation.js';
import { ReferralsController } from './web/referrals.web.controller.js';

/** Finding a service, writing and sending a referral, and what happens until someone accepts it. */
@Module({
  imports: [TypeOrmModule.forFeature([DraftEntity, ReferralEntity, NeedEntity]), IdentityModule, CatalogueModule, ContractsModule],
  controllers: [ReferralsApiController, ServicesApiController, FindController, DraftsController, ReferralsController],
  providers: [DraftsService, Offers, ReferralQueries, ReferralsService, SendFactsReader, ServiceFinder, ReferralsNavigation, { provide: ReferralDirectory, useClass: LocalReferralDirectory }],
  exports: [ReferralDirectory],
})
export class ReferralsModule {}
