import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { decodeCursor, IdParam, pageOf } from '#libs/api';
import { holds, type Actor } from '#libs/kernel';
import { firstAttempt, page, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import { ProviderDirectory } from '../../providers/providers.public.js';
import { Bidders } from '../application/bidders.js';
import { LotQueries, type LotFilter } from '../application/lots.queries.js';
import { LotsService } from '../application/lots.service.js';
import { lotStatuses } from '../domain/lot.js';
import { lotNames } from './lot-names.js';
import { lotCard, lotRows, lotTags } from './lot.page.js';
import { WithdrawForm } from './lots.forms.js';

const PAGE = 25;

/** Lots by region and service type, and the page of each. */
@Controller('lots')
export class LotsController {
  constructor(
    private readonly lots: LotsService,
    private readonly queries: LotQueries,
    private readonly bidders: Bidders,
    private readonly catalogue: Catalogue,
    private readonly providers: ProviderDirectory,
  ) {}

  /** The filters are kept in the address; a state that does not exist is no filter. */
  @Get()
  @Needs('lot.read')
  async list(@CurrentActor() actor: Actor, @Query() query: Record<string, unknown>): Promise<Page> {
    const filter = filterOf(query);
    const position = decodeCursor(query['after'], 2);
    const rows = await this.queries.list(actor, filter, { after: position ? { createdAt: String(position[0]), id: String(position[1]) } : undefined, limit: PAGE + 1 });
    const { items, next } = pageOf(rows, PAGE, (row) => [row.createdAt.toISOString(), row.id]);
    const names = await lotNames(this.catalogue, this.providers);
    const own = await this.bidders.forOrganisationOf(actor, items.filter((lot) => lot.status === 'open'));
    const isCommissioner = holds(actor, 'commissioner');
    return page('lots/web/views/lots', {
      lots: items.map((lot) => lotCard(lot, names, own?.get(lot.id))),
      tags: lotTags,
      showsOwn: (own?.size ?? 0) > 0,
      isFiltered: Object.values(filter).some(Boolean),
      attempt: firstAttempt(filter),
      regions: names.regions,
      serviceTypes: names.serviceTypes,
      statuses: lotStatuses.map((value) => ({ value, text: lotTags[value].text })),
      links: { ...(position ? { first: linkTo(filter) } : {}), ...(next ? { next: linkTo(filter, next) } : {}) },
      mayMake: isCommissioner,
      drafts: isCommissioner ? await this.queries.drafts(actor) : [],
    });
  }

  @Get(':id')
  @Needs('lot.read')
  async show(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    const lot = await this.lots.lot(actor, id);
    const may = (action: string) => this.lots.may(actor, action, lot);
    const own = lot.status === 'open' ? (await this.bidders.forOrganisationOf(actor, [lot]))?.get(id) : undefined;
    const all = may('lot.read-eligibility') ? await this.bidders.forLot(lot) : null;
    return page('lots/web/views/lot', {
      lot,
      rows: lotRows(lot, await lotNames(this.catalogue, this.providers)),
      tags: lotTags,
      own: own ?? null,
      could: all?.filter((each) => each.reasonsNot.length === 0),
      couldNot: all?.filter((each) => each.reasonsNot.length > 0),
      awardPath: lot.status === 'open' && may('lot.award') ? `/lots/${id}/award` : null,
      withdrawPath: lot.status === 'open' && may('lot.withdraw') ? `/lots/${id}/withdraw` : null,
    });
  }

  @Get(':id/withdraw')
  @Needs('lot.withdraw')
  ask(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    return this.withdrawPage(actor, id, firstAttempt());
  }

  @Post(':id/withdraw')
  @Needs('lot.withdraw')
  withdraw(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(WithdrawForm, body, {
      run: ({ reason }) => this.lots.withdraw(actor, id, reason),
      done: ({ title }) => redirect(`/lots/${id}`, { flash: `${title} withdrawn` }),
      again: (attempt) => this.withdrawPage(actor, id, attempt),
    });
  }

  private async withdrawPage(actor: Actor, id: string, attempt: Attempt): Promise<Page> {
    const { title } = await this.lots.lot(actor, id, 'lot.withdraw');
    return page('lots/web/views/withdraw', { attempt, lotTitle: title, back: `/lots/${id}` });
  }
}

function filterOf(query: Readonly<Record<string, unknown>>): LotFilter {
  const text = (name: string) => (typeof query[name] === 'string' && query[name] !== '' ? query[name] : undefined);
  return { region: text('region'), serviceType: text('serviceType'), status: lotStatuses.find((each) => each === query['status']) };
}

function linkTo(filter: LotFilter, after?: string): string {
  const given = Object.entries({ ...filter, after }).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return `/lots?${new URLSearchParams(given).toString()}`;
}
