import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { UsersApiController } from './api/users.api.controller.js';
import { AccountsService } from './application/accounts.service.js';
import { ApiKeysService } from './application/api-keys.service.js';
import { LocalIdentityDirectory } from './application/identity-directory.js';
import { IdentityQueries } from './application/identity.queries.js';
import { Passwords } from './application/passwords.js';
import { SignInService } from './application/sign-in.service.js';
import { UserSetUp } from './application/user-set-up.js';
import { IdentityDirectory } from './identity.public.js';
import { ApiKeyEntity } from './persistence/api-key.entity.js';
import { OrganisationEntity } from './persistence/organisation.entity.js';
import { TeamEntity } from './persistence/team.entity.js';
import { HeldRoleEntity, UserEntity } from './persistence/user.entity.js';
import { SessionPassport } from './web/session-passport.js';
import { SignInController } from './web/sign-in.web.controller.js';
import { UsersController } from './web/users.web.controller.js';

/** Organisations, teams, people, sign-in and API keys. The application says what a password hash may cost (PASSWORD_COST). */
@Module({
  imports: [TypeOrmModule.forFeature([OrganisationEntity, TeamEntity, UserEntity, HeldRoleEntity, ApiKeyEntity])],
  controllers: [SignInController, UsersController, UsersApiController],
  providers: [
    { provide: IdentityDirectory, useClass: LocalIdentityDirectory },
    AccountsService,
    ApiKeysService,
    IdentityQueries,
    Passwords,
    SignInService,
    UserSetUp,
    SessionPassport,
  ],
  exports: [IdentityDirectory],
})
export class IdentityModule {}

export { PASSWORD_COST, recommendedCost, type PasswordCost } from './application/passwords.js';
export { authentication } from './web/authentication.js';
export { demoPeople } from './web/demo-people.js';
