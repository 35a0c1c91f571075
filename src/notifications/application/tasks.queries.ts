import { Injectable } from '@nestjs/common';
import type { Actor, Day } from '#libs/kernel';
import { Database, empty, scopeOf, sql, whereScope, type Sql } from '#libs/persistence';
import { taskPolicy } from '../domain/notifications.policy.js';
import type { TaskKind } from '../domain/task.js';
import { maySee } from './limited-referrals.js';

/** An open task in a list. */
export interface TaskRow {
  readonly id: string;
  readonly kind: TaskKind;
  readonly title: string;
  readonly href: string;
  readonly since: Date;
  readonly dueOn: Day;
  /** The referral it is about, if any. */
  readonly referralId: string | null;
}

/** Where the list continues: the last row shown. */
export interface TaskPosition {
  readonly dueOn: string;
  readonly id: string;
}

/** Reads of what waits for someone. */
@Injectable()
export class TaskQueries {
  constructor(private readonly database: Database) {}

  /** What waits for the actor or a role of theirs, the first due first; `limit` rows after a position, but for some kinds. */
  list(actor: Actor, { after, limit, except = [] }: { readonly after?: TaskPosition | undefined; readonly limit: number; readonly except?: readonly string[] }): Promise<TaskRow[]> {
    return this.database.rows<TaskRow>(sql`
      select t.id, t.kind, t.title, t.href, t.since, t.due_on, t.referral_id from notifications.task t
      where ${waitsFor(actor)} and t.kind <> all (${except}::text[]) ${after ? sql`and (t.due_on, t.id) > (${after.dueOn}::date, ${after.id}::uuid)` : empty}
      order by t.due_on, t.id limit ${limit}`);
  }

  /** One open task of the actor's and the thing it is about, locked; null when nothing by that id waits for them. */
  lock(actor: Actor, id: string): Promise<(TaskRow & { readonly subjectId: string }) | null> {
    return this.database.first<TaskRow & { subjectId: string }>(sql`
      select t.id, t.kind, t.title, t.href, t.since, t.due_on, t.referral_id, t.subject_id from notifications.task t where t.id = ${id} and ${waitsFor(actor)} for update`);
  }
}

function waitsFor(actor: Actor): Sql {
  return sql`t.closed_at is null and t.not_for is distinct from ${actor.id} and ${maySee(actor, sql`t.referral_id`)}
    and exists (select 1 from notifications.task_reader r where r.task_id = t.id and ${whereScope(scopeOf(taskPolicy, 'task.read', actor), 'r')})`;
}
