import { Injectable } from '@nestjs/common';
import { must } from '#libs/kernel';
import type { AnswerQuery } from '../domain/answer-query.js';
import type { Application, ApplicationPart } from '../domain/application.js';
import type { DecisionReturn } from '../domain/assessment.js';
import type { ApplicationAnswer, GivenAnswer } from '../domain/given-answer.js';
import type { Judgeable, Judgement } from '../domain/judgement.js';
import type { Vehicle } from '../providers.public.js';
import { ApplicationQueries } from './applications.queries.js';
import type { Asking } from './asked-questions.js';
import { AssessedAnswers, judgeable, type AssessedAnswer } from './assessed-answers.js';
import { AssessmentQueries } from './assessment.queries.js';
import { VehicleQueries } from './vehicles.queries.js';

/** Everything assessors know of an application. */
export interface Assessment {
  readonly given: readonly ApplicationAnswer[];
  readonly assessed: readonly AssessedAnswer[];
  readonly answers: readonly Judgeable[];
  readonly judgements: readonly Judgement[];
  readonly queries: readonly AnswerQuery[];
  readonly returns: readonly DecisionReturn[];
  readonly parts: readonly ApplicationPart[];
  readonly regime: Vehicle['regime'];
  readonly vehicleName: string;
}

/** Gathers what the rules and pages of an assessment must know; joins the transaction there is. */
@Injectable()
export class AssessmentFacts {
  constructor(
    private readonly applications: ApplicationQueries,
    private readonly reads: AssessmentQueries,
    private readonly answers: AssessedAnswers,
    private readonly vehicles: VehicleQueries,
  ) {}

  /** Every answer with its verdict, in the order asked. */
  assessed(application: Asking, given: readonly GivenAnswer[]): Promise<AssessedAnswer[]> {
    return this.answers.of(application, given);
  }

  async of(application: Application): Promise<Assessment> {
    const { id, vehicleCode } = application;
    const given = await this.applications.given(id);
    const queries = await this.reads.queries(id);
    const assessed = await this.answers.of(application, given);
    const vehicle = must(await this.vehicles.vehicle(vehicleCode), 'the vehicle of an application');
    return {
      given,
      queries,
      assessed,
      answers: judgeable(assessed, given, queries),
      judgements: await this.reads.judgements(id),
      returns: await this.reads.returns(id),
      parts: await this.applications.parts(id),
      regime: vehicle.regime,
      vehicleName: vehicle.name,
    };
  }
}
