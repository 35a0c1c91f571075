import { Injectable } from '@nestjs/common';
import { Clock, type Day } from '#libs/kernel';
import { Catalogue, type ServiceCategory } from '../../catalogue/catalogue.public.js';
import type { PriceableCategory } from '../domain/rate-card.js';

/** A category as pages show it beside its prices. */
export interface NamedCategory extends PriceableCategory {
  readonly levels: readonly { readonly code: string; readonly name: string }[];
  readonly outcomes: readonly { readonly code: string; readonly name: string }[];
}

/** What may be priced on contracts, from the catalogue. */
@Injectable()
export class PriceableCategories {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly clock: Clock,
  ) {}

  /** The categories of a service type, with the levels and outcomes in force on a day (today's, before the first specification). */
  async of({ serviceTypeCode }: { readonly serviceTypeCode: string }, on: Day): Promise<NamedCategory[]> {
    const type = await this.catalogue.serviceType(serviceTypeCode);
    const categories = (await this.catalogue.categories()).filter((each) => type?.categoryCodes.includes(each.code));
    return Promise.all(categories.map((category) => this.named(category, on)));
  }

  private async named({ code, name }: ServiceCategory, on: Day): Promise<NamedCategory> {
    const version = (await this.catalogue.categoryVersionOn(code, on)) ?? (await this.catalogue.categoryVersionOn(code, this.clock.today()));
    const levels = version?.levels ?? [];
    const outcomes = version?.outcomes ?? [];
    return { code, name, levels, outcomes, levelCodes: levels.map((each) => each.code), outcomeCodes: outcomes.map((each) => each.code) };
  }
}
