import { Injectable } from '@nestjs/common';
import { Database, empty, sql } from '#libs/persistence';
import { comparableName, type ProviderDetails, type RegistrationFacts } from '../domain/provider.js';
import type { ProviderSummary } from '../providers.public.js';

/** Where a list by name continues: the last row shown. */
export interface NamePosition {
  readonly name: string;
  readonly id: string;
}

const summaryColumns = sql`p.id, p.name, p.size, p.is_vcse, p.is_registered`;

/** Reads of providers, which are public. */
@Injectable()
export class ProviderQueries {
  constructor(private readonly database: Database) {}

  /** Makes whoever adds a provider wait for whoever is adding one, until the transaction ends. */
  async lockNames(): Promise<void> {
    await this.database.rows(sql`select pg_advisory_xact_lock(hashtext('providers.provider'))`);
  }

  /** What stands in the way of a registration. */
  async registrationFacts({ name, companyNumber, charityNumber }: Pick<ProviderDetails, 'name' | 'companyNumber' | 'charityNumber'>): Promise<RegistrationFacts> {
    const facts = await this.database.first<RegistrationFacts>(sql`
      select coalesce(bool_or(is_registered and match_name = ${comparableName(name)}), false) as name_taken,
        coalesce(bool_or(not is_registered and match_name = ${comparableName(name)}), false) as is_listed,
        coalesce(bool_or(company_number = ${companyNumber}), false) as company_number_taken, coalesce(bool_or(charity_number = ${charityNumber}), false) as charity_number_taken
      from providers.provider where match_name = ${comparableName(name)} or company_number = ${companyNumber} or charity_number = ${charityNumber}`);
    return facts ?? { nameTaken: false, isListed: false, companyNumberTaken: false, charityNumberTaken: false };
  }

  /** The registered organisation with a company or charity number, or by that name; null when there is none. */
  async registered({ companyNumber, charityNumber, name }: { readonly companyNumber: string | null; readonly charityNumber: string | null; readonly name: string | null }): Promise<{ id: string; name: string } | null> {
    return this.database.first(sql`
      select id, name from providers.provider
      where is_registered and (company_number = ${companyNumber} or charity_number = ${charityNumber} or match_name = ${name === null ? null : comparableName(name)})
      order by company_number = ${companyNumber} desc nulls last, charity_number = ${charityNumber} desc nulls last, added_at, id limit 1`);
  }

  /** The organisation listed under that name, however it is spelled. Never one that registered itself: anyone may take a name. */
  async listedByName(name: string): Promise<string | null> {
    const found = await this.database.first<{ id: string }>(sql`
      select id from providers.provider where match_name = ${comparableName(name)} and not is_registered order by added_at, id limit 1`);
    return found?.id ?? null;
  }

  summaries(ids: readonly string[]): Promise<ProviderSummary[]> {
    return this.database.rows<ProviderSummary>(sql`select ${summaryColumns} from providers.provider p where p.id = any(${ids}::uuid[]) order by p.name, p.id`);
  }

  /** Providers by name, `limit` after a position. */
  list({ after, limit }: { readonly after?: NamePosition | undefined; readonly limit: number }): Promise<ProviderSummary[]> {
    const from = after ? sql`where (p.name, p.id) > (${after.name}, ${after.id}::uuid)` : empty;
    return this.database.rows<ProviderSummary>(sql`select ${summaryColumns} from providers.provider p ${from} order by p.name, p.id limit ${limit}`);
  }
}
