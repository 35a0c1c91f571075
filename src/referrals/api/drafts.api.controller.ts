import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Needs } from '#libs/access';
import { AsksElsewhere, decodeCursor, IdParam, pageOf } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { DraftChecks } from '../application/draft-checks.js';
import { DraftHandover } from '../application/draft-handover.js';
import { DraftList } from '../application/draft-list.js';
import { DraftsService } from '../application/drafts.service.js';
import { PersonLookup } from '../application/person-lookup.js';
import { DraftAnswersDto, DraftPersonDto, HandOverDraftDto, HandOverDraftsDto, ListDraftsDto, StartDraftDto } from './drafts.dto.js';
import { DeletedDraftResponse, DraftListResponse, DraftPersonResponse, draftResponse, DraftResponse, draftRowResponse, HandedOverDraftResponse } from './drafts.response.js';
import { handedOverResponse, HandedOverResponse } from './handover.response.js';
import { SentReferralResponse } from './sent-referral.response.js';

const PAGE = 50;

/** Drafts over the API: the same use cases as the pages. */
@ApiTags('drafts')
@Controller('api/v1/drafts')
export class DraftsApiController {
  constructor(
    private readonly drafts: DraftsService,
    private readonly rows: DraftList,
    private readonly checks: DraftChecks,
    private readonly handover: DraftHandover,
    private readonly people: PersonLookup,
  ) {}

  @Get()
  @Needs('draft.read')
  async list(@CurrentActor() actor: Actor, @Query() { after }: ListDraftsDto): Promise<DraftListResponse> {
    const position = decodeCursor(after, 2);
    const rows = await this.rows.list(actor, { limit: PAGE + 1, after: position ? { savedAt: String(position[0]), id: String(position[1]) } : undefined });
    const { items, next } = pageOf(rows, PAGE, (row) => [row.savedAt.toISOString(), row.id]);
    return { items: items.map(draftRowResponse), next };
  }

  @Post()
  @Needs('draft.start')
  async start(@CurrentActor() actor: Actor, @Body() { contractId, toBest = false }: StartDraftDto): Promise<DraftResponse> {
    const { id } = await this.drafts.start(actor, contractId, {}, { toBest });
    return this.shown(actor, id);
  }

  /** Gives several to a colleague, each on its own: some may succeed where others do not. */
  @Post('hand-over')
  @HttpCode(200)
  @AsksElsewhere()
  @Needs('draft.hand-over')
  async handOverEach(@CurrentActor() actor: Actor, @Body() { draftIds, ...to }: HandOverDraftsDto): Promise<HandedOverResponse[]> {
    return (await this.handover.handOverEach(actor, draftIds, to)).map(handedOverResponse);
  }

  @Get(':id')
  @Needs('draft.read')
  show(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<DraftResponse> {
    return this.shown(actor, id);
  }

  /** Looks the person up in case data. `outcome`: found, unknown, not-allowed or unavailable. */
  @Post(':id/person')
  @HttpCode(200)
  @AsksElsewhere()
  @Needs('draft.answer')
  async identify(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() { crn, goesOnTyping = false }: DraftPersonDto): Promise<DraftPersonResponse> {
    const { outcome } = await this.people.identify(actor, id, { crn, goesOnTyping });
    return { outcome, draft: await this.shown(actor, id) };
  }

  @Post(':id/answers')
  @HttpCode(200)
  @Needs('draft.answer')
  async answer(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() { revision, ...said }: DraftAnswersDto): Promise<DraftResponse> {
    await this.drafts.answerFields(actor, id, { ...said }, revision);
    return this.shown(actor, id);
  }

  @Post(':id/send')
  @AsksElsewhere()
  @Needs('draft.send')
  async send(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<SentReferralResponse> {
    const { id: referralId, reference, contractId, status } = await this.drafts.send(actor, id, await this.people.lookAgain(actor, id));
    return { id: referralId, reference, contractId, status };
  }

  @Post(':id/hand-over')
  @HttpCode(200)
  @AsksElsewhere()
  @Needs('draft.hand-over')
  async handOver(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: HandOverDraftDto): Promise<HandedOverDraftResponse> {
    await this.handover.handOver(actor, id, body);
    return { practitionerId: body.practitionerId };
  }

  @Delete(':id')
  @Needs('draft.delete')
  async delete(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<DeletedDraftResponse> {
    await this.drafts.delete(actor, id);
    return { id };
  }

  private async shown(actor: Actor, id: string): Promise<DraftResponse> {
    return draftResponse(await this.checks.open(actor, id));
  }
}
