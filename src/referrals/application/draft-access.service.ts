import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { ContractDirectory } from '../../contracts/contracts.public.js';
import { ACCESS, accessOf, ensureReasonSaid, isLimitedByCaseData, type DraftAccess } from '../domain/draft-access.js';
import { ensureReaders } from '../domain/limited-access.js';
import type { DraftEntity } from '../persistence/draft.entity.js';
import { DraftsService } from './drafts.service.js';
import { ReaderCandidates, type NamedCandidate } from './reader-candidates.js';

/** What a draft says of who may see it, and who can be named. */
export interface OpenDraftAccess {
  readonly draft: DraftEntity;
  readonly access: DraftAccess;
  readonly isLimitedByCaseData: boolean;
  readonly candidates: readonly NamedCandidate[];
}

/** Who may see a referral once it is sent, said while it is written. */
@Injectable()
export class DraftAccessService {
  constructor(
    private readonly drafts: DraftsService,
    private readonly candidates: ReaderCandidates,
    private readonly contracts: ContractDirectory,
  ) {}

  async open(actor: Actor, id: string): Promise<OpenDraftAccess> {
    const draft = await this.drafts.draft(actor, id);
    return { draft, access: accessOf(draft.answers), isLimitedByCaseData: isLimitedByCaseData(draft.answers), candidates: await this.candidates.of({ ...draft, contractId: draft.toBest ? null : draft.contractId }) };
  }

  /** Keeps who may see it; while the rule has not chosen the service, colleagues alone. Throws RuleBroken `reader-unknown` or `reader-missing`; sending checks again. `revision`: the draft as the page showed it. */
  async keep(actor: Actor, id: string, access: DraftAccess, revision?: number): Promise<DraftEntity> {
    const { draft, candidates } = await this.open(actor, id);
    const { primeOrganisationId } = await this.contracts.contract(draft.contractId);
    ensureReasonSaid(access, draft.answers);
    const isLimited = access.isLimited || isLimitedByCaseData(draft.answers);
    if (isLimited) ensureReaders(access.readerIds, candidates, draft.toBest ? null : primeOrganisationId);
    return this.drafts.answer(actor, id, { page: ACCESS, answer: { ...access, isLimited }, ...(revision === undefined ? {} : { revision }) });
  }
}
