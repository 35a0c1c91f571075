import { Controller, Get, Query } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { decodeCursor, pageOf } from '#libs/api';
import { Clock, type Actor } from '#libs/kernel';
import { page, type Page } from '#libs/web';
import { CaseloadQueries, caseloadStages, type CaseloadFilter } from '../application/caseload.queries.js';
import { caseloadPage } from './caseload.page.js';

const PAGE = 25;

/** Everyone's working list. */
@Controller('caseload')
export class CaseloadController {
  constructor(
    private readonly caseload: CaseloadQueries,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Needs('caseload.read')
  async list(@CurrentActor() actor: Actor, @Query() query: Record<string, unknown>): Promise<Page> {
    const filter = filterOf(query);
    const position = decodeCursor(query['after'], 2);
    const after = position ? { dueOn: String(position[0]), referralId: String(position[1]) } : undefined;
    const rows = await this.caseload.list(actor, filter, { after, limit: PAGE + 1 });
    const list = pageOf(rows, PAGE, (row) => [row.dueOn, row.referralId]);
    return page('delivery/web/views/caseload', caseloadPage({ list, filter, counts: await this.caseload.counts(actor), isFirst: !after, today: this.clock.today() }));
  }
}

/** The filter in the address; what it does not know it ignores. */
function filterOf({ tab, move, search }: Record<string, unknown>): CaseloadFilter {
  const wanted = typeof search === 'string' ? search.trim().slice(0, 100) : '';
  return {
    stage: caseloadStages.find((each) => each === tab) ?? 'open',
    ...(move === 'practitioner' || move === 'provider' ? { move } : {}),
    ...(wanted ? { search: wanted } : {}),
  };
}
