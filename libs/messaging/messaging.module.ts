import { Module, type DynamicModule } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Projections } from '#libs/persistence';
import { BackgroundWork } from './background-work.js';
import { Delivery } from './delivery.js';
import { Jobs } from './jobs.js';
import { JobWorkers } from './job-workers.js';
import { OutboxQueue } from './outbox-queue.js';
import { OutboxRelay } from './outbox-relay.js';
import { ProjectionRunner } from './projection-runner.js';
import { Queues } from './queues.js';
import { Receipts } from './receipts.js';
import { Schedules } from './schedules.js';
import { MESSAGING_SETTINGS, resolveSettings, type MessagingSettings } from './settings.js';
import { Subscribers } from './subscribers.js';

/** Events, jobs and schedules for every module. Imported after persistence, so that a running job finishes before the database closes. */
@Module({})
export class MessagingModule {
  static forRoot(settings: MessagingSettings): DynamicModule {
    return {
      module: MessagingModule,
      global: true,
      imports: [DiscoveryModule],
      providers: [
        { provide: MESSAGING_SETTINGS, useValue: resolveSettings(settings) },
        { provide: Projections, useClass: ProjectionRunner },
        BackgroundWork,
        Delivery,
        Jobs,
        JobWorkers,
        OutboxQueue,
        OutboxRelay,
        Queues,
        Receipts,
        Schedules,
        Subscribers,
      ],
      exports: [Projections, Delivery, Jobs, Receipts, Schedules, Subscribers],
    };
  }
}
