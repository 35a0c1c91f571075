import { Injectable } from '@nestjs/common';
import { IdempotencyKeys, ThrottleStore } from '#libs/api';
import { Clock } from '#libs/kernel';
import { Jobs, Scheduled } from '#libs/messaging';
import { HistorySeal } from '#libs/persistence';

/** A failed job can be retried for so long. */
const EVENTS_KEPT_MS = 90 * 24 * 60 * 60 * 1_000;

/** What the platform does by itself: seals each day's history, and forgets what has run out. */
@Injectable()
export class Housekeeping {
  constructor(
    private readonly seal: HistorySeal,
    private readonly throttle: ThrottleStore,
    private readonly keys: IdempotencyKeys,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  /** Seals every day that is over, within the hour in which it ended or the service came back; running it again adds nothing. */
  @Scheduled('seal-history', { cron: '10 * * * *' })
  sealHistory(): Promise<number> {
    return this.seal.sealUntil(this.clock.today());
  }

  @Scheduled('forget-expired', { every: 3_600_000 })
  async forgetExpired(): Promise<void> {
    await this.throttle.prune();
    await this.keys.prune();
    await this.jobs.forget(new Date(this.clock.now().getTime() - EVENTS_KEPT_MS));
  }
}
