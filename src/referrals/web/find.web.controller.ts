import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { firstAttempt, page, readForm, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import { DraftsService } from '../application/drafts.service.js';
import { Offers } from '../application/offers.js';
import { ServiceFinder } from '../application/service-finder.js';
import { foundServices, servicePage } from './find.page.js';
import { FindForm } from './referral.forms.js';

/** Finding a service that has room, before anything is typed. */
@Controller('services')
export class FindController {
  constructor(
    private readonly finder: ServiceFinder,
    private readonly drafts: DraftsService,
    private readonly offers: Offers,
    private readonly catalogue: Catalogue,
  ) {}

  /** The search, kept in the address; the form where there is none yet, or it is to be changed. */
  @Get()
  @Needs('service.find')
  async find(@Query() query: Record<string, unknown>): Promise<PageAnswer> {
    if (Object.keys(query).length === 0 || 'change' in query) return this.findPage(firstAttempt(query));
    return submit(FindForm, query, {
      run: async (search) => ({ search, found: await this.finder.find(search) }),
      done: ({ search, found }) => page('referrals/web/views/found', foundServices(found, search)),
      again: (attempt) => this.findPage(attempt),
    });
  }

  @Get(':id')
  @Needs('service.find')
  async service(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Query() query: Record<string, string>): Promise<Page> {
    const service = await this.finder.service(actor, id);
    return page('referrals/web/views/service', servicePage(service, await this.offers.of(service), query));
  }

  /** Starts a draft with what the search already said. */
  @Post(':id/refer')
  @Needs('draft.start')
  async refer(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: Record<string, unknown>): Promise<PageAnswer> {
    const draft = await this.drafts.start(actor, id, alreadySaid(body));
    return redirect(`/drafts/${draft.id}/crn`);
  }

  private async findPage(attempt: Attempt): Promise<Page> {
    const areas = (await this.catalogue.areas()).filter((area) => area.kind !== 'region');
    const categories = await this.catalogue.categories();
    return page('referrals/web/views/find', {
      attempt,
      areas: areas.map(({ code, name }) => ({ value: code, text: name })),
      categories: categories.filter((category) => category.group === 'need').map(({ code, name }) => ({ value: code, text: name })),
    });
  }
}

function alreadySaid(body: Record<string, unknown>): Record<string, Record<string, unknown>> {
  try {
    const { areaCode, gender, location } = readForm(FindForm, body);
    return { area: { areaCode }, gender: { gender }, ...(location === 'community' ? { location: { location, prisonName: null } } : {}) };
  } catch {
    return {};
  }
}
