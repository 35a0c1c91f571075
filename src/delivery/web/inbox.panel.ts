import { Injectable } from '@nestjs/common';
import { Clock, formatDay, holds, type Actor } from '#libs/kernel';
import { HomePanels, type HomePanelContent } from '#libs/web';
import { CaseloadQueries } from '../application/caseload.queries.js';
import { listsFor } from '../domain/caseload-lists.js';
import { waitedSince } from './waited.words.js';

const SHOWN = 10;

/** New referrals on a provider's home page: what must be done, by when, and how long the person has waited; the first due first. */
@Injectable()
export class InboxPanel {
  constructor(
    panels: HomePanels,
    private readonly caseload: CaseloadQueries,
    private readonly clock: Clock,
  ) {
    panels.add({ order: 12, panel: (actor) => this.panel(actor) });
  }

  private async panel(actor: Actor): Promise<HomePanelContent | null> {
    if (!holds(actor, 'provider-manager')) return null;
    const found = await this.caseload.list(actor, { list: listsFor(actor).first, stage: 'waiting', sort: 'due' }, { limit: SHOWN + 1 });
    if (found.length === 0) return null;
    const today = this.clock.today();
    const rows = found.slice(0, SHOWN).map((row) => ({ ...row, href: `/referrals/${row.referralId}`, due: formatDay(row.dueOn), isOverdue: row.dueOn < today, waited: waitedSince(row.sentAt, today) }));
    return { title: 'New referrals to answer', view: 'delivery/web/views/inbox-panel', model: { rows, more: found.length > SHOWN } };
  }
}
