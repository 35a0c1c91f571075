import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Referrals1764000060000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema referrals;

      create table referrals.draft (
        id uuid primary key,
        revision int not null,
        practitioner_id uuid not null references identity.user_account,
        team_id uuid not null references identity.team,
        contract_id uuid not null references contracts.contract,
        answers jsonb not null,
        started_at timestamptz(3) not null,
        saved_at timestamptz(3) not null
      );
      create index draft_by_practitioner on referrals.draft (practitioner_id, saved_at desc);
      create index draft_by_team on referrals.draft (team_id);
      create index draft_by_contract on referrals.draft (contract_id);

      create table referrals.referral (
        id uuid primary key,
        revision int not null,
        reference text not null unique check (reference ~ '^[A-HJ-NP-Z]{2}[0-9]{4}[A-Z]{2}$'),
        contract_id uuid not null references contracts.contract,
        practitioner_id uuid not null references identity.user_account,
        team_id uuid not null references identity.team,
        prime_organisation_id uuid not null references identity.organisation,
        delivering_organisation_id uuid not null references identity.organisation,
        caseworker_id uuid references identity.user_account,
        region_code text not null,
        restricted boolean not null,
        status text not null check (status in ('sent', 'accepted', 'declined', 'withdrawn', 'ended')),
        crn text not null check (crn ~ '^[A-Z][0-9]{6}$'),
        first_name text not null,
        last_name text not null,
        date_of_birth date not null,
        gender text not null check (gender in ('male', 'female', 'other')),
        area_code text not null,
        location text not null check (location in ('community', 'custody')),
        prison_name text,
        sentence_ends_on date not null,
        enforceable_days int check (enforceable_days between 1 and 40),
        risk_summary text not null,
        access_needs text not null,
        interpreter_language text not null,
        complete_by date not null,
        reason text not null,
        sent_at timestamptz(3) not null,
        answered_at timestamptz(3),
        ended_at timestamptz(3),
        answer_reason text,
        answer_comment text
      );
      create index referral_by_team on referrals.referral (team_id, sent_at desc, id desc);
      create index referral_by_prime on referrals.referral (prime_organisation_id, sent_at desc, id desc);
      create index referral_by_deliverer on referrals.referral (delivering_organisation_id, sent_at desc, id desc);
      create index referral_by_caseworker on referrals.referral (caseworker_id, sent_at desc, id desc);
      create index referral_by_contract on referrals.referral (contract_id, status);
      create index referral_by_practitioner on referrals.referral (practitioner_id);
      create index referral_by_crn on referrals.referral (crn);

      create table referrals.need (
        id uuid primary key,
        referral_id uuid not null references referrals.referral on delete cascade,
        category_code text not null references catalogue.service_category (code),
        level_code text not null check (level_code in ('LOW', 'MEDIUM', 'HIGH')),
        outcome_codes text[] not null check (cardinality(outcome_codes) > 0),
        unique (referral_id, category_code)
      );
      create index need_by_category on referrals.need (category_code);

      create table referrals.unmet_need (
        id uuid primary key,
        area_code text not null,
        category_code text not null,
        gender text not null,
        location text not null,
        searched_on date not null
      );
      create index unmet_need_by_day on referrals.unmet_need (searched_on, area_code, category_code);

      grant usage on schema referrals to crs_app;
      grant select, insert, update, delete on all tables in schema referrals to crs_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema referrals cascade');
  }
}
