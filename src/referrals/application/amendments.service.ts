import { Injectable } from '@nestjs/common';
import { Clock, newId, StaleRecord, type Actor } from '#libs/kernel';
import { Reader, UnitOfWork } from '#libs/persistence';
import { ContractDirectory, type ContractSummary } from '../../contracts/contracts.public.js';
import type { AmendableContent, Wording } from '../domain/amendable.js';
import { amendableOf, amendReferral, diffOf, withheldDiffers, type Amending } from '../domain/amendment.js';
import type { Referral } from '../domain/referral.js';
import type { FieldChange } from '../domain/since-sent.js';
import { ReferralEntity } from '../persistence/referral.entity.js';
import { Offers, type Offer } from './offers.js';
import { ReferralQueries } from './referrals.queries.js';

/** A referral that may be changed: what it says now, and what its service lets it say. */
export interface ToAmend {
  readonly referral: ReferralEntity;
  readonly content: AmendableContent;
  readonly contract: ContractSummary;
  readonly offer: Offer;
  readonly wording: Wording;
}

/** Changing answers after sending. */
@Injectable()
export class AmendmentsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly reader: Reader,
    private readonly queries: ReferralQueries,
    private readonly contracts: ContractDirectory,
    private readonly offers: Offers,
    private readonly clock: Clock,
  ) {}

  /** A referral the actor may amend, as it stands. Throws NotFound or NotAllowed. */
  async toAmend(actor: Actor, id: string): Promise<ToAmend> {
    const referral = await this.reader.one(actor, ReferralEntity, id, 'referral.amend');
    const contract = await this.contracts.contract(referral.contractId);
    const offer = await this.offers.of(contract);
    return { referral, contract, offer, content: amendableOf(referral, await this.queries.needsOf(id)), wording: wordingOf(offer) };
  }

  /** What would change, in the words the provider will read, every rule checked; nothing is written. `changesWithheld`: text the provider does not read would change too. */
  async preview(actor: Actor, id: string, { revision, ...amending }: Amending & { readonly revision?: number | undefined }): Promise<{ readonly changes: FieldChange[]; readonly changesWithheld: boolean }> {
    const { referral, content, wording } = await this.toAmend(actor, id);
    await this.ensureNotChangedSince(id, revision);
    amendReferral(referral, amending, await this.factsFor(actor, referral));
    return { changes: diffOf(content, amending.content, wording), changesWithheld: withheldDiffers(content, amending.content) };
  }

  /** Changes a referral all at once. `revision`: the referral as the actor saw it; StaleRecord when its answers were changed since. What else happened to it since does not matter. */
  amend(actor: Actor, id: string, { revision, ...amending }: Amending & { readonly revision?: number | undefined }): Promise<ReferralEntity> {
    return this.work.change({ actor, action: 'referral.amend', entity: ReferralEntity, id }, async (referral) => {
      await this.ensureNotChangedSince(id, revision);
      return amendReferral(referral, amending, await this.factsFor(actor, referral));
    });
  }

  private async ensureNotChangedSince(id: string, revision: number | undefined): Promise<void> {
    if (revision !== undefined && (await this.queries.amendments(id, revision)).length > 0) throw new StaleRecord();
  }

  private async factsFor(actor: Actor, referral: Referral & { readonly revision: number }): Promise<Parameters<typeof amendReferral>[2]> {
    const { serviceTypeCode, areaCodes, cohort } = await this.contracts.contract(referral.contractId);
    const offer = await this.offers.of({ serviceTypeCode, areaCodes });
    return {
      ...{ id: newId(), by: { id: actor.id, name: actor.name }, now: this.clock.now(), today: this.clock.today(), revision: referral.revision },
      ...{ needs: await this.queries.needsOf(referral.id), cohort, wording: wordingOf(offer), areas: offer.areas },
      choicesFor: (categoryCode) => {
        const category = offer.categories.find((each) => each.code === categoryCode);
        return category && { outcomeCodes: category.outcomes.map((each) => each.code), levelCodes: category.levels.map((each) => each.code) };
      },
    };
  }
}

/** The names of what a service offers; a code it no longer knows stands for itself. */
export function wordingOf({ areas, categories }: Offer): Wording {
  const name = (list: readonly { readonly code: string; readonly name: string }[], code: string) => list.find((each) => each.code === code)?.name ?? code;
  const category = (code: string) => categories.find((each) => each.code === code);
  return {
    area: (code) => name(areas, code),
    category: (code) => name(categories, code),
    outcome: (categoryCode, code) => name(category(categoryCode)?.outcomes ?? [], code),
    level: (categoryCode, code) => name(category(categoryCode)?.levels ?? [], code),
  };
}
