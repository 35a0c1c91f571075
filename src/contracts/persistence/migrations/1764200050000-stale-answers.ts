import type { MigrationInterface, QueryRunner } from 'typeorm';

export class StaleAnswers1764200050000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table contracts.contract
        add column stale_answers text[] not null default '{}',
        add column stale_reason text,
        add constraint contract_says_why_stale check ((cardinality(stale_answers) > 0) = (stale_reason is not null));
      alter table contracts.contract alter column stale_answers drop default;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table contracts.contract drop column stale_answers, drop column stale_reason');
  }
}
