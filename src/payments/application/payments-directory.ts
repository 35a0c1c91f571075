import { Injectable } from '@nestjs/common';
import { PaymentsDirectory, type CaseReached, type ChargedLine } from '../payments.public.js';
import { ChargeLineQueries } from './charge-lines.queries.js';

/** Payments as spend sees them. */
@Injectable()
export class LocalPaymentsDirectory extends PaymentsDirectory {
  constructor(private readonly queries: ChargeLineQueries) {
    super();
  }

  lines(ids: readonly string[]): Promise<ChargedLine[]> {
    return this.queries.lines(ids);
  }

  linesOfStatement(statementId: string): Promise<ChargedLine[]> {
    return this.queries.linesOfStatement(statementId);
  }

  linesAfter(id: string | null, limit: number): Promise<ChargedLine[]> {
    return this.queries.linesAfter(id, limit);
  }

  casesAfter(caseId: string | null, limit: number): Promise<CaseReached[]> {
    return this.queries.casesAfter(caseId, limit);
  }
}
