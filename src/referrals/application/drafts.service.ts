import { Injectable } from '@nestjs/common';
import { Clock, NotAllowed, NotFound, ensure, newId, teamsOf, type Actor } from '#libs/kernel';
import { Reader, UnitOfWork } from '#libs/persistence';
import { ContractDirectory } from '../../contracts/contracts.public.js';
import { answerDraft, startDraft, type DraftAnswers } from '../domain/draft.js';
import { contentOf } from '../domain/draft-content.js';
import { answerFields, type SaidFields } from '../domain/draft-fields.js';
import { closeDraft } from '../domain/draft-life.js';
import { marksOf } from '../domain/draft-person.js';
import { DraftEntity } from '../persistence/draft.entity.js';
import type { ReferralEntity } from '../persistence/referral.entity.js';
import { DraftTexts } from './draft-texts.js';
import { ReferralSender } from './referral-sender.js';

/** One page's answer: `seen` is the stamp of the answer the page showed, `text` the version of the half-written text it carried. */
export interface PageAnswer {
  readonly page: string;
  readonly answer: Readonly<Record<string, unknown>>;
  readonly seen?: string | undefined;
  readonly text?: number | undefined;
  /** The whole draft as last seen, where a page shows more than its own answer. */
  readonly revision?: number;
}

/** Referrals being written: every answer kept, until they are sent. */
@Injectable()
export class DraftsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly reader: Reader,
    private readonly sender: ReferralSender,
    private readonly contracts: ContractDirectory,
    private readonly texts: DraftTexts,
    private readonly clock: Clock,
  ) {}

  /** Starts a draft for a service, with what the search already said; `toBest`: for the best of its type when it is sent. Only a practitioner in a team refers. */
  async start(actor: Actor, contractId: string, answers: DraftAnswers = {}, { toBest = false }: { readonly toBest?: boolean } = {}): Promise<DraftEntity> {
    const [teamId] = teamsOf(actor, 'practitioner');
    if (!teamId) throw new NotAllowed('draft.start');
    if (!(await this.contracts.listing(contractId))) throw new NotFound('service');
    const now = this.clock.now();
    return this.work.create({ actor, action: 'draft.start', entity: DraftEntity }, () =>
      startDraft({ id: newId(), practitionerId: actor.id, teamId, contractId, toBest, answers, startedAt: now, savedAt: now }),
    );
  }

  /** Keeps one page's answers, and forgets what was half-written there. Throws StaleRecord where the page's answer is not the one it showed: nothing is overwritten. */
  answer(actor: Actor, id: string, { page, answer, seen, text, revision }: PageAnswer): Promise<DraftEntity> {
    const now = this.clock.now();
    return this.work.change({ actor, action: 'draft.answer', entity: DraftEntity, id, ...(revision === undefined ? {} : { revision }) }, async (draft) => {
      const decided = answerDraft(draft, { page, answer, now, seen });
      await this.texts.forget(id, page, text);
      return decided;
    });
  }

  /** Answers by the referral's fields, whatever pages they belong to. `revision` is the draft last seen. */
  answerFields(actor: Actor, id: string, said: SaidFields, revision?: number): Promise<DraftEntity> {
    const seen = revision === undefined ? {} : { revision };
    return this.work.change({ actor, action: 'draft.answer', entity: DraftEntity, id, ...seen }, (draft) => answerFields(draft, said, this.clock.now()));
  }

  /** Sends the draft: the referral is made and the draft gone, or neither. `restricted`: what case data said of the draft at that revision. */
  async send(actor: Actor, id: string, looked: { readonly restricted?: boolean; readonly revision?: number } = {}): Promise<ReferralEntity> {
    let sent: ReferralEntity | undefined;
    const { revision } = looked;
    await this.work.remove({ actor, action: 'draft.send', entity: DraftEntity, id, ...(revision === undefined ? {} : { revision }) }, async (draft) => {
      const marks = marksOf(draft.answers);
      sent = await this.sender.send(actor, draft, contentOf(draft.answers), { ...marks, restricted: looked.restricted ?? marks.restricted });
      return closeDraft(draft);
    });
    ensure(sent, 'not-sent', 'The referral was not sent');
    return sent;
  }

  delete(actor: Actor, id: string): Promise<void> {
    return this.work.remove<DraftEntity>({ actor, action: 'draft.delete', entity: DraftEntity, id }, closeDraft);
  }

  draft(actor: Actor, id: string): Promise<DraftEntity> {
    return this.reader.one(actor, DraftEntity, id);
  }
}
