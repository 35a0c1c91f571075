import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Spend1764000090000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema spend;

      -- read models: everything here can be made again from payments
      create table spend.line (
        charge_line_id uuid primary key references payments.charge_line,
        contract_id uuid not null references contracts.contract,
        region_code text not null,
        service_type_code text not null,
        month text not null,
        net_pence bigint not null,
        invoiced_on date,
        paid_on date
      );
      create index line_newest on spend.line (month desc, charge_line_id desc);
      create index line_by_region on spend.line (region_code, month desc, charge_line_id desc);
      create index line_by_contract on spend.line (contract_id, month desc, charge_line_id desc);

      create table spend.case_reached (
        case_id uuid primary key references delivery."case",
        contract_id uuid not null references contracts.contract,
        region_code text not null,
        service_type_code text not null,
        started_month text,
        completed_month text
      );
      create index case_reached_by_contract on spend.case_reached (contract_id);
      create index case_started_by_region on spend.case_reached (region_code, started_month);
      create index case_completed_by_region on spend.case_reached (region_code, completed_month);

      create view spend.monthly as
        select region_code, service_type_code, contract_id, month,
          sum(earned)::bigint as earned_pence, sum(invoiced)::bigint as invoiced_pence, sum(paid)::bigint as paid_pence, sum(started)::int as started, sum(completed)::int as completed
        from (
          select region_code, service_type_code, contract_id, month, net_pence as earned, case when invoiced_on is null then 0 else net_pence end as invoiced,
            case when paid_on is null then 0 else net_pence end as paid, 0 as started, 0 as completed
          from spend.line
          union all
          select region_code, service_type_code, contract_id, started_month, 0, 0, 0, 1, 0 from spend.case_reached where started_month is not null
          union all
          select region_code, service_type_code, contract_id, completed_month, 0, 0, 0, 0, 1 from spend.case_reached where completed_month is not null
        ) counted
        group by region_code, service_type_code, contract_id, month;

      grant usage on schema spend to crs_app;
      grant select, insert, update, delete on all tables in schema spend to crs_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema spend cascade');
  }
}
