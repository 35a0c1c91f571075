import { Injectable } from '@nestjs/common';
import { Clock, NotAllowed, NotFound, ensure, newId, teamsOf, type Actor } from '#libs/kernel';
import { Reader, UnitOfWork } from '#libs/persistence';
import { ContractDirectory } from '../../contracts/contracts.public.js';
import { answerDraft, contentOf, startDraft, type DraftAnswers } from '../domain/draft.js';
import { DraftEntity } from '../persistence/draft.entity.js';
import type { ReferralEntity } from '../persistence/referral.entity.js';
import { ReferralsService } from './referrals.service.js';

/** Referrals being written: every answer kept, until they are sent. */
@Injectable()
export class DraftsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly reader: Reader,
    private readonly referrals: ReferralsService,
    private readonly contracts: ContractDirectory,
    private readonly clock: Clock,
  ) {}

  /** Starts a draft for a service, with what the search already said. Only a practitioner in a team refers. */
  async start(actor: Actor, contractId: string, answers: DraftAnswers = {}): Promise<DraftEntity> {
    const [teamId] = teamsOf(actor, 'practitioner');
    if (!teamId) throw new NotAllowed('draft.start');
    if (!(await this.contracts.listing(contractId))) throw new NotFound('service');
    const now = this.clock.now();
    return this.work.create({ actor, action: 'draft.start', entity: DraftEntity }, () =>
      startDraft({ id: newId(), practitionerId: actor.id, teamId, contractId, answers, startedAt: now, savedAt: now }),
    );
  }

  /** Keeps one page's answers. `revision` is the draft as the page showed it: a second tab is told, nothing is overwritten. */
  answer(actor: Actor, id: string, { page, answer, revision }: { readonly page: string; readonly answer: Readonly<Record<string, unknown>>; readonly revision?: number }): Promise<DraftEntity> {
    const now = this.clock.now();
    return this.work.change({ actor, action: 'draft.answer', entity: DraftEntity, id, ...(revision === undefined ? {} : { revision }) }, (draft) => answerDraft(draft, { page, answer, now }));
  }

  /** Sends the draft: the referral is made and the draft gone, or neither. */
  async send(actor: Actor, id: string): Promise<ReferralEntity> {
    let sent: ReferralEntity | undefined;
    await this.work.remove({ actor, action: 'draft.send', entity: DraftEntity, id }, async (draft) => {
      sent = await this.referrals.send(actor, draft.contractId, contentOf(draft.answers));
      return {};
    });
    ensure(sent, 'not-sent', 'The referral was not sent');
    return sent;
  }

  delete(actor: Actor, id: string): Promise<void> {
    return this.work.remove({ actor, action: 'draft.delete', entity: DraftEntity, id });
  }

  draft(actor: Actor, id: string): Promise<DraftEntity> {
    return this.reader.one(actor, DraftEntity, id);
  }
}
