import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DraftLife1764300061000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table referrals.draft
        add column to_best boolean not null default false,
        add column copied_from_id uuid references referrals.referral on delete set null,
        add column handed_by_id uuid references identity.user_account,
        add column handed_at timestamptz(3),
        add column handover_note text,
        add column warned_at timestamptz(3),
        add column stranded_at timestamptz(3),
        add check ((handed_by_id is null) = (handed_at is null));
      alter table referrals.draft alter column to_best drop default;
      drop index referrals.draft_by_practitioner;
      create index draft_by_practitioner on referrals.draft (practitioner_id, saved_at desc, id desc);
      create index draft_by_age on referrals.draft (saved_at, id);
      create index draft_copied_from on referrals.draft (copied_from_id) where copied_from_id is not null;
      create index draft_handed_by on referrals.draft (handed_by_id) where handed_by_id is not null;

      create table referrals.draft_text (
        draft_id uuid not null references referrals.draft on delete cascade,
        page text not null,
        version int not null check (version > 0),
        seen text not null,
        typed jsonb not null,
        typed_at timestamptz(3) not null,
        primary key (draft_id, page)
      );

      create table referrals.allocation_rule (
        id uuid primary key,
        revision int not null,
        area_code text not null,
        region_code text not null,
        service_type_code text not null,
        kind text not null check (kind in ('off', 'ranked', 'rota')),
        contract_ids uuid[] not null,
        set_by uuid not null references identity.user_account,
        set_at timestamptz(3) not null,
        unique (area_code, service_type_code)
      );
      create index allocation_rule_by_region on referrals.allocation_rule (region_code, area_code, service_type_code);
      create index allocation_rule_set_by on referrals.allocation_rule (set_by);

      create table referrals.service_choice (
        id uuid primary key,
        referral_id uuid not null unique references referrals.referral on delete cascade,
        rule_id uuid not null references referrals.allocation_rule,
        kind text not null check (kind in ('ranked', 'rota')),
        area_code text not null,
        counts jsonb not null,
        chosen_at timestamptz(3) not null
      );
      create index service_choice_by_rule on referrals.service_choice (rule_id);
      create index referral_by_contract_and_day on referrals.referral (contract_id, sent_at);

      grant select, insert, update, delete on referrals.draft_text, referrals.allocation_rule, referrals.service_choice to crs_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index referrals.referral_by_contract_and_day;
      drop table referrals.service_choice;
      drop table referrals.allocation_rule;
      drop table referrals.draft_text;
      drop index referrals.draft_by_age;
      drop index referrals.draft_by_practitioner;
      create index draft_by_practitioner on referrals.draft (practitioner_id, saved_at desc);
      alter table referrals.draft drop column to_best, drop column copied_from_id, drop column handed_by_id, drop column handed_at, drop column handover_note,
        drop column warned_at, drop column stranded_at;
    `);
  }
}
