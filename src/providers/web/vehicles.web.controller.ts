import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Actions, CurrentActor, Needs, Public } from '#libs/access';
import { anonymousActor, Clock, type Actor } from '#libs/kernel';
import { page, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import { VehicleQueries } from '../application/vehicles.queries.js';
import { VehiclesService } from '../application/vehicles.service.js';
import { isFixedMarket, takesApplications } from '../domain/vehicle.js';
import { catalogueNames } from './catalogue-names.js';
import { howToApply, kindNames, membersInWords, regimeInWords, variationRows, vehicleRows, vehicleTags } from './vehicle.page.js';
import { OpenVehicleForm } from './vehicles.forms.js';

/** Commercial vehicles as everyone sees them, and their opening. */
@Controller('vehicles')
export class VehiclesController {
  constructor(
    private readonly vehicles: VehiclesService,
    private readonly queries: VehicleQueries,
    private readonly catalogue: Catalogue,
    private readonly clock: Clock,
    private readonly actions: Actions,
  ) {}

  @Get()
  @Public()
  async list(@CurrentActor('optional') actor: Actor = anonymousActor): Promise<Page> {
    const rows = await this.queries.list(actor);
    return page('providers/web/views/vehicles', {
      vehicles: rows.map((vehicle) => ({ ...vehicle, kind: kindNames[vehicle.kind], law: regimeInWords(vehicle) })),
      tags: vehicleTags,
      mayDraft: this.actions.reachesAnything(actor, 'vehicle.draft'),
    });
  }

  @Get(':code')
  @Public()
  show(@CurrentActor('optional') actor: Actor | undefined, @Param('code') code: string): Promise<Page> {
    return this.vehiclePage(actor ?? anonymousActor, code);
  }

  @Post(':code/open')
  @Needs('vehicle.open')
  open(@CurrentActor() actor: Actor, @Param('code') code: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(OpenVehicleForm, body, {
      run: ({ revision }) => this.vehicles.open(actor, code, revision),
      done: ({ name }) => redirect(`/vehicles/${code}`, { flash: `${name} is open` }),
      again: async (attempt) => {
        await this.vehicles.vehicle(actor, code, 'vehicle.open');
        return this.vehiclePage(actor, code, attempt);
      },
    });
  }

  private async vehiclePage(actor: Actor, code: string, attempt: Attempt | null = null): Promise<Page> {
    const vehicle = await this.vehicles.vehicle(actor, code);
    const [names, members, variations, related] = await Promise.all([catalogueNames(this.catalogue), this.queries.membersInNumbers(code), this.queries.variations(vehicle.id), this.queries.related(actor, vehicle)]);
    const mayEdit = this.vehicles.may(actor, 'vehicle.edit', vehicle) && vehicle.status !== 'closed';
    const path = `/vehicles/${code}`;
    return page('providers/web/views/vehicle', {
      attempt,
      vehicle,
      tags: vehicleTags,
      rows: vehicleRows(vehicle, names),
      conditions: vehicle.conditions.split('\n').filter((line) => line.trim() !== ''),
      apply: howToApply(vehicle, this.clock.today()),
      takesApplications: takesApplications(vehicle, this.clock.today()),
      members: membersInWords(members),
      variations: variationRows(variations),
      related,
      isFixed: mayEdit && isFixedMarket(vehicle),
      editPath: mayEdit ? `${path}/edit` : null,
      openPath: vehicle.status === 'draft' && this.vehicles.may(actor, 'vehicle.open', vehicle) && vehicle.draftedBy !== actor.id ? `${path}/open` : null,
      closePath: vehicle.status === 'open' && this.vehicles.may(actor, 'vehicle.close', vehicle) ? `${path}/close` : null,
      copyPath: this.vehicles.may(actor, 'vehicle.draft', vehicle) ? `${path}/new-from` : null,
    });
  }
}
