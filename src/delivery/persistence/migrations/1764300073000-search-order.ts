import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose rows are searched, newest first. */
const LEADS = { team: 'team_id', prime: 'prime_organisation_id', deliverer: 'delivering_organisation_id', caseworker: 'caseworker_id' };

/** What search reads: names in the newest rows' indexes, every beginning of every word in one, and codes in the order of their letters. */
export class SearchOrder1764300073000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The newest rows are looked through for a name by reading these alone, never the rows.
      ${newestFirst({ team: 'include (words)', prime: 'include (words)', deliverer: 'include (words)', caseworker: 'include (words, delivering_organisation_id)', unassigned: 'include (words)' })}

      -- Every beginning of every word: what was begun is looked up like a whole word, however many have it.
      create function delivery.beginnings(name text) returns text[] language sql immutable strict parallel safe
        return (select array_agg(left(word, letters)) from unnest(string_to_array(name, ' ')) word, generate_series(1, length(word)) letters);
      create index caseload_by_beginnings on delivery.caseload using gin (delivery.beginnings(search_name)) with (fastupdate = off);
      alter index delivery.caseload_by_beginnings alter column 1 set statistics 0;

      -- Codes are found from their beginning and shown in their order: of capitals, digits and nothing else.
      drop index delivery.caseload_by_crn, delivery.caseload_by_reference;
      alter table delivery.caseload alter crn type text collate "C", alter reference type text collate "C";
      create index caseload_by_crn on delivery.caseload (crn);
      create index caseload_by_reference on delivery.caseload (reference);

      -- The usual length: it is read again for every index of every slice, and a longer one cost more than the search.
      alter statistics delivery.caseload_of_caseworker set statistics 100;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter statistics delivery.caseload_of_caseworker set statistics -1;
      drop index delivery.caseload_by_crn, delivery.caseload_by_reference;
      alter table delivery.caseload alter crn type text collate "default", alter reference type text collate "default";
      create index caseload_by_crn on delivery.caseload (crn text_pattern_ops);
      create index caseload_by_reference on delivery.caseload (reference text_pattern_ops);
      drop index delivery.caseload_by_beginnings;
      drop function delivery.beginnings;
      ${newestFirst({ team: '', prime: '', deliverer: '', caseworker: '', unassigned: '' })}
    `);
  }
}

/** The indexes of lists by when a referral was sent, made again with what else they hold. */
function newestFirst(holding: Readonly<Record<keyof typeof LEADS | 'unassigned', string>>): string {
  const made = Object.entries(LEADS).map(([lead, column]) => `
      drop index delivery.caseload_by_${lead}_sent;
      create index caseload_by_${lead}_sent on delivery.caseload (${column}, restricted, stage, sent_at, referral_id) ${holding[lead as keyof typeof LEADS]};`);
  return `${made.join('')}
      drop index delivery.caseload_unassigned_sent;
      create index caseload_unassigned_sent on delivery.caseload (delivering_organisation_id, restricted, stage, sent_at, referral_id) ${holding.unassigned} where caseworker_id is null;`;
}
