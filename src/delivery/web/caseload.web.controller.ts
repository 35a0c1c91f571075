import { Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { decodeCursor, pageOf } from '#libs/api';
import { Clock, type Actor } from '#libs/kernel';
import { csvFile, page, type Page } from '#libs/web';
import { CaseloadExport } from '../application/caseload-export.js';
import { CaseloadQueries } from '../application/caseload.queries.js';
import { DeliveredElsewhere } from '../application/delivered-elsewhere.js';
import { positionOf } from '../application/caseload-statements.js';
import { filterOf, isNoneTicked, tickingOf, type Asked } from './caseload.address.js';
import { caseloadPage, csvColumns } from './caseload.page.js';

const PAGE = 25;

/** Everyone's working list, as pages and as a file. */
@Controller()
export class CaseloadController {
  constructor(
    private readonly caseload: CaseloadQueries,
    private readonly whole: CaseloadExport,
    private readonly delivered: DeliveredElsewhere,
    private readonly clock: Clock,
  ) {}

  @Get('caseload')
  @Needs('caseload.read')
  async list(@CurrentActor() actor: Actor, @Query() query: Asked): Promise<Page> {
    const filter = filterOf(query, actor);
    const position = decodeCursor(query['after'], 2);
    const after = position ? { at: String(position[0]), referralId: String(position[1]) } : undefined;
    const rows = await this.caseload.list(actor, filter, { after, limit: PAGE + 1 });
    const list = pageOf(rows, PAGE, (row) => Object.values(positionOf(row, filter.sort)));
    const counts = await this.caseload.counts(actor, filter);
    const elsewhere = await this.delivered.among(actor, list.items);
    return page('delivery/web/views/caseload', caseloadPage({ actor, list, filter, counts, isFirst: !after, ticking: tickingOf(query), isNoneTicked: isNoneTicked(query), elsewhere, today: this.clock.today() }));
  }

  /** The whole list the same address shows, sent while it is read. */
  @Get('caseload.csv')
  @Needs('caseload.read')
  csv(@CurrentActor() actor: Actor, @Query() query: Asked): StreamableFile {
    return csvFile('caseload.csv', csvColumns(this.clock.today()), this.whole.rows(actor, filterOf(query, actor)));
  }
}
