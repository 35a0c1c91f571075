import { Injectable } from '@nestjs/common';
import { holds, organisationsOf, type Actor } from '#libs/kernel';
import { HomePanels, Navigation, type HomePanelContent } from '#libs/web';
import { ApplicationQueries } from '../application/applications.queries.js';
import { MemberQueries } from '../application/members.queries.js';
import { membershipTags } from './membership.page.js';

/** Applications looked at for the panel: one is open for each vehicle. */
const LATEST = 10;

/** The links of this module for providers and commissioners, where a new organisation begins, and how a member stands. */
@Injectable()
export class ProvidersNavigation {
  constructor(
    navigation: Navigation,
    panels: HomePanels,
    private readonly applications: ApplicationQueries,
    private readonly members: MemberQueries,
  ) {
    const applies = (actor: Actor) => ['provider-manager', 'commissioner'].some((role) => holds(actor, role));
    const assesses = (actor: Actor) => holds(actor, 'commissioner') || holds(actor, 'approver');
    const buys = (actor: Actor) => applies(actor) || holds(actor, 'approver');
    navigation.add({ label: 'Applications', href: '/applications', order: 60, visible: applies }, { label: 'Documents', href: '/documents', order: 65, visible: (actor) => ['provider-manager', 'provider-finance'].some((role) => holds(actor, role)) }, { label: 'Assessments', href: '/assessments', order: 65, visible: assesses }, { label: 'Frameworks', href: '/vehicles', order: 55, visible: buys }, { label: 'Members', href: '/members', order: 70, visible: buys });
    panels.add({ order: 5, panel: (actor) => this.begin(actor) }, { order: 25, panel: (actor) => this.standing(actor) });
  }

  /** For whoever has never applied, or has applications that are not decided yet. */
  private async begin(actor: Actor): Promise<HomePanelContent | null> {
    if (!holds(actor, 'provider-manager')) return null;
    const latest = await this.applications.list(actor, { limit: LATEST });
    const open = latest.filter(({ status }) => status !== 'decided');
    if (latest.length > 0 && open.length === 0) return null;
    const title = open.length === 0 ? 'Join a framework or market' : open.length === 1 ? 'Your application' : 'Your applications';
    return { title, view: 'providers/web/views/begin-panel', model: { open: open.map(({ id, status, vehicleName, dueOn }) => ({ href: `/applications/${id}`, status, vehicleName, dueOn })) } };
  }

  /** For managers and finance officers of an organisation that was admitted. */
  private async standing(actor: Actor): Promise<HomePanelContent | null> {
    const organisations = organisationsOf(actor, 'provider-manager', 'provider-finance');
    const memberships = (await Promise.all(organisations.map((id) => this.members.membershipsOf(id)))).flat();
    if (memberships.length === 0) return null;
    const title = memberships.length === 1 ? 'Your membership' : 'Your memberships';
    return { title, view: 'providers/web/views/membership-panel', model: { tags: membershipTags, memberships: memberships.map(({ id, status, vehicleName }) => ({ href: `/members/${id}`, status, vehicleName })) } };
  }
}
