import { Controller, Get, Param, Query } from '@nestjs/common';
import { CurrentActor, Needs, Public } from '#libs/access';
import { decodeCursor, IdParam, pageOf } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { Reader } from '#libs/persistence';
import { page, type Page } from '#libs/web';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import { MemberQueries, type MemberRow } from '../application/members.queries.js';
import { bandArithmetic } from '../domain/financial-band.js';
import { legalForms, sizeNames, type Provider } from '../domain/provider.js';
import { ProviderEntity } from '../persistence/provider.entity.js';
import { catalogueNames, type CatalogueNames } from './catalogue-names.js';

const PAGE = 25;
const yesNo = { true: 'Yes', false: 'No', null: 'Not known' } as const;

/** The public register of members, and the page of one organisation. */
@Controller()
export class MembersController {
  constructor(
    private readonly members: MemberQueries,
    private readonly reader: Reader,
    private readonly catalogue: Catalogue,
  ) {}

  @Get('members')
  @Public()
  async register(@CurrentActor('optional') actor: Actor | undefined, @Query('after') after: unknown): Promise<Page> {
    const position = decodeCursor(after, 2);
    const rows = await this.members.register({ after: position ? { name: String(position[0]), id: String(position[1]) } : undefined, limit: PAGE + 1 });
    const { items, next } = pageOf(rows, PAGE, (row) => [row.name, row.id]);
    const names = await catalogueNames(this.catalogue);
    return page('providers/web/views/members', {
      members: items.map((member) => ({ ...memberRow(member, names), href: actor ? `/organisations/${member.providerId}` : null })),
      links: { ...(position ? { first: '/members' } : {}), ...(next ? { next: `/members?after=${next}` } : {}) },
    });
  }

  @Get('organisations/:id')
  @Needs('provider.read')
  async organisation(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    const provider = await this.reader.one(actor, ProviderEntity, id);
    const seesStanding = this.reader.may(actor, ProviderEntity, 'provider.read-standing', provider);
    const names = await catalogueNames(this.catalogue);
    const memberships = await this.members.membershipsOf(id);
    return page('providers/web/views/organisation', {
      name: provider.name,
      rows: [...registeredRows(provider), ...aboutRows(provider)],
      memberships: memberships.map((member) => ({
        title: `Member of ${member.vehicleCode}`,
        rows: [...admittedRows(member, names), ...(seesStanding ? [{ label: 'Largest annual contract', value: bandArithmetic(member.turnoverPence) }] : [])],
      })),
    });
  }
}

function memberRow({ name, size, isVcse, admissions }: MemberRow, names: CatalogueNames): object {
  const together = new Map<string, string[]>();
  for (const { categoryCode, areaCodes } of admissions) together.set(areaCodes.join(), [...(together.get(areaCodes.join()) ?? []), names.category(categoryCode)]);
  return {
    name,
    size: size ? sizeNames[size] : 'Not known',
    isVcse: yesNo[String(isVcse) as keyof typeof yesNo],
    admitted: [...together].map(([areas, categories]) => ({ categories, areas: areas.split(',').map(names.area) })),
  };
}

function aboutRows({ size, isVcse }: Pick<MemberRow, 'size' | 'isVcse'>): object[] {
  return [
    { label: 'Size', value: size ? sizeNames[size] : 'Not known' },
    { label: 'Voluntary, community or social enterprise', value: yesNo[String(isVcse) as keyof typeof yesNo] },
  ];
}

function admittedRows({ admissions }: MemberRow, names: CatalogueNames): object[] {
  return admissions.map(({ categoryCode, areaCodes }) => ({ label: names.category(categoryCode), value: areaCodes.map(names.area) }));
}

function registeredRows({ isRegistered, legalForm, companyNumber, charityNumber }: Provider): object[] {
  if (!isRegistered || !legalForm) return [{ label: 'Registration', value: 'Known from a contract register. Not registered with this service.' }];
  return [
    { label: 'Legal form', value: legalForms[legalForm].name },
    { label: 'Company number', value: companyNumber },
    { label: 'Charity number', value: charityNumber },
  ];
}
