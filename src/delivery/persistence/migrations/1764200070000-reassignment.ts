import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Reassignment1764200070000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Open cases whose caseworker may no longer work.
      alter table delivery.caseload add to_reassign boolean not null default false;
      create index caseload_to_reassign on delivery.caseload (due_on, referral_id) where to_reassign;

      create table delivery.reassignment (
        id uuid primary key,
        revision int not null,
        caseworker_id uuid not null references identity.user_account,
        contract_id uuid not null references contracts.contract,
        contract_reference text not null,
        delivering_organisation_id uuid not null references identity.organisation,
        prime_organisation_id uuid not null references identity.organisation,
        region_code text not null,
        cause text not null check (cause in ('suspended', 'withdrawn', 'left')),
        cases int not null check (cases > 0),
        status text not null check (status in ('open', 'finished')),
        opened_at timestamptz(3) not null,
        finished_at timestamptz(3),
        check ((status = 'finished') = (finished_at is not null))
      );
      create unique index reassignment_open_once on delivery.reassignment (caseworker_id, contract_id, delivering_organisation_id) where status = 'open';
      create index reassignment_by_caseworker on delivery.reassignment (caseworker_id);
      create index reassignment_by_contract on delivery.reassignment (contract_id);
      create index reassignment_by_deliverer on delivery.reassignment (delivering_organisation_id);
      create index reassignment_by_prime on delivery.reassignment (prime_organisation_id);
      create index reassignment_by_region on delivery.reassignment (region_code, status, opened_at desc, id desc);

      grant select, insert, update, delete on delivery.reassignment to crs_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table delivery.reassignment; alter table delivery.caseload drop to_reassign');
  }
}
