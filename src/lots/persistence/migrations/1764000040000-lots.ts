import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Lots1764000040000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema lots;

      create table lots.lot (
        id uuid primary key,
        revision int not null,
        vehicle_code text not null references providers.vehicle,
        title text not null,
        service_type_code text not null references catalogue.service_type,
        area_codes text[] not null check (cardinality(area_codes) > 0),
        region_code text not null references catalogue.area,
        region_codes text[] not null check (cardinality(region_codes) > 0),
        takes_men boolean not null,
        takes_women boolean not null,
        minimum_age int check (minimum_age between 18 and 120),
        maximum_age int check (maximum_age between 18 and 120),
        takes_custody boolean not null,
        takes_community boolean not null,
        annual_value_from_pence bigint not null check (annual_value_from_pence > 0),
        annual_value_to_pence bigint not null check (annual_value_to_pence >= annual_value_from_pence),
        minimum_financial_band_pence bigint not null check (minimum_financial_band_pence >= 0),
        starts_on date not null,
        ends_on date not null check (ends_on > starts_on),
        status text not null check (status in ('open', 'awarded', 'withdrawn')),
        created_by text not null,
        created_at timestamptz(3) not null,
        withdrawn_reason text,
        check (takes_men or takes_women),
        check (takes_custody or takes_community),
        check (minimum_age <= maximum_age),
        check ((status = 'withdrawn') = (withdrawn_reason is not null))
      );
      create index lot_by_time on lots.lot (created_at desc, id desc);
      create index lot_by_status on lots.lot (status, created_at desc, id desc);
      create index lot_by_service_type on lots.lot (service_type_code, created_at desc, id desc);
      create index lot_by_region on lots.lot (region_code);
      create index lot_by_regions on lots.lot using gin (region_codes);
      create index lot_by_vehicle on lots.lot (vehicle_code);

      create table lots.lot_draft (
        id uuid primary key,
        revision int not null,
        created_by text not null,
        answers jsonb not null,
        started_at timestamptz(3) not null
      );
      create index lot_draft_by_writer on lots.lot_draft (created_by, started_at desc);

      grant usage on schema lots to crs_app;
      grant select, insert, update, delete on all tables in schema lots to crs_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema lots cascade');
  }
}
