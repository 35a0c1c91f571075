import { Injectable } from '@nestjs/common';
import { Clock, type Actor } from '#libs/kernel';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import { IdentityDirectory } from '../../identity/identity.public.js';
import { daysLeft, daysLeftInWords } from '../domain/assessment-clock.js';
import { answersOf } from '../domain/given-answer.js';
import { judgementGaps, objection } from '../domain/judgement.js';
import { ApplicationQuestionnaire } from './application-questionnaire.js';
import { AssessedAnswers, judgeable } from './assessed-answers.js';
import { AssessmentQueries, type AssessedRows, type QueueFilter, type QueuePosition, type QueueRow } from './assessment.queries.js';
import { VehicleQueries } from './vehicles.queries.js';

/** An application in the queue with what its reader needs: who has it, how long is left, what a person must do. */
export interface QueueItem extends QueueRow {
  readonly assessorName: string | null;
  readonly proposedByName: string | null;
  readonly daysLeft: number;
  readonly left: string;
  /** What waits for a person, in words. */
  readonly needs: string;
}

/** What one page of the queue is made with, read once for all its rows. */
interface Around {
  readonly rows: AssessedRows;
  readonly names: ReadonlyMap<string, string>;
  readonly categoryNames: Readonly<Record<string, string>>;
  readonly regimes: ReadonlyMap<string, 'PCR2015' | 'PA2023' | null>;
}

/** Reads what the rows of a page have around them. */
@Injectable()
export class QueueSurroundings {
  constructor(
    private readonly queries: AssessmentQueries,
    private readonly questionnaires: ApplicationQuestionnaire,
    private readonly vehicles: VehicleQueries,
    private readonly catalogue: Catalogue,
    private readonly identity: IdentityDirectory,
  ) {}

  async of(rows: readonly QueueRow[]): Promise<Around> {
    const people = [...new Set(rows.flatMap((row) => [row.assessorId, row.proposedBy]).filter((id) => id !== null))];
    const vehicles = await this.vehicles.vehicles();
    const categories = await this.catalogue.categories();
    return {
      rows: await this.queries.assessedRows(rows.map((row) => row.id)),
      names: new Map((await this.identity.people(people)).map(({ id, name }) => [id, name])),
      categoryNames: Object.fromEntries(categories.map(({ code, name }) => [code, name])),
      regimes: new Map(vehicles.map(({ code, regime }) => [code, regime])),
    };
  }

  questionnaire({ questionnaireCode, questionnaireVersion }: QueueRow): ReturnType<ApplicationQuestionnaire['of']> {
    return this.questionnaires.of(questionnaireCode, questionnaireVersion);
  }
}

/** The assessors' queue, in a fixed number of statements whatever its length. */
@Injectable()
export class AssessmentQueue {
  constructor(
    private readonly queries: AssessmentQueries,
    private readonly answers: AssessedAnswers,
    private readonly surroundings: QueueSurroundings,
    private readonly clock: Clock,
  ) {}

  /** One page by due day, or by the day of decision for what is decided. */
  async page(actor: Actor, asked: { readonly filter: QueueFilter; readonly after?: QueuePosition | undefined; readonly limit: number }): Promise<QueueItem[]> {
    const rows = await this.queries.queue(actor, asked);
    const around = await this.surroundings.of(rows);
    return rows.map((row) => this.item(row, around));
  }

  counts(actor: Actor): Promise<Readonly<Record<QueueFilter, number>>> {
    return this.queries.counts(actor);
  }

  /** The one due first that nobody has: the next to be taken. */
  async firstOfNobody(actor: Actor): Promise<string | null> {
    return (await this.queries.ofNobody(actor, 1))[0] ?? null;
  }

  private item(row: QueueRow, around: Around): QueueItem {
    const today = this.clock.today();
    const { names } = around;
    return {
      ...row,
      assessorName: row.assessorId ? (names.get(row.assessorId) ?? null) : null,
      proposedByName: row.proposedBy ? (names.get(row.proposedBy) ?? null) : null,
      daysLeft: daysLeft(row, today),
      left: daysLeftInWords(row, today),
      needs: this.needs(row, around),
    };
  }

  private needs(row: QueueRow, { rows, categoryNames, regimes }: Around): string {
    if (row.status === 'decided') return '';
    if (row.status === 'queried') return 'A reply from the organisation';
    if (row.status === 'proposed') return 'A second person to agree';
    const given = rows.answers.filter((each) => each.applicationId === row.id);
    const judgements = rows.judgements.filter((each) => each.applicationId === row.id);
    const circumstances = { answers: answersOf(given), regime: regimes.get(row.vehicleCode) ?? null, categoryCodes: row.categoryCodes, isConsortium: row.isConsortium, categoryNames };
    const answers = judgeable(this.answers.in(this.surroundings.questionnaire(row), circumstances), given, []);
    const gaps = judgementGaps(answers, judgements).length;
    if (gaps > 0) return gaps === 1 ? '1 answer to judge' : `${gaps} answers to judge`;
    return objection(answers, judgements) === null ? 'A decision: every answer passes or is judged' : 'A decision: an answer fails its rule';
  }
}
