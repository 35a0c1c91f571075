import { Injectable } from '@nestjs/common';
import { holds, type Actor } from '#libs/kernel';
import { HomePanels, Navigation, type HomePanelContent } from '#libs/web';
import { MemberQueries } from '../application/members.queries.js';
import { StaffPages } from '../application/staff-pages.js';

/** The staff register for managers, the exclusion list for commissioners, and on the home page of a member's manager who cannot be given cases yet. */
@Injectable()
export class StaffNavigation {
  constructor(
    navigation: Navigation,
    panels: HomePanels,
    private readonly pages: StaffPages,
    private readonly members: MemberQueries,
  ) {
    const isManager = (actor: Actor) => holds(actor, 'provider-manager');
    const isCommissioner = (actor: Actor) => holds(actor, 'commissioner');
    navigation.add({ label: 'Staff', href: '/staff', order: 65, visible: isManager }, { label: 'Exclusion list', href: '/exclusions', order: 75, visible: isCommissioner });
    panels.add({ order: 15, panel: (actor) => this.panel(actor) });
  }

  private async panel(actor: Actor): Promise<HomePanelContent | null> {
    if (!holds(actor, 'provider-manager')) return null;
    const kept = await this.pages.keptBy(actor);
    // Whoever was never admitted has no cases to give.
    const people = (await Promise.all(kept.map(async ({ id }) => ((await this.members.membershipsOf(id)).length > 0 ? this.pages.notAuthorised(id) : [])))).flat();
    return people.length === 0 ? null : { title: 'Caseworkers who cannot be given cases yet', view: 'providers/web/views/staff-panel', model: { people } };
  }
}
