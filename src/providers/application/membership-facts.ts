import { Injectable } from '@nestjs/common';
import { must, newId } from '#libs/kernel';
import { defaultBandRule } from '../domain/financial-band.js';
import type { GivenAnswer } from '../domain/given-answer.js';
import type { Earned } from '../domain/membership.js';
import { questionOf } from '../domain/questionnaire-asked.js';
import type { Question } from '../domain/questionnaire.js';
import { lastingOf, type Lasting, type StandingAnswer } from '../domain/standing-answer.js';
import type { BandRule, Vehicle } from '../providers.public.js';
import { ApplicationQuestionnaire, TURNOVER } from './application-questionnaire.js';
import { MembershipQueries } from './memberships.queries.js';
import { VehicleQueries } from './vehicles.queries.js';

/** What a decided application earns: the parts admitted, and every answer it gave. */
export interface Admitted {
  readonly application: { readonly id: string; readonly providerId: string; readonly vehicleCode: string };
  readonly parts: readonly { readonly categoryCode: string; readonly areaCode: string }[];
  readonly given: readonly GivenAnswer[];
}

/** The questions of a vehicle's questionnaire as it is now, by the codes members answered. */
export interface VehicleQuestions {
  readonly vehicle: Vehicle;
  readonly order: readonly string[];
  readonly question: (code: string) => Question | undefined;
  readonly lasting: (code: string) => Lasting;
  readonly label: (code: string) => string;
  /** The question, in the same section, of the documents that show a date: what is renewed with it. */
  readonly documentsFor: (code: string) => string | null;
}

/** Gathers what the rules of membership must know. */
@Injectable()
export class MembershipFacts {
  constructor(
    private readonly vehicles: VehicleQueries,
    private readonly questionnaires: ApplicationQuestionnaire,
    private readonly queries: MembershipQueries,
  ) {}

  async questions(vehicleCode: string): Promise<VehicleQuestions> {
    const vehicle = must(await this.vehicles.vehicle(vehicleCode), 'the vehicle of a membership');
    const questionnaire = this.questionnaires.current(vehicle.questionnaireCode);
    const question = (code: string) => questionOf(questionnaire, code);
    const lasting = (code: string) => lastingOf(question(code), code);
    const documentsFor = (code: string) => questionnaire.questions.find(({ section, answer, askWhen }) => answer.type === 'document' && !askWhen && section === question(code)?.section)?.code ?? null;
    return { vehicle, order: questionnaire.questions.map(({ code }) => code), question, lasting, label: (code) => lasting(code).label, documentsFor };
  }

  /** The vehicle's own rule, or the usual one. */
  async bandRule(vehicleCode: string): Promise<BandRule> {
    return (await this.vehicles.vehicle(vehicleCode))?.bandRule ?? defaultBandRule;
  }

  /** What an admission brings to a member who is there already (by its id) or is not yet. */
  async earned({ application, parts, given }: Admitted, membershipId: string | null): Promise<Earned> {
    const { vehicle, lasting } = await this.questions(application.vehicleCode);
    const turnover = given.find((each) => each.questionCode === TURNOVER)?.value;
    return {
      applicationId: application.id,
      parts,
      given,
      turnoverPence: Number(turnover ?? 0),
      bandRule: vehicle.bandRule,
      admissions: membershipId ? await this.queries.admissions(membershipId) : [],
      answers: membershipId ? await this.queries.answers(membershipId) : [],
      lasting,
      newId,
    };
  }

  answers(membershipId: string): Promise<StandingAnswer[]> {
    return this.queries.answers(membershipId);
  }
}
