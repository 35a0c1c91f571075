import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { decodeCursor, IdParam, pageOf } from '#libs/api';
import { Clock, type Actor } from '#libs/kernel';
import { page, redirect, SubjectNames, type Page, type PageAnswer } from '#libs/web';
import { TaskQueries } from '../application/tasks.queries.js';
import { TasksService } from '../application/tasks.service.js';
import { subjectsOf, taskShown } from './tasks.page.js';

const PAGE = 25;

/** Everything that waits for whoever is signed in. */
@Controller('tasks')
export class TasksController {
  constructor(
    private readonly tasks: TaskQueries,
    private readonly service: TasksService,
    private readonly subjects: SubjectNames,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Needs('task.read')
  async list(@CurrentActor() actor: Actor, @Query('after') cursor: unknown): Promise<Page> {
    const position = decodeCursor(cursor, 2);
    const after = position ? { dueOn: String(position[0]), id: String(position[1]) } : undefined;
    const { items, next } = pageOf(await this.tasks.list(actor, { after, limit: PAGE + 1 }), PAGE, (row) => [row.dueOn, row.id]);
    const links = { first: after ? '/tasks' : null, next: next ? `/tasks?after=${next}` : null };
    const names = await this.subjects.of(actor, subjectsOf(items));
    return page('notifications/web/views/tasks', { tasks: items.map((row) => taskShown(row, this.clock.today(), names)), links });
  }

  @Post(':id/finish')
  @Needs('task.finish')
  async finish(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<PageAnswer> {
    const { title } = await this.service.finish(actor, id);
    return redirect('/tasks', { flash: `Done: ${title}` });
  }
}
