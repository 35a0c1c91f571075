import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { areasOf, NotFound, type Actor } from '#libs/kernel';
import { Choice, field, firstAttempt, oneText, page, redirect, submit, Unreadable, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import { AllocationRuleQueries, type RulePlace } from '../application/allocation-rules.queries.js';
import { AllocationRulesService } from '../application/allocation-rules.service.js';
import { allocationKinds, type AllocationKind } from '../domain/best-eligible.js';
import { rulePage, rulesList, ruleValues } from './best-eligible.page.js';

const ORDER = 'order-';

/** How referrals go to the best eligible service: services are put in order by numbers, lowest first; those without one are left out. */
export class AllocationRuleForm {
  @Choice({ required: 'Select how the service is chosen', options: [...allocationKinds] }) kind!: AllocationKind;
  @field(({ body }) => {
    const numbered = Object.keys(body).filter((name) => name.startsWith(ORDER)).map((name) => ({ id: name.slice(ORDER.length), number: oneText({ body, name }).trim() }));
    const given = numbered.filter(({ number }) => number !== '');
    if (given.some(({ number }) => !/^\d{1,3}$/.test(number))) return new Unreadable('Put the services in order with whole numbers, such as 1, 2 and 3');
    if (new Set(given.map(({ number }) => Number(number))).size < given.length) return new Unreadable('Give each service a number of its own');
    return given.sort((a, b) => Number(a.number) - Number(b.number)).map(({ id }) => id);
  })
  contractIds!: string[];
}

/** How a commissioner lets referrals go to the best eligible service. */
@Controller('allocation-rules')
export class AllocationRulesController {
  constructor(
    private readonly rules: AllocationRulesService,
    private readonly queries: AllocationRuleQueries,
    private readonly catalogue: Catalogue,
  ) {}

  @Get()
  @Needs('allocation-rule.read')
  async list(@CurrentActor() actor: Actor): Promise<Page> {
    const [areas, types] = [await this.catalogue.areas(), await this.catalogue.serviceTypes()];
    const geography = await this.catalogue.geography();
    const regions = areasOf(actor, 'commissioner');
    const nameOf = (list: readonly { readonly code: string; readonly name: string }[]) => (code: string) => list.find((each) => each.code === code)?.name ?? code;
    const own = areas.filter(({ code }) => regions === 'all' || regions.includes(geography.regionOf(code).code));
    const options = (list: readonly { readonly code: string; readonly name: string }[]) => list.map(({ code, name }) => ({ value: code, text: name }));
    return page('referrals/web/views/allocation-rules', { ...rulesList(await this.queries.list(actor), { area: nameOf(areas), type: nameOf(types) }), areas: options(own), types: options(types) });
  }

  @Get('change')
  @Needs('allocation-rule.set')
  async ask(@CurrentActor() actor: Actor, @Query() query: Record<string, unknown>): Promise<Page> {
    return this.changePage(actor, query);
  }

  @Post('change')
  @Needs('allocation-rule.set')
  async change(@CurrentActor() actor: Actor, @Query() query: Record<string, unknown>, @Body() body: Record<string, unknown>): Promise<PageAnswer> {
    const place = placeIn(query);
    const revision = Number(body['revision']);
    return submit(AllocationRuleForm, body, {
      run: (form) => this.rules.set(actor, { ...place, ...form, revision: Number.isInteger(revision) && revision > 0 ? revision : undefined }),
      done: () => redirect('/allocation-rules', { flash: 'Saved. It counts for every referral sent from now on.' }),
      again: (attempt) => this.changePage(actor, query, attempt),
    });
  }

  private async changePage(actor: Actor, query: Record<string, unknown>, attempt?: Attempt): Promise<Page> {
    const place = placeIn(query);
    const [area, type] = [await this.catalogue.area(place.areaCode), await this.catalogue.serviceType(place.serviceTypeCode)];
    if (!area || !type) throw new NotFound('page');
    const rule = await this.rules.rule(actor, place);
    const model = rulePage(rule, await this.queries.candidates(place), { area: area.name, type: type.name });
    return page('referrals/web/views/allocation-rule', { ...model, attempt: attempt ?? firstAttempt(ruleValues(rule)) });
  }
}

function placeIn({ areaCode, serviceTypeCode }: Record<string, unknown>): RulePlace {
  return { areaCode: String(areaCode ?? ''), serviceTypeCode: String(serviceTypeCode ?? '') };
}
