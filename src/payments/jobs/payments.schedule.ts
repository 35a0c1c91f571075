import { Injectable } from '@nestjs/common';
import { Scheduled } from '#libs/messaging';
import { StatementsService } from '../application/statements.service.js';

/** What payments does when nobody does anything. */
@Injectable()
export class PaymentsSchedule {
  constructor(private readonly statements: StatementsService) {}

  /** Every morning before work. */
  @Scheduled('agree-silent-statements', { cron: '30 5 * * *' })
  agreeSilentStatements(): Promise<number> {
    return this.statements.agreeSilent();
  }
}
