import { Injectable } from '@nestjs/common';
import { holds, type Actor } from '#libs/kernel';
import { HomePanels, Navigation, type HomePanelContent } from '#libs/web';
import { ReferralQueries } from '../application/referrals.queries.js';

/** The links practitioners need from this module, and where to begin on their home page. */
@Injectable()
export class ReferralsNavigation {
  constructor(
    navigation: Navigation,
    panels: HomePanels,
    private readonly queries: ReferralQueries,
  ) {
    navigation.add({ label: 'Find a service', href: '/services', order: 10, visible: refers }, { label: 'Drafts', href: '/drafts', order: 20, visible: refers });
    navigation.add({ label: 'Unmet need', href: '/unmet-need', order: 62, visible: (actor) => holds(actor, 'commissioner') || holds(actor, 'approver') });
    panels.add({ order: 6, panel: (actor) => this.begin(actor) });
  }

  private async begin(actor: Actor): Promise<HomePanelContent | null> {
    if (!refers(actor)) return null;
    return { title: 'Refer someone', view: 'referrals/web/views/panel', model: { drafts: (await this.queries.drafts(actor)).length } };
  }
}

function refers(actor: Actor): boolean {
  return holds(actor, 'practitioner');
}
