import { Injectable } from '@nestjs/common';
import { must } from '#libs/kernel';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import type { Answers, Circumstances, Questionnaire } from '../domain/questionnaire.js';
import type { Vehicle } from '../providers.public.js';
import { ApplicationQuestionnaire } from './application-questionnaire.js';
import { VehicleQueries } from './vehicles.queries.js';

/** What of an application decides which questions it is asked. */
export interface Asking {
  readonly vehicleCode: string;
  readonly categoryCodes: readonly string[];
  readonly isConsortium: boolean;
  readonly questionnaireCode: string;
  readonly questionnaireVersion: number;
}

/** The questionnaire of an application and its circumstances, as the rules take them. */
export interface Asked {
  readonly questionnaire: Questionnaire;
  readonly circumstances: Circumstances;
  readonly vehicle: Vehicle;
}

/** Gathers what decides which questions an application is asked: its own questionnaire, the vehicle's regime, the names of its categories. */
@Injectable()
export class AskedQuestions {
  constructor(
    private readonly questionnaires: ApplicationQuestionnaire,
    private readonly vehicles: VehicleQueries,
    private readonly catalogue: Catalogue,
  ) {}

  /** The version the application keeps, with its circumstances. */
  async of({ vehicleCode, categoryCodes, isConsortium, questionnaireCode, questionnaireVersion }: Asking, answers: Answers): Promise<Asked> {
    const vehicle = must(await this.vehicles.vehicle(vehicleCode), 'the vehicle of an application');
    const categoryNames = Object.fromEntries((await this.catalogue.categories()).map(({ code, name }) => [code, name]));
    return {
      vehicle,
      questionnaire: this.questionnaires.of(questionnaireCode, questionnaireVersion),
      circumstances: { answers, regime: vehicle.regime, categoryCodes, isConsortium, categoryNames },
    };
  }
}
