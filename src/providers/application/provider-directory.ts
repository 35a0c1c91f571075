import { Injectable } from '@nestjs/common';
import { NotFound, type Actor } from '#libs/kernel';
import { ProviderDirectory, type AuthorisedPerson, type Member, type ProviderSummary, type StandingConcern, type Vehicle } from '../providers.public.js';
import { AuthorisedStaff } from './authorised-staff.js';
import { AwardChecks } from './award-checks.js';
import { ListedOrganisations } from './listed-organisations.js';
import { MemberQueries } from './members.queries.js';
import { ProviderQueries } from './providers.queries.js';
import { VehicleQueries } from './vehicles.queries.js';

/** Providers as the other modules see them. */
@Injectable()
export class LocalProviderDirectory extends ProviderDirectory {
  constructor(
    private readonly queries: ProviderQueries,
    private readonly vehicleQueries: VehicleQueries,
    private readonly memberQueries: MemberQueries,
    private readonly checks: AwardChecks,
    private readonly listed: ListedOrganisations,
    private readonly staff: AuthorisedStaff,
  ) {
    super();
  }

  vehicle(code: string): Promise<Vehicle | null> {
    return this.vehicleQueries.vehicle(code);
  }

  vehicles(): Promise<Vehicle[]> {
    return this.vehicleQueries.vehicles();
  }

  async provider(id: string): Promise<ProviderSummary> {
    const [found] = await this.queries.summaries([id]);
    if (!found) throw new NotFound('provider');
    return found;
  }

  providers(ids: readonly string[]): Promise<ProviderSummary[]> {
    return this.queries.summaries(ids);
  }

  members(vehicleCode: string): Promise<Member[]> {
    return this.memberQueries.members(vehicleCode);
  }

  standing(providerId: string, vehicleCode: string): Promise<StandingConcern[]> {
    return this.checks.standing(providerId, vehicleCode);
  }

  shareCodeIsLatest(providerId: string, vehicleCode: string): Promise<boolean | null> {
    return this.checks.shareCodeIsLatest(providerId, vehicleCode);
  }

  askToConfirm(actor: Actor, providerId: string, vehicleCode: string): Promise<void> {
    return this.checks.askToConfirm(actor, providerId, vehicleCode);
  }

  listOrganisation(actor: Actor, name: string): Promise<{ readonly id: string; readonly isNew: boolean }> {
    return this.listed.find(actor, name);
  }

  authorisedStaff(organisationId: string): Promise<AuthorisedPerson[]> {
    return this.staff.authorised(organisationId);
  }

  isAuthorised(userId: string, organisationId: string): Promise<boolean> {
    return this.staff.isAuthorised(userId, organisationId);
  }
}
