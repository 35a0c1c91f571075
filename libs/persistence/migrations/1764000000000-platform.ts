import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Platform1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create extension if not exists pg_trgm;
      create extension if not exists unaccent;
      create schema if not exists platform;
      revoke all on schema public from public;

      create table platform.history (
        stream text not null,
        stream_id uuid not null,
        sequence int not null check (sequence > 0),
        actor_id text not null,
        actor_name text not null,
        action text not null,
        occurred_at timestamptz(3) not null,
        content text,
        salt text not null,
        digest text not null,
        hash text not null,
        primary key (stream, stream_id, sequence)
      );
      create index history_by_day on platform.history (occurred_at);

      create table platform.history_seal (
        sealed_on date not null,
        stream text not null,
        stream_id uuid not null,
        sequence int not null,
        hash text not null,
        seal text not null,
        primary key (stream, stream_id, sealed_on)
      );

      create table platform.outbox (
        id uuid primary key,
        type text not null,
        occurred_at timestamptz(3) not null,
        actor_id text not null,
        actor_name text not null,
        data jsonb not null,
        created_at timestamptz not null default clock_timestamp(),
        relayed_at timestamptz
      );
      create index outbox_waiting on platform.outbox (occurred_at, id) where relayed_at is null;

      create table platform.receipt (
        handler text not null,
        event_id uuid not null,
        done_at timestamptz not null default now(),
        primary key (handler, event_id)
      );

      create table platform.session (
        sid varchar primary key,
        sess json not null,
        expire timestamp(6) not null
      );
      create index session_expiry on platform.session (expire);

      create unlogged table platform.throttle (
        key text primary key,
        hits int not null,
        expires_at timestamptz not null,
        blocked_until timestamptz
      );

      create table platform.idempotency (
        actor_id text not null,
        route text not null,
        key text not null,
        body_hash text not null,
        status int,
        answer text,
        subject jsonb,
        created_at timestamptz not null default now(),
        primary key (actor_id, route, key)
      );
      create index idempotency_age on platform.idempotency (created_at);

      grant usage on schema platform to crs_app;
      grant select, insert on platform.history, platform.history_seal to crs_app;
      grant select, insert, update, delete on platform.outbox, platform.receipt, platform.session, platform.throttle, platform.idempotency to crs_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema platform cascade');
  }
}
