import { Controller, Get, Param, Query, type StreamableFile } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { decodeCursor, IdParam, pageOf } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { csvFile, page, type Page } from '#libs/web';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import { ContractDirectory } from '../../contracts/contracts.public.js';
import { Selections, type Asked } from '../application/selections.js';
import { SpendFigures } from '../application/spend-figures.js';
import { SpentLines, type SpentLine } from '../application/spent-lines.js';
import { formatFinancialYear } from '../domain/financial-year.js';
import { definitions } from '../domain/figures.js';
import { plainPounds } from './csv.js';
import { spendPage, spentLinePage, spentLinesPage } from './spend.page.js';

const PAGE = 25;

/** Spend for commissioners: figures, the lines behind them, and both as files. */
@Controller()
export class SpendController {
  constructor(
    private readonly selections: Selections,
    private readonly figures: SpendFigures,
    private readonly lines: SpentLines,
    private readonly catalogue: Catalogue,
    private readonly contracts: ContractDirectory,
  ) {}

  @Get('spend')
  @Needs('spend.read')
  async show(@CurrentActor() actor: Actor, @Query() query: Record<string, unknown>): Promise<Page> {
    const { month: _month, state: _state, ...asked } = askedIn(query);
    const chosen = await this.selections.read(actor, asked);
    const [spend, regions, serviceTypes] = await Promise.all([this.figures.of(actor, chosen), this.selections.regions(actor), this.selections.serviceTypes()]);
    const [contract] = await this.contracts.contracts(chosen.selection.contractId ? [chosen.selection.contractId] : []);
    return page('spend/web/views/spend', spendPage(spend, chosen, { regions, serviceTypes, years: this.selections.years(), contract: contract?.title ?? null }));
  }

  @Get('spend.csv')
  @Needs('spend.read')
  async export(@CurrentActor() actor: Actor, @Query() query: Record<string, unknown>): Promise<StreamableFile> {
    const { year, selection } = await this.selections.read(actor, askedIn(query));
    return csvFile(`spend-${formatFinancialYear(year)}.csv`, [
      ['Month', (row) => row.month],
      ['Region', (row) => row.region],
      ['Service type', (row) => row.serviceType],
      ['Contract', (row) => row.contract],
      ['Provider', (row) => row.provider],
      [`${definitions.earnedPence.name} (£)`, (row) => plainPounds(row.earnedPence)],
      [`${definitions.invoicedPence.name} (£)`, (row) => plainPounds(row.invoicedPence)],
      [`${definitions.paidPence.name} (£)`, (row) => plainPounds(row.paidPence)],
      [definitions.started.name, (row) => row.started],
      [definitions.completed.name, (row) => row.completed],
    ], this.figures.export(actor, selection));
  }

  @Get('spend/lines')
  @Needs('spend.read')
  async list(@CurrentActor() actor: Actor, @Query() query: Record<string, unknown>): Promise<Page> {
    const chosen = await this.selections.read(actor, askedIn(query));
    const position = decodeCursor(query['after'], 2);
    const after = position ? { month: String(position[0]), id: String(position[1]) } : undefined;
    const lines = await this.lines.page(actor, chosen.selection, { state: chosen.state, after, limit: PAGE + 1 });
    return page('spend/web/views/lines', spentLinesPage({ ...pageOf(lines, PAGE, (line) => [line.month, line.id]), isFirst: !position }, chosen));
  }

  @Get('spend/lines.csv')
  @Needs('spend.read')
  async exportLines(@CurrentActor() actor: Actor, @Query() query: Record<string, unknown>): Promise<StreamableFile> {
    const { year, selection, state } = await this.selections.read(actor, askedIn(query));
    return csvFile<SpentLine>(`spend-lines-${formatFinancialYear(year)}.csv`, [
      ['Month', (line) => line.month],
      ['Day', (line) => line.occurredOn],
      ['Region', (line) => line.regionCode],
      ['Service type', (line) => line.serviceTypeCode],
      ['Contract', (line) => line.contract.reference],
      ['Provider', (line) => line.contract.primeName],
      ['Case', (line) => line.reference],
      ['What for', (line) => line.arithmetic],
      ['Rate card version', (line) => line.ruleVersion],
      ['Amount without VAT (£)', (line) => plainPounds(line.amountPence)],
      ['VAT (£)', (line) => plainPounds(line.vatPence)],
      ['Invoiced', (line) => line.invoicedOn],
      ['Paid', (line) => line.paidOn],
    ], this.lines.all(actor, selection, state));
  }

  @Get('spend/lines/:id')
  @Needs('spend.read')
  async line(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    const line = await this.lines.line(actor, id);
    const version = await this.catalogue.categoryVersionOn(line.categoryCode, line.occurredOn);
    const [category, area, serviceType] = await Promise.all([this.catalogue.category(line.categoryCode), this.catalogue.area(line.regionCode), this.catalogue.serviceType(line.serviceTypeCode)]);
    const levels = version ? await this.catalogue.levels(version.code) : [];
    return page('spend/web/views/line', spentLinePage(line, {
      categoryName: category?.name ?? line.categoryCode,
      levelName: levels.find((each) => each.code === line.levelCode)?.name ?? line.levelCode,
      serviceType: serviceType?.name ?? line.serviceTypeCode,
      region: area?.name ?? line.regionCode,
    }));
  }
}

/** What an address asks; anything that is not one text is not asked. */
function askedIn(query: Record<string, unknown>): Asked {
  const text = (name: string) => (typeof query[name] === 'string' && query[name] !== '' ? query[name] : undefined);
  return { year: text('year'), month: text('month'), region: text('region'), serviceType: text('serviceType'), contract: text('contract'), state: text('state') };
}
