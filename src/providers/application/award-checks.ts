import { Injectable, Logger } from '@nestjs/common';
import { NotFound, type Actor } from '#libs/kernel';
import { Database, UnitOfWork } from '#libs/persistence';
import { SupplierInformation } from '../adapters/supplier-information.js';
import { askToConfirm } from '../domain/confirmation.js';
import { MembershipEntity } from '../persistence/membership.entity.js';
import type { StandingConcern } from '../providers.public.js';
import { MemberQueries } from './members.queries.js';
import { ShareCodeQueries } from './share-code.queries.js';
import { StandingAnswersService } from './standing-answers.service.js';

/** What buyers ask about a member just before they award to it. */
@Injectable()
export class AwardChecks {
  private readonly log = new Logger(AwardChecks.name);

  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly members: MemberQueries,
    private readonly answers: StandingAnswersService,
    private readonly shareCodes: ShareCodeQueries,
    private readonly platform: SupplierInformation,
  ) {}

  /** The answers it stands by that have expired or gone stale; none for who is not a member. */
  async standing(providerId: string, vehicleCode: string): Promise<StandingConcern[]> {
    const id = await this.members.membershipId(providerId, vehicleCode);
    return id ? this.answers.concerns({ id, vehicleCode }) : [];
  }

  /** Whether what it imported is still the newest it shared; null without a share code, or while nobody can say. The platform is never asked in a transaction. */
  async shareCodeIsLatest(providerId: string, vehicleCode: string): Promise<boolean | null> {
    if (!this.platform.isOffered) return null;
    if (this.database.inTransaction) throw new Error('Another service is asked outside any transaction');
    const imported = await this.shareCodes.ofMember(providerId, vehicleCode);
    if (!imported) return null;
    try {
      return await this.platform.isLatest(imported.shareCode, imported.formVersionId);
    } catch (error) {
      this.log.warn(`The share code of application ${imported.applicationId} was not checked: ${error instanceof Error ? error.message : String(error)}`);
      return null;
    }
  }

  /** Asks a member's managers to confirm what they said long ago. Throws NotFound for who is not a member. */
  async askToConfirm(actor: Actor, providerId: string, vehicleCode: string): Promise<void> {
    const id = await this.members.membershipId(providerId, vehicleCode);
    if (!id) throw new NotFound('member');
    await this.work.change({ actor, action: 'member.ask-to-confirm', entity: MembershipEntity, id }, async (member) => askToConfirm(member, await this.answers.concerns(member)));
  }
}
