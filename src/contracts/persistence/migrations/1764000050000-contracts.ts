import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Contracts1764000050000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema contracts;

      create table contracts.contract (
        id uuid primary key,
        revision int not null,
        reference text not null unique,
        title text not null,
        lot_id uuid references lots.lot,
        prime_organisation_id uuid not null references identity.organisation,
        prime_name text not null,
        service_type_code text not null references catalogue.service_type (code),
        published_type text,
        area_codes text[] not null check (cardinality(area_codes) > 0),
        region_code text not null references catalogue.area (code),
        region_codes text[] not null check (region_code = any (region_codes)),
        takes_men boolean not null,
        takes_women boolean not null,
        minimum_age int check (minimum_age >= 0),
        maximum_age int check (maximum_age >= minimum_age),
        takes_custody boolean not null,
        takes_community boolean not null,
        status text not null check (status in ('listed', 'mobilising', 'live', 'closed-to-referrals', 'ended', 'terminated')),
        status_reason text,
        term_from date,
        term_to date,
        referrals_from date,
        referrals_to date,
        description text not null,
        places int check (places >= 0),
        weekly_starts int check (weekly_starts >= 0),
        expected_wait_days int check (expected_wait_days >= 0),
        capacity_stated_on date,
        ground text check (ground in ('only-capable-provider', 'urgency', 'small-value', 'continuity-of-service', 'other')),
        ground_reason text,
        check (takes_men or takes_women),
        check (takes_custody or takes_community),
        check (term_from < term_to),
        check (referrals_from <= referrals_to),
        check ((ground is null) = (ground_reason is null)),
        -- a listed contract has no lot, no term and no capacity; every other one comes from a lot
        check (case when status = 'listed' then lot_id is null and term_from is null and places is null
                    else lot_id is not null and term_from is not null and term_to is not null end)
      );
      create unique index contract_by_lot on contracts.contract (lot_id);
      create index contract_by_title on contracts.contract (title, id);
      create index contract_by_prime on contracts.contract (prime_organisation_id);
      create index contract_by_region on contracts.contract using gin (region_codes);
      create index contract_by_type on contracts.contract (service_type_code, title, id);
      create index contract_by_status on contracts.contract (status, title, id);
      create index contract_by_region_code on contracts.contract (region_code);
      create index contract_by_words on contracts.contract using gin ((lower(reference || ' ' || title || ' ' || prime_name)) gin_trgm_ops);
      create index contract_referable on contracts.contract using gin (area_codes) where status = 'live';

      create table contracts.supply_chain (
        id uuid primary key,
        contract_id uuid not null references contracts.contract on delete cascade,
        organisation_id uuid not null references identity.organisation,
        name text not null,
        role text,
        share_percent int check (share_percent between 0 and 100),
        works_from date,
        works_to date,
        unique (contract_id, organisation_id),
        check (works_from <= works_to)
      );
      create index supply_chain_by_organisation on contracts.supply_chain (organisation_id);
      create index supply_chain_by_name on contracts.supply_chain using gin ((lower(name)) gin_trgm_ops);

      create table contracts.rate_card (
        id uuid primary key,
        revision int not null,
        contract_id uuid not null references contracts.contract,
        prime_organisation_id uuid not null references identity.organisation,
        region_code text not null references catalogue.area (code),
        version int not null check (version > 0),
        status text not null check (status in ('draft', 'approved', 'superseded')),
        effective_from date not null,
        drafted_by text not null,
        drafted_at timestamptz(3) not null,
        approved_by text check (approved_by <> drafted_by),
        approved_at timestamptz(3),
        unique (contract_id, version),
        check ((status = 'draft') = (approved_by is null)),
        check ((approved_by is null) = (approved_at is null))
      );
      create unique index rate_card_approved on contracts.rate_card (contract_id) where status = 'approved';
      create index rate_card_by_prime on contracts.rate_card (prime_organisation_id);
      create index rate_card_by_region on contracts.rate_card (region_code);

      create table contracts.rate_rule (
        id uuid primary key,
        rate_card_id uuid not null references contracts.rate_card on delete cascade,
        kind text not null check (kind in ('unit', 'outcome')),
        lineage text not null,
        category_code text not null references catalogue.service_category (code),
        milestone text check (milestone in ('accepted', 'assessment-attended', 'plan-approved', 'started', 'session-attended', 'ended-completed', 'report-submitted')),
        level_code text,
        outcome_code text,
        amount_pence bigint not null check (amount_pence > 0),
        vat_basis_points int not null check (vat_basis_points between 0 and 10000),
        unique (rate_card_id, lineage),
        check ((kind = 'unit') = (milestone is not null) and (kind = 'unit') = (level_code is not null)),
        check (kind = 'outcome' or outcome_code is null)
      );
      create index rate_rule_by_category on contracts.rate_rule (category_code);

      grant usage on schema contracts to crs_app;
      grant select, insert, update, delete on all tables in schema contracts to crs_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema contracts cascade');
  }
}
