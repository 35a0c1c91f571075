import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentActor, Needs } from '#libs/access';
import { decodeCursor, IdParam, pageOf } from '#libs/api';
import { Clock, type Actor } from '#libs/kernel';
import { TaskQueries } from '../application/tasks.queries.js';
import { TasksService } from '../application/tasks.service.js';
import { ListTasksDto } from './tasks.dto.js';
import { TaskListResponse, taskResponse, TaskResponse } from './tasks.response.js';

const PAGE = 50;

/** What waits for whoever asks, the first due first. */
@ApiTags('tasks')
@Controller('api/v1/tasks')
export class TasksApiController {
  constructor(
    private readonly tasks: TaskQueries,
    private readonly service: TasksService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Needs('task.read')
  async list(@CurrentActor() actor: Actor, @Query() { after }: ListTasksDto): Promise<TaskListResponse> {
    const position = decodeCursor(after, 2);
    const rows = await this.tasks.list(actor, { after: position ? { dueOn: String(position[0]), id: String(position[1]) } : undefined, limit: PAGE + 1 });
    const { items, next } = pageOf(rows, PAGE, (row) => [row.dueOn, row.id]);
    return { items: items.map((row) => taskResponse(row, this.clock.today())), next };
  }

  /** For the few tasks no recorded work closes. */
  @Post(':id/finish')
  @HttpCode(200)
  @Needs('task.finish')
  async finish(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<TaskResponse> {
    return taskResponse(await this.service.finish(actor, id), this.clock.today());
  }
}
