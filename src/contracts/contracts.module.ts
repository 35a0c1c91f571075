import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CatalogueModule } from '../catalogue/catalogue.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { LotsModule } from '../lots/lots.module.js';
import { ProvidersModule } from '../providers/providers.module.js';
import { CapacityApiController } from './api/capacity.api.controller.js';
import { ContractsApiController } from './api/contracts.api.controller.js';
import { RateCardsApiController } from './api/rate-cards.api.controller.js';
import { CapacityService } from './application/capacity.service.js';
import { LocalContractDirectory } from './application/contract-directory.js';
import { ContractQueries } from './application/contracts.queries.js';
import { ContractsService } from './application/contracts.service.js';
import { PriceableCategories } from './application/priceable-categories.js';
import { RateCardQueries } from './application/rate-cards.queries.js';
import { RateCardsService } from './application/rate-cards.service.js';
import { RegisterImport } from './application/register-import.js';
import { ContractDirectory } from './contracts.public.js';
import { CapacitySchedule } from './jobs/capacity.schedule.js';
import { CapacityEntity, OfficeEntity } from './persistence/capacity.entity.js';
import { ContractEntity, SubcontractorEntity } from './persistence/contract.entity.js';
import { RateCardEntity, RateRuleEntity } from './persistence/rate-card.entity.js';
import { AwardsController } from './web/awards.web.controller.js';
import { CapacityController } from './web/capacity.web.controller.js';
import { ContractDecisionsController } from './web/contract-decisions.web.controller.js';
import { ContractsController } from './web/contracts.web.controller.js';
import { ContractsNavigation } from './web/contracts.navigation.js';
import { RateCardsController } from './web/rate-cards.web.controller.js';

/** Contracts, their supply chains, rate cards and listings. */
@Module({
  imports: [
    TypeOrmModule.forFeature([ContractEntity, SubcontractorEntity, CapacityEntity, OfficeEntity, RateCardEntity, RateRuleEntity]),
    IdentityModule,
    CatalogueModule,
    ProvidersModule,
    LotsModule,
  ],
  controllers: [ContractsApiController, CapacityApiController, RateCardsApiController, ContractsController, CapacityController, ContractDecisionsController, AwardsController, RateCardsController],
  providers: [
    CapacityService,
    CapacitySchedule,
    ContractQueries,
    ContractsService,
    PriceableCategories,
    RateCardQueries,
    RateCardsService,
    RegisterImport,
    ContractsNavigation,
    { provide: ContractDirectory, useClass: LocalContractDirectory },
  ],
  exports: [ContractDirectory],
})
export class ContractsModule {}
