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
    panels.add({ order: 10, panel: (actor) => this.waiting(actor) });
  }

  private async waiting(actor: Actor): Promise<HomePanelContent> {
    const rows = await this.tasks.list(actor, { limit: SHOWN + 1 });
    const names = await this.subjects.of(actor, subjectsOf(rows));
    const tasks = rows.slice(0, SHOWN).map((row) => taskShown(row, this.clock.today(), names));
    return { title: 'Waiting for you', view: 'notifications/web/views/panel', model: { tasks, hasMore: rows.length > SHOWN } };
  }
}
