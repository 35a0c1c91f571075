import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Module, type DynamicModule } from '@nestjs/common';
import { Handles, MessagingModule, Projects, Scheduled, type MessagingSettings } from '#libs/messaging';
import { Database, PersistenceModule, sql, type EventEnvelope } from '#libs/persistence';

/** What the trial's handlers wait for and look at, so that a test can make them slow or make them fail. */
export interface TrialEvent {
  readonly pauseMs?: number;
  readonly failUntil?: number;
}

/** Writes down every effect, in the database where the tests count them. */
@Injectable()
export class TrialEffects {
  constructor(private readonly database: Database) {}

  @Projects('trial.observed')
  async observe(event: EventEnvelope): Promise<void> {
    await this.write('observe', event.id);
  }

  @Handles('trial.happened')
  async count(event: EventEnvelope<TrialEvent>): Promise<void> {
    await this.write('count', event.id);
    await pause(event.data.pauseMs ?? 0);
  }

  @Handles('trial.happened', { queue: 'mail' })
  async tell(event: EventEnvelope<TrialEvent>): Promise<void> {
    await this.write('tell', event.id);
    await pause(event.data.pauseMs ?? 0);
  }

  /** Fails until it has been tried so often; the tries are noted outside the transaction, because it rolls back. */
  @Handles('trial.fragile')
  async beFragile(event: EventEnvelope<TrialEvent>): Promise<void> {
    await this.write('fragile', event.id);
    const tries = tried.get(event.id) ?? 0;
    tried.set(event.id, tries + 1);
    if (tries < (event.data.failUntil ?? 0)) throw new Error('The partner service is away');
  }

  @Handles('trial.slow')
  async beSlow(event: EventEnvelope<TrialEvent>): Promise<void> {
    process.send?.('slow job started');
    await pause(event.data.pauseMs ?? 0);
    await this.write('slow', event.id);
  }

  @Handles('trial.posted', { queue: 'mail', outside: true })
  async post(event: EventEnvelope): Promise<void> {
    if (this.database.inTransaction) throw new Error('A letter is posted outside any transaction');
    await this.write('post', event.id);
  }

  @Scheduled('trial-sweep', { every: 60 * 60 * 1_000 })
  async sweep(): Promise<void> {
    await this.write('sweep', '00000000-0000-7000-8000-000000000000');
  }

  private async write(effect: string, eventId: string): Promise<void> {
    await this.database.run(sql`insert into trial.effect (effect, event_id) values (${effect}, ${eventId})`);
  }
}

const tried = new Map<string, number>();

/** What a trial is told: messaging's settings, and where the rest of the service finds its database when that is somewhere else. */
export type TrialSettings = MessagingSettings & { readonly serviceUrl?: string };

/** A service with nothing in it but messaging and the trial's handlers; times are short so that a dead worker is noticed within two seconds. */
@Module({})
export class TrialModule {
  static with({ serviceUrl, ...settings }: TrialSettings): DynamicModule {
    const short = { lockMs: 1_000, stalledCheckMs: 500, backoffMs: 50, pollMs: 200, relayBatch: 10 };
    return {
      module: TrialModule,
      imports: [
        PersistenceModule.forRoot({ url: serviceUrl ?? settings.databaseUrl, historyKey: 'trial-history-key-0123456789abcdef' }),
        MessagingModule.forRoot({ ...short, ...settings }),
      ],
      providers: [TrialEffects],
    };
  }
}
