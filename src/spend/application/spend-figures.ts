import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { ContractDirectory } from '../../contracts/contracts.public.js';
import { figuresBy, figuresOf, type Figures } from '../domain/figures.js';
import { Selections, type Chosen, type Named } from './selections.js';
import { SpendQueries, type CountedByContract, type Selection } from './spend.queries.js';

/** Figures of one month, region or service type. */
export interface Part {
  readonly code: string;
  readonly name: string;
  readonly figures: Figures;
}

/** Spend of a selection: in all, by month, by region and by service type (those with anything to show). */
export interface Spend {
  readonly total: Figures;
  readonly byMonth: readonly Part[];
  readonly byRegion: readonly Part[];
  readonly byServiceType: readonly Part[];
}

/** A row of the export: one month of one contract in one region. */
export interface ExportRow extends CountedByContract {
  readonly region: string;
  readonly serviceType: string;
  readonly contract: string;
  readonly provider: string;
}

/** The figures of spend, each counted as its definition says. */
@Injectable()
export class SpendFigures {
  constructor(
    private readonly queries: SpendQueries,
    private readonly selections: Selections,
    private readonly contracts: ContractDirectory,
  ) {}

  async of(actor: Actor, { selection }: Pick<Chosen, 'selection'>): Promise<Spend> {
    const rows = await this.queries.counted(actor, selection);
    const regions = await this.selections.regions(actor);
    const types = await this.selections.serviceTypes();
    const parts = (column: 'regionCode' | 'serviceTypeCode', names: readonly Named[]) =>
      figuresBy(rows, column, names.map((each) => each.code)).flatMap(({ value, figures }) => (isNothing(figures) ? [] : [{ code: value, name: nameOf(names, value), figures }]));
    return {
      total: figuresOf(rows),
      byMonth: figuresBy(rows, 'month', selection.months).map(({ value, figures }) => ({ code: value, name: value, figures })),
      byRegion: parts('regionCode', regions),
      byServiceType: parts('serviceTypeCode', types),
    };
  }

  /** Rows of the export, named. */
  async *export(actor: Actor, selection: Selection): AsyncGenerator<ExportRow> {
    const rows = await this.queries.byContract(actor, selection);
    const contracts = new Map((await this.contracts.contracts([...new Set(rows.map((row) => row.contractId))])).map((contract) => [contract.id, contract]));
    const regions = await this.selections.regions(actor);
    const types = await this.selections.serviceTypes();
    for (const row of rows) {
      const contract = contracts.get(row.contractId);
      yield { ...row, region: nameOf(regions, row.regionCode), serviceType: nameOf(types, row.serviceTypeCode), contract: contract?.reference ?? '', provider: contract?.primeName ?? '' };
    }
  }
}

function nameOf(names: readonly Named[], code: string): string {
  return names.find((each) => each.code === code)?.name ?? code;
}

function isNothing({ earnedPence, started, completed }: Figures): boolean {
  return earnedPence === 0 && started === 0 && completed === 0;
}
