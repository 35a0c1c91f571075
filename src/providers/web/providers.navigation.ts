import { Injectable } from '@nestjs/common';
import { holds, type Actor } from '#libs/kernel';
import { HomePanels, Navigation, type HomePanelContent } from '#libs/web';
import { ApplicationQueries } from '../application/applications.queries.js';

/** Applications looked at for the panel: one is open for each vehicle. */
const LATEST = 10;

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

  /** For whoever has never applied, or has applications that are not decided yet. */
  private async begin(actor: Actor): Promise<HomePanelContent | null> {
    if (!holds(actor, 'provider-manager')) return null;
    const latest = await this.applications.list(actor, { limit: LATEST });
    const open = latest.filter(({ status }) => status !== 'decided');
    if (latest.length > 0 && open.length === 0) return null;
    const title = open.length === 0 ? 'Join a framework' : open.length === 1 ? 'Your application' : 'Your applications';
    return { title, view: 'providers/web/views/begin-panel', model: { open: open.map(({ id, status, vehicleName, dueOn }) => ({ href: `/applications/${id}`, status, vehicleName, dueOn })) } };
  }
}
