import { Module, type DynamicModule, type FactoryProvider } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR } from '@nestjs/core';
import { Assets } from './assets.js';
import { ErrorsFilter } from './errors.filter.js';
import { KeptForms } from './kept-forms.js';
import { Metrics } from './metrics.js';
import { PagesInterceptor } from './pages.interceptor.js';
import { HomePanels, Navigation, ReadinessChecks, SubjectNames } from './registries.js';
import { Renderer } from './renderer.js';
import { Sessions } from './sessions.js';
import { WEB_OPTIONS, type WebOptions } from './web.options.js';

/** Pages for the whole application: rendering, errors, sessions, and the registries modules add to. */
@Module({})
export class WebModule {
  static forRoot(options: WebOptions): DynamicModule {
    return WebModule.forRootAsync({ useFactory: () => options });
  }

  /** As `forRoot`, with options made from other providers. */
  static forRootAsync({ inject = [], useFactory }: Pick<FactoryProvider<WebOptions>, 'inject' | 'useFactory'>): DynamicModule {
    const services = [Assets, HomePanels, KeptForms, Metrics, Navigation, ReadinessChecks, Renderer, Sessions, SubjectNames];
    return {
      module: WebModule,
      global: true,
      providers: [
        { provide: WEB_OPTIONS, inject, useFactory },
        ...services,
        { provide: APP_FILTER, useClass: ErrorsFilter },
        { provide: APP_INTERCEPTOR, useClass: PagesInterceptor },
      ],
      exports: [WEB_OPTIONS, ...services],
    };
  }
}
