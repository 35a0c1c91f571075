import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SinceSent1764300062000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table referrals.referral
        add details_locked_at timestamptz(3),
        add suggested_contract_id uuid references contracts.contract,
        add transferred_from_id uuid references referrals.referral,
        add transferred_to_id uuid references referrals.referral,
        add check (suggested_contract_id is null or status = 'declined');
      create index referral_by_suggestion on referrals.referral (suggested_contract_id);
      create index referral_by_earlier on referrals.referral (transferred_from_id);
      create index referral_by_next on referrals.referral (transferred_to_id);

      create table referrals.amendment (
        id uuid primary key,
        referral_id uuid not null references referrals.referral on delete cascade,
        revision int not null,
        made_by text not null,
        made_by_name text not null,
        made_at timestamptz(3) not null,
        reason text not null,
        changes jsonb not null,
        is_withheld boolean not null,
        unique (referral_id, revision)
      );

      create table referrals.allocation (
        id uuid primary key,
        referral_id uuid not null references referrals.referral on delete cascade,
        from_organisation_id uuid not null references identity.organisation,
        to_organisation_id uuid not null references identity.organisation,
        reason text not null,
        made_by text not null,
        made_at timestamptz(3) not null
      );
      create index allocation_by_referral on referrals.allocation (referral_id, made_at);
      create index allocation_by_giver on referrals.allocation (from_organisation_id);
      create index allocation_by_taker on referrals.allocation (to_organisation_id);

      -- A draft is gone once it is sent or deleted, so nothing refers to it.
      create table referrals.onward (
        id uuid primary key,
        referral_id uuid not null references referrals.referral on delete cascade,
        contract_id uuid not null references contracts.contract,
        draft_id uuid not null unique,
        made_at timestamptz(3) not null
      );
      create index onward_by_referral on referrals.onward (referral_id);
      create index onward_by_contract on referrals.onward (contract_id);

      grant select, insert, update, delete on referrals.amendment, referrals.allocation, referrals.onward to crs_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table referrals.onward, referrals.allocation, referrals.amendment;
      alter table referrals.referral drop details_locked_at, drop suggested_contract_id, drop transferred_from_id, drop transferred_to_id`);
  }
}
