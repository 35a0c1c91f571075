import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Providers1764000030000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema providers;

      create table providers.vehicle (
        code text primary key,
        name text not null unique,
        kind text not null check (kind in ('dynamic-framework', 'dynamic-market', 'framework', 'open-framework', 'grant-scheme', 'one-off')),
        regime text check (regime in ('PCR2015', 'PA2023')),
        opens_on date not null,
        ends_on date not null check (ends_on >= opens_on)
      );
      insert into providers.vehicle (code, name, kind, regime, opens_on, ends_on)
      values ('PSDF', 'Probation Services Dynamic Framework', 'dynamic-framework', 'PCR2015', '2020-06-15', '2027-06-14');

      create table providers.provider (
        id uuid primary key references identity.organisation,
        revision int not null,
        name text not null,
        match_name text not null,
        legal_form text,
        company_number text unique check (company_number ~ '^([0-9]{8}|[A-Z]{2}[0-9]{6})$'),
        charity_number text unique check (charity_number ~ '^[0-9]{6,7}(-[0-9]{1,2})?$'),
        size text check (size in ('micro', 'small', 'medium', 'large')),
        is_vcse boolean,
        turnover_pence bigint check (turnover_pence >= 0),
        is_registered boolean not null,
        registration_key uuid unique,
        added_at timestamptz(3) not null,
        check (not is_registered or (legal_form is not null and size is not null and is_vcse is not null and turnover_pence is not null))
      );
      create index provider_by_name on providers.provider (name, id);
      create index provider_by_match_name on providers.provider (match_name);

      create table providers.application (
        id uuid primary key,
        revision int not null,
        provider_id uuid not null references providers.provider,
        vehicle_code text not null references providers.vehicle,
        status text not null check (status in ('draft', 'submitted', 'decided')),
        category_codes text[] not null,
        area_codes text[] not null,
        answers jsonb not null,
        questionnaire_version int not null,
        started_at timestamptz(3) not null,
        submitted_at timestamptz(3),
        submitted_by text,
        decided_at timestamptz(3),
        decided_by text,
        check ((status = 'draft') = (submitted_at is null)),
        check ((status = 'decided') = (decided_at is not null))
      );
      create unique index application_open_once on providers.application (provider_id, vehicle_code) where status <> 'decided';
      create index application_by_provider on providers.application (provider_id, started_at desc, id desc);
      create index application_by_status on providers.application (status, started_at desc, id desc);
      create index application_by_vehicle on providers.application (vehicle_code);

      create table providers.application_part (
        id uuid primary key,
        application_id uuid not null references providers.application on delete cascade,
        category_code text not null references catalogue.service_category (code),
        area_code text not null references catalogue.area (code),
        decision text check (decision in ('admitted', 'refused')),
        reason text,
        check (decision is distinct from 'refused' or reason is not null),
        unique (application_id, category_code, area_code)
      );
      create index application_part_by_category on providers.application_part (category_code);
      create index application_part_by_area on providers.application_part (area_code);

      create table providers.membership (
        id uuid primary key,
        revision int not null,
        provider_id uuid not null references providers.provider,
        vehicle_code text not null references providers.vehicle,
        status text not null check (status in ('active')),
        turnover_pence bigint not null check (turnover_pence >= 0),
        financial_band_pence bigint check (financial_band_pence >= 0),
        admitted_at timestamptz(3) not null,
        unique (provider_id, vehicle_code)
      );
      create index membership_by_vehicle on providers.membership (vehicle_code);

      create table providers.admission (
        id uuid primary key,
        membership_id uuid not null references providers.membership on delete cascade,
        category_code text not null references catalogue.service_category (code),
        area_code text not null references catalogue.area (code),
        application_id uuid not null references providers.application,
        unique (membership_id, category_code, area_code)
      );
      create index admission_by_category on providers.admission (category_code);
      create index admission_by_area on providers.admission (area_code);
      create index admission_by_application on providers.admission (application_id);

      grant usage on schema providers to crs_app;
      grant select, insert, update, delete on all tables in schema providers to crs_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema providers cascade');
  }
}
