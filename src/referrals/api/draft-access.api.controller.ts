import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { DraftAccessService } from '../application/draft-access.service.js';
import { DraftChecks } from '../application/draft-checks.js';
import { DraftChoice } from '../application/draft-choice.js';
import { DraftAccessDto } from './access.dto.js';
import { draftAccessResponse, DraftAccessResponse } from './access.response.js';
import { draftResponse, DraftResponse } from './drafts.response.js';

/** Who may see a referral that is still written, and having its service chosen first, over the API. */
@ApiTags('drafts')
@Controller('api/v1/drafts/:id')
export class DraftAccessApiController {
  constructor(
    private readonly access: DraftAccessService,
    private readonly choice: DraftChoice,
    private readonly checks: DraftChecks,
  ) {}

  /** Who is named, and who can be. */
  @Get('access')
  @Needs('draft.read')
  async show(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<DraftAccessResponse> {
    return draftAccessResponse(await this.access.open(actor, id));
  }

  @Post('access')
  @HttpCode(200)
  @Needs('draft.answer')
  async keep(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() { revision, limitReason, ...said }: DraftAccessDto): Promise<DraftAccessResponse> {
    await this.access.keep(actor, id, { ...said, limitReason: limitReason ?? null }, revision);
    return draftAccessResponse(await this.access.open(actor, id));
  }

  /** Has the commissioner's rule choose the service now: where access is limited, people there are named before it is sent. */
  @Post('choose-service')
  @HttpCode(200)
  @Needs('draft.answer')
  async chooseByRule(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<DraftResponse> {
    await this.choice.choose(actor, id);
    return draftResponse(await this.checks.open(actor, id));
  }
}
