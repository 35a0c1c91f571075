import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import { must, type Actor } from '#libs/kernel';
import { firstAttempt, page, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import { ApplicationsService, type Chosen } from '../application/applications.service.js';
import { Sittings } from '../application/sittings.js';
import { VehicleQueries } from '../application/vehicles.queries.js';
import { isOutside } from '../domain/consortium.js';
import type { ApplicationEntity } from '../persistence/application.entity.js';
import { nextPart } from './application-steps.js';
import { pathOf } from './application.page.js';
import { areaGroups } from './catalogue-names.js';
import { AloneOrTogetherForm, AreasForm, CategoriesForm } from './providers.forms.js';

/** What an application asks for: categories, areas, and whether several organisations ask together. */
@Controller('applications/:id')
export class ApplicationChoicesController {
  constructor(
    private readonly applications: ApplicationsService,
    private readonly sittings: Sittings,
    private readonly vehicles: VehicleQueries,
    private readonly catalogue: Catalogue,
  ) {}

  @Get('categories')
  @Needs('application.answer')
  async askCategories(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<PageAnswer> {
    const draft = await this.draft(actor, id);
    return isDraft(draft) ? this.categoriesPage(draft, firstAttempt({ categoryCodes: draft.categoryCodes })) : redirect(pathOf(id));
  }

  @Post('categories')
  @Needs('application.answer')
  categories(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(CategoriesForm, body, {
      run: ({ categoryCodes, revision }) => this.choose(actor, id, { categoryCodes }, revision),
      done: (next) => next,
      again: async (attempt) => this.categoriesPage(await this.draft(actor, id), attempt),
    });
  }

  @Get('areas')
  @Needs('application.answer')
  async askAreas(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<PageAnswer> {
    const draft = await this.draft(actor, id);
    return isDraft(draft) ? this.areasPage(draft, firstAttempt({ areaCodes: draft.areaCodes })) : redirect(pathOf(id));
  }

  @Post('areas')
  @Needs('application.answer')
  areas(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(AreasForm, body, {
      run: ({ areaCodes, revision }) => this.choose(actor, id, { areaCodes }, revision),
      done: (next) => next,
      again: async (attempt) => this.areasPage(await this.draft(actor, id), attempt),
    });
  }

  @Get('alone-or-together')
  @Needs('application.answer')
  async askTogether(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<PageAnswer> {
    const draft = await this.draft(actor, id);
    return isDraft(draft) ? togetherPage(draft, firstAttempt({ isConsortium: draft.isConsortium })) : redirect(pathOf(id));
  }

  @Post('alone-or-together')
  @Needs('application.answer')
  together(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(AloneOrTogetherForm, body, {
      run: ({ isConsortium, revision }) => this.choose(actor, id, { isConsortium }, revision),
      done: (next) => next,
      again: async (attempt) => togetherPage(await this.draft(actor, id), attempt),
    });
  }

  private draft(actor: Actor, id: string): Promise<ApplicationEntity> {
    return this.applications.application(actor, id, 'application.answer');
  }

  /** Leads to the next thing; to the consortium where parts of its members name what is no longer asked for. */
  private async choose(actor: Actor, id: string, choices: Partial<Chosen>, revision: number): Promise<PageAnswer> {
    const sitting = await this.sittings.of(await this.applications.choose(actor, id, choices, revision));
    const { application, consortium } = sitting;
    const outside = consortium?.members.filter((member) => isOutside(member, { ...application, isInside: consortium.isInside })) ?? [];
    if (outside.length === 0) return redirect(pathOf(id, nextPart(sitting)));
    return redirect(pathOf(id, 'consortium'), { flash: `Saved. You no longer apply for everything in the part of ${outside.map(({ name }) => name).join(', ')}. Change what they deliver.` });
  }

  private async categoriesPage({ id, revision, vehicleCode }: ApplicationEntity, attempt: Attempt): Promise<Page> {
    const vehicle = must(await this.vehicles.vehicle(vehicleCode), 'the vehicle of an application');
    const categories = (await this.catalogue.categories()).filter(({ code }) => vehicle.categoryCodes.includes(code));
    const items = categories.map(({ code, name }) => ({ value: code, text: name }));
    return page('providers/web/views/choose-categories', { attempt, revision, items, vehicleName: vehicle.name, back: pathOf(id) });
  }

  private async areasPage({ id, revision }: ApplicationEntity, attempt: Attempt): Promise<Page> {
    return page('providers/web/views/choose-areas', { attempt, revision, regions: areaGroups(await this.catalogue.geography()), back: pathOf(id, 'categories') });
  }
}

function isDraft({ status }: ApplicationEntity): boolean {
  return status === 'draft';
}

function togetherPage({ id, revision }: ApplicationEntity, attempt: Attempt): Page {
  return page('providers/web/views/alone-or-together', { attempt, revision, back: pathOf(id) });
}
