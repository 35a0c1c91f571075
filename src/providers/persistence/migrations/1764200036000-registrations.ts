import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Registrations1764200036000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Registers of England and Wales, Scotland and Northern Ireland; registered societies too.
      alter table providers.provider drop constraint provider_company_number_check, drop constraint provider_charity_number_check;
      alter table providers.provider
        add constraint provider_company_number_check check (company_number ~ '^([0-9]{8}|[A-Z]{2}[0-9]{6}|R[0-9]{7}|(IP|SP|NP)[0-9]{5}R)$'),
        add constraint provider_charity_number_check check (charity_number ~ '^([0-9]{6,7}(-[0-9]{1,2})?|SC[0-9]{6}|NIC[0-9]{6})$');

      -- What an organisation says of itself until its first user has confirmed. The id is that of the newcomer in identity. It takes no name and no number.
      create table providers.registration (
        id uuid primary key,
        revision int not null,
        name text not null,
        legal_form text not null,
        company_number text,
        charity_number text,
        size text not null check (size in ('micro', 'small', 'medium', 'large')),
        is_vcse boolean not null,
        turnover_pence bigint not null check (turnover_pence >= 0),
        status text not null check (status in ('pending', 'claimed', 'confirmed', 'refused')),
        registration_key uuid unique,
        asked_at timestamptz(3) not null,
        provider_id uuid references providers.provider,
        decided_at timestamptz(3),
        decided_by text,
        reason text,
        check ((status = 'pending') = (provider_id is null)),
        check ((status = 'refused') = (reason is not null))
      );
      create index registration_by_provider on providers.registration (provider_id);
      create index registration_by_status on providers.registration (status, asked_at);

      grant select, insert, update, delete on providers.registration to crs_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table providers.registration');
  }
}
