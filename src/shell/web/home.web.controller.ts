import { Controller, Get } from '@nestjs/common';
import { CurrentActor, Public } from '#libs/access';
import type { Actor } from '#libs/kernel';
import { HomePanels, page, type Page } from '#libs/web';

/** The first page: what waits for whoever is signed in, or what the service is. */
@Controller()
export class HomeController {
  constructor(private readonly panels: HomePanels) {}

  @Get()
  @Public()
  async home(@CurrentActor('optional') actor: Actor | undefined): Promise<Page> {
    if (!actor) return page('shell/web/views/welcome');
    return page('shell/web/views/home', { panels: await this.panels.for(actor) });
  }
}
