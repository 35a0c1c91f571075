import { Injectable } from '@nestjs/common';
import { Clock, newId, NotFound, type Actor } from '#libs/kernel';
import { UnitOfWork } from '#libs/persistence';
import { finishTask } from '../domain/task.js';
import { FinishedTaskEntity } from '../persistence/finished-task.entity.js';
import { TaskInbox } from './task-inbox.js';
import { TaskQueries, type TaskRow } from './tasks.queries.js';

/** What a person may do with a task besides the work itself. */
@Injectable()
export class TasksService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly tasks: TaskQueries,
    private readonly inbox: TaskInbox,
    private readonly clock: Clock,
  ) {}

  /** Marks a task done that no event closes. Throws NotFound, or RuleBroken `closes-by-itself`. Answers the task as it was. */
  async finish(actor: Actor, id: string): Promise<TaskRow> {
    const finished: { task?: TaskRow } = {};
    await this.work.create({ actor, action: 'task.finish', entity: FinishedTaskEntity }, async () => {
      const task = await this.tasks.lock(actor, id);
      if (!task) throw new NotFound('task');
      const finishedAt = this.clock.now();
      const creation = finishTask({ id: newId(), taskId: id, personId: actor.id, finishedAt }, task.kind);
      await this.inbox.close({ subjectId: task.subjectId, kinds: [task.kind] }, finishedAt);
      finished.task = task;
      return creation;
    });
    if (!finished.task) throw new NotFound('task');
    return finished.task;
  }
}
