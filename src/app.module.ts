import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { AccessModule } from '#libs/access';
import { ApiModule, IdempotencyModule, RateLimitModule } from '#libs/api';
import { ConfigModule, type Environment } from '#libs/config';
import { must, type Clock, type Policy } from '#libs/kernel';
import { MessagingModule, type MessagingSettings } from '#libs/messaging';
import { PersistenceModule } from '#libs/persistence';
import { WebModule } from '#libs/web';
import { CatalogueModule } from './catalogue/catalogue.module.js';
import { contractPolicy, rateCardPolicy } from './contracts/domain/contracts.policy.js';
import { ContractsModule } from './contracts/contracts.module.js';
import { DeliveryModule } from './delivery/delivery.module.js';
import { casePolicy, caseloadPolicy, reassignmentPolicy } from './delivery/domain/delivery.policy.js';
import { identityPolicy } from './identity/domain/identity.policy.js';
import { joiningPolicy } from './identity/domain/joining.policy.js';
import { IdentityModule, PASSWORD_COST, recommendedCost, type PasswordCost } from './identity/identity.module.js';
import { lotDraftPolicy, lotPolicy } from './lots/domain/lots.policy.js';
import { LotsModule } from './lots/lots.module.js';
import { finishedTaskPolicy, messagePolicy, taskPolicy } from './notifications/domain/notifications.policy.js';
import { NotificationsModule } from './notifications/notifications.module.js';
import { chargeLinePolicy, statementPolicy } from './payments/domain/payments.policy.js';
import { PaymentsModule } from './payments/payments.module.js';
import { consortiumPolicy } from './providers/domain/consortium.policy.js';
import { documentPolicy } from './providers/domain/document.policy.js';
import { membershipPolicy } from './providers/domain/membership.policy.js';
import { applicationPolicy, providerPolicy } from './providers/domain/providers.policy.js';
import { vehiclePolicy } from './providers/domain/vehicle.policy.js';
import { registrationPolicy } from './providers/domain/registration.policy.js';
import { exclusionPolicy, staffPolicy } from './providers/domain/staff.policy.js';
import { ProvidersModule } from './providers/providers.module.js';
import { findingPolicy } from './referrals/domain/finding.policy.js';
import { allocationPolicy } from './referrals/domain/allocation.policy.js';
import { conversationPolicy, draftPolicy, referralPolicy } from './referrals/domain/referral.policy.js';
import { ReferralsModule } from './referrals/referrals.module.js';
import { OperationsModule } from './operations/operations.module.js';
import { ShellModule, shellWeb } from './shell/shell.module.js';
import { spendPolicy } from './spend/domain/spend.policy.js';
import { SpendModule } from './spend/spend.module.js';

/** Every policy there is: the boot check and the guard know no other action. */
export const policies: readonly Policy[] = [
  identityPolicy,
  joiningPolicy,
  providerPolicy,
  registrationPolicy,
  applicationPolicy,
  membershipPolicy,
  staffPolicy,
  exclusionPolicy,
  documentPolicy,
  consortiumPolicy,
  vehiclePolicy,
  lotPolicy,
  lotDraftPolicy,
  contractPolicy,
  rateCardPolicy,
  draftPolicy,
  allocationPolicy,
  findingPolicy,
  referralPolicy,
  conversationPolicy,
  casePolicy,
  caseloadPolicy,
  reassignmentPolicy,
  statementPolicy,
  chargeLinePolicy,
  spendPolicy,
  taskPolicy,
  finishedTaskPolicy,
  messagePolicy,
];

/** The modules in map order (DESIGN: direction): projections run in this order too. */
const modules: readonly Type[] = [IdentityModule, CatalogueModule, ProvidersModule, LotsModule, ContractsModule, ReferralsModule, DeliveryModule, PaymentsModule, SpendModule, NotificationsModule, ShellModule, OperationsModule];

/** What differs between the processes, the tests and the demo world. */
export interface Assembly {
  readonly environment: Environment;
  readonly messaging: Pick<MessagingSettings, 'role'> & Partial<MessagingSettings>;
  readonly clock?: Clock;
  /** argon2's cost; the recommended one unless said. */
  readonly passwordCost?: PasswordCost;
}

/** The whole service: persistence, messaging and web first, so that they close last; then the modules. */
@Module({})
export class AppModule {
  static assemble({ environment, messaging, clock, passwordCost = recommendedCost }: Assembly): DynamicModule {
    const databaseUrl = must(environment.databaseUrl, 'the address of the database');
    return {
      module: AppModule,
      global: true,
      providers: [{ provide: PASSWORD_COST, useValue: passwordCost }],
      exports: [PASSWORD_COST],
      imports: [
        ConfigModule.forRoot(environment),
        PersistenceModule.forRoot({ url: databaseUrl, poolSize: environment.databasePool, historyKey: environment.historyKey, ...(clock ? { clock } : {}) }),
        MessagingModule.forRoot({ databaseUrl, ...(environment.redisUrl ? { redisUrl: environment.redisUrl } : {}), ...messaging }),
        AccessModule.forRoot({ policies }),
        WebModule.forRoot({
          ...shellWeb,
          sessionSecret: environment.sessionSecret,
          sessionDatabaseUrl: databaseUrl,
          secure: environment.cookieSecure,
          trustedProxies: environment.trustProxy,
          demo: environment.demo,
        }),
        RateLimitModule,
        ApiModule,
        IdempotencyModule,
        ...modules,
      ],
    };
  }
}
