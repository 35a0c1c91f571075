import { Injectable } from '@nestjs/common';
import { Clock, type Actor, type Day } from '#libs/kernel';
import { Reader } from '#libs/persistence';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import { sectionsOf, type Section } from '../domain/application-sections.js';
import type { Consortium } from '../domain/consortium.js';
import { answersOf, askedAnswers, type ApplicationAnswer, type AskedAnswer } from '../domain/given-answer.js';
import { questionsToAsk } from '../domain/questionnaire-asked.js';
import { ApplicationEntity } from '../persistence/application.entity.js';
import { ApplicationQueries } from './applications.queries.js';
import { AskedQuestions, type Asked } from './asked-questions.js';
import { ConsortiumQueries } from './consortium.queries.js';

/** An application with the questions it asks now, what is answered and how far each section is. */
export interface Sitting extends Asked {
  readonly application: ApplicationEntity;
  readonly given: readonly ApplicationAnswer[];
  readonly asked: readonly AskedAnswer[];
  readonly sections: readonly Section[];
  /** Who applies together; null for an organisation alone. */
  readonly consortium: Consortium | null;
  readonly today: Day;
}

/** Opens applications for whoever fills them in: three statements, whatever the number of questions. */
@Injectable()
export class Sittings {
  constructor(
    private readonly reader: Reader,
    private readonly queries: ApplicationQueries,
    private readonly questions: AskedQuestions,
    private readonly consortia: ConsortiumQueries,
    private readonly catalogue: Catalogue,
    private readonly clock: Clock,
  ) {}

  /** An application the actor may read; with an action, one it may also act on. */
  async open(actor: Actor, id: string, action?: string): Promise<Sitting> {
    return this.of(await this.reader.one(actor, ApplicationEntity, id, action));
  }

  /** What an application asks and has answered, as it stands; joins the transaction. */
  async of(application: ApplicationEntity): Promise<Sitting> {
    const given = await this.queries.given(application.id);
    const { startedAt, categoryCodes } = application;
    const today = this.clock.today();
    const about = await this.questions.of(application, answersOf(given));
    const asked = askedAnswers(questionsToAsk(about.questionnaire, about.circumstances), given, { startedAt, today });
    return { ...about, application, given, asked, today, consortium: await this.consortium(application), sections: sectionsOf(about.questionnaire, asked, categoryCodes) };
  }

  private async consortium({ id, isConsortium }: ApplicationEntity): Promise<Consortium | null> {
    if (!isConsortium) return null;
    const geography = await this.catalogue.geography();
    return { members: await this.consortia.members(id), isInside: (code, outer) => geography.covers([outer], code) };
  }

  /** An application the actor may read; with an action, one it may also act on. */
  application(actor: Actor, id: string, action?: string): Promise<ApplicationEntity> {
    return this.reader.one(actor, ApplicationEntity, id, action);
  }
}
