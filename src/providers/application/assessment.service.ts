import { Injectable } from '@nestjs/common';
import { Clock, newId, NotFound, RuleBroken, type Actor } from '#libs/kernel';
import { Database, UnitOfWork } from '#libs/persistence';
import type { AnswerQuery } from '../domain/answer-query.js';
import type { Application } from '../domain/application.js';
import { agreeDecision, decideApplication, decisionsIn, handBack, recordSupplierStatus, returnDecision, startAssessing, takeApplication, type DecisionOnPart, type SupplierStatus } from '../domain/assessment.js';
import type { GivenAnswer } from '../domain/given-answer.js';
import { judgeAnswers, type GivenJudgement } from '../domain/judgement.js';
import { ApplicationEntity } from '../persistence/application.entity.js';
import type { Asking } from './asked-questions.js';
import type { AssessedAnswer } from './assessed-answers.js';
import { AssessmentFacts } from './assessment-facts.js';
import { AssessmentQueries } from './assessment.queries.js';
import { MembershipService } from './membership.service.js';

export type { AssessedAnswer } from './assessed-answers.js';

/** A question put to the provider about one answer, with the text of the question. */
export interface AskedAbout {
  readonly query: AnswerQuery;
  readonly text: string;
}

/** Applications looked at for the next one that is free, when others take some at the same moment. */
const TRIES = 10;

/** Assessing applications: who has one, judgements, the decision and the second person's word on it. */
@Injectable()
export class AssessmentService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
    private readonly facts: AssessmentFacts,
    private readonly queries: AssessmentQueries,
    private readonly memberships: MembershipService,
    private readonly clock: Clock,
  ) {}

  /** Every answer of an application with its verdict, in the order asked. */
  assessed(application: Asking, given: readonly GivenAnswer[]): Promise<AssessedAnswer[]> {
    return this.facts.assessed(application, given);
  }

  /** Every question put to the provider about an application, oldest first. */
  async askedOf(application: Application): Promise<AskedAbout[]> {
    const queries = await this.queries.queries(application.id);
    if (queries.length === 0) return [];
    const { assessed } = await this.facts.of(application);
    return queries.map((query) => ({ query, text: assessed.find((each) => each.question === query.questionCode)?.asked.text ?? query.questionCode }));
  }

  take(actor: Actor, id: string): Promise<ApplicationEntity> {
    return this.work.change({ ...command(actor, id), action: 'application.assess' }, (application) => takeApplication(application, actor.id));
  }

  /** Takes the application due first that nobody has; two people who ask at once get two different ones. `shown` is the one the page offered: asked for twice, it is taken once. */
  async takeNext(actor: Actor, shown: string | null = null): Promise<ApplicationEntity> {
    for (const id of new Set([...(shown ? [shown] : []), ...(await this.queries.ofNobody(actor, TRIES))])) {
      try {
        return await this.take(actor, id);
      } catch (error) {
        if (!(error instanceof RuleBroken) && !(error instanceof NotFound)) throw error;
      }
    }
    throw new RuleBroken('nothing-waiting', 'There is no application left to take');
  }

  handBack(actor: Actor, id: string): Promise<ApplicationEntity> {
    return this.work.change({ ...command(actor, id), action: 'application.assess' }, (application) => handBack(application, actor.id));
  }

  /** Keeps the actor's judgements on answers: all of those given, or none. */
  judge(actor: Actor, id: string, given: readonly GivenJudgement[]): Promise<ApplicationEntity> {
    return this.assessing(actor, id, () =>
      this.work.change({ ...command(actor, id), action: 'application.assess' }, async (application) => {
        const { answers, judgements } = await this.facts.of(application);
        return judgeAnswers(application, given, { now: this.clock.now(), actorId: actor.id, answers, judgements, newId });
      }),
    );
  }

  /** Records the supplier's status under PA2023. */
  recordSupplierStatus(actor: Actor, id: string, status: SupplierStatus): Promise<ApplicationEntity> {
    return this.assessing(actor, id, () =>
      this.work.change({ ...command(actor, id), action: 'application.assess' }, async (application) => {
        const { regime } = await this.facts.of(application);
        return recordSupplierStatus(application, status, { regime, today: this.clock.today() });
      }),
    );
  }

  /** Decides every part of an application, or proposes to. What is admitted joins the register at once. `revision` is the application as its reader saw it. */
  decide(actor: Actor, id: string, decisions: readonly DecisionOnPart[], revision?: number): Promise<ApplicationEntity> {
    const decide = () =>
      this.work.change({ ...command(actor, id), action: 'application.decide' }, async (application) => {
        const facts = await this.facts.of(application);
        const decision = decideApplication(application, decisions, { ...facts, now: this.clock.now(), actorId: actor.id });
        if (decision.changes?.status === 'decided') await this.admit(actor, application, { decisions, given: facts.given });
        return decision;
      });
    return this.assessing(actor, id, decide, revision);
  }

  /** A second person agrees to a proposal: it is decided. */
  agree(actor: Actor, id: string, revision?: number): Promise<ApplicationEntity> {
    return this.work.change({ ...command(actor, id, revision), action: 'application.agree' }, async (application) => {
      const { parts, given } = await this.facts.of(application);
      const decision = agreeDecision(application, { now: this.clock.now(), actorId: actor.id, parts });
      await this.admit(actor, application, { decisions: decisionsIn(parts), given });
      return decision;
    });
  }

  /** A second person sends a proposal back. */
  sendBack(actor: Actor, id: string, reason: string, revision?: number): Promise<ApplicationEntity> {
    return this.work.change({ ...command(actor, id, revision), action: 'application.agree' }, (application) => returnDecision(application, reason, { now: this.clock.now(), actorId: actor.id, newId }));
  }

  /** Work on an application nobody has begun makes it the actor's first. */
  assessing<T>(actor: Actor, id: string, work: () => Promise<T>, revision?: number): Promise<T> {
    return this.database.transaction(async () => {
      await this.work.change({ ...command(actor, id, revision), action: 'application.assess' }, (application) => startAssessing(application, actor.id));
      return work();
    });
  }

  private async admit(actor: Actor, application: ApplicationEntity, { decisions, given }: { readonly decisions: readonly DecisionOnPart[]; readonly given: readonly GivenAnswer[] }): Promise<void> {
    const parts = decisions.filter((each) => each.decision === 'admitted');
    await this.memberships.admit(actor, { application, parts, given });
  }
}

function command(actor: Actor, id: string, revision?: number): { actor: Actor; entity: typeof ApplicationEntity; id: string; revision?: number } {
  return { actor, entity: ApplicationEntity, id, ...(revision === undefined ? {} : { revision }) };
}
