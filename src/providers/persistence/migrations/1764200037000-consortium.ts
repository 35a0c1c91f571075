import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Consortium1764200037000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table providers.application_member (
        id uuid primary key,
        revision int not null,
        application_id uuid not null references providers.application,
        provider_id uuid not null references providers.provider,
        lead_provider_id uuid not null references providers.provider,
        share_basis_points int not null check (share_basis_points between 1 and 10000),
        category_codes text[] not null check (cardinality(category_codes) > 0),
        area_codes text[] not null check (cardinality(area_codes) > 0),
        agreed_at timestamptz(3),
        agreed_by text,
        declined_at timestamptz(3),
        decline_reason text,
        unique (application_id, provider_id),
        check ((agreed_at is null) = (agreed_by is null)),
        check ((declined_at is null) = (decline_reason is null)),
        check (agreed_at is null or declined_at is null)
      );
      create index application_member_by_provider on providers.application_member (provider_id);
      create index application_member_by_lead on providers.application_member (lead_provider_id);

      grant select, insert, update, delete on providers.application_member to crs_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table providers.application_member');
  }
}
