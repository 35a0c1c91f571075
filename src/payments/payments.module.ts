import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ContractsModule } from '../contracts/contracts.module.js';
import { DeliveryModule } from '../delivery/delivery.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { ReferralsModule } from '../referrals/referrals.module.js';
import { StatementsApiController } from './api/statements.api.controller.js';
import { Billing } from './application/billing.js';
import { CaseCharges } from './application/case-charges.js';
import { ChargeLineQueries } from './application/charge-lines.queries.js';
import { ChargeStore } from './application/charge-store.js';
import { ChargingService } from './application/charging.service.js';
import { Ledger } from './application/ledger.js';
import { LocalPaymentsAudit } from './application/payments-audit.js';
import { LocalPaymentsDirectory } from './application/payments-directory.js';
import { ShownCases } from './application/shown-cases.js';
import { StatementReader } from './application/statement-reader.js';
import { StatementQueries } from './application/statements.queries.js';
import { StatementsService } from './application/statements.service.js';
import { PaymentsHandlers } from './jobs/payments.handlers.js';
import { PaymentsSchedule } from './jobs/payments.schedule.js';
import { PaymentsAudit, PaymentsDirectory } from './payments.public.js';
import { StatementEntity, StatementLineEntity } from './persistence/statement.entity.js';
import { LinesController } from './web/lines.web.controller.js';
import { PaymentsNavigation } from './web/payments.navigation.js';
import { StatementsController } from './web/statements.web.controller.js';

/** From what happened to what is paid: payable events, charge lines, statements and the ledger. */
@Module({
  imports: [TypeOrmModule.forFeature([StatementEntity, StatementLineEntity]), IdentityModule, ContractsModule, ReferralsModule, DeliveryModule],
  controllers: [StatementsApiController, StatementsController, LinesController],
  providers: [
    Billing,
    CaseCharges,
    ChargeLineQueries,
    ChargeStore,
    ChargingService,
    Ledger,
    PaymentsHandlers,
    PaymentsNavigation,
    PaymentsSchedule,
    ShownCases,
    StatementQueries,
    StatementReader,
    StatementsService,
    { provide: PaymentsAudit, useClass: LocalPaymentsAudit },
    { provide: PaymentsDirectory, useClass: LocalPaymentsDirectory },
  ],
  exports: [PaymentsAudit, PaymentsDirectory],
})
export class PaymentsModule {}
