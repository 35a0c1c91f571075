import { Injectable } from '@nestjs/common';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import type { ChoiceFacts } from '../domain/application.js';
import type { Vehicle } from '../providers.public.js';
import { ApplicationQueries, type ProviderStanding } from './applications.queries.js';
import { ProviderQueries } from './providers.queries.js';

/** Gathers what the rules of an application must know. */
@Injectable()
export class ApplicationFacts {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly queries: ApplicationQueries,
    private readonly providers: ProviderQueries,
  ) {}

  /** For starting: the vehicle, and the provider as it stands under its lock. */
  async toStart(providerId: string, vehicleCode: string): Promise<ChoiceFacts & ProviderStanding & { readonly vehicle: Vehicle | null }> {
    const standing = await this.queries.lockStanding(providerId, vehicleCode);
    return { ...(await this.toChoose()), ...standing, vehicle: await this.providers.vehicle(vehicleCode) };
  }

  /** For choosing categories and areas. */
  async toChoose(): Promise<ChoiceFacts> {
    const geography = await this.catalogue.geography();
    const categories = await this.catalogue.categories();
    return {
      isCategory: (code) => categories.some((category) => category.code === code),
      isArea: (code) => geography.find(code) !== null,
      isInside: (code, outer) => geography.covers([outer], code),
    };
  }

  /** Whether the provider is admitted already for a category in an area, or in an area around it. */
  async isAdmitted({ providerId, vehicleCode }: { readonly providerId: string; readonly vehicleCode: string }): Promise<(categoryCode: string, areaCode: string) => boolean> {
    const admitted = await this.queries.admitted(providerId, vehicleCode);
    const geography = await this.catalogue.geography();
    return (categoryCode, areaCode) => geography.covers(admitted.filter((each) => each.categoryCode === categoryCode).map((each) => each.areaCode), areaCode);
  }
}
