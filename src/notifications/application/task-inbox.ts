import { Injectable } from '@nestjs/common';
import { newId } from '#libs/kernel';
import { Database, sql } from '#libs/persistence';
import { keysFor, personKey } from '../domain/audience.js';
import type { HeardEvent } from '../domain/heard-events.js';
import type { DoneTask, HandOver, NewTask } from '../domain/task.js';
import { tasksAfter } from '../domain/tasks.js';
import { EventFactsReader } from './event-facts.js';
import { referralOf } from './limited-referrals.js';

/** Opens and closes tasks as events happen, in the transaction that publishes them. */
@Injectable()
export class TaskInbox {
  constructor(
    private readonly database: Database,
    private readonly facts: EventFactsReader,
  ) {}

  async apply(event: HeardEvent): Promise<void> {
    const { opens, closes, handsOver = [] } = tasksAfter(event, await this.facts.of(event));
    for (const each of closes) await this.close(each, event.occurredAt);
    for (const task of opens) await this.open(task, event);
    for (const each of handsOver) await this.handOver(each);
  }

  /** Nothing waits any more: the task stays as a record, its readers go. */
  async close({ subjectId, kinds }: DoneTask, at: Date): Promise<void> {
    await this.database.run(sql`
      with closed as (
        update notifications.task set closed_at = ${at} where subject_id = ${subjectId} and kind = any(${kinds}::text[]) and closed_at is null returning id
      )
      delete from notifications.task_reader r using closed where r.task_id = closed.id`);
  }

  /** What waited for one person waits for another; readers of closed tasks are gone already. */
  private async handOver({ subjectId, from, to }: HandOver): Promise<void> {
    await this.database.run(sql`
      update notifications.task_reader r set key = ${personKey(to)} from notifications.task t
      where t.id = r.task_id and t.subject_id = ${subjectId} and r.key = ${personKey(from)}`);
  }

  /** Someone left their organisation: what waited for them by name, and what they were told there, goes with their account. */
  async forget(personId: string): Promise<void> {
    await this.database.run(sql`delete from notifications.task_reader where key = ${personKey(personId)}`);
    await this.database.run(sql`delete from notifications.message where recipient_id = ${personId}`);
  }

  private async open(task: NewTask, { occurredAt, actorId, data }: HeardEvent): Promise<void> {
    await this.close({ subjectId: task.subjectId, kinds: [task.kind] }, occurredAt);
    await this.database.run(sql`
      with opened as (
        insert into notifications.task (id, kind, subject_id, title, href, since, due_on, opened_by, not_for, referral_id)
        values (${newId()}, ${task.kind}, ${task.subjectId}, ${task.title}, ${task.href}, ${occurredAt}, ${task.dueOn}, ${actorId}, ${task.notFor ?? null}, ${referralOf(data)}) returning id
      )
      insert into notifications.task_reader (task_id, key) select opened.id, reader.key from opened cross join unnest(${keysFor(task.for)}::text[]) as reader (key)`);
  }
}
