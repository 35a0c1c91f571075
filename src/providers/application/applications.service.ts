import { Injectable } from '@nestjs/common';
import { Clock, NotAllowed, newId, organisationsOf, type Actor } from '#libs/kernel';
import { UnitOfWork } from '#libs/persistence';
import { answerQuestions, confirmAnswers, type SeenAnswers } from '../domain/application-answers.js';
import {
  chooseParts, deleteApplication, refusedChoices, startApplication, submitApplication, takeBackApplication, untouched, type Application, type Choices,
} from '../domain/application.js';
import { documentsIn } from '../domain/given-answer.js';
import { ApplicationEntity } from '../persistence/application.entity.js';
import { ApplicationFacts } from './application-facts.js';
import { ConsortiumService } from './consortium.service.js';
import { DocumentsService } from './documents.service.js';
import { Sittings } from './sittings.js';

/** What an application asks for, and whether several organisations ask together. */
export interface Chosen extends Choices {
  readonly isConsortium: boolean;
}

/** A provider's applications until somebody assesses them. */
@Injectable()
export class ApplicationsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly facts: ApplicationFacts,
    private readonly sittings: Sittings,
    private readonly consortia: ConsortiumService,
    private readonly documents: DocumentsService,
    private readonly clock: Clock,
  ) {}

  /** Starts an application for the actor's organisation, with the answers it gave before. */
  start(actor: Actor, { vehicleCode, categoryCodes, areaCodes, isConsortium = false }: Choices & { readonly vehicleCode: string; readonly isConsortium?: boolean }): Promise<ApplicationEntity> {
    const [providerId] = organisationsOf(actor, 'provider-manager');
    if (!providerId) throw new NotAllowed('application.start');
    return this.work.create({ actor, action: 'application.start', entity: ApplicationEntity }, async () => {
      const { questionnaireCode, questionnaireVersion, reference, ...facts } = await this.facts.toStart(providerId, vehicleCode);
      const application: Application = {
        ...{ ...untouched, id: newId(), reference, providerId, vehicleCode, categoryCodes, areaCodes, isConsortium },
        ...{ questionnaireCode, questionnaireVersion, startedAt: this.clock.now() },
      };
      return startApplication(application, { ...facts, today: this.clock.today(), newId });
    });
  }

  /** Starts an application for what an earlier one was refused. */
  async startAgain(actor: Actor, id: string): Promise<ApplicationEntity> {
    const refused = await this.application(actor, id, 'application.start');
    return this.start(actor, { vehicleCode: refused.vehicleCode, isConsortium: refused.isConsortium, ...refusedChoices(await this.facts.parts(id)) });
  }

  /** Changes what a draft asks for. `revision` is the draft as the page showed it. */
  choose(actor: Actor, id: string, choices: Partial<Chosen>, revision?: number): Promise<ApplicationEntity> {
    const command = { ...this.command(actor, id, 'application.answer'), ...(revision === undefined ? {} : { revision }) };
    return this.work.change(command, async (draft) => {
      const decision = chooseParts(draft, choices, await this.facts.toChoose(draft.vehicleCode));
      if (draft.isConsortium && choices.isConsortium === false) await this.consortia.dissolve(actor, id);
      return decision;
    });
  }

  /** Keeps answers, given as sent by question code; throws InvalidInput with every fault, or StaleRecord where one that was `seen` has changed, and keeps none then. */
  answer(actor: Actor, id: string, sent: Readonly<Record<string, unknown>>, { seen }: { readonly seen?: SeenAnswers } = {}): Promise<ApplicationEntity> {
    return this.work.change(this.command(actor, id, 'application.answer'), async (draft) => {
      const { answers, documents, given } = await this.facts.toAnswer(draft, sent);
      for (const [code, ids] of Object.entries(documents)) await this.documents.ensureUsable(draft.providerId, ids, code);
      return answerQuestions(draft, answers, { now: this.clock.now(), actorId: actor.id, given, newId, seen });
    });
  }

  /** Says of earlier answers, as they were `seen`, that they are still true. */
  confirm(actor: Actor, id: string, seen: SeenAnswers): Promise<ApplicationEntity> {
    return this.work.change(this.command(actor, id, 'application.answer'), async (draft) =>
      confirmAnswers(draft, seen, { now: this.clock.now(), actorId: actor.id, given: await this.facts.given(id) }),
    );
  }

  /** Submits a draft; the documents it names may then be read by those who commission. Throws InvalidInput `answers-missing` with everything that is missing. */
  submit(actor: Actor, id: string): Promise<ApplicationEntity> {
    return this.work.change(this.command(actor, id, 'application.submit'), async (draft) => {
      const { vehicle, asked, given, consortium } = await this.sittings.of(draft);
      const decision = submitApplication(draft, { now: this.clock.now(), actorId: actor.id, vehicle, asked, given, consortium, isAdmitted: await this.facts.isAdmitted(draft), newId });
      await this.documents.share(actor, documentsIn(asked));
      return decision;
    });
  }

  /** Takes a submitted application back before anybody assesses it. */
  takeBack(actor: Actor, id: string): Promise<ApplicationEntity> {
    return this.work.change(this.command(actor, id, 'application.take-back'), async (application) => takeBackApplication(application, await this.facts.parts(id)));
  }

  /** Deletes a draft with its answers and its consortium. */
  delete(actor: Actor, id: string): Promise<void> {
    return this.work.remove<ApplicationEntity>(this.command(actor, id, 'application.delete'), async (draft) => {
      const decision = deleteApplication(draft);
      await this.consortia.dissolve(actor, id);
      return decision;
    });
  }

  /** An application the actor may read; with an action, one it may also act on. */
  application(actor: Actor, id: string, action?: string): Promise<ApplicationEntity> {
    return this.sittings.application(actor, id, action);
  }

  private command(actor: Actor, id: string, action: string): { actor: Actor; action: string; entity: typeof ApplicationEntity; id: string } {
    return { actor, action, entity: ApplicationEntity, id };
  }
}
