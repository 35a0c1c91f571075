import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { CaseloadQueries } from './caseload.queries.js';
import { positionOf, type CaseloadFilter, type CaseloadPosition, type CaseloadRow } from './caseload-statements.js';

const BATCH = 500;

/** The whole of a list, for files. */
@Injectable()
export class CaseloadExport {
  constructor(private readonly caseload: CaseloadQueries) {}

  /** Every row the list shows, in its order, read a batch at a time while they are sent. */
  async *rows(actor: Actor, filter: CaseloadFilter): AsyncGenerator<CaseloadRow> {
    for (let after: CaseloadPosition | undefined; ; ) {
      const batch = await this.caseload.list(actor, filter, { after, limit: BATCH });
      yield* batch;
      const last = batch.at(-1);
      if (!last || batch.length < BATCH) return;
      after = positionOf(last, filter.sort);
    }
  }
}
