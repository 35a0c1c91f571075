import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Notifications1764000100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema notifications;

      -- What events said of contracts. No foreign key: this module hears contracts, it does not know them.
      create table notifications.contract (
        id uuid primary key,
        reference text not null,
        prime_organisation_id uuid not null,
        region_codes text[] not null
      );

      create table notifications.task (
        id uuid primary key,
        kind text not null check (kind in ('answer-referral', 'choose-another-service', 'book-assessment', 'write-plan', 'approve-plan', 'write-report',
          'decide-application', 'approve-rate-card', 'send-statement', 'answer-statement', 'approve-statement', 'record-payment')),
        subject_id uuid not null,
        title text not null,
        href text not null,
        since timestamptz(3) not null,
        due_on date not null,
        opened_by text not null,
        not_for text,
        closed_at timestamptz(3)
      );
      create unique index task_open_once on notifications.task (subject_id, kind) where closed_at is null;
      create index task_by_subject on notifications.task (subject_id, since);

      -- Who sees an open task; closing it removes these rows, so that they stay few.
      create table notifications.task_reader (
        task_id uuid not null references notifications.task on delete cascade,
        key text not null,
        primary key (task_id, key)
      );
      create index task_reader_by_key on notifications.task_reader (key, task_id);

      create table notifications.finished_task (
        id uuid primary key,
        revision int not null,
        task_id uuid not null references notifications.task,
        person_id uuid not null references identity.user_account,
        finished_at timestamptz(3) not null
      );
      create index finished_task_by_task on notifications.finished_task (task_id);
      create index finished_task_by_person on notifications.finished_task (person_id);

      create table notifications.message (
        id uuid primary key,
        event_id uuid not null,
        kind text not null,
        recipient_id uuid not null references identity.user_account,
        address text not null,
        subject text not null,
        words text not null,
        href text not null,
        written_at timestamptz(3) not null,
        tried_at timestamptz(3),
        sent_at timestamptz(3),
        failure text,
        unique (event_id, recipient_id, kind)
      );
      create index message_by_recipient on notifications.message (recipient_id, written_at desc, id desc);

      grant usage on schema notifications to crs_app;
      grant select, insert, update, delete on all tables in schema notifications to crs_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema notifications cascade');
  }
}
