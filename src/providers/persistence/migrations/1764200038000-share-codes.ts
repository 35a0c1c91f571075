import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ShareCodes1764200038000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table providers.application_share_code (
        id uuid primary key,
        application_id uuid not null unique references providers.application on delete cascade,
        share_code text not null,
        form_version_id text not null,
        submitted_at timestamptz(3) not null,
        fetched_at timestamptz(3) not null,
        fetched_by text not null
      );
      grant select, insert, update, delete on providers.application_share_code to crs_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table providers.application_share_code');
  }
}
