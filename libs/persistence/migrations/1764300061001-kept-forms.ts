import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Forms that were sent after their session had ended, until their writer has signed in again. */
export class KeptForms1764300061001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table platform.kept_form (
        token_hash text primary key,
        sealed text not null,
        expires_at timestamptz not null
      );
      create index kept_form_expiry on platform.kept_form (expires_at);
      grant select, insert, delete on platform.kept_form to crs_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table platform.kept_form');
  }
}
