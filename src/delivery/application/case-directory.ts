import { Injectable } from '@nestjs/common';
import { CaseDirectory, type CaseSummary } from '../delivery.public.js';
import { CaseQueries } from './cases.queries.js';

/** Cases as payments and spend see them. */
@Injectable()
export class LocalCaseDirectory extends CaseDirectory {
  constructor(private readonly queries: CaseQueries) {
    super();
  }

  cases(ids: readonly string[]): Promise<CaseSummary[]> {
    return this.queries.summaries(ids);
  }
}
