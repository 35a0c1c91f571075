import { Injectable } from '@nestjs/common';
import { Clock, holds, type Actor } from '#libs/kernel';
import { HomePanels, urgencyTags, type HomePanelContent } from '#libs/web';
import { CaseloadQueries } from '../application/caseload.queries.js';
import { rowOf } from './caseload.page.js';

const SHOWN = 10;

/** New referrals first on the home page of who is to answer them: what must be done, by when, and how long the person has waited; the first due first. */
@Injectable()
export class InboxPanel {
  constructor(
    panels: HomePanels,
    private readonly caseload: CaseloadQueries,
    private readonly clock: Clock,
  ) {
    panels.add({ order: 8, panel: (actor) => this.panel(actor) });
  }

  private async panel(actor: Actor): Promise<HomePanelContent | null> {
    if (!holds(actor, 'provider-manager')) return null;
    const found = await this.caseload.list(actor, { list: 'team', stage: 'waiting', sort: 'due' }, { limit: SHOWN + 1 });
    if (found.length === 0) return null;
    const today = this.clock.today();
    const rows = found.slice(0, SHOWN).map((row) => rowOf(row, today));
    return { title: 'New referrals to answer', view: 'delivery/web/views/inbox-panel', model: { rows, urgencyTags, more: found.length > SHOWN }, lists: ['answer-referral'] };
  }
}
