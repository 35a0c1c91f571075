import { Injectable } from '@nestjs/common';
import { must, type Actor } from '#libs/kernel';
import { Database, Reader, sql } from '#libs/persistence';
import type { Case } from '../domain/case.js';
import type { Activity, Appointment, CaseFile, OutcomeScore, Plan, Report } from '../domain/case-file.js';
import { CaseEntity } from '../persistence/case.entity.js';

/** Reads a case with everything below it. One statement after another: inside a transaction they share a connection. */
@Injectable()
export class CaseFiles {
  constructor(
    private readonly database: Database,
    private readonly reader: Reader,
  ) {}

  /** A case the actor may read; with an action, one it may also act on. Throws NotFound or NotAllowed. */
  async open(actor: Actor, id: string, action?: string): Promise<CaseFile> {
    return this.of(await this.reader.one(actor, CaseEntity, id, action));
  }

  /** Whoever asks: for facts inside use cases and projections. */
  async byId(id: string): Promise<CaseFile> {
    return this.of(must(await this.database.first<Case>(sql`select * from delivery.case where id = ${id}`), `case ${id}`));
  }

  /** The file of a case row already read, and perhaps locked. */
  async of(row: Case): Promise<CaseFile> {
    const appointments = await this.database.rows<Appointment>(sql`select * from delivery.appointment where case_id = ${row.id} order by starts_at, id`);
    const plans = await this.database.rows<Plan>(sql`select * from delivery.plan where case_id = ${row.id} order by version`);
    const activities = await this.database.rows<Activity>(sql`select * from delivery.activity where case_id = ${row.id} order by plan_id, position`);
    const report = await this.database.first<Report>(sql`select * from delivery.report where case_id = ${row.id}`);
    const scores = await this.database.rows<OutcomeScore>(sql`select * from delivery.outcome_score where case_id = ${row.id} order by category_code, outcome_code`);
    return { case: row, appointments, plans, activities, report, scores };
  }
}
