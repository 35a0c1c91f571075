import { Injectable } from '@nestjs/common';
import { Clock, ensure, newId } from '#libs/kernel';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import { referenceFrom } from '../domain/reference.js';
import type { ReferralContent, ReferralMarks } from '../domain/referral-content.js';
import type { SendFacts } from '../domain/send-referral.js';
import { Offers } from './offers.js';
import { Places } from './places.js';
import { ReaderCandidates, type NamedCandidate } from './reader-candidates.js';
import { ReferralQueries } from './referrals.queries.js';

/** What is being sent, by whom. */
interface Sending {
  readonly id: string;
  readonly contractId: string;
  readonly content: ReferralContent;
  readonly marks: ReferralMarks;
  readonly practitioner: SendFacts['practitioner'];
}

/** Gathers what sending must know, with the contract locked. */
@Injectable()
export class SendFactsReader {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly offers: Offers,
    private readonly queries: ReferralQueries,
    private readonly places: Places,
    private readonly candidates: ReaderCandidates,
    private readonly clock: Clock,
  ) {}

  async read({ id, contractId, content, marks, practitioner }: Sending): Promise<SendFacts> {
    ensure(practitioner.teamId, 'team-missing', 'Only a practitioner in a team can refer');
    const { contract, live } = await this.places.lock(contractId, content.areaCode);
    const serviceType = await this.catalogue.serviceType(contract.serviceTypeCode);
    const geography = await this.catalogue.geography();
    const known = geography.find(content.areaCode) !== null;
    const offer = await this.offers.of(contract);
    return {
      id,
      practitioner,
      marks,
      contract,
      now: this.clock.now(),
      today: this.clock.today(),
      reference: await this.freshReference(serviceType?.name ?? 'Service'),
      coversArea: known && geography.covers(contract.areaCodes, content.areaCode),
      regionCode: known ? geography.regionOf(content.areaCode).code : '',
      liveReferrals: live,
      choicesFor: (categoryCode) => {
        const category = offer.categories.find((each) => each.code === categoryCode);
        return category && { outcomeCodes: category.outcomes.map((each) => each.code), levelCodes: category.levels.map((each) => each.code) };
      },
      newId,
    };
  }

  /** Who can be named as a reader, where access is limited. */
  readersOf({ marks, contractId, practitioner: { teamId } }: Sending): Promise<NamedCandidate[]> {
    return marks.restricted ? this.candidates.of({ contractId, teamId }) : Promise.resolve([]);
  }

  private async freshReference(serviceTypeName: string): Promise<string> {
    for (;;) {
      const reference = referenceFrom(Math.random, serviceTypeName);
      if (!(await this.queries.referenceTaken(reference))) return reference;
    }
  }
}
