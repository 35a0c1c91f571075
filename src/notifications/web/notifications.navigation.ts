import { Injectable } from '@nestjs/common';
import { Clock, type Actor } from '#libs/kernel';
import { HomePanels, Navigation, SubjectNames, type HomePanelContent } from '#libs/web';
import { Mailbox } from '../application/mailbox.js';
import { TaskQueries } from '../application/tasks.queries.js';
import { subjectsOf, taskShown } from './tasks.page.js';

const SHOWN = 10;

/** What waits for whoever is signed in, first on the home page; the mailbox in the navigation where there is one. */
@Injectable()
export class NotificationsNavigation {
  constructor(
    navigation: Navigation,
    panels: HomePanels,
    mailbox: Mailbox,
    private readonly tasks: TaskQueries,
    private readonly subjects: SubjectNames,
    private readonly clock: Clock,
  ) {
    navigation.add({ label: 'Mailbox', href: '/mailbox', order: 95, visible: () => mailbox.isOpen });
    panels.add({ order: 10, panel: (actor, listed) => this.waiting(actor, listed) });
  }

  /** But for what a panel before lists; nothing at all, rather than that nothing waits, where that is everything. */
  private async waiting(actor: Actor, listed: readonly string[]): Promise<HomePanelContent | null> {
    const rows = await this.tasks.list(actor, { limit: SHOWN + 1, except: listed });
    if (rows.length === 0 && listed.length > 0) return null;
    const names = await this.subjects.of(actor, subjectsOf(rows));
    const tasks = rows.slice(0, SHOWN).map((row) => taskShown(row, this.clock.today(), names));
    return { title: 'Waiting for you', view: 'notifications/web/views/panel', model: { tasks, hasMore: rows.length > SHOWN } };
  }
}
