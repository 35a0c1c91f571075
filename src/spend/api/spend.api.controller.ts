import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Needs } from '#libs/access';
import { decodeCursor, IdParam, pageOf } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { Selections } from '../application/selections.js';
import { SpendFigures } from '../application/spend-figures.js';
import { SpentLines } from '../application/spent-lines.js';
import { SpendLinesDto, SpendSelectionDto } from './spend.dto.js';
import { spendLineResponse, SpendLineListResponse, SpendLineResponse, spendResponse, SpendResponse } from './spend.response.js';

const PAGE = 50;

/** Spend over the API: the same figures as the page. */
@ApiTags('spend')
@Controller('api/v1/spend')
export class SpendApiController {
  constructor(
    private readonly selections: Selections,
    private readonly figures: SpendFigures,
    private readonly spentLines: SpentLines,
  ) {}

  @Get()
  @Needs('spend.read')
  async show(@CurrentActor() actor: Actor, @Query() query: SpendSelectionDto): Promise<SpendResponse> {
    const chosen = await this.selections.read(actor, query);
    return spendResponse(await this.figures.of(actor, chosen), chosen);
  }

  @Get('lines')
  @Needs('spend.read')
  async lines(@CurrentActor() actor: Actor, @Query() query: SpendLinesDto): Promise<SpendLineListResponse> {
    const { selection, state } = await this.selections.read(actor, query);
    const position = decodeCursor(query.after, 2);
    const after = position ? { month: String(position[0]), id: String(position[1]) } : undefined;
    const lines = await this.spentLines.page(actor, selection, { state, after, limit: PAGE + 1 });
    const { items, next } = pageOf(lines, PAGE, (line) => [line.month, line.id]);
    return { items: items.map(spendLineResponse), next };
  }

  @Get('lines/:id')
  @Needs('spend.read')
  async line(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<SpendLineResponse> {
    return spendLineResponse(await this.spentLines.line(actor, id));
  }
}
