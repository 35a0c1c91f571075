import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where applicants to a vehicle write. Those there are have none until somebody states it. */
export class VehicleContact1764300045000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table providers.vehicle add column contact_email text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table providers.vehicle drop column contact_email');
  }
}
