import type { MigrationInterface, QueryRunner } from 'typeorm';

export class HandOver1764300070000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table delivery.allocation (
        id uuid primary key,
        case_id uuid not null references delivery.case on delete cascade,
        from_organisation_id uuid not null references identity.organisation,
        organisation_id uuid not null references identity.organisation,
        from_caseworker_id uuid not null references identity.user_account,
        caseworker_id uuid not null references identity.user_account,
        reason text not null,
        made_by text not null,
        made_at timestamptz(3) not null
      );
      create index allocation_by_case on delivery.allocation (case_id, made_at);
      create index allocation_by_giver on delivery.allocation (from_organisation_id);
      create index allocation_by_taker on delivery.allocation (organisation_id);
      create index allocation_by_earlier_caseworker on delivery.allocation (from_caseworker_id);
      create index allocation_by_caseworker on delivery.allocation (caseworker_id);

      -- Plans approved before referrals knew of it.
      update referrals.referral r set details_locked_at = c.accepted_at from delivery.case c
       where c.referral_id = r.id and exists (select from delivery.plan p where p.case_id = c.id and p.approved_on is not null);

      grant select, insert, update, delete on delivery.allocation to crs_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table delivery.allocation');
  }
}
