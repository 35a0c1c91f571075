import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import { Catalogue, type ComplexityLevel, type Outcome } from '../../catalogue/catalogue.public.js';

/** One category a service offers, with what may be asked of it today. */
export interface OfferedCategory {
  readonly code: string;
  readonly name: string;
  readonly outcomes: readonly Outcome[];
  readonly levels: readonly ComplexityLevel[];
}

/** An area a service covers, and the region it lies in. */
interface OfferedArea {
  readonly code: string;
  readonly name: string;
  readonly regionCode: string;
}

/** What can be asked of a service: its categories, and the areas it covers down to the smallest. */
export interface Offer {
  readonly categories: readonly OfferedCategory[];
  readonly areas: readonly OfferedArea[];
}

/** Puts together what a service of a type, in an area set, offers. */
@Injectable()
export class Offers {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly clock: Clock,
  ) {}

  async of({ serviceTypeCode, areaCodes }: { readonly serviceTypeCode: string; readonly areaCodes: readonly string[] }): Promise<Offer> {
    const serviceType = await this.catalogue.serviceType(serviceTypeCode);
    const geography = await this.catalogue.geography();
    const categories = await Promise.all((serviceType?.categoryCodes ?? []).map((code) => this.category(code)));
    const areas = geography.areas.filter((area) => geography.covers(areaCodes, area.code) && area.kind !== 'region');
    return { categories, areas: areas.map(({ code, name }) => ({ code, name, regionCode: geography.regionOf(code).code })) };
  }

  private async category(code: string): Promise<OfferedCategory> {
    const category = await this.catalogue.category(code);
    const version = await this.catalogue.categoryVersionOn(code, this.clock.today());
    return {
      code,
      name: category?.name ?? code,
      outcomes: version ? await this.catalogue.outcomes(version.code) : [],
      levels: version ? await this.catalogue.levels(version.code) : [],
    };
  }
}
