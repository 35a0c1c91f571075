import { Injectable } from '@nestjs/common';
import { Database, empty, sql } from '#libs/persistence';
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
  readonly status: Member['status'];
  readonly size: ProviderSize | null;
  readonly isVcse: boolean | null;
  readonly admittedAt: Date;
  readonly admissions: readonly AdmittedCategory[];
}

/** A provider's membership with the figures of its standing test: for itself and for commissioners. */
export interface MembershipStanding extends MemberRow {
  readonly turnoverPence: number;
  readonly financialBandPence: number | null;
}

const memberColumns = sql`m.id, m.provider_id, p.name, m.vehicle_code, m.status, p.size, p.is_vcse, m.admitted_at,
  coalesce((select jsonb_agg(jsonb_build_object('categoryCode', c.category_code, 'areaCodes', c.area_codes) order by c.category_code)
    from (select category_code, array_agg(area_code order by area_code) as area_codes from providers.admission where membership_id = m.id group by category_code) c), '[]') as admissions`;

/** Reads of memberships: the register is public. */
@Injectable()
export class MemberQueries {
  constructor(private readonly database: Database) {}

  /** The register by name, `limit` members after a position, in one statement. */
  register({ after, limit }: { readonly after?: NamePosition | undefined; readonly limit: number }): Promise<MemberRow[]> {
    const from = after ? sql`where (p.name, m.id) > (${after.name}, ${after.id}::uuid)` : empty;
    return this.database.rows<MemberRow>(sql`
      select ${memberColumns} from providers.membership m join providers.provider p on p.id = m.provider_id ${from} order by p.name, m.id limit ${limit}`);
  }

  membershipsOf(providerId: string): Promise<MembershipStanding[]> {
    return this.database.rows<MembershipStanding>(sql`
      select ${memberColumns}, m.turnover_pence, m.financial_band_pence
      from providers.membership m join providers.provider p on p.id = m.provider_id where m.provider_id = ${providerId} order by m.vehicle_code`);
  }

  async membershipId(providerId: string, vehicleCode: string): Promise<string | null> {
    const found = await this.database.first<{ id: string }>(sql`select id from providers.membership where provider_id = ${providerId} and vehicle_code = ${vehicleCode}`);
    return found?.id ?? null;
  }

  /** Everyone ever admitted to a vehicle, by name, in two statements whatever their number. */
  async members(vehicleCode: string): Promise<Member[]> {
    const members = await this.database.rows<Omit<Member, 'admissions'>>(sql`
      select m.provider_id, p.name, m.status, m.financial_band_pence
      from providers.membership m join providers.provider p on p.id = m.provider_id where m.vehicle_code = ${vehicleCode} order by p.name, p.id`);
    const admissions = await this.database.rows<Admission>(sql`
      select m.provider_id, m.vehicle_code, a.category_code, a.area_code
      from providers.admission a join providers.membership m on m.id = a.membership_id where m.vehicle_code = ${vehicleCode}`);
    const byProvider = new Map<string, Admission[]>(members.map((member) => [member.providerId, []]));
    for (const admission of admissions) byProvider.get(admission.providerId)?.push(admission);
    return members.map((member) => ({ ...member, admissions: byProvider.get(member.providerId) ?? [] }));
  }
}
