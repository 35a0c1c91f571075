import { Module } from '@nestjs/common';
import { CatalogueModule } from '../catalogue/catalogue.module.js';
import { ContractsModule } from '../contracts/contracts.module.js';
import { PaymentsModule } from '../payments/payments.module.js';
import { ReferralsModule } from '../referrals/referrals.module.js';
import { SpendApiController } from './api/spend.api.controller.js';
import { ReadModels } from './application/read-models.js';
import { Selections } from './application/selections.js';
import { SpendFigures } from './application/spend-figures.js';
import { LocalSpendRebuild } from './application/spend-rebuild.js';
import { SpendQueries } from './application/spend.queries.js';
import { SpentLines } from './application/spent-lines.js';
import { SpendHandlers } from './jobs/spend.handlers.js';
import { SpendRebuild } from './spend.public.js';
import { SpendNavigation } from './web/spend.navigation.js';
import { SpendController } from './web/spend.web.controller.js';

/** What was earned, invoiced and paid, where and for what; every pound leads to the lines and events that earned it. */
@Module({
  imports: [CatalogueModule, ContractsModule, ReferralsModule, PaymentsModule],
  controllers: [SpendApiController, SpendController],
  providers: [ReadModels, Selections, SpendFigures, SpendHandlers, SpendNavigation, SpendQueries, SpentLines, { provide: SpendRebuild, useClass: LocalSpendRebuild }],
  exports: [SpendRebuild],
})
export class SpendModule {}
