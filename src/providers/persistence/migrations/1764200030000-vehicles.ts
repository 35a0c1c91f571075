import type { MigrationInterface, QueryRunner } from 'typeorm';

const BAND_RULE = '{"turnoverShareBasisPoints": 5000, "bandsPence": [25000000, 100000000, 500000000]}';

const FRAMEWORK = {
  description:
    'The framework through which the Probation Service buys rehabilitative services for people on probation. Organisations qualify at any time, for the categories and areas they choose, and are then invited to compete for lots.',
  conditions: [
    'Be a legal entity that can hold a contract, or a consortium led by one.',
    'Not be subject to a mandatory ground for exclusion. A discretionary ground is assessed with what you have done about it.',
    'Hold employer’s liability insurance of at least £5 million, and public liability insurance that fits the work.',
    'Have a safeguarding policy, and have staff who work with people on probation vetted before they begin.',
    'Protect personal data, with Cyber Essentials or a plan to reach it.',
    'Show, for each category, how you would deliver it and that you have done so before.',
    'Say within 10 working days when an answer given here is no longer true.',
  ].join('\n'),
};

const MARKET = {
  name: 'Whole Person Support Market (demonstration)',
  description:
    'An invented market, here to show how the service works under the Procurement Act 2023. Members lead whole-person support: one lead provider answers for everything a person needs, and brings in specialist organisations. Nobody buys through it.',
  conditions: [
    'Be able to lead a supply chain and answer for the whole of a person’s support.',
    'Be neither an excluded supplier nor, without our agreement, an excludable one, and not be on the debarment list.',
    'Hold employer’s liability insurance of at least £5 million.',
    'Have a safeguarding policy, vetted staff and Cyber Essentials.',
    'Pay organisations in the supply chain within 30 days.',
  ].join('\n'),
  categories: ['accommodation', 'education-training-employment', 'finance-benefit-debt', 'dependency-recovery', 'family', 'lifestyle', 'emotional-wellbeing', 'social-inclusion', 'women', 'young-adults'],
};

export class Vehicles1764200030000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table providers.application drop constraint application_vehicle_code_fkey;
      alter table providers.membership drop constraint membership_vehicle_code_fkey;
      alter table lots.lot drop constraint lot_vehicle_code_fkey;
      alter table providers.vehicle drop constraint vehicle_pkey;
      alter table providers.vehicle
        add column id uuid primary key default gen_random_uuid(),
        add column revision int not null default 0,
        add column status text not null default 'open' check (status in ('draft', 'open', 'closed')),
        add column description text not null default '',
        add column is_light_touch boolean not null default true,
        add column category_codes text[] not null default '{}',
        add column conditions text not null default '',
        add column questionnaire_code text not null default 'psdf-application',
        add column band_rule jsonb not null default '${BAND_RULE}',
        add column made_from_code text,
        add column drafted_by text not null default 'system',
        add column drafted_at timestamptz(3) not null default '2020-06-15T08:00:00Z',
        add column opened_by text,
        add column opened_at timestamptz(3) default '2020-06-15T08:00:00Z',
        add column closed_by text,
        add column closed_at timestamptz(3),
        add column closed_reason text;
      alter table providers.vehicle add constraint vehicle_code_key unique (code);
      alter table providers.application add constraint application_vehicle_code_fkey foreign key (vehicle_code) references providers.vehicle (code);
      alter table providers.membership add constraint membership_vehicle_code_fkey foreign key (vehicle_code) references providers.vehicle (code);
      alter table lots.lot add constraint lot_vehicle_code_fkey foreign key (vehicle_code) references providers.vehicle (code);
      create index vehicle_by_made_from on providers.vehicle (made_from_code);
    `);
    await this.seed(runner);
    await runner.query(`
      alter table providers.vehicle
        alter column id drop default, alter column revision drop default, alter column status drop default, alter column description drop default, alter column is_light_touch drop default,
        alter column category_codes drop default, alter column conditions drop default, alter column questionnaire_code drop default, alter column band_rule drop default,
        alter column drafted_by drop default, alter column drafted_at drop default, alter column opened_at drop default,
        add constraint vehicle_made_from_code_fkey foreign key (made_from_code) references providers.vehicle (code),
        add constraint vehicle_code_format check (code ~ '^[A-Z][A-Z0-9-]{1,11}$'),
        add constraint vehicle_has_categories check (cardinality(category_codes) > 0),
        add constraint vehicle_grants_have_no_regime check ((kind = 'grant-scheme') = (regime is null)),
        add constraint vehicle_was_opened check ((status = 'draft') = (opened_at is null)),
        add constraint vehicle_opened_by_another check (opened_by <> drafted_by),
        add constraint vehicle_was_closed check ((status = 'closed') = (closed_at is not null) and (closed_at is null) = (closed_reason is null));

      create table providers.vehicle_variation (
        id uuid primary key,
        vehicle_id uuid not null references providers.vehicle on delete cascade,
        varied_at timestamptz(3) not null,
        varied_by text not null,
        reason text not null,
        changed text[] not null check (cardinality(changed) > 0)
      );
      create index vehicle_variation_by_vehicle on providers.vehicle_variation (vehicle_id, varied_at);
      grant select, insert, update, delete on providers.vehicle_variation to crs_app;
    `);
  }

  private async seed(runner: QueryRunner): Promise<void> {
    await runner.query(
      `update providers.vehicle set id = '0190d1a0-0000-7000-8000-000000000001', description = $1, conditions = $2, category_codes = (select array_agg(code order by position) from catalogue.service_category) where code = 'PSDF'`,
      [FRAMEWORK.description, FRAMEWORK.conditions],
    );
    await runner.query(
      `insert into providers.vehicle (id, code, name, kind, regime, opens_on, ends_on, drafted_at, opened_at, description, conditions, category_codes)
       values ('0190d1a0-0000-7000-8000-000000000002', 'WPM', $1, 'dynamic-market', 'PA2023', '2026-04-01', '2034-03-31', '2026-03-02T09:00:00Z', '2026-04-01T08:00:00Z', $2, $3, $4)`,
      [MARKET.name, MARKET.description, MARKET.conditions, MARKET.categories],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table providers.vehicle_variation;
      alter table providers.application drop constraint application_vehicle_code_fkey;
      alter table providers.membership drop constraint membership_vehicle_code_fkey;
      alter table lots.lot drop constraint lot_vehicle_code_fkey;
      delete from providers.vehicle where code <> 'PSDF';
      alter table providers.vehicle
        drop constraint vehicle_made_from_code_fkey, drop constraint vehicle_code_key, drop constraint vehicle_code_format,
        drop column id, drop column revision, drop column status, drop column description, drop column is_light_touch, drop column category_codes, drop column conditions,
        drop column questionnaire_code, drop column band_rule, drop column made_from_code, drop column drafted_by, drop column drafted_at, drop column opened_by, drop column opened_at,
        drop column closed_by, drop column closed_at, drop column closed_reason;
      alter table providers.vehicle drop constraint vehicle_grants_have_no_regime;
      alter table providers.vehicle add primary key (code);
      alter table providers.application add constraint application_vehicle_code_fkey foreign key (vehicle_code) references providers.vehicle;
      alter table providers.membership add constraint membership_vehicle_code_fkey foreign key (vehicle_code) references providers.vehicle;
      alter table lots.lot add constraint lot_vehicle_code_fkey foreign key (vehicle_code) references providers.vehicle;
    `);
  }
}
