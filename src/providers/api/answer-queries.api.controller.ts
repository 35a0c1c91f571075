import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { AnswerQueriesService } from '../application/answer-queries.service.js';
import { AskProviderDto, ReplyDto } from './assessment.dto.js';
import { AnswerQueryListResponse, answerQueryResponse } from './assessment.response.js';

/** Single answers put back to the provider. */
@ApiTags('assessments')
@Controller('api/v1/applications/:id/queries')
export class AnswerQueriesApiController {
  constructor(private readonly queries: AnswerQueriesService) {}

  /** For assessors and for the provider, who is asked. */
  @Get()
  @Needs('application.read')
  async list(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<AnswerQueryListResponse> {
    return { items: (await this.queries.list(actor, id)).map(answerQueryResponse) };
  }

  @Post()
  @Needs('application.assess')
  async ask(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: AskProviderDto): Promise<AnswerQueryListResponse> {
    await this.queries.ask(actor, id, body);
    return this.list(actor, id);
  }

  @Post(':query/reply')
  @HttpCode(200)
  @Needs('application.reply')
  async reply(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Param('query', IdParam) query: string, @Body() body: ReplyDto): Promise<AnswerQueryListResponse> {
    await this.queries.reply(actor, id, query, body);
    return this.list(actor, id);
  }

  @Post(':query/cancel')
  @HttpCode(200)
  @Needs('application.assess')
  async cancel(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Param('query', IdParam) query: string): Promise<AnswerQueryListResponse> {
    await this.queries.cancel(actor, id, query);
    return this.list(actor, id);
  }
}
