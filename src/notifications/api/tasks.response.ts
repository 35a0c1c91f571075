import { ApiProperty } from '@nestjs/swagger';
import type { Day } from '#libs/kernel';
import type { TaskRow } from '../application/tasks.queries.js';

/** Something that waits for whoever asks. `href` is the page to act on. */
export class TaskResponse {
  id!: string;
  kind!: string;
  title!: string;
  href!: string;
  since!: Date;
  @ApiProperty({ type: String, format: 'date' }) dueOn!: Day;
  isOverdue!: boolean;
}

/** One page of a list. */
export class TaskListResponse {
  items!: TaskResponse[];
  next!: string | null;
}

/** A task as the API shows it. */
export function taskResponse({ id, kind, title, href, since, dueOn }: TaskRow, today: Day): TaskResponse {
  return { id, kind, title, href, since, dueOn, isOverdue: dueOn < today };
}
