import { Injectable } from '@nestjs/common';
import { Clock, holds, type Actor } from '#libs/kernel';
import { HomePanels, Navigation, type HomePanelContent } from '#libs/web';
import { CaseloadQueries } from '../application/caseload.queries.js';
import { rowOf } from './caseload.page.js';
import { statusTags } from './delivery.words.js';

const SHOWN = 10;

/** The caseload in the navigation, and what is due first on the home page. */
@Injectable()
export class DeliveryNavigation {
  constructor(
    navigation: Navigation,
    panels: HomePanels,
    private readonly caseload: CaseloadQueries,
    private readonly clock: Clock,
  ) {
    navigation.add({ label: 'Caseload', href: '/caseload', order: 30, visible: works });
    panels.add({ order: 20, panel: (actor) => this.panel(actor) });
  }

  private async panel(actor: Actor): Promise<HomePanelContent | null> {
    if (!works(actor)) return null;
    const rows = await this.caseload.pressing(actor, SHOWN);
    return { title: 'Due first on your caseload', view: 'delivery/web/views/panel', model: { statusTags, rows: rows.map((row) => rowOf(row, this.clock.today())) } };
  }
}

function works(actor: Actor): boolean {
  return ['practitioner', 'provider-manager', 'caseworker'].some((role) => holds(actor, role));
}
