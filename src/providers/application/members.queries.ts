import { Injectable } from '@nestjs/common';
import { Database, empty, join, sql, type Sql } from '#libs/persistence';
import { reasonInWords } from '../domain/membership-reasons.js';
import type { Membership } from '../domain/membership.js';
import type { Admission, Member, ProviderSize } from '../providers.public.js';
import type { NamePosition } from './providers.queries.js';

/** What a member is admitted for in one category. */
export interface AdmittedCategory {
  readonly categoryCode: string;
  readonly areaCodes: readonly string[];
}

/** A member in the public register. `id` is the membership's. */
export interface MemberRow {
  readonly id: string;
  readonly providerId: string;
  readonly name: string;
  readonly vehicleCode: string;
  readonly vehicleName: string;
  readonly status: Member['status'];
  readonly size: ProviderSize | null;
  readonly isVcse: boolean | null;
  readonly admittedAt: Date;
  readonly admissions: readonly AdmittedCategory[];
  /** Names of those it was admitted with, as a consortium it led. */
  readonly togetherWith: readonly string[];
}

/** A provider's membership with the figures of its standing test: for itself and for commissioners. */
export interface MembershipStanding extends MemberRow {
  readonly turnoverPence: number;
  readonly financialBandPence: number | null;
}

/** Which members to list. An area is given as all the areas that contain it or lie in it; category and area are asked of one admission. */
export interface RegisterFilter {
  readonly vehicleCode?: string | undefined;
  readonly categoryCode?: string | undefined;
  readonly areaCodes?: readonly string[] | undefined;
  readonly name?: string | undefined;
}

const memberColumns = sql`m.id, m.provider_id, p.name, m.vehicle_code, v.name as vehicle_name, m.status, p.size, p.is_vcse, m.admitted_at,
  coalesce((select jsonb_agg(jsonb_build_object('categoryCode', c.category_code, 'areaCodes', c.area_codes) order by c.category_code)
    from (select category_code, array_agg(area_code order by area_code) as area_codes from providers.admission where membership_id = m.id group by category_code) c), '[]') as admissions,
  array(select distinct o.name from providers.admission a join providers.application_member c on c.application_id = a.application_id join providers.provider o on o.id = c.provider_id
    where a.membership_id = m.id and c.provider_id <> m.provider_id order by o.name) as together_with`;
const memberTables = sql`providers.membership m join providers.provider p on p.id = m.provider_id join providers.vehicle v on v.code = m.vehicle_code`;

/** Reads of members: the register is public. */
@Injectable()
export class MemberQueries {
  constructor(private readonly database: Database) {}

  /** The register by name, `limit` members after a position, in one statement. Who was removed is not in it. */
  register(filter: RegisterFilter, { after, limit }: { readonly after?: NamePosition | undefined; readonly limit: number }): Promise<MemberRow[]> {
    const conditions = [sql`m.status <> 'removed'`, ...conditionsOf(filter)];
    // The first condition is what the index by name can start from.
    if (after) conditions.push(sql`p.name >= ${after.name} and (p.name, m.id) > (${after.name}, ${after.id}::uuid)`);
    return this.database.rows<MemberRow>(sql`
      select ${memberColumns} from ${memberTables} where ${join(conditions, ' and ')} order by p.name, m.id limit ${limit}`);
  }

  membershipsOf(providerId: string): Promise<MembershipStanding[]> {
    return this.database.rows<MembershipStanding>(sql`
      select ${memberColumns}, m.turnover_pence, m.financial_band_pence from ${memberTables} where m.provider_id = ${providerId} order by m.vehicle_code`);
  }

  async membershipId(providerId: string, vehicleCode: string): Promise<string | null> {
    const found = await this.database.first<{ id: string }>(sql`select id from providers.membership where provider_id = ${providerId} and vehicle_code = ${vehicleCode}`);
    return found?.id ?? null;
  }

  /** Everyone ever admitted to a vehicle, by name, in two statements whatever their number. */
  async members(vehicleCode: string): Promise<Member[]> {
    const members = await this.database.rows<Omit<Member, 'admissions' | 'statusReason'> & Pick<Membership, 'statusReason' | 'statusWords'>>(sql`
      select m.provider_id, p.name, m.status, m.status_reason, m.status_words, m.financial_band_pence
      from providers.membership m join providers.provider p on p.id = m.provider_id where m.vehicle_code = ${vehicleCode} order by p.name, p.id`);
    const admissions = await this.database.rows<Admission>(sql`
      select m.provider_id, m.vehicle_code, a.category_code, a.area_code
      from providers.admission a join providers.membership m on m.id = a.membership_id where m.vehicle_code = ${vehicleCode}`);
    const byProvider = new Map<string, Admission[]>(members.map((member) => [member.providerId, []]));
    for (const admission of admissions) byProvider.get(admission.providerId)?.push(admission);
    return members.map(({ statusReason, statusWords, ...member }) => ({
      ...member,
      statusReason: member.status === 'active' ? null : reasonInWords(statusReason, statusWords),
      admissions: byProvider.get(member.providerId) ?? [],
    }));
  }
}

function conditionsOf({ vehicleCode, categoryCode, areaCodes, name }: RegisterFilter): Sql[] {
  const inAdmission = [...(categoryCode ? [sql`a.category_code = ${categoryCode}`] : []), ...(areaCodes ? [sql`a.area_code = any(${areaCodes}::text[])`] : [])];
  return [
    vehicleCode ? sql`m.vehicle_code = ${vehicleCode}` : empty,
    name ? sql`p.name ilike ${`%${name.replace(/[\\%_]/g, '\\$&')}%`}` : empty,
    inAdmission.length > 0 ? sql`exists (select from providers.admission a where a.membership_id = m.id and ${join(inAdmission, ' and ')})` : empty,
  ].filter((condition) => condition !== empty);
}
