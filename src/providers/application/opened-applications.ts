import { Injectable } from '@nestjs/common';
import { must, type Actor } from '#libs/kernel';
import { Reader } from '#libs/persistence';
import type { ApplicationPart } from '../domain/application.js';
import { ApplicationEntity } from '../persistence/application.entity.js';
import { ApplicationQueries } from './applications.queries.js';
import { AssessmentService, type AssessedAnswer } from './assessment.service.js';
import { ProviderQueries } from './providers.queries.js';

/** An application with everything its page shows, and what the actor may do with it. */
export interface OpenedApplication {
  readonly application: ApplicationEntity;
  readonly providerName: string;
  readonly vehicleName: string;
  readonly parts: readonly ApplicationPart[];
  readonly assessed: readonly AssessedAnswer[];
  readonly mayAnswer: boolean;
  readonly mayDecide: boolean;
}

/** Opens applications for their readers. */
@Injectable()
export class OpenedApplications {
  constructor(
    private readonly reader: Reader,
    private readonly queries: ApplicationQueries,
    private readonly providers: ProviderQueries,
    private readonly assessment: AssessmentService,
  ) {}

  /** An application the actor may read; with an action, one it may also act on. */
  async open(actor: Actor, id: string, action?: string): Promise<OpenedApplication> {
    const application = await this.reader.one(actor, ApplicationEntity, id, action);
    const may = (what: string) => this.reader.may(actor, ApplicationEntity, what, application);
    const [provider] = await this.providers.summaries([application.providerId]);
    const vehicle = await this.providers.vehicle(application.vehicleCode);
    return {
      application,
      providerName: must(provider, 'the provider of an application').name,
      vehicleName: must(vehicle, 'the vehicle of an application').name,
      parts: await this.queries.parts(id),
      assessed: this.assessment.assessed(application),
      mayAnswer: may('application.answer'),
      mayDecide: may('application.decide'),
    };
  }
}
