import { Injectable } from '@nestjs/common';
import { dayOf, must, type Actor } from '#libs/kernel';
import { Reader } from '#libs/persistence';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import { decisionLetter, type Letter } from '../domain/decision-letter.js';
import { bandArithmetic } from '../domain/financial-band.js';
import { ApplicationEntity } from '../persistence/application.entity.js';
import { TURNOVER } from './application-questionnaire.js';
import { AssessmentFacts } from './assessment-facts.js';
import { ProviderQueries } from './providers.queries.js';
import { VehicleQueries } from './vehicles.queries.js';

/** Decision letters, made from the decisions whenever they are read. */
@Injectable()
export class DecisionLetters {
  constructor(
    private readonly reader: Reader,
    private readonly facts: AssessmentFacts,
    private readonly providers: ProviderQueries,
    private readonly vehicles: VehicleQueries,
    private readonly catalogue: Catalogue,
  ) {}

  /** The letter of a decided application the actor may read. */
  async of(actor: Actor, id: string): Promise<Letter> {
    const application = await this.reader.one(actor, ApplicationEntity, id, 'application.read-letter');
    const { parts, regime, vehicleName, given } = await this.facts.of(application);
    const [provider] = await this.providers.summaries([application.providerId]);
    const vehicle = must(await this.vehicles.vehicle(application.vehicleCode), 'the vehicle of an application');
    const categories = new Map((await this.catalogue.categories()).map(({ code, name }) => [code, name]));
    const geography = await this.catalogue.geography();
    const turnover = given.find((each) => each.questionCode === TURNOVER)?.value;
    return decisionLetter({
      on: dayOf(must(application.decidedAt, 'the day of decision')),
      reference: application.reference,
      providerName: must(provider, 'the provider of an application').name,
      vehicleName,
      regime,
      parts: parts.flatMap(({ categoryCode, areaCode, decision, ground, reason }) => {
        if (decision === null) return [];
        const area = geography.find(areaCode);
        return [{ category: categories.get(categoryCode) ?? categoryCode, area: area?.kind === 'region' ? `All of ${area.name}` : (area?.name ?? areaCode), decision, ground, reason }];
      }),
      band: typeof turnover === 'number' ? bandArithmetic(turnover, vehicle.bandRule, 'member') : null,
      contactEmail: vehicle.contactEmail,
    });
  }
}
