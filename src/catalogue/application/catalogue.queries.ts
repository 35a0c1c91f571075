import { Injectable } from '@nestjs/common';
import type { Day } from '#libs/kernel';
import { Database, sql } from '#libs/persistence';
import {
  Catalogue,
  Geography,
  type Area,
  type CategoryVersion,
  type ComplexityLevel,
  type Outcome,
  type Point,
  type Region,
  type ServiceCategory,
  type ServiceType,
} from '../catalogue.public.js';
import { versionOn } from '../domain/service-category.js';

interface Contents {
  readonly geography: Geography;
  readonly centres: ReadonlyMap<string, Point>;
  readonly categories: readonly ServiceCategory[];
  readonly versions: readonly CategoryVersion[];
  readonly serviceTypes: readonly ServiceType[];
}

/** Reads the catalogue once and keeps it: it changes only by migration, and a migration restarts the service. */
@Injectable()
export class CatalogueQueries extends Catalogue {
  private contents: Promise<Contents> | null = null;

  constructor(private readonly database: Database) {
    super();
  }

  async geography(): Promise<Geography> {
    return (await this.all()).geography;
  }

  async regions(): Promise<readonly Region[]> {
    return (await this.geography()).regions();
  }

  async areas(): Promise<readonly Area[]> {
    return (await this.geography()).areas;
  }

  async area(code: string): Promise<Area | null> {
    return (await this.geography()).find(code);
  }

  async centres(): Promise<ReadonlyMap<string, Point>> {
    return (await this.all()).centres;
  }

  async serviceTypes(): Promise<readonly ServiceType[]> {
    return (await this.all()).serviceTypes;
  }

  async serviceType(code: string): Promise<ServiceType | null> {
    return (await this.serviceTypes()).find((type) => type.code === code) ?? null;
  }

  async categories(): Promise<readonly ServiceCategory[]> {
    return (await this.all()).categories;
  }

  async category(code: string): Promise<ServiceCategory | null> {
    return (await this.categories()).find((category) => category.code === code) ?? null;
  }

  async categoryVersionOn(code: string, on: Day): Promise<CategoryVersion | null> {
    return versionOn((await this.all()).versions, code, on);
  }

  async categoryVersion(versionCode: string): Promise<CategoryVersion | null> {
    return (await this.all()).versions.find((version) => version.code === versionCode) ?? null;
  }

  async outcomes(versionCode: string): Promise<readonly Outcome[]> {
    return (await this.categoryVersion(versionCode))?.outcomes ?? [];
  }

  async levels(versionCode: string): Promise<readonly ComplexityLevel[]> {
    return (await this.categoryVersion(versionCode))?.levels ?? [];
  }

  private all(): Promise<Contents> {
    this.contents ??= this.read().catch((problem: unknown) => {
      this.contents = null; // a failed read must not be remembered
      throw problem;
    });
    return this.contents;
  }

  private async read(): Promise<Contents> {
    const areas = await this.database.rows<Area>(sql`
      select code, kind, name, parent_code from catalogue.area
      order by case kind when 'region' then 1 when 'police-area' then 2 when 'local-authority' then 3 else 4 end,
               case kind when 'region' then code else name end, code`);
    const categories = await this.database.rows<ServiceCategory>(sql`
      select code, name, category_group as "group" from catalogue.service_category order by position`);
    const serviceTypes = await this.database.rows<ServiceType>(sql`
      select t.code, t.name, t.women_only, array_agg(c.code order by c.position) as category_codes
      from catalogue.service_type t
      join catalogue.service_type_category b on b.service_type_code = t.code
      join catalogue.service_category c on c.code = b.category_code
      group by t.code order by t.position`);
    return { geography: new Geography(areas), centres: await this.readCentres(), categories, serviceTypes, versions: await this.readVersions() };
  }

  private async readCentres(): Promise<ReadonlyMap<string, Point>> {
    const rows = await this.database.rows<Point & { readonly areaCode: string }>(sql`select area_code, latitude, longitude from catalogue.area_centre`);
    return new Map(rows.map(({ areaCode, latitude, longitude }) => [areaCode, { latitude, longitude }]));
  }

  private readVersions(): Promise<CategoryVersion[]> {
    return this.database.rows<CategoryVersion>(sql`
      select v.code, v.category_code, v.number, v.effective_from,
        (select jsonb_agg(jsonb_build_object('code', o.code, 'name', o.name) order by o.position)
           from catalogue.outcome o where o.version_code = v.code) as outcomes,
        (select jsonb_agg(jsonb_build_object('code', l.code, 'name', l.name, 'description', l.description, 'sessionCap', l.session_cap)
                          order by l.position)
           from catalogue.complexity_level l where l.version_code = v.code) as levels
      from catalogue.category_version v order by v.category_code, v.number`);
  }
}
