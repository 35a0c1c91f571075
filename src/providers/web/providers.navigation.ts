import { Injectable } from '@nestjs/common';
import { holds, type Actor } from '#libs/kernel';
import { HomePanels, Navigation, type HomePanelContent } from '#libs/web';
import { ApplicationQueries } from '../application/applications.queries.js';

/** The links of this module for providers and commissioners, and where a new organisation begins. */
@Injectable()
export class ProvidersNavigation {
  constructor(
    navigation: Navigation,
    panels: HomePanels,
    private readonly applications: ApplicationQueries,
  ) {
    const applies = (actor: Actor) => ['provider-manager', 'commissioner'].some((role) => holds(actor, role));
    const assesses = (actor: Actor) => holds(actor, 'commissioner') || holds(actor, 'approver');
    const buys = (actor: Actor) => applies(actor) || holds(actor, 'approver');
    navigation.add({ label: 'Applications', href: '/applications', order: 60, visible: applies }, { label: 'Documents', href: '/documents', order: 65, visible: (actor) => ['provider-manager', 'provider-finance'].some((role) => holds(actor, role)) }, { label: 'Assessments', href: '/assessments', order: 65, visible: assesses }, { label: 'Frameworks', href: '/vehicles', order: 55, visible: buys }, { label: 'Members', href: '/members', order: 70, visible: buys });
    panels.add({ order: 5, panel: (actor) => this.begin(actor) });
  }

  /** For whoever has never applied, or has a draft. */
  private async begin(actor: Actor): Promise<HomePanelContent | null> {
    if (!holds(actor, 'provider-manager')) return null;
    const [latest] = await this.applications.list(actor, { limit: 1 });
    if (latest && latest.status !== 'draft') return null;
    return { title: latest ? 'Your application' : 'Join a framework', view: 'providers/web/views/begin-panel', model: { draft: latest ? `/applications/${latest.id}` : null, vehicle: latest?.vehicleName ?? null } };
  }
}
