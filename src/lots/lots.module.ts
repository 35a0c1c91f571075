import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CatalogueModule } from '../catalogue/catalogue.module.js';
import { ProvidersModule } from '../providers/providers.module.js';
import { LotsApiController } from './api/lots.api.controller.js';
import { Bidders } from './application/bidders.js';
import { LotDraftsService } from './application/lot-drafts.service.js';
import { LocalLotDirectory } from './application/lot-directory.js';
import { LotQueries } from './application/lots.queries.js';
import { LotsService } from './application/lots.service.js';
import { LotDirectory } from './lots.public.js';
import { LotDraftEntity } from './persistence/lot-draft.entity.js';
import { LotEntity } from './persistence/lot.entity.js';
import { LotDraftsController } from './web/lot-drafts.web.controller.js';
import { LotsNavigation } from './web/lots.navigation.js';
import { LotsController } from './web/lots.web.controller.js';

/** Lots, and who could deliver them. */
@Module({
  imports: [TypeOrmModule.forFeature([LotEntity, LotDraftEntity]), CatalogueModule, ProvidersModule],
  controllers: [LotsApiController, LotDraftsController, LotsController],
  providers: [Bidders, LotDraftsService, LotQueries, LotsService, LotsNavigation, { provide: LotDirectory, useClass: LocalLotDirectory }],
  exports: [LotDirectory],
})
export class LotsModule {}
