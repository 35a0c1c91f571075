import { Injectable } from '@nestjs/common';
import { NotAllowed, type Actor } from '#libs/kernel';
import { Database, mayReach, sql } from '#libs/persistence';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import { ContractDirectory, type ContractForReferral, type ServiceListing } from '../../contracts/contracts.public.js';
import { findingPolicy } from '../domain/finding.policy.js';
import { roomIn, type AreaUse, type ServiceRoom } from '../domain/room.js';

/** Room in one area of a contract, with what is in use. */
export interface AreaRoom extends ServiceRoom {
  readonly areaCode: string;
}

/** Counts the places live referrals hold, by area. */
@Injectable()
export class Places {
  constructor(
    private readonly database: Database,
    private readonly catalogue: Catalogue,
    private readonly contracts: ContractDirectory,
  ) {}

  /** Live referrals of contracts by the person's area: one statement however many contracts. */
  uses(contractIds: readonly string[]): Promise<AreaUse[]> {
    return this.database.rows<AreaUse>(sql`
      select contract_id, area_code, count(*)::int as live, (count(*) filter (where status = 'sent'))::int as waiting from referrals.referral
      where contract_id = any(${contractIds}::uuid[]) and status in ('sent', 'accepted') group by contract_id, area_code`);
  }

  /** Room of one service for someone in an area; with the area null, everywhere it serves. */
  async room(service: Pick<ServiceListing, 'id' | 'areaCodes' | 'capacities'>, areaCode: string | null): Promise<ServiceRoom> {
    return roomIn(service, { areaCode, uses: await this.uses([service.id]), geography: await this.catalogue.geography() });
  }

  /** Locks the contract for sending, joining the transaction, and counts the places in use where someone in the area would take one. Throws NotFound. */
  async lock(contractId: string, areaCode: string): Promise<{ readonly contract: ContractForReferral; readonly live: number }> {
    const contract = await this.contracts.lockForSend(contractId, areaCode);
    const { live } = await this.room({ id: contract.id, areaCodes: contract.areaCodes, capacities: [] }, areaCode);
    return { contract, live };
  }

  /** Room in each area of a contract, for its provider and the officers of its region. Throws NotFound, NotAllowed. */
  async inUse(actor: Actor, contractId: string): Promise<{ readonly title: string; readonly rooms: readonly AreaRoom[] }> {
    const { title, primeOrganisationId, regionCodes } = await this.contracts.contract(contractId);
    if (!mayReach(findingPolicy, 'places.read', actor, { primeOrganisationId, regionCode: regionCodes[0] })) throw new NotAllowed('places.read');
    const service = await this.contracts.listing(contractId);
    if (!service) return { title, rooms: [] };
    const [uses, geography] = [await this.uses([contractId]), await this.catalogue.geography()];
    return { title, rooms: service.areaCodes.map((areaCode) => ({ areaCode, ...roomIn(service, { areaCode, uses, geography }) })) };
  }
}
