import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Messages on a referral, and who may see one whose access is limited. */
export class ConversationAndAccess1764300063000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table referrals.message (
        id uuid primary key,
        revision int not null,
        referral_id uuid not null references referrals.referral on delete cascade,
        writer_id uuid not null references identity.user_account,
        side text not null check (side in ('practitioner', 'provider')),
        words text not null check (char_length(words) between 1 and 10000),
        written_at timestamptz(3) not null,
        answered_at timestamptz(3)
      );
      create index message_by_referral on referrals.message (referral_id, written_at, id);
      create index message_by_writer on referrals.message (writer_id);
      create index message_waiting on referrals.message (referral_id, side) where answered_at is null;

      create table referrals.message_reading (
        message_id uuid not null references referrals.message on delete cascade,
        reader_id uuid not null references identity.user_account,
        read_at timestamptz(3) not null,
        primary key (message_id, reader_id)
      );
      create index message_reading_by_reader on referrals.message_reading (reader_id);

      create table referrals.access_grant (
        id uuid primary key,
        referral_id uuid not null references referrals.referral on delete cascade,
        user_id uuid not null references identity.user_account,
        granted_by uuid not null references identity.user_account,
        granted_at timestamptz(3) not null,
        unique (referral_id, user_id)
      );
      create index access_grant_by_user on referrals.access_grant (user_id, referral_id);
      create index access_grant_by_granter on referrals.access_grant (granted_by);

      create table referrals.access_decision (
        id uuid primary key,
        referral_id uuid not null references referrals.referral on delete cascade,
        is_limited boolean not null,
        reason text not null check (char_length(reason) between 1 and 10000),
        decided_by uuid not null references identity.user_account,
        decided_at timestamptz(3) not null
      );
      create index access_decision_by_referral on referrals.access_decision (referral_id, decided_at);
      create index access_decision_by_decider on referrals.access_decision (decided_by);

      grant select, insert, update, delete on referrals.message, referrals.message_reading, referrals.access_grant, referrals.access_decision to crs_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table referrals.access_decision, referrals.access_grant, referrals.message_reading, referrals.message');
  }
}
