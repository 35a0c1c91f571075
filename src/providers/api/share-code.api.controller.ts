import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Needs } from '#libs/access';
import { AsksElsewhere, IdParam } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { ShareCodeService } from '../application/share-code.service.js';
import { AcceptShareCodeDto, ShareCodeDto } from './share-code.dto.js';
import { importPreviewResponse, ImportPreviewResponse } from './share-code.response.js';

/** Filling a draft from what its organisation shared on Find a Tender; 404 where that is not configured. */
@ApiTags('applications')
@Controller('api/v1/applications/:id/import')
export class ShareCodeApiController {
  constructor(private readonly shareCodes: ShareCodeService) {}

  /** What the code would fill in; nothing is kept. */
  @Post('preview')
  @HttpCode(200)
  @AsksElsewhere()
  @Needs('application.answer')
  async preview(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() { shareCode }: ShareCodeDto): Promise<ImportPreviewResponse> {
    return importPreviewResponse(await this.shareCodes.preview(actor, id, shareCode));
  }

  /** Fills in what the preview showed. */
  @Post('accept')
  @HttpCode(204)
  @AsksElsewhere()
  @Needs('application.answer')
  async accept(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: AcceptShareCodeDto): Promise<void> {
    await this.shareCodes.accept(actor, id, { ...body, submittedAt: new Date(body.submittedAt).toISOString() });
  }
}
