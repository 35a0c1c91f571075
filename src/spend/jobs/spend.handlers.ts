import { Injectable } from '@nestjs/common';
import { Handles } from '#libs/messaging';
import type { EventEnvelope } from '#libs/persistence';
import type { CaseEnded, SessionAttended } from '../../delivery/delivery.public.js';
import type { LinesChargedData, StatementEventData } from '../../payments/payments.public.js';
import { ReadModels } from '../application/read-models.js';

/** What feeds spend. */
@Injectable()
export class SpendHandlers {
  constructor(private readonly models: ReadModels) {}

  @Handles('payments.lines-charged')
  charged({ data }: EventEnvelope<LinesChargedData>): Promise<void> {
    return this.models.takeLines(data.chargeLineIds);
  }

  @Handles('payments.statement-agreed')
  @Handles('payments.statement-paid')
  settled({ data }: EventEnvelope<StatementEventData>): Promise<void> {
    return this.models.takeStatement(data.statementId);
  }

  @Handles('delivery.session-attended')
  async started({ data: { isFirst, occurredOn, caseId, contractId, regionCode } }: EventEnvelope<SessionAttended['data']>): Promise<void> {
    if (isFirst) await this.models.takeCase({ caseId, contractId, regionCode, startedOn: occurredOn, completedOn: null });
  }

  @Handles('delivery.case-ended')
  async completed({ data: { kind, occurredOn, caseId, contractId, regionCode } }: EventEnvelope<CaseEnded['data']>): Promise<void> {
    if (kind === 'completed') await this.models.takeCase({ caseId, contractId, regionCode, startedOn: null, completedOn: occurredOn });
  }
}
