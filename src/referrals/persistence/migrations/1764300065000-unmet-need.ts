import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Unmet need says for what kind of person, why, and in which region; once for each search. Sending counts places by area. */
export class UnmetNeed1764300065000 implements MigrationInterface {
  name = 'UnmetNeed1764300065000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table referrals.unmet_need
        add column region_code text,
        add column age_band text not null default 'not-recorded' check (age_band in ('not-recorded', 'under-18', '18-25', '26-39', '40-59', '60-and-over')),
        add column reason text not null default 'no-service' check (reason in ('no-service', 'wishes', 'full', 'opens-later')),
        add column search_key text;
      with recursive above (code, top) as (
        select code, code from catalogue.area where parent_code is null
        union all select a.code, above.top from catalogue.area a join above on a.parent_code = above.code
      )
      update referrals.unmet_need n set region_code = above.top from above where above.code = n.area_code;
      delete from referrals.unmet_need where region_code is null;
      update referrals.unmet_need set search_key = id::text;
      alter table referrals.unmet_need
        alter column region_code set not null,
        alter column search_key set not null,
        alter column age_band drop default,
        alter column reason drop default,
        add constraint unmet_need_once unique (search_key);
      drop index referrals.unmet_need_by_day;
      create index unmet_need_by_region on referrals.unmet_need (region_code, searched_on, area_code, category_code);
      create index unmet_need_by_day on referrals.unmet_need (searched_on, area_code, category_code);

      create index referral_live_by_area on referrals.referral (contract_id, area_code, status) where status in ('sent', 'accepted');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index referrals.referral_live_by_area;
      drop index referrals.unmet_need_by_region;
      alter table referrals.unmet_need drop column region_code, drop column age_band, drop column reason, drop column search_key;
    `);
  }
}
