import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import { isId, newId, type Actor, type InvalidInput } from '#libs/kernel';
import { firstAttempt, page, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import { attendanceTypes, languages } from '../../contracts/contracts.public.js';
import { BestEligible } from '../application/best-eligible.js';
import { DraftsService } from '../application/drafts.service.js';
import { Offers } from '../application/offers.js';
import { ServiceFinder, type Finding } from '../application/service-finder.js';
import { cohorts, type Search } from '../domain/service-wishes.js';
import { bestLinks } from './best-eligible.page.js';
import { FindForm, queryOf, searchFormIn, searchOf } from './find.forms.js';
import { comparePage, foundServices, MOST_COMPARED, servicePage } from './find.page.js';

/** Finding a service that has room, before anything is typed. */
@Controller('services')
export class FindController {
  constructor(
    private readonly finder: ServiceFinder,
    private readonly drafts: DraftsService,
    private readonly offers: Offers,
    private readonly catalogue: Catalogue,
    private readonly best: BestEligible,
  ) {}

  /** The search, kept in the address; the form where there is none yet, or it is to be changed. */
  @Get()
  @Needs('service.find')
  async find(@CurrentActor() actor: Actor, @Query() query: Record<string, unknown>): Promise<PageAnswer> {
    if (Object.keys(query).length === 0 || 'change' in query) return this.findPage(firstAttempt(query));
    return submit(FindForm, query, {
      run: (form) => this.results(actor, form, []),
      done: (results) => results,
      again: (attempt) => this.findPage(attempt),
    });
  }

  /** Two or three services side by side; the results again when other numbers were ticked. */
  @Get('compare')
  @Needs('service.find')
  async compare(@CurrentActor() actor: Actor, @Query() query: Record<string, unknown>): Promise<PageAnswer> {
    const ids = idsOf(query);
    const form = searchFormIn(query);
    if (ids.length < 2 || ids.length > MOST_COMPARED) {
      if (!form) return redirect('/services');
      return { ...(await this.results(actor, form, [{ field: 'id', message: `Select 2 or ${MOST_COMPARED} services to compare` }], ids)), status: 422 };
    }
    const services = await this.finder.services(actor, ids, form ? searchOf(form) : {});
    return page('referrals/web/views/compare', comparePage(services, form ? queryOf(searchOf(form), form.search) : new URLSearchParams()));
  }

  @Get(':id')
  @Needs('service.find')
  async service(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Query() sent: Record<string, unknown>): Promise<Page> {
    const form = searchFormIn(sent);
    const found = await this.finder.service(actor, id, form ? searchOf(form) : {});
    const query = Object.fromEntries(form ? queryOf(searchOf(form), form.search) : []);
    return page('referrals/web/views/service', servicePage(found, await this.offers.of(found.service), query));
  }

  /** Starts a draft with what the search already said. */
  @Post(':id/refer')
  @Needs('draft.start')
  async refer(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: Record<string, unknown>): Promise<PageAnswer> {
    const draft = await this.drafts.start(actor, id, alreadySaid(body));
    return redirect(`/drafts/${draft.id}/crn`);
  }

  private async results(actor: Actor, form: FindForm, errors: InvalidInput['errors'], ticked: readonly string[] = []): Promise<Page> {
    const search: Search = searchOf(form);
    const finding: Finding = await this.finder.look(search, { actor, session: form.search });
    const geography = await this.catalogue.geography();
    const areaName = (code: string) => geography.find(code)?.name ?? code;
    const types = await this.catalogue.serviceTypes();
    const best = bestLinks(await this.best.offers(search), queryOf(search, form.search), (code) => types.find((type) => type.code === code)?.name ?? code);
    return page('referrals/web/views/found', { ...foundServices(finding, { search, session: form.search, areaName }), best, attempt: { values: { id: ticked }, errors } });
  }

  private async findPage(attempt: Attempt): Promise<Page> {
    const areas = (await this.catalogue.areas()).filter((area) => area.kind !== 'region');
    const categories = await this.catalogue.categories();
    const options = (words: Readonly<Record<string, string>>) => Object.entries(words).map(([value, text]) => ({ value, text }));
    const session = attempt.values['search'];
    return page('referrals/web/views/find', {
      attempt,
      session: typeof session === 'string' && isId(session) ? session : newId(),
      areas: areas.map(({ code, name }) => ({ value: code, text: name })),
      categories: categories.filter((category) => category.group === 'need').map(({ code, name }) => ({ value: code, text: name })),
      languages: languages.map((language) => ({ value: language, text: language })),
      attendance: options(attendanceTypes),
      cohorts: options(cohorts),
    });
  }
}

/** The services ticked, each once. */
function idsOf({ id }: Record<string, unknown>): string[] {
  const sent: unknown[] = Array.isArray(id) ? id : [id];
  return [...new Set(sent.filter((each): each is string => typeof each === 'string' && isId(each)))];
}

function alreadySaid(body: Record<string, unknown>): Record<string, Record<string, unknown>> {
  const form = searchFormIn(body);
  if (!form) return {};
  const { areaCode, gender, location, age, categoryCode } = form;
  return { search: { areaCode, gender, location, age, categoryCode }, needs: { categories: [categoryCode] } };
}
