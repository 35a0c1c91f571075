import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { firstAttempt, page, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import { CapacityService } from '../application/capacity.service.js';
import { ContractQueries } from '../application/contracts.queries.js';
import { ContractsService } from '../application/contracts.service.js';
import { attendanceTypes, languages } from '../contracts.public.js';
import type { ContractEntity } from '../persistence/contract.entity.js';
import { answersFrom, boxesOf, capacityForm, degrees, OfficeForm, ServiceForm, statementFrom, type NamedArea } from './capacity.forms.js';
import { namesFrom } from './names.js';

/** What the prime tells practitioners: room by area in one step, what the service offers, and where it works from. */
@Controller('contracts/:id')
export class CapacityController {
  constructor(
    private readonly contracts: ContractsService,
    private readonly capacity: CapacityService,
    private readonly queries: ContractQueries,
    private readonly catalogue: Catalogue,
  ) {}

  @Get('capacity')
  @Needs('contract.state-capacity')
  async askCapacity(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    const contract = await this.contracts.contract(actor, id, 'contract.state-capacity');
    const areas = await this.areasOf(contract);
    return this.capacityPage(contract, areas, firstAttempt(answersFrom(await this.queries.capacities(id), areas)));
  }

  @Post('capacity')
  @Needs('contract.state-capacity')
  async stateCapacity(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    const contract = await this.contracts.contract(actor, id, 'contract.state-capacity');
    const areas = await this.areasOf(contract);
    return submit(capacityForm(areas), body, {
      run: (form) => this.capacity.stateCapacity(actor, id, statementFrom(form, areas)),
      done: () => redirect(`/contracts/${id}`, { flash: 'Places updated' }),
      again: (attempt) => this.capacityPage(contract, areas, attempt),
    });
  }

  @Get('service')
  @Needs('contract.describe')
  async askService(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    const contract = await this.contracts.contract(actor, id, 'contract.describe');
    return this.servicePage(contract, firstAttempt(contract));
  }

  @Post('service')
  @Needs('contract.describe')
  describe(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(ServiceForm, body, {
      run: (form) => this.capacity.describe(actor, id, { ...form, description: form.description ?? '' }),
      done: () => redirect(`/contracts/${id}`, { flash: 'Service described' }),
      again: async (attempt) => this.servicePage(await this.contracts.contract(actor, id, 'contract.describe'), attempt),
    });
  }

  @Get('offices')
  @Needs('contract.describe')
  async askOffice(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    return this.officePage(await this.contracts.contract(actor, id, 'contract.describe'), firstAttempt());
  }

  @Post('offices')
  @Needs('contract.describe')
  addOffice(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(OfficeForm, body, {
      run: ({ latitude, longitude, ...office }) => this.capacity.addOffice(actor, id, { ...office, latitude: degrees(latitude), longitude: degrees(longitude) }),
      done: () => redirect(`/contracts/${id}/service`, { flash: 'Office added' }),
      again: async (attempt) => this.officePage(await this.contracts.contract(actor, id, 'contract.describe'), attempt),
    });
  }

  @Post('offices/:officeId/remove')
  @Needs('contract.describe')
  async removeOffice(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Param('officeId', IdParam) officeId: string): Promise<PageAnswer> {
    await this.capacity.removeOffice(actor, id, officeId);
    return redirect(`/contracts/${id}/service`, { flash: 'Office removed' });
  }

  private capacityPage(contract: ContractEntity, areas: readonly NamedArea[], attempt: Attempt): Page {
    const rows = areas.length > 1 ? areas.map(({ code, name }) => ({ name, boxes: boxesOf(code) })) : [];
    return page('contracts/web/views/capacity', { attempt: withDefaults(attempt, areas), contract, all: boxesOf(null), rows, back: `/contracts/${contract.id}` });
  }

  private async servicePage(contract: ContractEntity, attempt: Attempt): Promise<Page> {
    const ways = Object.entries(attendanceTypes).map(([value, text]) => ({ value, text }));
    const spoken = languages.map((language) => ({ value: language, text: language }));
    return page('contracts/web/views/service-description', { attempt, contract, ways, spoken, offices: await this.queries.offices(contract.id), back: `/contracts/${contract.id}` });
  }

  private officePage(contract: ContractEntity, attempt: Attempt): Page {
    return page('contracts/web/views/office', { attempt, contract, back: `/contracts/${contract.id}/service` });
  }

  private async areasOf({ areaCodes }: ContractEntity): Promise<NamedArea[]> {
    const names = await namesFrom(this.catalogue);
    return areaCodes.map((code) => ({ code, name: names.area(code) }));
  }
}

/** Services close when full unless their provider says otherwise. */
function withDefaults(attempt: Attempt, areas: readonly NamedArea[]): Attempt {
  const closing = [null, ...areas.map(({ code }) => code)].map((code) => [boxesOf(code).closesWhenFull, 'yes']);
  return { ...attempt, values: { ...Object.fromEntries(closing), ...attempt.values } };
}
