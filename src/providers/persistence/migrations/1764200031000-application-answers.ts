import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ApplicationAnswers1764200031000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table providers.application_answer (
        id uuid primary key,
        application_id uuid not null references providers.application on delete cascade,
        question_code text not null,
        value jsonb not null,
        said_at timestamptz(3) not null,
        said_by text not null,
        confirmed boolean not null,
        unique (application_id, question_code)
      );
      insert into providers.application_answer (id, application_id, question_code, value, said_at, said_by, confirmed)
      select gen_random_uuid(), a.id, each.key, each.value, coalesce(a.submitted_at, a.started_at), coalesce(a.submitted_by, 'system'), false
      from providers.application a cross join jsonb_each(a.answers) each;

      alter table providers.application
        drop column answers,
        drop constraint application_status_check,
        add constraint application_status_check check (status in ('draft', 'submitted', 'assessing', 'queried', 'proposed', 'decided')),
        add column reference text,
        add column is_consortium boolean not null default false,
        add column questionnaire_code text not null default 'psdf-application',
        add column due_on date,
        add column queried_on date,
        add column assessor_id uuid,
        add column proposed_by text,
        add column proposed_at timestamptz(3),
        add column exclusion_status text check (exclusion_status in ('excluded', 'excludable')),
        add column debarment_list_version text,
        add column debarment_checked_on date;
      update providers.application a set reference = 'APP-' || each.reference, due_on = each.due_on
      from (
        select id, translate(upper(lpad(to_hex(1048576 + row_number() over (order by started_at, id)), 6, '0')), '01', 'GH') as reference, (submitted_at at time zone 'Europe/London')::date + 21 as due_on
        from providers.application
      ) each where each.id = a.id;
      alter table providers.application
        alter column reference set not null,
        add constraint application_reference_key unique (reference),
        alter column is_consortium drop default,
        alter column questionnaire_code drop default;

      alter table providers.application_part add column ground text check (ground in ('rule', 'evidence', 'discretionary', 'other'));

      grant select, insert, update, delete on providers.application_answer to crs_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table providers.application_part drop column ground;
      alter table providers.application add column answers jsonb not null default '{}';
      update providers.application a set answers = coalesce((select jsonb_object_agg(question_code, value) from providers.application_answer where application_id = a.id), '{}');
      alter table providers.application
        alter column answers drop default,
        drop constraint application_status_check,
        add constraint application_status_check check (status in ('draft', 'submitted', 'decided')),
        drop column reference, drop column is_consortium, drop column questionnaire_code, drop column due_on, drop column queried_on, drop column assessor_id,
        drop column proposed_by, drop column proposed_at, drop column exclusion_status, drop column debarment_list_version, drop column debarment_checked_on;
      drop table providers.application_answer;
    `);
  }
}
