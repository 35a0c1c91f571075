import { Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Clock, SystemClock } from '#libs/kernel';
import { dataSourceOptions, type ConnectionSettings } from './data-source.js';
import { Database } from './database.js';
import { HISTORY_KEY, History } from './history.js';
import { HistorySeal } from './history-seal.js';
import { HistoryVerifier } from './history-verifier.js';
import { Outbox } from './outbox.js';
import { Reader } from './reader.js';
import { RowStore } from './row-store.js';
import { UnitOfWork } from './unit-of-work.js';

/** What persistence needs to be told once. */
export interface PersistenceSettings extends ConnectionSettings {
  readonly historyKey: string;
  readonly clock?: Clock;
}

/** Database, unit of work, history and outbox for every module. Imported before messaging, so that it closes after it. */
@Module({})
export class PersistenceModule {
  static forRoot({ historyKey, clock = new SystemClock(), ...connection }: PersistenceSettings): DynamicModule {
    const services = [Database, RowStore, History, HistorySeal, HistoryVerifier, Outbox, Reader, UnitOfWork];
    return {
      module: PersistenceModule,
      global: true,
      imports: [TypeOrmModule.forRoot({ ...dataSourceOptions(connection), autoLoadEntities: true, retryAttempts: 3, retryDelay: 500 })],
      providers: [{ provide: HISTORY_KEY, useValue: historyKey }, { provide: Clock, useValue: clock }, ...services],
      exports: [Clock, ...services],
    };
  }
}
