import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Actions, CurrentActor, Needs } from '#libs/access';
import { decodeCursor, IdParam, pageOf } from '#libs/api';
import { isId, organisationsOf, type Actor } from '#libs/kernel';
import { firstAttempt, page, redirect, type Page, type PageAnswer } from '#libs/web';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import { ContractQueries, positionOf, type ContractFilter } from '../application/contracts.queries.js';
import { ContractsService } from '../application/contracts.service.js';
import { RateCardQueries } from '../application/rate-cards.queries.js';
import { RateCardsService } from '../application/rate-cards.service.js';
import { contractStatuses } from '../domain/contract.js';
import { contractPolicy } from '../domain/contracts.policy.js';
import { contractPage, contractTags } from './contract.page.js';
import { contractsListPage, type ListQuery } from './contracts-list.page.js';
import { namesFrom } from './names.js';

const PAGE = 25;
const ACTIONS = Object.keys(contractPolicy) as (keyof typeof contractPolicy)[];

/** The register of contracts, and one contract for whoever looks. */
@Controller('contracts')
export class ContractsController {
  constructor(
    private readonly contracts: ContractsService,
    private readonly queries: ContractQueries,
    private readonly rateCards: RateCardsService,
    private readonly rateCardQueries: RateCardQueries,
    private readonly catalogue: Catalogue,
    private readonly actions: Actions,
  ) {}

  @Get()
  @Needs('contract.read')
  async list(@CurrentActor() actor: Actor, @Query() sent: Record<string, unknown>): Promise<Page> {
    const query = queryOf(sent);
    const own = organisationsOf(actor, 'provider-manager', 'provider-finance', 'caseworker');
    const after = positionOf(decodeCursor(sent['after'], 2));
    const rows = await this.queries.list(actor, { filter: filterOf(query, own), after, limit: PAGE + 1 });
    const found = { ...pageOf(rows, PAGE, (row) => [row.title, row.id]), isFirst: !after };
    const names = await namesFrom(this.catalogue);
    const model = { attempt: firstAttempt(query), offersOwn: own.length > 0, contractTags, ...contractsListPage({ query, found, names }) };
    return page('contracts/web/views/contracts', { ...model, ...(await this.choices()) });
  }

  @Get(':id')
  @Needs('contract.read')
  async show(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    const contract = await this.contracts.contract(actor, id);
    const [chain, rateCards, names] = await Promise.all([this.queries.chainOf(id), this.rateCardQueries.of(actor, id), namesFrom(this.catalogue)]);
    const letUnder = await this.contracts.letUnder(contract);
    const may = ACTIONS.filter((action) => this.contracts.may(actor, action, contract));
    const mayDraftRateCard = this.rateCards.mayDraft(actor, contract);
    const made = contract.status !== 'listed';
    const seesSpend = made && this.actions.reachesAnything(actor, 'spend.read') && may.includes('contract.read-terms');
    const seesMoney = made && (seesSpend || organisationsOf(actor, 'provider-manager', 'provider-finance').includes(contract.primeOrganisationId ?? ''));
    return page('contracts/web/views/contract', { ...contractPage({ contract, chain, told: await this.queries.told(id), names, rateCards, may, mayDraftRateCard, letUnder }), seesSpend, seesMoney });
  }

  @Post(':id/reopen-to-referrals')
  @Needs('contract.reopen-to-referrals')
  async reopen(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<PageAnswer> {
    await this.contracts.reopenToReferrals(actor, id);
    return redirect(`/contracts/${id}`, { flash: 'The contract takes referrals again' });
  }

  private async choices(): Promise<object> {
    const regions = (await this.catalogue.regions()).map(({ code, name }) => ({ value: code, text: name }));
    const types = (await this.catalogue.serviceTypes()).map(({ code, name }) => ({ value: code, text: name }));
    return { regions, types, statuses: contractStatuses.map((status) => ({ value: status, text: contractTags[status].text })) };
  }
}

function queryOf(sent: Record<string, unknown>): ListQuery {
  const text = (name: string) => (typeof sent[name] === 'string' ? sent[name].slice(0, 200) : '');
  return { q: text('q'), region: text('region'), type: text('type'), status: text('status'), ours: text('ours'), lot: text('lot') };
}

/** Values that are not choices match nothing wrong: an unknown state is ignored, unknown codes find no contract. */
function filterOf({ q, region, type, status, ours, lot }: ListQuery, own: readonly string[]): ContractFilter {
  return {
    q,
    regionCode: region || undefined,
    serviceTypeCode: type || undefined,
    status: contractStatuses.find((each) => each === status),
    lotId: isId(lot) ? lot : undefined,
    organisationIds: ours && own.length > 0 ? own : undefined,
  };
}
