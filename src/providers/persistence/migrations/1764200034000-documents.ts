import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Documents1764200034000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table providers.document (
        id uuid primary key,
        revision int not null,
        provider_id uuid not null references providers.provider,
        name text not null check (length(name) between 1 and 200),
        kind text not null check (kind in ('pdf', 'docx', 'odt', 'png', 'jpeg')),
        size_bytes int not null check (size_bytes between 1 and 20971520),
        sha256 text not null,
        storage_key text not null unique,
        state text not null check (state in ('pending', 'clean', 'quarantined')),
        threat text,
        scanned_at timestamptz(3),
        uploaded_by text not null,
        uploaded_at timestamptz(3) not null,
        shared boolean not null,
        shared_at timestamptz(3),
        check ((state = 'quarantined') = (threat is not null)),
        check (shared = (shared_at is not null)),
        check (not shared or state = 'clean')
      );
      create index document_by_provider on providers.document (provider_id, uploaded_at desc, id desc);
      create index document_by_content on providers.document (provider_id, sha256);
      create index document_shared on providers.document (uploaded_at desc, id desc) where shared;
      create index document_waiting on providers.document (uploaded_at, id) where state = 'pending';

      grant select, insert, update, delete on providers.document to crs_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table providers.document');
  }
}
