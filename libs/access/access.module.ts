import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import type { Policy } from '#libs/kernel';
import { AccessGuard } from './access.guard.js';
import { Actions } from './actions.js';
import { Routes } from './routes.js';

/** Access in one place: the policies of all modules, the guard, and the check of every route at start. */
@Module({})
export class AccessModule {
  static forRoot({ policies }: { policies: readonly Policy[] }): DynamicModule {
    return {
      module: AccessModule,
      global: true,
      imports: [DiscoveryModule],
      providers: [{ provide: Actions, useValue: new Actions(policies) }, Routes, { provide: APP_GUARD, useClass: AccessGuard }],
      exports: [Actions, Routes],
    };
  }
}
