import { Body, Controller, Get, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import { ensure, type Actor } from '#libs/kernel';
import { AllocationRuleQueries } from '../application/allocation-rules.queries.js';
import { AllocationRulesService } from '../application/allocation-rules.service.js';
import { BestEligible, RULE_OFF } from '../application/best-eligible.js';
import { DraftChecks } from '../application/draft-checks.js';
import { ReferAgain } from '../application/refer-again.js';
import { ReferralSender } from '../application/referral-sender.js';
import { AsksCaseData, RestrictedPerson } from './case-data.guard.js';
import { BestServicesDto, ReferAgainDto, SendToBestDto, SetAllocationRuleDto } from './drafts.dto.js';
import { AllocationRuleResponse, BestServicesResponse, bestServicesResponse, DraftResponse, draftResponse, ruleResponse } from './drafts.response.js';
import { contentOfDto } from './referral-content.js';
import { SentReferralResponse } from './sent-referral.response.js';

/** Sending to the best eligible service, and the rules that choose it. */
@ApiTags('referrals')
@Controller('api/v1')
export class BestEligibleApiController {
  constructor(
    private readonly best: BestEligible,
    private readonly sender: ReferralSender,
    private readonly rules: AllocationRulesService,
    private readonly queries: AllocationRuleQueries,
    private readonly referAgain: ReferAgain,
    private readonly checks: DraftChecks,
  ) {}

  /** What the commissioner's rule would do for a person now. Refused (`rule-off`) where practitioners choose themselves, or nothing fits. */
  @Get('services/best')
  @Needs('service.find')
  async show(@Query() { serviceTypeCode, areaCode, categoryCode, gender, age, location }: BestServicesDto): Promise<BestServicesResponse> {
    const offer = await this.best.offer(serviceTypeCode, { areaCode, categoryCode, gender, age, location });
    ensure(offer, 'rule-off', RULE_OFF);
    return bestServicesResponse(offer);
  }

  @Post('referrals/best')
  @Needs('referral.send')
  @UseGuards(AsksCaseData)
  async send(@CurrentActor() actor: Actor, @Body() { serviceTypeCode, ...body }: SendToBestDto, @RestrictedPerson() restricted: boolean): Promise<SentReferralResponse> {
    const content = contentOfDto({ ...body, contractId: '' });
    const { id, reference, contractId, status } = await this.sender.sendToBest(actor, serviceTypeCode, content, { sources: {}, restricted, limiting: body.limitAccess });
    return { id, reference, contractId, status };
  }

  @Post('referrals/:id/refer-again')
  @Needs('referral.refer-again')
  async again(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() { contractId }: ReferAgainDto): Promise<DraftResponse> {
    const draft = await this.referAgain.start(actor, id, contractId);
    return draftResponse(await this.checks.open(actor, draft.id));
  }

  @Get('allocation-rules')
  @Needs('allocation-rule.read')
  async list(@CurrentActor() actor: Actor): Promise<AllocationRuleResponse[]> {
    return (await this.queries.list(actor)).map(ruleResponse);
  }

  @Post('allocation-rules')
  @HttpCode(200)
  @Needs('allocation-rule.set')
  async set(@CurrentActor() actor: Actor, @Body() { contractIds = [], ...body }: SetAllocationRuleDto): Promise<AllocationRuleResponse> {
    return ruleResponse(await this.rules.set(actor, { ...body, contractIds }));
  }
}
