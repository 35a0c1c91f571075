import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Delivery1764000070000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema delivery;

      create table delivery.case (
        id uuid primary key,
        revision int not null,
        referral_id uuid not null unique references referrals.referral,
        reference text not null unique,
        contract_id uuid not null references contracts.contract,
        practitioner_id uuid not null references identity.user_account,
        team_id uuid not null references identity.team,
        prime_organisation_id uuid not null references identity.organisation,
        delivering_organisation_id uuid not null references identity.organisation,
        caseworker_id uuid not null references identity.user_account,
        region_code text not null,
        restricted boolean not null,
        status text not null check (status in ('awaiting-assessment', 'assessed', 'planned', 'delivering', 'closing', 'ended')),
        needs jsonb not null,
        sent_on date not null,
        complete_by date not null,
        accepted_at timestamptz(3) not null,
        accepted_on date not null,
        assessed_on date,
        started_on date,
        ended_on date,
        end_kind text check (end_kind in ('completed', 'ended-early', 'cancelled')),
        end_reason text,
        end_comment text,
        check ((status in ('closing', 'ended')) = (ended_on is not null and end_kind is not null)),
        check (end_kind = 'completed' or (end_reason is null) = (end_kind is null))
      );
      create index case_by_team on delivery.case (team_id, accepted_at desc, id desc);
      create index case_by_prime on delivery.case (prime_organisation_id, accepted_at desc, id desc);
      create index case_by_deliverer on delivery.case (delivering_organisation_id, accepted_at desc, id desc);
      create index case_by_caseworker on delivery.case (caseworker_id, accepted_at desc, id desc);
      create index case_by_contract on delivery.case (contract_id);
      create index case_by_practitioner on delivery.case (practitioner_id);

      create table delivery.appointment (
        id uuid primary key,
        case_id uuid not null references delivery.case on delete cascade,
        kind text not null check (kind in ('assessment', 'session')),
        number int check (number > 0),
        status text not null check (status in ('booked', 'held', 'missed', 'cancelled')),
        starts_at timestamptz(3) not null,
        duration_minutes int not null check (duration_minutes between 5 and 480),
        method text not null check (method in ('phone', 'video', 'probation-office', 'other-address')),
        address text,
        is_group boolean not null,
        booked_at timestamptz(3) not null,
        rescheduled_by text check (rescheduled_by in ('person', 'provider', 'practitioner')),
        reschedule_reason text,
        attended text check (attended in ('yes', 'late', 'no')),
        absence_reason text check (absence_reason in ('person-acceptable', 'person-unacceptable', 'logistics')),
        summary text,
        concerns text,
        notify_practitioner boolean not null,
        recorded_at timestamptz(3),
        check ((kind = 'session') = (number is not null)),
        check (status = case when attended in ('yes', 'late') then 'held' when attended = 'no' then 'missed' when status = 'cancelled' then 'cancelled' else 'booked' end),
        check ((attended = 'no') = (absence_reason is not null))
      );
      create index appointment_by_case on delivery.appointment (case_id, starts_at);
      create unique index appointment_once on delivery.appointment (case_id, kind, coalesce(number, 0)) where status in ('booked', 'held');

      create table delivery.plan (
        id uuid primary key,
        case_id uuid not null references delivery.case on delete cascade,
        version int not null check (version > 0),
        sessions int not null check (sessions between 1 and 200),
        status text not null check (status in ('submitted', 'approved', 'superseded')),
        submitted_on date not null,
        approved_on date,
        is_silent boolean not null,
        unique (case_id, version),
        check (status <> 'approved' or approved_on is not null)
      );
      create unique index plan_waiting_once on delivery.plan (case_id) where status = 'submitted';
      create unique index plan_approved_once on delivery.plan (case_id) where status = 'approved';
      create index plan_waiting on delivery.plan (submitted_on, case_id) where status = 'submitted';

      create table delivery.activity (
        id uuid primary key,
        case_id uuid not null references delivery.case on delete cascade,
        plan_id uuid not null references delivery.plan on delete cascade,
        position int not null,
        category_code text not null,
        outcome_code text not null,
        description text not null,
        unique (plan_id, position)
      );
      create index activity_by_case on delivery.activity (case_id);

      create table delivery.report (
        id uuid primary key,
        case_id uuid not null unique references delivery.case on delete cascade,
        submitted_on date not null,
        summary text not null
      );

      create table delivery.outcome_score (
        id uuid primary key,
        case_id uuid not null references delivery.case on delete cascade,
        report_id uuid not null references delivery.report on delete cascade,
        category_code text not null,
        outcome_code text not null,
        level text not null check (level in ('achieved', 'partly-achieved', 'not-achieved')),
        comment text not null,
        unique (report_id, category_code, outcome_code)
      );
      create index outcome_score_by_case on delivery.outcome_score (case_id);

      create table delivery.caseload (
        referral_id uuid primary key references referrals.referral on delete cascade,
        case_id uuid unique references delivery.case on delete cascade,
        reference text not null,
        person_name text not null,
        crn text not null,
        contract_id uuid not null references contracts.contract,
        practitioner_id uuid not null references identity.user_account,
        team_id uuid not null references identity.team,
        prime_organisation_id uuid not null references identity.organisation,
        delivering_organisation_id uuid not null references identity.organisation,
        caseworker_id uuid references identity.user_account,
        region_code text not null,
        restricted boolean not null,
        stage text not null check (stage in ('waiting', 'open', 'ended')),
        status text not null,
        next_step text,
        due_on date not null,
        whose_move text check (whose_move in ('practitioner', 'provider')),
        sent_at timestamptz(3) not null,
        check ((stage = 'ended') = (next_step is null))
      );
      create index caseload_by_team on delivery.caseload (team_id, stage, due_on, referral_id);
      create index caseload_by_prime on delivery.caseload (prime_organisation_id, stage, due_on, referral_id);
      create index caseload_by_deliverer on delivery.caseload (delivering_organisation_id, stage, due_on, referral_id);
      create index caseload_by_caseworker on delivery.caseload (caseworker_id, stage, due_on, referral_id);
      create index caseload_by_contract on delivery.caseload (contract_id);
      create index caseload_by_practitioner on delivery.caseload (practitioner_id);

      grant usage on schema delivery to crs_app;
      grant select, insert, update, delete on all tables in schema delivery to crs_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema delivery cascade');
  }
}
