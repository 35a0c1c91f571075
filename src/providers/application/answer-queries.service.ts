import { Injectable } from '@nestjs/common';
import { canonical, Clock, newId, NotFound, type Actor } from '#libs/kernel';
import { Reader, UnitOfWork } from '#libs/persistence';
import { askProvider, cancelQuery, replyToQuery, type AnswerQuery } from '../domain/answer-query.js';
import type { AnswerValue, Question } from '../domain/questionnaire.js';
import { questionOf } from '../domain/questionnaire-asked.js';
import { ApplicationEntity } from '../persistence/application.entity.js';
import { ApplicationQuestionnaire } from './application-questionnaire.js';
import { AssessmentFacts } from './assessment-facts.js';
import { AssessmentService } from './assessment.service.js';
import { DocumentsService } from './documents.service.js';

/** A question put to the provider, with the question of the questionnaire it is about. */
export interface OpenedQuery {
  readonly application: ApplicationEntity;
  readonly query: AnswerQuery;
  readonly question: Question;
  readonly vehicleName: string;
  /** The answer as it stands now. */
  readonly current: AnswerValue | null;
}

/** A reply as sent; `answer` is the changed answer as a form or the API sends it, undefined when only words are sent. */
export interface SentReply {
  readonly words: string;
  readonly answer?: unknown;
}

/** Checks replies against the questionnaire an application was started with, and tells the time. */
@Injectable()
export class ReplyChecks {
  constructor(
    private readonly questionnaires: ApplicationQuestionnaire,
    private readonly clock: Clock,
  ) {}

  now(): Date {
    return this.clock.now();
  }

  question({ questionnaireCode, questionnaireVersion }: ApplicationEntity, code: string): Question {
    const question = questionOf(this.questionnaires.of(questionnaireCode, questionnaireVersion), code);
    if (!question) throw new NotFound('question');
    return question;
  }

  /** A checked answer; throws InvalidInput with what is wrong. */
  check(application: ApplicationEntity, code: string, raw: unknown): AnswerQuery['replyValue'] {
    const { questionnaireCode, questionnaireVersion } = application;
    return this.questionnaires.check(this.questionnaires.of(questionnaireCode, questionnaireVersion), { [code]: raw })[code] ?? null;
  }
}

/** Single answers put back to the provider, and its replies. */
@Injectable()
export class AnswerQueriesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly reader: Reader,
    private readonly facts: AssessmentFacts,
    private readonly assessment: AssessmentService,
    private readonly documents: DocumentsService,
    private readonly checks: ReplyChecks,
  ) {}

  /** Asks the provider about one answer. */
  ask(actor: Actor, id: string, asked: { readonly questionCode: string; readonly asked: string }): Promise<ApplicationEntity> {
    return this.assessment.assessing(actor, id, () =>
      this.work.change({ actor, action: 'application.assess', entity: ApplicationEntity, id }, async (application) => {
        const { assessed, given, queries } = await this.facts.of(application);
        const isAsked = assessed.some((each) => each.question === asked.questionCode);
        const answer = given.find((each) => each.questionCode === asked.questionCode) ?? null;
        return askProvider(application, asked, { ...this.now(actor), isAsked, answer, queries, newId });
      }),
    );
  }

  /** The provider replies. A changed answer is checked as any other, and its documents are shared with the assessors. Throws InvalidInput for an answer that cannot be read. */
  reply(actor: Actor, id: string, queryId: string, sent: SentReply): Promise<ApplicationEntity> {
    return this.work.change({ actor, action: 'application.reply', entity: ApplicationEntity, id }, async (application) => {
      const { given, queries, judgements } = await this.facts.of(application);
      const query = queries.find((each) => each.id === queryId);
      const answer = given.find((each) => each.questionCode === query?.questionCode) ?? null;
      const checked = query && sent.answer !== undefined ? this.checks.check(application, query.questionCode, sent.answer) : null;
      const value = checked !== null && canonical([checked]) !== canonical([answer?.value ?? null]) ? checked : null;
      const decision = replyToQuery(application, queryId, { words: sent.words, value }, { ...this.now(actor), queries, answer, judgements, newId });
      if (query && Array.isArray(value) && this.checks.question(application, query.questionCode).answer.type === 'document') {
        await this.documents.ensureUsable(application.providerId, value as string[], query.questionCode);
        await this.documents.share(actor, value as string[]);
      }
      return decision;
    });
  }

  cancel(actor: Actor, id: string, queryId: string): Promise<ApplicationEntity> {
    return this.work.change({ actor, action: 'application.assess', entity: ApplicationEntity, id }, async (application) => {
      const { queries } = await this.facts.of(application);
      return cancelQuery(application, queryId, { ...this.now(actor), queries });
    });
  }

  /** Every question put to the provider about an application the actor may read, oldest first. */
  async list(actor: Actor, id: string): Promise<readonly AnswerQuery[]> {
    return (await this.facts.of(await this.reader.one(actor, ApplicationEntity, id))).queries;
  }

  /** One question of an application the actor may read; with an action, one it may also act on. */
  async query(actor: Actor, id: string, { queryId, action }: { readonly queryId: string; readonly action?: string }): Promise<OpenedQuery> {
    const application = await this.reader.one(actor, ApplicationEntity, id, action);
    const { queries, vehicleName, assessed, given } = await this.facts.of(application);
    const query = queries.find((each) => each.id === queryId);
    if (!query) throw new NotFound('question');
    const asked = assessed.find((each) => each.question === query.questionCode)?.asked;
    const current = given.find((each) => each.questionCode === query.questionCode)?.value ?? null;
    return { application, query, vehicleName, current, question: asked ?? this.checks.question(application, query.questionCode) };
  }

  private now(actor: Actor): { now: Date; actorId: string } {
    return { now: this.checks.now(), actorId: actor.id };
  }
}
