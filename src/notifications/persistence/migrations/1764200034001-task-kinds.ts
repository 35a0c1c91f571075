import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The kinds of task are listed in the code alone, so that a new one needs no migration. */
export class TaskKinds1764200034001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table notifications.task drop constraint if exists task_kind_check;
      alter table notifications.task add constraint task_kind_form check (kind ~ '^[a-z]+(-[a-z]+)*$');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table notifications.task drop constraint task_kind_form');
  }
}
