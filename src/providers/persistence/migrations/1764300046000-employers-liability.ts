import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The insurance is called employers’ liability, as the law calls it, in the conditions that came with the service. */
export class EmployersLiability1764300046000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.replace(runner, 'employer’s liability', 'employers’ liability');
  }

  async down(runner: QueryRunner): Promise<void> {
    await this.replace(runner, 'employers’ liability', 'employer’s liability');
  }

  private async replace(runner: QueryRunner, from: string, to: string): Promise<void> {
    await runner.query(`update providers.vehicle set conditions = replace(conditions, $1, $2) where code in ('PSDF', 'WPM')`, [from, to]);
  }
}
