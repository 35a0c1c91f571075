import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import type { Actor } from '#libs/kernel';
import { firstAttempt, page, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import { ApplicationQuestionnaire } from '../application/application-questionnaire.js';
import { contentOf, VehiclesService } from '../application/vehicles.service.js';
import { isFixedMarket } from '../domain/vehicle.js';
import type { VehicleEntity } from '../persistence/vehicle.entity.js';
import { formValues, startingValues, vehicleChoices } from './vehicle.page.js';
import { CloseVehicleForm, contentIn, CopyVehicleForm, DraftVehicleForm, EditVehicleForm } from './vehicles.forms.js';

/** Drafting, changing, copying and closing commercial vehicles. */
@Controller('vehicles')
export class VehicleDraftsController {
  constructor(
    private readonly vehicles: VehiclesService,
    private readonly catalogue: Catalogue,
    private readonly questionnaires: ApplicationQuestionnaire,
  ) {}

  @Get('new')
  @Needs('vehicle.draft')
  askNew(): Promise<Page> {
    return this.newPage(firstAttempt(startingValues()));
  }

  @Post('new')
  @Needs('vehicle.draft')
  draft(@CurrentActor() actor: Actor, @Body() body: unknown): Promise<PageAnswer> {
    return submit(DraftVehicleForm, body, {
      run: (form) => this.vehicles.draft(actor, form.code, contentIn(form)),
      done: ({ code, name }) => redirect(`/vehicles/${code}`, { flash: `${name} drafted. An approver who did not draft it can open it.` }),
      again: (attempt) => this.newPage(attempt),
    });
  }

  @Get(':code/edit')
  @Needs('vehicle.edit')
  async askEdit(@CurrentActor() actor: Actor, @Param('code') code: string): Promise<Page> {
    const vehicle = await this.vehicles.vehicle(actor, code, 'vehicle.edit');
    return this.editPage(vehicle, firstAttempt({ ...formValues(contentOf(vehicle)), revision: vehicle.revision }));
  }

  @Post(':code/edit')
  @Needs('vehicle.edit')
  edit(@CurrentActor() actor: Actor, @Param('code') code: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(EditVehicleForm, body, {
      run: ({ revision, reason, ...form }) => this.vehicles.edit(actor, code, { content: contentIn(form), reason, revision }),
      done: ({ name }) => redirect(`/vehicles/${code}`, { flash: `${name} changed` }),
      again: async (attempt) => this.editPage(await this.vehicles.vehicle(actor, code, 'vehicle.edit'), attempt),
    });
  }

  @Get(':code/new-from')
  @Needs('vehicle.draft')
  async askCopy(@CurrentActor() actor: Actor, @Param('code') code: string): Promise<Page> {
    return copyPage(await this.vehicles.vehicle(actor, code, 'vehicle.draft'), firstAttempt());
  }

  @Post(':code/new-from')
  @Needs('vehicle.draft')
  copy(@CurrentActor() actor: Actor, @Param('code') code: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(CopyVehicleForm, body, {
      run: (form) => this.vehicles.makeFrom(actor, code, form),
      done: (made) => redirect(`/vehicles/${made.code}/edit`, { flash: `${made.name} is a draft with everything ${code} says. Change what should be different.` }),
      again: async (attempt) => copyPage(await this.vehicles.vehicle(actor, code, 'vehicle.draft'), attempt),
    });
  }

  @Get(':code/close')
  @Needs('vehicle.close')
  async askClose(@CurrentActor() actor: Actor, @Param('code') code: string): Promise<Page> {
    return closePage(await this.vehicles.vehicle(actor, code, 'vehicle.close'), firstAttempt());
  }

  @Post(':code/close')
  @Needs('vehicle.close')
  close(@CurrentActor() actor: Actor, @Param('code') code: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(CloseVehicleForm, body, {
      run: ({ reason }) => this.vehicles.close(actor, code, reason),
      done: ({ name }) => redirect(`/vehicles/${code}`, { flash: `${name} takes no new applications. Its members stay until its term ends.` }),
      again: async (attempt) => closePage(await this.vehicles.vehicle(actor, code, 'vehicle.close'), attempt),
    });
  }

  private async newPage(attempt: Attempt): Promise<Page> {
    return page('providers/web/views/vehicle-form', { attempt, title: 'Draft a framework or market', button: 'Save draft', isNew: true, back: '/vehicles', ...(await this.choices()) });
  }

  private async editPage(vehicle: VehicleEntity, attempt: Attempt): Promise<Page> {
    const { code, name, status } = vehicle;
    const shown = { title: `Change ${name}`, button: 'Save changes', back: `/vehicles/${code}`, isOpen: status === 'open', isFixed: isFixedMarket(vehicle), copyPath: `/vehicles/${code}/new-from` };
    return page('providers/web/views/vehicle-form', { attempt, ...shown, ...(await this.choices()) });
  }

  private async choices(): Promise<object> {
    const categories = (await this.catalogue.categories()).map(({ code, name }) => ({ value: code, text: name }));
    return { ...vehicleChoices(), categories, questionnaires: this.questionnaires.codes().map((code) => ({ value: code, text: code })) };
  }
}

function copyPage({ code, name }: VehicleEntity, attempt: Attempt): Page {
  return page('providers/web/views/vehicle-copy', { attempt, from: name, back: `/vehicles/${code}` });
}

function closePage({ code, name }: VehicleEntity, attempt: Attempt): Page {
  return page('providers/web/views/vehicle-close', { attempt, vehicleName: name, back: `/vehicles/${code}` });
}
