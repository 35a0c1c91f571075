import { Injectable } from '@nestjs/common';
import { Clock, ensure, newId, NotAllowed, teamsOf, type Actor } from '#libs/kernel';
import { Database, Reader, UnitOfWork } from '#libs/persistence';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import { ContractDirectory } from '../../contracts/contracts.public.js';
import { startDraft } from '../domain/draft.js';
import { answersOf } from '../domain/draft-content.js';
import { takesReferrals } from '../domain/draft-life.js';
import { copyReferral } from '../domain/refer-again.js';
import { DraftEntity } from '../persistence/draft.entity.js';
import { ReferralEntity } from '../persistence/referral.entity.js';
import type { ReferredNeed } from '../referrals.public.js';
import { Alternatives, type Alternative } from './alternatives.js';
import { DraftTexts } from './draft-texts.js';
import { NamedColleagues } from './named-colleagues.js';
import { ReferralQueries } from './referrals.queries.js';

/** What referring again reads. */
@Injectable()
export class EarlierReferrals {
  constructor(
    private readonly reader: Reader,
    private readonly queries: ReferralQueries,
    private readonly contracts: ContractDirectory,
    private readonly catalogue: Catalogue,
    private readonly alternatives: Alternatives,
    private readonly clock: Clock,
  ) {}

  async referral(actor: Actor, id: string): Promise<{ readonly referral: ReferralEntity; readonly needs: readonly ReferredNeed[] }> {
    return { referral: await this.reader.one(actor, ReferralEntity, id, 'referral.refer-again'), needs: await this.queries.needsOf(id) };
  }

  /** Services the person could be referred to now: the one suggested, the same again, then others that fit. */
  async services(referral: ReferralEntity, needs: readonly ReferredNeed[]): Promise<Alternative[]> {
    const others = await this.alternatives.of({ answers: answersOf({ ...referral, needs }), contractId: referral.contractId });
    const listing = await this.contracts.listing(referral.contractId);
    const isOpen = listing !== null && takesReferrals(listing, this.clock.today());
    const same = isOpen ? [{ id: listing.id, title: listing.title, provider: listing.primeName, expectedWaitDays: null }] : [];
    const suggested = others.filter((each) => each.id === referral.suggestedContractId);
    return [...suggested, ...same, ...others.filter((each) => !suggested.includes(each))];
  }

  /** Categories a service offers. */
  async offered(contractId: string): Promise<readonly string[]> {
    const { serviceTypeCode } = await this.contracts.contract(contractId);
    return (await this.catalogue.serviceType(serviceTypeCode))?.categoryCodes ?? [];
  }
}

/** Starts again from a referral that came to nothing or has ended: what was said of the person is there, dates are asked anew. */
@Injectable()
export class ReferAgain {
  constructor(
    private readonly work: UnitOfWork,
    private readonly earlier: EarlierReferrals,
    private readonly texts: DraftTexts,
    private readonly readers: NamedColleagues,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The referral, and the services to choose from. Throws RuleBroken `still-live`. */
  async services(actor: Actor, referralId: string): Promise<{ readonly referral: ReferralEntity; readonly services: readonly Alternative[] }> {
    const { referral, needs } = await this.earlier.referral(actor, referralId);
    copyReferral(referral, needs, { offered: [], named: [] });
    return { referral, services: await this.earlier.services(referral, needs) };
  }

  /** Starts the draft for one of those services. Throws RuleBroken `still-live` or `service-not-alternative`. */
  async start(actor: Actor, referralId: string, contractId: string): Promise<DraftEntity> {
    const { referral, needs } = await this.earlier.referral(actor, referralId);
    const { services } = await this.services(actor, referralId);
    ensure(services.some((each) => each.id === contractId), 'service-not-alternative', 'That service does not take this person now. Choose another.', 'contractId');
    const [teamId] = teamsOf(actor, 'practitioner');
    if (!teamId) throw new NotAllowed('draft.start');
    const { answers, typed } = copyReferral(referral, needs, { offered: await this.earlier.offered(contractId), named: await this.readers.colleaguesOn(referral, { teamId, but: actor.id }) });
    const now = this.clock.now();
    return this.database.transaction(async () => {
      const draft = await this.work.create({ actor, action: 'draft.start', entity: DraftEntity }, () =>
        startDraft({ id: newId(), practitionerId: actor.id, teamId, contractId, answers, copiedFromId: referralId, startedAt: now, savedAt: now }),
      );
      await this.texts.begin(draft.id, typed, now);
      return draft;
    });
  }
}
