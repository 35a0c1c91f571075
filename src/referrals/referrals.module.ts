import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Environment } from '#libs/config';
import { Clock } from '#libs/kernel';
import { CatalogueModule } from '../catalogue/catalogue.module.js';
import { ContractsModule } from '../contracts/contracts.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { CaseData } from './adapters/case-data.js';
import { FileCaseData } from './adapters/file-case-data.js';
import { HttpCaseData } from './adapters/http-case-data.js';
import { NoCaseData } from './adapters/no-case-data.js';
import { AccessApiController } from './api/access.api.controller.js';
import { BestEligibleApiController } from './api/best-eligible.api.controller.js';
import { DraftAccessApiController } from './api/draft-access.api.controller.js';
import { DraftsApiController } from './api/drafts.api.controller.js';
import { MessagesApiController } from './api/messages.api.controller.js';
import { HandoverApiController } from './api/handover.api.controller.js';
import { ReferralsApiController } from './api/referrals.api.controller.js';
import { RoomApiController } from './api/room.api.controller.js';
import { ServicesApiController } from './api/services.api.controller.js';
import { SinceSentApiController } from './api/since-sent.api.controller.js';
import { AllocationRuleQueries } from './application/allocation-rules.queries.js';
import { AllocationRulesService } from './application/allocation-rules.service.js';
import { Alternatives } from './application/alternatives.js';
import { AmendmentsService } from './application/amendments.service.js';
import { AnswersService } from './application/answers.service.js';
import { BestEligible } from './application/best-eligible.js';
import { DraftChoice } from './application/draft-choice.js';
import { NamedColleagues } from './application/named-colleagues.js';
import { NewServiceFacts } from './application/new-service.facts.js';
import { DraftCare } from './application/draft-care.js';
import { DraftHandover } from './application/draft-handover.js';
import { DraftList } from './application/draft-list.js';
import { DraftTexts } from './application/draft-texts.js';
import { EarlierReferrals, ReferAgain } from './application/refer-again.js';
import { ReferralSender } from './application/referral-sender.js';
import { DraftChecks } from './application/draft-checks.js';
import { DraftSurroundings } from './application/draft-surroundings.js';
import { ConversationQueries } from './application/conversations.queries.js';
import { ConversationsService } from './application/conversations.service.js';
import { DraftAccessService } from './application/draft-access.service.js';
import { DraftsService } from './application/drafts.service.js';
import { GrantedReferrals } from './application/granted-referrals.js';
import { LimitedAccessQueries } from './application/limited-access.queries.js';
import { LimitedAccessService } from './application/limited-access.service.js';
import { Offers } from './application/offers.js';
import { OnwardLinks } from './application/onward-links.js';
import { ReaderCandidates } from './application/reader-candidates.js';
import { PersonLookup } from './application/person-lookup.js';
import { LocalReferralDirectory } from './application/referral-directory.js';
import { ReferralStory } from './application/referral-story.js';
import { ReferralSurroundings } from './application/referral-surroundings.js';
import { ReferralHandover } from './application/referral-handover.js';
import { ReferralQueries } from './application/referrals.queries.js';
import { ReferralsService } from './application/referrals.service.js';
import { SendFactsReader } from './application/send-facts.js';
import { Places } from './application/places.js';
import { ServiceFinder } from './application/service-finder.js';
import { OnwardContent, TransfersService } from './application/transfers.service.js';
import { UnmetNeeds } from './application/unmet-needs.js';
import { DraftsSchedule } from './jobs/drafts.schedule.js';
import { AllocationRuleEntity, ServiceChoiceEntity } from './persistence/allocation-rule.entity.js';
import { DraftEntity } from './persistence/draft.entity.js';
import { AccessDecisionEntity, AccessGrantEntity } from './persistence/grant.entity.js';
import { MessageEntity } from './persistence/message.entity.js';
import { NeedEntity, ReferralEntity } from './persistence/referral.entity.js';
import { AllocationEntity, AmendmentEntity, OnwardEntity } from './persistence/since-sent.entity.js';
import { ReferralDirectory } from './referrals.public.js';
import { AmendController } from './web/amend.web.controller.js';
import { AnswersController } from './web/answers.web.controller.js';
import { AccessController } from './web/access.web.controller.js';
import { ConversationsController } from './web/conversations.web.controller.js';
import { ConversationsNavigation } from './web/conversations.navigation.js';
import { AllocationRulesController } from './web/allocation-rules.web.controller.js';
import { AllocationNavigation } from './web/allocation.navigation.js';
import { BestEligibleController } from './web/best-eligible.web.controller.js';
import { DraftLifeController } from './web/draft-life.web.controller.js';
import { DraftsHandoverController } from './web/drafts-handover.web.controller.js';
import { DraftsListController } from './web/drafts-list.web.controller.js';
import { ReferAgainController } from './web/refer-again.web.controller.js';
import { DraftAccessController } from './web/draft-access.web.controller.js';
import { DraftPersonController } from './web/draft-person.web.controller.js';
import { DraftSendingController } from './web/draft-sending.web.controller.js';
import { DraftsController } from './web/drafts.web.controller.js';
import { FindController } from './web/find.web.controller.js';
import { ReferralsNavigation } from './web/referrals.navigation.js';
import { OnwardController } from './web/onward.web.controller.js';
import { HandoverController } from './web/handover.web.controller.js';
import { RoomController } from './web/room.web.controller.js';
import { ReferralsController } from './web/referrals.web.controller.js';

/** Finding a service, writing and sending a referral, and what happens until someone accepts it. */
@Module({
  imports: [TypeOrmModule.forFeature([DraftEntity, AllocationRuleEntity, ServiceChoiceEntity, ReferralEntity, NeedEntity, MessageEntity, AccessGrantEntity, AccessDecisionEntity, AmendmentEntity, AllocationEntity, OnwardEntity]), IdentityModule, CatalogueModule, ContractsModule],
  controllers: [DraftsApiController, DraftAccessApiController, BestEligibleApiController, DraftsListController, DraftsHandoverController, DraftLifeController, ReferAgainController, BestEligibleController, AllocationRulesController, MessagesApiController, AccessApiController, ConversationsController, AccessController, DraftAccessController, HandoverApiController, HandoverController, ReferralsApiController, SinceSentApiController, ServicesApiController, RoomApiController, FindController, RoomController, DraftPersonController, DraftSendingController, DraftsController, AnswersController, AmendController, OnwardController, ReferralsController],
  providers: [
    { provide: CaseData, inject: [Environment, Clock], useFactory: caseData },
    ...[AmendmentsService, AnswersService, OnwardContent, OnwardLinks, ReferralStory, ReferralSurroundings, TransfersService],
    ...[ConversationQueries, ConversationsService, ConversationsNavigation, DraftAccessService, GrantedReferrals, LimitedAccessQueries, LimitedAccessService, ReaderCandidates],
    ...[AllocationNavigation, AllocationRuleQueries, AllocationRulesService, BestEligible, DraftCare, DraftHandover, DraftList, DraftTexts, DraftsSchedule, EarlierReferrals, ReferAgain, ReferralSender],
    ...[Alternatives, DraftChecks, DraftSurroundings, PersonLookup],
    ...[DraftChoice, NamedColleagues, NewServiceFacts, ReferralHandover],
    ...[DraftsService, Offers, ReferralQueries, ReferralsService, SendFactsReader, Places, UnmetNeeds, ServiceFinder, ReferralsNavigation],
    { provide: ReferralDirectory, useClass: LocalReferralDirectory },
  ],
  exports: [ReferralDirectory],
})
export class ReferralsModule {}

/** The case management system where one is connected; invented people in the demo and in tests. */
function caseData({ caseData: settings, demo, nodeEnv }: Environment, clock: Clock): CaseData {
  if (settings) return new HttpCaseData(settings);
  return demo || nodeEnv === 'test' ? new FileCaseData(clock) : new NoCaseData();
}
