import { Injectable } from '@nestjs/common';
import { IdempotencyKeys, ThrottleStore } from '#libs/api';
import { addDays, Clock } from '#libs/kernel';
import { Scheduled } from '#libs/messaging';
import { HistorySeal } from '#libs/persistence';

/** What the platform does by itself: seals each day's history, and forgets what has run out. */
@Injectable()
export class Housekeeping {
  constructor(
    private readonly seal: HistorySeal,
    private readonly throttle: ThrottleStore,
    private readonly keys: IdempotencyKeys,
    private readonly clock: Clock,
  ) {}

  /** Seals yesterday shortly after midnight; running it again adds nothing. */
  @Scheduled('seal-history', { cron: '10 0 * * *' })
  sealYesterday(): Promise<number> {
    return this.seal.sealDay(addDays(this.clock.today(), -1));
  }

  @Scheduled('forget-expired', { every: 3_600_000 })
  async forgetExpired(): Promise<void> {
    await this.throttle.prune();
    await this.keys.prune();
  }
}
