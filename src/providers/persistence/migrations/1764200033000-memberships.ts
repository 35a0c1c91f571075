import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Memberships1764200033000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table providers.membership
        drop constraint membership_status_check,
        add constraint membership_status_check check (status in ('active', 'suspended', 'removed')),
        add status_reason text,
        add status_words text,
        add status_at timestamptz(3),
        add status_by text;
      update providers.membership set status_at = admitted_at, status_by = 'system';
      alter table providers.membership
        alter status_at set not null,
        alter status_by set not null,
        add check (status = 'active' or (status_reason is not null and status_words is not null));

      create table providers.standing_answer (
        id uuid primary key,
        membership_id uuid not null references providers.membership on delete cascade,
        question_code text not null,
        value jsonb not null,
        said_at timestamptz(3) not null,
        said_by text not null,
        expires_on date,
        warned_days int check (warned_days in (60, 30, 7)),
        check (warned_days is null or expires_on is not null),
        unique (membership_id, question_code)
      );
      create index standing_answer_by_expiry on providers.standing_answer (expires_on) where expires_on is not null;
      insert into providers.standing_answer (id, membership_id, question_code, value, said_at, said_by, expires_on)
        select distinct on (m.id, a.question_code) gen_random_uuid(), m.id, a.question_code, a.value, a.said_at, a.said_by,
          case when a.question_code = 'insurance-expiry' then (a.value #>> '{}')::date end
        from providers.membership m join providers.application b on b.provider_id = m.provider_id and b.vehicle_code = m.vehicle_code and b.status = 'decided'
          join providers.application_answer a on a.application_id = b.id
        order by m.id, a.question_code, a.said_at desc, a.id;

      grant select, insert, update, delete on providers.standing_answer to crs_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table providers.standing_answer;
      delete from providers.membership where status <> 'active';
      alter table providers.membership
        drop constraint membership_status_check,
        add constraint membership_status_check check (status in ('active')),
        drop status_reason, drop status_words, drop status_at, drop status_by;
    `);
  }
}
