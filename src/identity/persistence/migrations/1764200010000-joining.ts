import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Joining1764200010000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Someone who has still to show that an address is theirs; gone once they have an account.
      create table identity.newcomer (
        id uuid primary key,
        revision int not null,
        name text not null,
        email text not null check (email = lower(email)),
        password_hash text not null,
        status text not null check (status in ('waiting', 'refused')),
        reason text,
        asked_at timestamptz(3) not null,
        check ((status = 'refused') = (reason is not null))
      );

      create table identity.invitation (
        id uuid primary key,
        revision int not null,
        organisation_id uuid not null references identity.organisation,
        email text not null check (email = lower(email)),
        roles text[] not null check (cardinality(roles) > 0),
        team_id uuid references identity.team,
        status text not null check (status in ('waiting', 'accepted', 'cancelled')),
        invited_by text not null,
        sent_at timestamptz(3) not null,
        expires_on date not null
      );
      create unique index invitation_waiting_once on identity.invitation (organisation_id, email) where status = 'waiting';
      create index invitation_by_organisation on identity.invitation (organisation_id, status);
      create index invitation_by_team on identity.invitation (team_id);

      create table identity.join_request (
        id uuid primary key,
        revision int not null,
        organisation_id uuid not null references identity.organisation,
        name text not null,
        email text not null check (email = lower(email)),
        note text not null,
        status text not null check (status in ('waiting', 'approved', 'declined')),
        asked_at timestamptz(3) not null,
        decided_by text,
        reason text,
        invitation_id uuid references identity.invitation,
        check ((status = 'waiting') = (decided_by is null)),
        check ((status = 'declined') = (reason is not null))
      );
      create unique index join_request_waiting_once on identity.join_request (organisation_id, email) where status = 'waiting';
      create index join_request_by_organisation on identity.join_request (organisation_id, status);
      create index join_request_by_invitation on identity.join_request (invitation_id);

      grant select, insert, update, delete on identity.newcomer, identity.invitation, identity.join_request to crs_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table identity.join_request, identity.invitation, identity.newcomer');
  }
}
