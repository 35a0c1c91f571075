import { Controller, Get, Param, Query, type StreamableFile } from '@nestjs/common';
import { CurrentActor, Needs, Public } from '#libs/access';
import { decodeCursor, IdParam, pageOf } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { Reader } from '#libs/persistence';
import { csvFile, firstAttempt, jsonFile, page, type Page } from '#libs/web';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import { MemberQueries, type RegisterFilter } from '../application/members.queries.js';
import { RegisterExport } from '../application/register-export.js';
import { VehicleQueries } from '../application/vehicles.queries.js';
import { ProviderEntity } from '../persistence/provider.entity.js';
import { areaChoices, catalogueNames } from './catalogue-names.js';
import { filterOf, questionIn, registerColumns, registerLink, registerRow, registerTags, type RegisterQuestion } from './members.page.js';
import { membershipCard, organisationRows } from './organisation.page.js';

const PAGE = 25;
type Asked = Readonly<Record<string, unknown>>;

/** The public register of members, as page and as files, and the page of one organisation. */
@Controller()
export class MembersController {
  constructor(
    private readonly members: MemberQueries,
    private readonly whole: RegisterExport,
    private readonly vehicles: VehicleQueries,
    private readonly reader: Reader,
    private readonly catalogue: Catalogue,
  ) {}

  /** The filters are kept in the address. */
  @Get('members')
  @Public()
  async register(@CurrentActor('optional') actor: Actor | undefined, @Query() query: Asked): Promise<Page> {
    const question = questionIn(query);
    const position = decodeCursor(query['after'], 2);
    const geography = await this.catalogue.geography();
    const rows = await this.members.register(filterOf(question, geography), { after: position ? { name: String(position[0]), id: String(position[1]) } : undefined, limit: PAGE + 1 });
    const { items, next } = pageOf(rows, PAGE, (row) => [row.name, row.id]);
    const names = await catalogueNames(this.catalogue);
    return page('providers/web/views/members', {
      members: items.map((member) => ({ ...registerRow(member, names), href: actor ? `/organisations/${member.providerId}` : null })),
      tags: registerTags,
      attempt: firstAttempt(question),
      isFiltered: Object.values(question).some(Boolean),
      vehicles: (await this.vehicles.vehicles()).map(({ code, name }) => ({ value: code, text: name })),
      categories: (await this.catalogue.categories()).map(({ code, name }) => ({ value: code, text: name })),
      areas: areaChoices(geography).map(({ value, text }) => ({ value, text })),
      links: { ...(position ? { first: registerLink(question) } : {}), ...(next ? { next: registerLink(question, { after: next }) } : {}) },
      files: { csv: registerLink(question, { path: '/members.csv' }), json: registerLink(question, { path: '/members.json' }) },
    });
  }

  @Get('members.csv')
  @Public()
  async csv(@Query() query: Asked): Promise<StreamableFile> {
    return csvFile('members.csv', registerColumns, this.whole.rows(await this.filter(questionIn(query))));
  }

  @Get('members.json')
  @Public()
  async json(@Query() query: Asked): Promise<StreamableFile> {
    return jsonFile('members.json', this.whole.entries(await this.filter(questionIn(query))));
  }

  @Get('organisations/:id')
  @Needs('provider.read')
  async organisation(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    const provider = await this.reader.one(actor, ProviderEntity, id);
    const seesStanding = this.reader.may(actor, ProviderEntity, 'provider.read-standing', provider);
    const names = await catalogueNames(this.catalogue);
    const memberships = await this.members.membershipsOf(id);
    const rules = new Map((await this.vehicles.vehicles()).map(({ code, bandRule }) => [code, bandRule]));
    return page('providers/web/views/organisation', {
      name: provider.name,
      rows: organisationRows(provider),
      memberships: memberships.filter(({ status }) => seesStanding || status !== 'removed').map((member) => membershipCard(member, { names, rule: rules.get(member.vehicleCode), seesStanding })),
    });
  }

  private async filter(question: RegisterQuestion): Promise<RegisterFilter> {
    return filterOf(question, await this.catalogue.geography());
  }
}
