import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose lists there are. Every list is read in the order of an index: by due date, by when it was sent, by name. */
const LEADS = { team: 'team_id', prime: 'prime_organisation_id', deliverer: 'delivering_organisation_id', caseworker: 'caseworker_id', practitioner: 'practitioner_id' };
const ORDERS = { due: 'due_on', sent: 'sent_at', name: 'sort_name' };

export class CaseloadLists1764300071000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table delivery.caseload
        add service text not null default '',
        add practitioner_name text not null default '',
        add caseworker_name text,
        add sort_name text collate "C" not null default '',
        add search_name text not null default '';
      -- Roughly what the service writes, for rows from before: the next change to a row writes the rest.
      update delivery.caseload w set
        service = (select title from contracts.contract c where c.id = w.contract_id),
        practitioner_name = (select name from identity.user_account u where u.id = w.practitioner_id),
        caseworker_name = (select name from identity.user_account u where u.id = w.caseworker_id),
        sort_name = lower(person_name),
        search_name = btrim(regexp_replace(lower(unaccent(person_name)), '[^[:alnum:]]+', ' ', 'g'));
      alter table delivery.caseload alter service drop default, alter practitioner_name drop default, alter sort_name drop default, alter search_name drop default;
      alter table delivery.caseload add words tsvector not null generated always as (array_to_tsvector(string_to_array(search_name, ' '))) stored;

      drop index delivery.caseload_by_team, delivery.caseload_by_prime, delivery.caseload_by_deliverer, delivery.caseload_by_caseworker, delivery.caseload_by_practitioner;
      ${indexes()}
      -- Somebody's cases are all in their team or organisation: without knowing, PostgreSQL expects too few of them and reads and sorts them all.
      -- A larger sample: with the usual one the plan for someone with few cases changes from one analyze to the next.
      alter table delivery.caseload
        alter column stage set statistics 1000, alter column restricted set statistics 1000, alter column practitioner_id set statistics 1000, alter column team_id set statistics 1000,
        alter column caseworker_id set statistics 1000, alter column prime_organisation_id set statistics 1000, alter column delivering_organisation_id set statistics 1000;
      create statistics delivery.caseload_of_practitioner (dependencies, mcv) on practitioner_id, team_id from delivery.caseload;
      create statistics delivery.caseload_of_caseworker (dependencies, mcv) on caseworker_id, delivering_organisation_id, stage from delivery.caseload;
      create index caseload_by_words on delivery.caseload using gin (words);
      create index caseload_by_crn on delivery.caseload (crn text_pattern_ops);
      create index caseload_by_reference on delivery.caseload (reference text_pattern_ops);

      -- Every word of every name there has been: what typing slips are compared with. Words alone, never whose they are.
      create table delivery.name_word (word text primary key);
      create index name_word_alike on delivery.name_word using gin (word gin_trgm_ops);
      insert into delivery.name_word select distinct word from delivery.caseload, unnest(string_to_array(search_name, ' ')) word where word <> '';
      grant select, insert on delivery.name_word to crs_app;
      -- Where pg_trgm keeps what compares words: the application uses it and can still make nothing there.
      grant usage on schema public to crs_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table delivery.name_word;
      drop statistics delivery.caseload_of_practitioner, delivery.caseload_of_caseworker;
      drop index ${Object.keys(LEADS).flatMap((lead) => Object.keys(ORDERS).map((order) => `delivery.caseload_by_${lead}_${order}`)).join(', ')};
      alter table delivery.caseload drop words, drop search_name, drop sort_name, drop caseworker_name, drop practitioner_name, drop service;
      drop index delivery.caseload_by_crn, delivery.caseload_by_reference;
      create index caseload_by_team on delivery.caseload (team_id, stage, due_on, referral_id);
      create index caseload_by_prime on delivery.caseload (prime_organisation_id, stage, due_on, referral_id);
      create index caseload_by_deliverer on delivery.caseload (delivering_organisation_id, stage, due_on, referral_id);
      create index caseload_by_caseworker on delivery.caseload (caseworker_id, stage, due_on, referral_id);
      create index caseload_by_practitioner on delivery.caseload (practitioner_id);
    `);
  }
}

/** One for each list and order, and small ones for what a provider has given to no caseworker. */
function indexes(): string {
  const orders = Object.entries(ORDERS);
  const lists = Object.entries(LEADS).flatMap(([lead, column]) => orders.map(([order, by]) => `create index caseload_by_${lead}_${order} on delivery.caseload (${column}, restricted, stage, ${by}, referral_id);`));
  const unassigned = orders.map(([order, by]) => `create index caseload_unassigned_${order} on delivery.caseload (delivering_organisation_id, restricted, stage, ${by}, referral_id) where caseworker_id is null;`);
  return [...lists, ...unassigned].join('\n      ');
}
