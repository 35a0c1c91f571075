import { Injectable } from '@nestjs/common';
import { InvalidInput } from '#libs/kernel';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import type { Application, ApplicationPart, ChoiceFacts, StartFacts } from '../domain/application.js';
import { carriedAnswers, registeredAnswers } from '../domain/earlier-answer.js';
import { answersOf, type ApplicationAnswer } from '../domain/given-answer.js';
import { questionsToAsk } from '../domain/questionnaire-asked.js';
import type { Answers } from '../domain/questionnaire.js';
import { ApplicationQuestionnaire, QUESTIONNAIRE, TURNOVER } from './application-questionnaire.js';
import { ApplicationQueries } from './applications.queries.js';
import { AskedQuestions } from './asked-questions.js';
import { VehicleQueries } from './vehicles.queries.js';

/** What starting needs: the rule's facts, the questionnaire to answer, and a reference nobody has. */
export interface ToStart extends Omit<StartFacts, 'today' | 'newId'> {
  readonly reference: string;
  readonly questionnaireCode: string;
  readonly questionnaireVersion: number;
}

/** Answers as sent, checked: what is kept, which documents they name by question, and what was answered before. */
export interface ToAnswer {
  readonly answers: Answers;
  readonly documents: Readonly<Record<string, readonly string[]>>;
  readonly given: readonly ApplicationAnswer[];
}

/** Gathers what the rules of an application must know. */
@Injectable()
export class ApplicationFacts {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly queries: ApplicationQueries,
    private readonly vehicles: VehicleQueries,
    private readonly questionnaires: ApplicationQuestionnaire,
    private readonly asked: AskedQuestions,
  ) {}

  /** For starting: the vehicle with its newest questionnaire, and the provider as it stands under its lock, with what it said before. */
  async toStart(providerId: string, vehicleCode: string): Promise<ToStart> {
    const { isRegistered, hasOpen, ...standing } = await this.queries.lockStanding(providerId, vehicleCode);
    const vehicle = await this.vehicles.vehicle(vehicleCode);
    const questionnaire = this.questionnaires.current(vehicle?.questionnaireCode ?? QUESTIONNAIRE);
    const said = [...(await this.queries.saidBefore(providerId)), ...registeredAnswers(standing, TURNOVER)];
    return {
      ...(await this.choices(vehicle?.categoryCodes ?? [])),
      ...{ vehicle, isRegistered, hasOpen, carried: carriedAnswers(said, questionnaire), reference: await this.queries.freshReference() },
      ...{ questionnaireCode: questionnaire.code, questionnaireVersion: questionnaire.version },
    };
  }

  /** For choosing among a vehicle's categories, and areas. */
  async toChoose(vehicleCode: string): Promise<ChoiceFacts> {
    const vehicle = await this.vehicles.vehicle(vehicleCode);
    return this.choices(vehicle?.categoryCodes ?? []);
  }

  /** Answers as sent, checked against the application's own questionnaire; throws InvalidInput with every fault, `not-asked` for those to questions that are not asked once these are answered. */
  async toAnswer(application: Application, sent: Readonly<Record<string, unknown>>): Promise<ToAnswer> {
    const { id, questionnaireCode, questionnaireVersion } = application;
    const questionnaire = this.questionnaires.of(questionnaireCode, questionnaireVersion);
    const answers = this.questionnaires.check(questionnaire, sent);
    const given = await this.given(id);
    const { circumstances } = await this.asked.of(application, { ...answersOf(given), ...answers });
    const codes = new Set(questionsToAsk(questionnaire, circumstances).map((question) => question.code));
    const idle = Object.keys(answers).filter((code) => !codes.has(code));
    if (idle.length > 0) throw new InvalidInput(idle.map((code) => ({ field: code, message: 'This question is not asked with the answers and choices you have given' })), 'not-asked');
    const documents = Object.entries(answers).flatMap(([code, value]) =>
      this.questionnaires.question(questionnaire, code)?.answer.type === 'document' ? [[code, value as readonly string[]] as const] : [],
    );
    return { answers, documents: Object.fromEntries(documents), given };
  }

  given(applicationId: string): Promise<ApplicationAnswer[]> {
    return this.queries.given(applicationId);
  }

  parts(applicationId: string): Promise<ApplicationPart[]> {
    return this.queries.parts(applicationId);
  }

  /** Whether the provider is admitted already for a category in an area, or in an area around it. */
  async isAdmitted({ providerId, vehicleCode }: { readonly providerId: string; readonly vehicleCode: string }): Promise<(categoryCode: string, areaCode: string) => boolean> {
    const admitted = await this.queries.admitted(providerId, vehicleCode);
    const geography = await this.catalogue.geography();
    return (categoryCode, areaCode) => geography.covers(admitted.filter((each) => each.categoryCode === categoryCode).map((each) => each.areaCode), areaCode);
  }

  private async choices(categoryCodes: readonly string[]): Promise<ChoiceFacts> {
    const geography = await this.catalogue.geography();
    return {
      isCategory: (code) => categoryCodes.includes(code),
      isArea: (code) => geography.find(code) !== null,
      isInside: (code, outer) => geography.covers([outer], code),
    };
  }
}
