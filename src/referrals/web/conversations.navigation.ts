import { Injectable } from '@nestjs/common';
import { holds, type Actor } from '#libs/kernel';
import { HomePanels, Navigation, type HomePanelContent } from '#libs/web';
import { ConversationQueries } from '../application/conversations.queries.js';
import { waitingPage } from './conversations.page.js';

const SHOWN = 5;

/** Messages in the navigation, with how many wait, and those that wait longest on the home page. */
@Injectable()
export class ConversationsNavigation {
  constructor(
    navigation: Navigation,
    panels: HomePanels,
    private readonly queries: ConversationQueries,
  ) {
    navigation.add({ label: 'Messages', href: '/messages', order: 35, visible: converses, count: (actor) => this.queries.count(actor) });
    panels.add({ order: 12, panel: (actor) => this.panel(actor) });
  }

  private async panel(actor: Actor): Promise<HomePanelContent | null> {
    if (!converses(actor)) return null;
    const rows = await this.queries.waiting(actor, SHOWN);
    return rows.length === 0 ? null : { title: 'Messages to read', view: 'referrals/web/views/messages-panel', model: waitingPage(rows) };
  }
}

function converses(actor: Actor): boolean {
  return ['practitioner', 'provider-manager', 'caseworker'].some((role) => holds(actor, role));
}
