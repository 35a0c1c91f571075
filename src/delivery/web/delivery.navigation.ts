import { Injectable } from '@nestjs/common';
import { Clock, holds, type Actor } from '#libs/kernel';
import { HomePanels, Navigation, SubjectNames, urgencyTags, type HomePanelContent } from '#libs/web';
import { CaseloadQueries } from '../application/caseload.queries.js';
import { DeliveredElsewhere } from '../application/delivered-elsewhere.js';
import { rowOf } from './caseload.page.js';
import { statusTags } from './delivery.words.js';

const SHOWN = 10;

/** The caseload in the navigation, and what is due first on the home page. */
@Injectable()
export class DeliveryNavigation {
  constructor(
    navigation: Navigation,
    panels: HomePanels,
    subjects: SubjectNames,
    private readonly caseload: CaseloadQueries,
    private readonly delivered: DeliveredElsewhere,
    private readonly clock: Clock,
  ) {
    navigation.add({ label: 'Caseload', href: '/caseload', order: 30, visible: works });
    subjects.add((actor, ids) => this.caseload.names(actor, ids));
    panels.add({ order: 5, panel: (actor) => (works(actor) ? { title: 'Find someone', view: 'delivery/web/views/search-panel', model: {} } : null) });
    panels.add({ order: 20, panel: (actor) => this.panel(actor) });
  }

  private async panel(actor: Actor): Promise<HomePanelContent | null> {
    if (!works(actor)) return null;
    const rows = await this.caseload.pressing(actor, SHOWN);
    const elsewhere = await this.delivered.among(actor, rows);
    return { title: 'Due first on your caseload', view: 'delivery/web/views/panel', model: { statusTags, urgencyTags, rows: rows.map((row) => rowOf(row, this.clock.today(), elsewhere)) } };
  }
}

function works(actor: Actor): boolean {
  return ['practitioner', 'provider-manager', 'caseworker'].some((role) => holds(actor, role));
}
