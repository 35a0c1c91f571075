import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Staff1764200035000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table providers.staff_member (
        id uuid primary key,
        revision int not null,
        organisation_id uuid not null references identity.organisation,
        name text not null,
        match_name text not null,
        date_of_birth date not null,
        email text,
        role_title text not null,
        vetting_level text not null,
        vetting_expires_on date,
        user_id uuid references identity.user_account,
        status text not null check (status in ('added', 'authorised', 'suspended', 'withdrawn', 'left')),
        "check" text check ("check" in ('waiting', 'refused')),
        reason text,
        added_at timestamptz(3) not null,
        status_on date not null,
        warned_of_expiry_on date,
        check (status not in ('suspended', 'withdrawn') or reason is not null),
        check (status <> 'authorised' or vetting_expires_on is not null)
      );
      create unique index staff_member_once on providers.staff_member (organisation_id, match_name, date_of_birth) where status in ('added', 'authorised', 'suspended');
      create unique index staff_member_account_once on providers.staff_member (organisation_id, user_id) where status in ('added', 'authorised', 'suspended');
      create index staff_member_by_organisation on providers.staff_member (organisation_id, name, id);
      create index staff_member_by_person on providers.staff_member (match_name, date_of_birth);
      create index staff_member_by_user on providers.staff_member (user_id);
      create index staff_member_by_expiry on providers.staff_member (vetting_expires_on) where status = 'authorised';

      create table providers.exclusion (
        id uuid primary key,
        revision int not null,
        name text not null,
        match_name text not null,
        date_of_birth date not null,
        staff_member_id uuid not null references providers.staff_member,
        organisation_id uuid not null references identity.organisation,
        reason text not null,
        status text not null check (status in ('listed', 'lifted')),
        listed_at timestamptz(3) not null,
        listed_by text not null,
        lifted_at timestamptz(3),
        lifted_by text,
        lift_reason text,
        check ((status = 'lifted') = (lifted_at is not null and lifted_by is not null and lift_reason is not null))
      );
      create index exclusion_by_person on providers.exclusion (match_name, date_of_birth) where status = 'listed';
      create index exclusion_by_staff_member on providers.exclusion (staff_member_id);
      create index exclusion_by_organisation on providers.exclusion (organisation_id);
      create index exclusion_by_status on providers.exclusion (status, listed_at desc, id desc);

      create table providers.exclusion_match (
        id uuid primary key,
        exclusion_id uuid not null references providers.exclusion on delete cascade,
        staff_member_id uuid not null references providers.staff_member,
        organisation_id uuid not null references identity.organisation,
        matched_at timestamptz(3) not null,
        decision text check (decision in ('confirmed', 'different-person', 'lifted')),
        reason text,
        decided_at timestamptz(3),
        decided_by text,
        check ((decision is null) = (decided_at is null))
      );
      create unique index exclusion_match_waiting_once on providers.exclusion_match (exclusion_id, staff_member_id) where decision is null;
      create index exclusion_match_by_exclusion on providers.exclusion_match (exclusion_id);
      create index exclusion_match_by_staff_member on providers.exclusion_match (staff_member_id);
      create index exclusion_match_by_organisation on providers.exclusion_match (organisation_id);

      grant select, insert, update, delete on providers.staff_member, providers.exclusion, providers.exclusion_match to crs_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table providers.exclusion_match, providers.exclusion, providers.staff_member');
  }
}
