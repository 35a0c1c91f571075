import { Controller, Get, Query } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { Clock, type Actor } from '#libs/kernel';
import { oneText, page, urgencyTags, type Page } from '#libs/web';
import { CaseloadSearch } from '../application/caseload-search.js';
import { BEST, readSearch } from '../domain/search-text.js';
import { rowOf } from './caseload.page.js';
import { statusTags } from './delivery.words.js';

const LONGEST = 200;

/** Finding someone by reference, CRN or name, on whatever tab they are. */
@Controller('caseload')
export class CaseloadSearchController {
  constructor(
    private readonly cases: CaseloadSearch,
    private readonly clock: Clock,
  ) {}

  @Get('search')
  @Needs('caseload.read')
  async search(@CurrentActor() actor: Actor, @Query() query: Record<string, unknown>): Promise<Page> {
    const typed = oneText({ body: query, name: 'q' }).slice(0, LONGEST);
    const search = readSearch(typed);
    const { found, similar } = search ? await this.cases.find(actor, search) : { found: [], similar: [] };
    const today = this.clock.today();
    const shown = (rows: typeof found) => rows.map((row) => rowOf(row, today));
    return page('delivery/web/views/search', { typed, kind: search?.kind ?? null, statusTags, urgencyTags, found: shown(found), similar: shown(similar), isFull: found.length + similar.length >= BEST, most: BEST });
  }
}
