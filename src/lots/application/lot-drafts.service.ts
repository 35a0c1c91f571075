import { Injectable } from '@nestjs/common';
import { Clock, ensure, newId, type Actor } from '#libs/kernel';
import { Reader, UnitOfWork } from '#libs/persistence';
import { ProviderDirectory } from '../../providers/providers.public.js';
import { answerLotDraft, lotContentOf, startLotDraft, type LotAnswers } from '../domain/lot-draft.js';
import { LotDraftEntity } from '../persistence/lot-draft.entity.js';
import type { LotEntity } from '../persistence/lot.entity.js';
import { LotsService } from './lots.service.js';

/** Lots being described: every answer kept, until they are made. */
@Injectable()
export class LotDraftsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly reader: Reader,
    private readonly lots: LotsService,
    private readonly providers: ProviderDirectory,
    private readonly clock: Clock,
  ) {}

  /** Starts a draft; where there is only one vehicle to let under, it is chosen. */
  async start(actor: Actor): Promise<LotDraftEntity> {
    const [vehicle, ...others] = await this.providers.vehicles();
    const answers: LotAnswers = vehicle && others.length === 0 ? { vehicle: { vehicleCode: vehicle.code } } : {};
    const draft = { id: newId(), createdBy: actor.id, answers, startedAt: this.clock.now() };
    return this.work.create({ actor, action: 'lot-draft.start', entity: LotDraftEntity }, () => startLotDraft(draft));
  }

  /** Keeps one page's answers. `revision` is the draft as the page showed it. */
  answer(actor: Actor, id: string, { page, answer, revision }: { readonly page: string; readonly answer: Readonly<Record<string, unknown>>; readonly revision: number }): Promise<LotDraftEntity> {
    return this.work.change({ actor, action: 'lot-draft.answer', entity: LotDraftEntity, id, revision }, (draft) => answerLotDraft(draft, { page, answer }));
  }

  /** Makes the lot: it is made and the draft gone, or neither. */
  async finish(actor: Actor, id: string): Promise<LotEntity> {
    let made: LotEntity | undefined;
    await this.work.remove({ actor, action: 'lot-draft.finish', entity: LotDraftEntity, id }, async (draft) => {
      made = await this.lots.make(actor, lotContentOf(draft.answers));
      return {};
    });
    ensure(made, 'not-made', 'The lot was not made');
    return made;
  }

  draft(actor: Actor, id: string): Promise<LotDraftEntity> {
    return this.reader.one(actor, LotDraftEntity, id);
  }
}
