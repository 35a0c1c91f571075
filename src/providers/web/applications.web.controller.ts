import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { decodeCursor, IdParam, pageOf } from '#libs/api';
import { holds, organisationsOf, type Actor } from '#libs/kernel';
import { firstAttempt, page, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import { ApplicationQueries } from '../application/applications.queries.js';
import { ApplicationsService } from '../application/applications.service.js';
import { ConsortiumQueries } from '../application/consortium.queries.js';
import { VehicleQueries } from '../application/vehicles.queries.js';
import { applicationStatuses } from '../domain/application.js';
import { applicationTags, pathOf } from './application.page.js';
import { catalogueNames } from './catalogue-names.js';
import { ownPartRows, ownPartTags } from './consortium.page.js';
import { VehicleForm } from './providers.forms.js';

const PAGE = 25;

/** The list of applications and starting one. */
@Controller('applications')
export class ApplicationsController {
  constructor(
    private readonly applications: ApplicationsService,
    private readonly queries: ApplicationQueries,
    private readonly vehicles: VehicleQueries,
    private readonly consortia: ConsortiumQueries,
    private readonly catalogue: Catalogue,
  ) {}

  @Get()
  @Needs('application.read')
  async list(@CurrentActor() actor: Actor, @Query() query: Record<string, unknown>): Promise<Page> {
    const status = applicationStatuses.find((each) => each === query['status']);
    const position = decodeCursor(query['after'], 2);
    const rows = await this.queries.list(actor, { status, after: position ? { startedAt: String(position[0]), id: String(position[1]) } : undefined, limit: PAGE + 1 });
    const { items, next } = pageOf(rows, PAGE, (row) => [row.startedAt.toISOString(), row.id]);
    const names = await catalogueNames(this.catalogue);
    const link = (after: string | null) => `/applications?${new URLSearchParams({ ...(status ? { status } : {}), ...(after ? { after } : {}) }).toString()}`;
    return page('providers/web/views/applications', {
      rows: items.map((row) => ({ ...row, href: pathOf(row.id), categories: row.categoryCodes.map(names.category), areas: row.areaCodes.map(names.area) })),
      tags: applicationTags,
      tabs: [{ text: 'All', href: '/applications', active: !status }, ...applicationStatuses.map((each) => ({ text: applicationTags[each].text, href: `/applications?status=${each}`, active: each === status }))],
      links: { ...(position ? { first: link(null) } : {}), ...(next ? { next: link(next) } : {}) },
      parts: ownPartRows(await this.consortia.partsOf(organisationsOf(actor, 'provider-manager', 'provider-finance')), names),
      memberTags: ownPartTags,
      mayStart: holds(actor, 'provider-manager'),
    });
  }

  @Get('start')
  @Needs('application.start')
  ask(@CurrentActor() actor: Actor, @Query('vehicle') vehicleCode: unknown): Promise<Page> {
    return this.startPage(actor, firstAttempt({ vehicleCode }));
  }

  @Post('start')
  @Needs('application.start')
  start(@CurrentActor() actor: Actor, @Body() body: unknown): Promise<PageAnswer> {
    return submit(VehicleForm, body, {
      run: ({ vehicleCode }) => this.applications.start(actor, { vehicleCode, categoryCodes: [], areaCodes: [] }),
      done: ({ id }) => redirect(pathOf(id)),
      again: (attempt) => this.startPage(actor, attempt),
    });
  }

  /** Applies again for what was refused. */
  @Post(':id/again')
  @Needs('application.start')
  again(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<PageAnswer> {
    return this.applications.startAgain(actor, id).then((draft) => redirect(pathOf(draft.id), { flash: 'Application started with your earlier answers. Check them, then submit.' }));
  }

  private async startPage(actor: Actor, attempt: Attempt): Promise<Page> {
    const vehicles = (await this.vehicles.vehicles()).filter(({ status }) => status === 'open');
    const open = await this.queries.openOf(organisationsOf(actor, 'provider-manager'));
    const openIn = (code: string) => {
      const found = open.find((each) => each.vehicleCode === code);
      return found && { words: found.status === 'draft' ? 'begun an application' : 'an application that is not decided yet', reference: found.reference, href: pathOf(found.id) };
    };
    return page('providers/web/views/start-application', {
      attempt,
      vehicles: vehicles.map(({ code, name, conditions, endsOn }) => ({ value: code, text: name, conditions, endsOn, open: openIn(code) })),
    });
  }
}
