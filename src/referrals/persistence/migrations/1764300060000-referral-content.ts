import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ReferralContent1764300060000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table referrals.referral
        add column redactions jsonb,
        add column sources jsonb not null default '{}',
        add column ethnicity text,
        add column preferred_language text,
        add column religion text,
        add column disabilities text,
        add column expected_release_on date,
        add column release_unknown_reason text,
        add column main_contact_name text,
        add column main_contact_role text,
        add column main_contact_email text,
        add column main_contact_phone text,
        add column sentence_kind text,
        add column additional_risk text not null default '',
        add column responsibilities text not null default '',
        add column unavailable_when text not null default '',
        add column anything_else text not null default '',
        add column complete_by_reason text;

      update referrals.referral set sentence_kind = case when enforceable_days is null then 'order' else 'order-with-rar' end;

      alter table referrals.referral
        alter column sources drop default,
        alter column additional_risk drop default,
        alter column responsibilities drop default,
        alter column unavailable_when drop default,
        alter column anything_else drop default,
        alter column sentence_kind set not null,
        add constraint referral_sentence_kind check (sentence_kind in ('order-with-rar', 'order', 'licence')),
        add constraint referral_enforceable_days check (enforceable_days is null or sentence_kind = 'order-with-rar'),
        add constraint referral_in_custody check (location = 'custody' or (expected_release_on is null and release_unknown_reason is null and main_contact_name is null));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table referrals.referral
        drop column redactions, drop column sources, drop column ethnicity, drop column preferred_language, drop column religion, drop column disabilities,
        drop column expected_release_on, drop column release_unknown_reason, drop column main_contact_name, drop column main_contact_role,
        drop column main_contact_email, drop column main_contact_phone, drop column sentence_kind, drop column additional_risk, drop column responsibilities,
        drop column unavailable_when, drop column anything_else, drop column complete_by_reason;
    `);
  }
}
