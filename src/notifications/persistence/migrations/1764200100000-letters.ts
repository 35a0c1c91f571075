import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Letters1764200100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A letter goes to an address that need not be anybody's account. Its link's secret is not kept.
      alter table notifications.message alter column recipient_id drop not null;
      create unique index message_letter_once on notifications.message (event_id, address, kind) where recipient_id is null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from notifications.message where recipient_id is null;
      drop index notifications.message_letter_once;
      alter table notifications.message alter column recipient_id set not null;
    `);
  }
}
