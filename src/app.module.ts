import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { AccessModule } from '#libs/access';
import { ApiModule, IdempotencyModule } from '#libs/api';
import { ConfigModule, type Environment } from '#libs/config';
import { must, type Clock, type Policy } from '#libs/kernel';
import { MessagingModule, type MessagingSettings } from '#libs/messaging';
import { PersistenceModule } from '#libs/persistence';
import { RateLimitModule, WebModule } from '#libs/web';
import { CatalogueModule } from './catalogue/catalogue.module.js';
import { identityPolicy } from './identity/domain/identity.policy.js';
import { IdentityModule, type PasswordCost } from './identity/identity.module.js';
import { draftPolicy, referralPolicy } from './referrals/domain/referral.policy.js';
import { ReferralsModule } from './referrals/referrals.module.js';
import { ShellModule, shellWeb } from './shell/shell.module.js';

/** Every policy there is: the boot check and the guard know no other action. */
export const policies: readonly Policy[] = [identityPolicy, draftPolicy, referralPolicy];

/** The modules in map order (DESIGN: direction): projections run in this order too. */
const modules: readonly Type[] = [CatalogueModule, ReferralsModule, ShellModule];

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
  static assemble({ environment, messaging, clock, passwordCost }: Assembly): DynamicModule {
    const databaseUrl = must(environment.databaseUrl, 'the address of the database');
    return {
      module: AppModule,
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
        IdentityModule.forRoot(passwordCost),
        ...modules,
      ],
    };
  }
}
