import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Identity1764000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema identity;

      create table identity.organisation (
        id uuid primary key,
        revision int not null,
        kind text not null check (kind in ('authority', 'provider')),
        name text not null,
        coverage text[]
      );
      create unique index organisation_name on identity.organisation (lower(name));

      create table identity.team (
        id uuid primary key,
        revision int not null,
        organisation_id uuid not null references identity.organisation,
        name text not null,
        unique (organisation_id, name)
      );

      create table identity.user_account (
        id uuid primary key,
        revision int not null,
        name text not null,
        email text not null unique check (email = lower(email)),
        password_hash text not null,
        organisation_id uuid not null references identity.organisation,
        status text not null check (status in ('active', 'closed'))
      );

      create index user_account_by_organisation on identity.user_account (organisation_id);

      create table identity.held_role (
        id uuid primary key,
        user_id uuid not null references identity.user_account on delete cascade,
        role text not null check (role in ('practitioner', 'commissioner', 'approver', 'evaluator', 'provider-manager', 'caseworker', 'provider-finance', 'administrator')),
        organisation_id uuid not null references identity.organisation,
        team_id uuid references identity.team
      );
      create unique index held_role_once on identity.held_role (user_id, role, organisation_id, coalesce(team_id, '00000000-0000-0000-0000-000000000000'));
      create index held_role_by_team on identity.held_role (team_id);
      create index held_role_by_organisation on identity.held_role (organisation_id, role);

      create table identity.api_key (
        id uuid primary key,
        user_id uuid not null references identity.user_account on delete cascade,
        key_hash text not null unique,
        created_at timestamptz(3) not null,
        revoked_at timestamptz(3)
      );
      create index api_key_by_user on identity.api_key (user_id);

      grant usage on schema identity to crs_app;
      grant select, insert, update, delete on all tables in schema identity to crs_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema identity cascade');
  }
}
