import { Injectable } from '@nestjs/common';
import { areasOf, Clock, firstDayOf, isId, NotFound, parseMonth, type Actor, type Month } from '#libs/kernel';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import { financialYearOf, formatFinancialYear, monthsOf, parseFinancialYear, type FinancialYear } from '../domain/financial-year.js';
import { moneyStates, type MoneyState, type Selection } from './spend.queries.js';

/** What an address asks for, as text. */
export interface Asked {
  readonly year?: string | undefined;
  readonly month?: string | undefined;
  readonly region?: string | undefined;
  readonly serviceType?: string | undefined;
  readonly contract?: string | undefined;
  readonly state?: string | undefined;
}

/** What it means. */
export interface Chosen {
  readonly year: FinancialYear;
  readonly selection: Selection;
  readonly state: MoneyState;
  /** The same question as parts of an address. */
  readonly asked: Readonly<Record<string, string>>;
}

/** A choice of a filter. */
export interface Named {
  readonly code: string;
  readonly name: string;
}

/** Reads what someone asks of spend, within the regions they may ask about. */
@Injectable()
export class Selections {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly clock: Clock,
  ) {}

  /** This financial year unless said. Throws NotFound for a year, month, region or service type that is none, or a region that is not the actor's. */
  async read(actor: Actor, asked: Asked): Promise<Chosen> {
    const { year, months } = this.period(asked);
    const { region, serviceType, contract } = asked;
    const state = moneyStates.find((each) => each === (asked.state ?? 'earned'));
    if (region && !(await this.regions(actor)).some((each) => each.code === region)) throw new NotFound('region');
    if (serviceType && !(await this.catalogue.serviceType(serviceType))) throw new NotFound('service type');
    if (!state || (contract && !isId(contract))) throw new NotFound('selection');
    const parts = { year: asked.month ? undefined : formatFinancialYear(year), month: asked.month, region, serviceType, contract, state: state === 'earned' ? undefined : state };
    return { year, selection: { months, regionCode: region, serviceTypeCode: serviceType, contractId: contract }, state, asked: known(parts) };
  }

  /** The regions the actor may ask about, in the order of the catalogue. */
  async regions(actor: Actor): Promise<Named[]> {
    const areas = areasOf(actor, 'commissioner', 'approver');
    return (await this.catalogue.regions()).filter((region) => areas === 'all' || areas.includes(region.code));
  }

  async serviceTypes(): Promise<Named[]> {
    return [...(await this.catalogue.serviceTypes())];
  }

  /** This year and the four before it, newest first. */
  years(): FinancialYear[] {
    const now = financialYearOf(this.clock.today());
    return [0, 1, 2, 3, 4].map((back) => now - back);
  }

  private period({ year, month }: Asked): { readonly year: FinancialYear; readonly months: readonly Month[] } {
    const one = month ? parseMonth(month) : null;
    if (month && !one) throw new NotFound('month');
    if (one) return { year: financialYearOf(firstDayOf(one)), months: [one] };
    const read = year ? parseFinancialYear(year) : financialYearOf(this.clock.today());
    if (read === null) throw new NotFound('financial year');
    return { year: read, months: monthsOf(read) };
  }
}

/** Only what was asked. */
function known(parts: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(parts).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}
