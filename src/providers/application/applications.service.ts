import { Injectable } from '@nestjs/common';
import { Clock, NotAllowed, newId, organisationsOf, type Actor } from '#libs/kernel';
import { Reader, UnitOfWork } from '#libs/persistence';
import { answerQuestions, chooseParts, refusedChoices, startApplication, submitApplication, type Application, type Choices } from '../domain/application.js';
import type { Answers } from '../domain/questionnaire.js';
import { ApplicationEntity } from '../persistence/application.entity.js';
import { ApplicationFacts } from './application-facts.js';
import { ApplicationQuestionnaire, TURNOVER } from './application-questionnaire.js';
import { ApplicationQueries, type ProviderStanding } from './applications.queries.js';

/** A provider's applications until they are submitted. */
@Injectable()
export class ApplicationsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly reader: Reader,
    private readonly facts: ApplicationFacts,
    private readonly queries: ApplicationQueries,
    private readonly questionnaire: ApplicationQuestionnaire,
    private readonly clock: Clock,
  ) {}

  /** Starts an application for the actor's organisation, with the answers it gave before. */
  start(actor: Actor, { vehicleCode, categoryCodes, areaCodes }: Choices & { readonly vehicleCode: string }): Promise<ApplicationEntity> {
    const [providerId] = organisationsOf(actor, 'provider-manager');
    if (!providerId) throw new NotAllowed('application.start');
    return this.work.create({ actor, action: 'application.start', entity: ApplicationEntity }, async () => {
      const facts = await this.facts.toStart(providerId, vehicleCode);
      const application: Application = {
        id: newId(),
        providerId,
        vehicleCode,
        status: 'draft',
        categoryCodes,
        areaCodes,
        answers: this.earlierAnswers(facts),
        questionnaireVersion: this.questionnaire.current.version,
        startedAt: this.clock.now(),
        submittedAt: null,
        submittedBy: null,
        decidedAt: null,
        decidedBy: null,
      };
      return startApplication(application, { ...facts, today: this.clock.today() });
    });
  }

  /** Starts an application for what an earlier one was refused. */
  async startAgain(actor: Actor, id: string): Promise<ApplicationEntity> {
    const refused = await this.application(actor, id, 'application.start');
    return this.start(actor, { vehicleCode: refused.vehicleCode, ...refusedChoices(await this.queries.parts(id)) });
  }

  /** Changes what a draft asks for. `revision` is the draft as the page showed it. */
  choose(actor: Actor, id: string, choices: Partial<Choices>, revision?: number): Promise<ApplicationEntity> {
    return this.work.change({ ...command(actor, id, revision), action: 'application.answer' }, async (draft) => chooseParts(draft, choices, await this.facts.toChoose()));
  }

  /** Keeps answers, given as sent by question code; throws InvalidInput with every fault and keeps none then. */
  answer(actor: Actor, id: string, sent: Readonly<Record<string, unknown>>, revision?: number): Promise<ApplicationEntity> {
    return this.work.change({ ...command(actor, id, revision), action: 'application.answer' }, (draft) => answerQuestions(draft, this.questionnaire.check(sent)));
  }

  submit(actor: Actor, id: string): Promise<ApplicationEntity> {
    return this.work.change({ ...command(actor, id), action: 'application.submit' }, async (draft) =>
      submitApplication(draft, { now: this.clock.now(), actorId: actor.id, questionnaire: this.questionnaire.current, isAdmitted: await this.facts.isAdmitted(draft), newId }),
    );
  }

  /** An application the actor may read; with an action, one it may also act on. */
  application(actor: Actor, id: string, action?: string): Promise<ApplicationEntity> {
    return this.reader.one(actor, ApplicationEntity, id, action);
  }

  private earlierAnswers({ lastAnswers, turnoverPence }: ProviderStanding): Answers {
    if (lastAnswers) return this.questionnaire.reusable(lastAnswers);
    return turnoverPence === null ? {} : { [TURNOVER]: turnoverPence };
  }
}

function command(actor: Actor, id: string, revision?: number): { actor: Actor; entity: typeof ApplicationEntity; id: string; revision?: number } {
  return { actor, entity: ApplicationEntity, id, ...(revision === undefined ? {} : { revision }) };
}
