import { Injectable } from '@nestjs/common';
import { ensure, must, RuleBroken, type Actor } from '#libs/kernel';
import { ContractDirectory, type ServiceListing } from '../../contracts/contracts.public.js';
import { ensureDetailsFit } from '../domain/content-rules.js';
import { accessOf } from '../domain/draft-access.js';
import { BEST_NOT_LIMITED, ensureChoiceStands } from '../domain/draft-choice.js';
import { contentOf } from '../domain/draft-content.js';
import { ensureReaders } from '../domain/limited-access.js';
import type { ReferralContent } from '../domain/referral-content.js';
import { ensureContractTakes } from '../domain/send-referral.js';
import type { DraftEntity } from '../persistence/draft.entity.js';
import { DraftsService } from './drafts.service.js';
import { DraftSurroundings, type Duplicate } from './draft-surroundings.js';
import { Offers, type Offer } from './offers.js';
import { Places } from './places.js';
import { ReaderCandidates } from './reader-candidates.js';

/** A draft with the service it is for and what that service offers. */
export interface OpenDraft {
  readonly draft: DraftEntity;
  readonly listing: ServiceListing;
  readonly offer: Offer;
}

/** Why a draft could not be sent as it stands. `isService`: another service might take it. */
export interface Problem {
  readonly rule: string;
  readonly message: string;
  readonly field: string | null;
  readonly isService: boolean;
}

/** Opens drafts and says beforehand what sending would say. Sending checks everything again under the contract's lock. */
@Injectable()
export class DraftChecks {
  constructor(
    private readonly drafts: DraftsService,
    private readonly contracts: ContractDirectory,
    private readonly offers: Offers,
    private readonly places: Places,
    private readonly surroundings: DraftSurroundings,
    private readonly candidates: ReaderCandidates,
  ) {}

  async open(actor: Actor, id: string): Promise<OpenDraft> {
    const draft = await this.drafts.draft(actor, id);
    const listing = must(await this.contracts.listing(draft.contractId), 'the service of a draft');
    return { draft, listing, offer: await this.offers.of(listing) };
  }

  /** The first rule a draft would break if it were sent now; null when it breaks none. Unanswered questions are no problem yet. */
  async problem(open: OpenDraft): Promise<Problem | null> {
    const { draft, listing } = open;
    const content = contentIn(draft);
    const ofService = draft.toBest ? content && (await this.surroundings.bestProblem(listing, content)) : await this.serviceProblem(open, content);
    if (ofService || !content) return ofService;
    const today = this.surroundings.today;
    const rule = await this.surroundings.standingRule(listing, content);
    return broken(() => ensureDetailsFit(content, today), false) ?? broken(() => ensureChoiceStands(draft.answers, { content, rule, today }), rule === null) ?? this.accessProblem(open);
  }

  private async serviceProblem({ listing }: OpenDraft, content: ReferralContent | null): Promise<Problem | null> {
    const { live: liveReferrals, limit } = await this.places.room(listing, content?.areaCode ?? null);
    const { today, coversArea } = await this.surroundings.of(listing, content?.areaCode ?? null);
    const { from, to } = windowOf(listing);
    const contract = { cohort: listing.cohort, referralsFrom: from, referralsTo: to, places: limit };
    const taken = content ?? { dateOfBirth: today, gender: 'other', location: 'community', areaCode: '' };
    return broken(() => ensureContractTakes({ ...taken }, { contract: content ? contract : { ...contract, cohort: anyone }, today, coversArea, liveReferrals }), true);
  }

  /** Where access is limited, someone at the provider must be able to answer. */
  private async accessProblem({ draft, listing }: OpenDraft): Promise<Problem | null> {
    const { isLimited, readerIds } = accessOf(draft.answers);
    if (!isLimited) return null;
    const candidates = await this.candidates.of(draft);
    return broken(() => {
      ensure(!draft.toBest, 'best-not-limited', BEST_NOT_LIMITED);
      ensureReaders(readerIds, candidates, listing.primeOrganisationId);
    }, false);
  }

  async duplicates(actor: Actor, { draft }: OpenDraft): Promise<Duplicate[]> {
    const content = contentIn(draft);
    return content ? this.surroundings.duplicates(actor, content) : [];
  }

  /** Who will read the referral once it is sent. */
  async recipients({ listing }: OpenDraft): Promise<{ readonly prime: string; readonly subcontractors: readonly string[] }> {
    const chain = await this.contracts.subcontractors(listing.id);
    return { prime: listing.primeName, subcontractors: [...new Set(chain.map((each) => each.name))] };
  }
}

/** While nothing is known of the person, only the contract's window and room count. */
const anyone = { takesMen: true, takesWomen: true, minimumAge: null, maximumAge: null, takesCustody: true, takesCommunity: true } as const;

/** The draft's content once every question is answered. */
export function contentIn({ answers }: Pick<DraftEntity, 'answers'>): ReferralContent | null {
  try {
    return contentOf(answers);
  } catch (error) {
    if (error instanceof RuleBroken) return null;
    throw error;
  }
}

function windowOf({ status, referralsFrom, referralsTo, endsOn }: ServiceListing): { readonly from: ServiceListing['referralsFrom']; readonly to: ServiceListing['referralsTo'] } {
  const ends = [referralsTo, endsOn].filter((on) => on !== null).sort();
  return { from: status === 'live' ? referralsFrom : null, to: ends[0] ?? null };
}

function broken(rule: () => void, isService: boolean): Problem | null {
  try {
    rule();
    return null;
  } catch (error) {
    if (error instanceof RuleBroken) return { rule: error.rule, message: error.message, field: error.field ?? null, isService };
    throw error;
  }
}
