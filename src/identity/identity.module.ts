import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { InvitationsApiController } from './api/invitations.api.controller.js';
import { JoinRequestsApiController } from './api/join-requests.api.controller.js';
import { UsersApiController } from './api/users.api.controller.js';
import { AccountsService } from './application/accounts.service.js';
import { ApiKeysService } from './application/api-keys.service.js';
import { ColleaguesService } from './application/colleagues.service.js';
import { LocalGrantSources } from './application/grant-sources.js';
import { LocalIdentityDirectory } from './application/identity-directory.js';
import { IdentityQueries } from './application/identity.queries.js';
import { InvitationRows } from './application/invitation-rows.js';
import { InvitationsService } from './application/invitations.service.js';
import { JoinRequestsService } from './application/join-requests.service.js';
import { JoiningQueries } from './application/joining.queries.js';
import { Letters } from './application/letters.js';
import { LinkTokens } from './application/link-tokens.js';
import { NewcomerRecords } from './application/newcomer-records.js';
import { LocalNewcomers } from './application/newcomers.service.js';
import { Passwords } from './application/passwords.js';
import { SignInService } from './application/sign-in.service.js';
import { UserSetUp } from './application/user-set-up.js';
import { GrantSources, IdentityDirectory, Newcomers } from './identity.public.js';
import { ApiKeyEntity } from './persistence/api-key.entity.js';
import { InvitationEntity } from './persistence/invitation.entity.js';
import { JoinRequestEntity } from './persistence/join-request.entity.js';
import { NewcomerEntity } from './persistence/newcomer.entity.js';
import { OrganisationEntity } from './persistence/organisation.entity.js';
import { TeamEntity } from './persistence/team.entity.js';
import { HeldRoleEntity, UserEntity } from './persistence/user.entity.js';
import { AcceptInvitationController } from './web/accept-invitation.web.controller.js';
import { IdentityNavigation } from './web/identity.navigation.js';
import { InvitationsController } from './web/invitations.web.controller.js';
import { JoinRequestsController } from './web/join-requests.web.controller.js';
import { SessionPassport } from './web/session-passport.js';
import { SignInController } from './web/sign-in.web.controller.js';
import { UsersController } from './web/users.web.controller.js';

const entities = [OrganisationEntity, TeamEntity, UserEntity, HeldRoleEntity, ApiKeyEntity, NewcomerEntity, InvitationEntity, JoinRequestEntity];
const joining = [InvitationRows, InvitationsService, JoinRequestsService, JoiningQueries, Letters, LinkTokens, NewcomerRecords, { provide: Newcomers, useClass: LocalNewcomers }];

/** Organisations, teams, people, how they come and go, sign-in and API keys. The application says what a password hash may cost (PASSWORD_COST). */
@Module({
  imports: [TypeOrmModule.forFeature(entities)],
  controllers: [
    // Fixed paths before those with an id in the same place.
    SignInController, InvitationsController, JoinRequestsController, UsersController, AcceptInvitationController,
    UsersApiController, InvitationsApiController, JoinRequestsApiController,
  ],
  providers: [
    { provide: IdentityDirectory, useClass: LocalIdentityDirectory },
    LocalGrantSources,
    { provide: GrantSources, useExisting: LocalGrantSources },
    ...joining,
    AccountsService,
    ApiKeysService,
    ColleaguesService,
    IdentityNavigation,
    IdentityQueries,
    Passwords,
    SignInService,
    UserSetUp,
    SessionPassport,
  ],
  exports: [GrantSources, IdentityDirectory, Newcomers],
})
export class IdentityModule {}

export { PASSWORD_COST, recommendedCost, type PasswordCost } from './application/passwords.js';
export { authentication } from './web/authentication.js';
export { demoPeople } from './web/demo-people.js';
