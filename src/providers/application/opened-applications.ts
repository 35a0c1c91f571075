import { Injectable } from '@nestjs/common';
import { must, type Actor } from '#libs/kernel';
import { Reader } from '#libs/persistence';
import type { ApplicationPart } from '../domain/application.js';
import { withoutProposals } from '../domain/assessment.js';
import type { ApplicationAnswer } from '../domain/given-answer.js';
import { ApplicationEntity } from '../persistence/application.entity.js';
import type { BandRule } from '../providers.public.js';
import { ApplicationQueries } from './applications.queries.js';
import { AssessmentService, type AskedAbout, type AssessedAnswer } from './assessment.service.js';
import { ProviderQueries } from './providers.queries.js';
import { VehicleQueries } from './vehicles.queries.js';

/** An application with everything its page shows, and what the actor may do with it. */
export interface OpenedApplication {
  readonly application: ApplicationEntity;
  readonly providerName: string;
  readonly vehicleName: string;
  readonly bandRule: BandRule;
  readonly parts: readonly ApplicationPart[];
  readonly given: readonly ApplicationAnswer[];
  readonly assessed: readonly AssessedAnswer[];
  /** Every question put to the provider, with the words of the questionnaire. */
  readonly asked: readonly AskedAbout[];
  readonly mayAnswer: boolean;
  readonly mayReply: boolean;
  readonly mayReadAssessment: boolean;
  readonly mayReadLetter: boolean;
  readonly mayDecide: boolean;
}

/** Opens applications for their readers. */
@Injectable()
export class OpenedApplications {
  constructor(
    private readonly reader: Reader,
    private readonly queries: ApplicationQueries,
    private readonly providers: ProviderQueries,
    private readonly vehicles: VehicleQueries,
    private readonly assessment: AssessmentService,
  ) {}

  /** An application the actor may read; with an action, one it may also act on. */
  async open(actor: Actor, id: string, action?: string): Promise<OpenedApplication> {
    const application = await this.reader.one(actor, ApplicationEntity, id, action);
    const may = (what: string) => this.reader.may(actor, ApplicationEntity, what, application);
    const [provider] = await this.providers.summaries([application.providerId]);
    const vehicle = must(await this.vehicles.vehicle(application.vehicleCode), 'the vehicle of an application');
    const given = await this.queries.given(id);
    return {
      application,
      providerName: must(provider, 'the provider of an application').name,
      vehicleName: vehicle.name,
      bandRule: vehicle.bandRule,
      // Until all is decided nobody reads a proposal here: assessors have a page for it.
      parts: withoutProposals(application, await this.queries.parts(id)),
      asked: await this.assessment.askedOf(application),
      given,
      assessed: await this.assessment.assessed(application, given),
      mayAnswer: may('application.answer'),
      mayReply: may('application.reply'),
      mayReadAssessment: may('application.read-assessment'),
      mayReadLetter: may('application.read-letter'),
      mayDecide: may('application.decide'),
    };
  }
}
