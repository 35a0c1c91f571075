import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lets relayed events be forgotten by age, and their receipts with them. */
export class OutboxAge1764300074000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index outbox_age on platform.outbox (relayed_at) where relayed_at is not null;
      create index receipt_by_event on platform.receipt (event_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index platform.outbox_age, platform.receipt_by_event');
  }
}
