import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { Layout, type WebOptions } from '#libs/web';
import { HealthController } from './web/health.web.controller.js';
import { HomeController } from './web/home.web.controller.js';
import { InformationController } from './web/information.web.controller.js';
import { ShellLayout } from './web/shell-layout.js';

const here = dirname(fileURLToPath(import.meta.url));

/** What WebModule needs to know of the shell: where views and assets are, which page shows errors, what the service is called. */
export const shellWeb: Pick<WebOptions, 'serviceName' | 'views' | 'assets' | 'errorView'> = {
  serviceName: 'Commissioned Rehabilitative Services',
  views: [dirname(here)],
  assets: join(here, 'assets'),
  errorView: 'shell/web/views/error',
};

/** The frame around every page: layout, navigation, home, information pages, health and metrics. */
@Module({
  imports: [TerminusModule.forRoot({ logger: false })],
  controllers: [HomeController, InformationController, HealthController],
  providers: [{ provide: Layout, useClass: ShellLayout }],
})
export class ShellModule {}

/** What the API's description says of itself. */
export const apiDescription = {
  title: 'Commissioned Rehabilitative Services',
  version: '1.0.0',
  description: 'Everything the pages do, for other systems. Bearer keys come from `npm run cli -- token --user EMAIL`.',
} as const;
