import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Needs } from '#libs/access';
import { decodeCursor, pageOf } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { CaseloadQueries } from '../application/caseload.queries.js';
import { CaseloadSearch } from '../application/caseload-search.js';
import { positionOf } from '../application/caseload-statements.js';
import { listsFor } from '../domain/caseload-lists.js';
import { readSearch } from '../domain/search-text.js';
import { ListCaseloadDto, SearchCaseloadDto } from './caseload.dto.js';
import { CaseloadResponse, caseloadRowResponse, FoundCasesResponse } from './caseload.response.js';

const PAGE = 50;

/** The caseload over the API: the same lists and the same search as the pages. */
@ApiTags('caseload')
@Controller('api/v1/caseload')
export class CaseloadApiController {
  constructor(
    private readonly caseload: CaseloadQueries,
    private readonly cases: CaseloadSearch,
  ) {}

  @Get()
  @Needs('caseload.read')
  async list(@CurrentActor() actor: Actor, @Query() { list, stage = 'open', sort = 'due', after, ...only }: ListCaseloadDto): Promise<CaseloadResponse> {
    const filter = { list: list ?? listsFor(actor).first, stage, sort, ...only };
    const position = decodeCursor(after, 2);
    const rows = await this.caseload.list(actor, filter, { after: position ? { at: String(position[0]), referralId: String(position[1]) } : undefined, limit: PAGE + 1 });
    const { items, next } = pageOf(rows, PAGE, (row) => Object.values(positionOf(row, sort)));
    return { items: items.map(caseloadRowResponse), next, counts: await this.caseload.counts(actor, filter) };
  }

  @Get('search')
  @Needs('caseload.read')
  async search(@CurrentActor() actor: Actor, @Query() { q }: SearchCaseloadDto): Promise<FoundCasesResponse> {
    const search = readSearch(q);
    if (!search) return { found: [], similar: [] };
    const { found, similar } = await this.cases.find(actor, search);
    return { found: found.map(caseloadRowResponse), similar: similar.map(caseloadRowResponse) };
  }
}
