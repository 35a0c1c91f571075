import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Assessment1764200032000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table providers.application_query (
        id uuid primary key,
        application_id uuid not null references providers.application on delete cascade,
        question_code text not null,
        asked text not null,
        asked_by text not null,
        asked_at timestamptz(3) not null,
        first_value jsonb,
        reply text,
        reply_value jsonb,
        replied_by text,
        replied_at timestamptz(3),
        cancelled_by text,
        cancelled_at timestamptz(3),
        check ((replied_at is null) = (reply is null) and (replied_at is null) = (replied_by is null)),
        check ((cancelled_at is null) = (cancelled_by is null)),
        check (replied_at is null or cancelled_at is null)
      );
      create index application_query_by_application on providers.application_query (application_id, asked_at);
      create unique index application_query_open_once on providers.application_query (application_id, question_code) where replied_at is null and cancelled_at is null;

      create table providers.application_judgement (
        id uuid primary key,
        application_id uuid not null references providers.application on delete cascade,
        question_code text not null,
        judged_by text not null,
        judged_at timestamptz(3) not null,
        verdict text not null check (verdict in ('accepted', 'not-accepted', 'scored')),
        points int check (points >= 0),
        reason text not null,
        check ((verdict = 'scored') = (points is not null)),
        unique (application_id, question_code, judged_by)
      );

      create table providers.application_return (
        id uuid primary key,
        application_id uuid not null references providers.application on delete cascade,
        proposed_by text not null,
        returned_by text not null,
        returned_at timestamptz(3) not null,
        reason text not null
      );
      create index application_return_by_application on providers.application_return (application_id, returned_at);

      create index application_queue on providers.application (due_on, id) where status in ('submitted', 'assessing', 'queried', 'proposed');
      create index application_queue_by_assessor on providers.application (assessor_id, due_on, id) where status in ('submitted', 'assessing', 'queried', 'proposed');
      create index application_queue_of_nobody on providers.application (due_on, id) where assessor_id is null and status in ('submitted', 'assessing', 'queried');
      create index application_queue_by_status on providers.application (status, due_on, id) where status in ('queried', 'proposed');
      create index application_decided on providers.application (decided_at desc, id desc) where status = 'decided';

      grant select, insert, update, delete on providers.application_query, providers.application_judgement, providers.application_return to crs_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index providers.application_queue, providers.application_queue_by_assessor, providers.application_queue_of_nobody, providers.application_queue_by_status, providers.application_decided;
      drop table providers.application_return, providers.application_judgement, providers.application_query;
    `);
  }
}
