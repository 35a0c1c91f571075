import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which referral a task or a message is about, and which referrals are seen only by those named: their tasks and messages show to nobody else. */
export class LimitedReferrals1764300103000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What events said. No foreign key: this module hears referrals, it does not know them.
      create table notifications.limited_referral (referral_id uuid primary key);
      insert into notifications.limited_referral select id from referrals.referral where restricted;

      alter table notifications.task add column referral_id uuid;
      update notifications.task t set referral_id = r.id from referrals.referral r where r.id = t.subject_id;
      update notifications.task t set referral_id = c.referral_id from delivery.case c where c.id = t.subject_id;

      alter table notifications.message add column referral_id uuid;
      update notifications.message m set referral_id = r.id from referrals.referral r where m.href = '/referrals/' || r.id;
      update notifications.message m set referral_id = c.referral_id from delivery.case c where m.href = '/cases/' || c.id;

      grant select, insert, update, delete on notifications.limited_referral to crs_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table notifications.task drop column referral_id; alter table notifications.message drop column referral_id; drop table notifications.limited_referral');
  }
}
