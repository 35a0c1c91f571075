import { Column, Entity } from 'typeorm';
import { InstantColumn, Root, RootRow } from '#libs/persistence';
import { finishedTaskPolicy } from '../domain/notifications.policy.js';
import type { FinishedTask } from '../domain/task.js';

@Entity({ schema: 'notifications', name: 'finished_task' })
@Root({ stream: 'finished-task', read: 'finished-task.read', policy: finishedTaskPolicy })
export class FinishedTaskEntity extends RootRow implements FinishedTask {
  @Column('uuid') taskId!: string;
  @Column('uuid') personId!: string;
  @InstantColumn() finishedAt!: Date;
}
