import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Capacity is stated for each area of a contract; a service also says how, where and in which languages it works. */
export class Capacity1764300050000 implements MigrationInterface {
  name = 'Capacity1764300050000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table contracts.capacity (
        id uuid primary key,
        contract_id uuid not null references contracts.contract on delete cascade,
        area_code text not null references catalogue.area (code),
        places int check (places between 0 and 10000),
        weekly_starts int check (weekly_starts between 0 and 1000),
        expected_wait_days int check (expected_wait_days between 0 and 365),
        closes_when_full boolean not null,
        stated_on date not null,
        unique (contract_id, area_code)
      );
      create index capacity_by_area on contracts.capacity (area_code);
      create index capacity_by_day on contracts.capacity (stated_on);

      create table contracts.office (
        id uuid primary key,
        contract_id uuid not null references contracts.contract on delete cascade,
        name text not null,
        address text not null,
        latitude double precision check (latitude between 49 and 61),
        longitude double precision check (longitude between -9 and 3),
        check ((latitude is null) = (longitude is null))
      );
      create index office_by_contract on contracts.office (contract_id);

      -- what providers said of the whole contract becomes true of each of its areas
      insert into contracts.capacity (id, contract_id, area_code, places, weekly_starts, expected_wait_days, closes_when_full, stated_on)
        select gen_random_uuid(), c.id, area, c.places, least(c.weekly_starts, 1000), least(c.expected_wait_days, 365), true, c.capacity_stated_on
        from contracts.contract c cross join unnest(c.area_codes) as area where c.capacity_stated_on is not null;

      alter table contracts.contract
        drop column places,
        drop column weekly_starts,
        drop column expected_wait_days,
        drop column capacity_stated_on,
        add column attendance text[] not null default '{}' check (attendance <@ array['phone', 'video', 'in-person', 'probation-office']),
        add column languages text[] not null default '{}',
        add column capacity_asked_on date,
        -- a listed contract has no lot and no term; every other one comes from a lot
        add constraint contract_listed_or_let check (case when status = 'listed' then lot_id is null and term_from is null
                                                          else lot_id is not null and term_from is not null and term_to is not null end);
      alter table contracts.contract alter column attendance drop default, alter column languages drop default;

      grant select, insert, update, delete on contracts.capacity, contracts.office to crs_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table contracts.contract
        drop constraint contract_listed_or_let,
        drop column attendance,
        drop column languages,
        drop column capacity_asked_on,
        add column places int check (places >= 0),
        add column weekly_starts int check (weekly_starts >= 0),
        add column expected_wait_days int check (expected_wait_days >= 0),
        add column capacity_stated_on date;
      update contracts.contract c set places = k.places, weekly_starts = k.weekly_starts, expected_wait_days = k.expected_wait_days, capacity_stated_on = k.stated_on
        from (select distinct on (contract_id) * from contracts.capacity order by contract_id, stated_on, area_code) k where k.contract_id = c.id;
      alter table contracts.contract add check (case when status = 'listed' then lot_id is null and term_from is null and places is null
                                                     else lot_id is not null and term_from is not null and term_to is not null end);
      drop table contracts.office;
      drop table contracts.capacity;
    `);
  }
}
