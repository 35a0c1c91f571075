import { Injectable } from '@nestjs/common';
import { Clock, newId, type Actor } from '#libs/kernel';
import { UnitOfWork } from '#libs/persistence';
import { decideApplication, type Application, type DecisionOnPart } from '../domain/application.js';
import { admitMember, extendMembership, type Earned } from '../domain/membership.js';
import { assess, type Answers, type Question, type Verdict } from '../domain/questionnaire.js';
import { ApplicationEntity } from '../persistence/application.entity.js';
import { MembershipEntity } from '../persistence/membership.entity.js';
import { ApplicationQuestionnaire, TURNOVER } from './application-questionnaire.js';
import { ApplicationQueries } from './applications.queries.js';
import { MemberQueries } from './members.queries.js';

/** One question of an application with its answer and what the rules say of it today. */
export interface AssessedAnswer extends Verdict {
  readonly asked: Question;
  readonly value: Answers[string] | undefined;
}

/** Assessing applications and admitting members. */
@Injectable()
export class AssessmentService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly queries: ApplicationQueries,
    private readonly members: MemberQueries,
    private readonly questionnaire: ApplicationQuestionnaire,
    private readonly clock: Clock,
  ) {}

  /** Every answer of an application with its verdict, in the order asked. */
  assessed({ answers }: Pick<Application, 'answers'>): AssessedAnswer[] {
    return assess(this.questionnaire.current, answers, this.clock.today()).flatMap((verdict) => {
      const asked = this.questionnaire.question(verdict.question);
      return asked ? [{ ...verdict, asked, value: answers[verdict.question] }] : [];
    });
  }

  /** Decides every part of an application; what is admitted joins the register at once. */
  decide(actor: Actor, id: string, decisions: readonly DecisionOnPart[]): Promise<ApplicationEntity> {
    return this.work.change({ actor, action: 'application.decide', entity: ApplicationEntity, id }, async (application) => {
      const failing = this.assessed(application).find((each) => each.verdict === 'fails')?.reason ?? null;
      const decision = decideApplication(application, decisions, { now: this.clock.now(), actorId: actor.id, parts: await this.queries.parts(id), failing });
      await this.admit(actor, application, decisions.filter((each) => each.decision === 'admitted'));
      return decision;
    });
  }

  private async admit(actor: Actor, { id, providerId, vehicleCode, answers }: Application, parts: readonly DecisionOnPart[]): Promise<void> {
    if (parts.length === 0) return;
    const earned: Earned = { applicationId: id, parts, turnoverPence: Number(answers[TURNOVER] ?? 0), newId };
    const membershipId = await this.members.membershipId(providerId, vehicleCode);
    const command = { actor, action: 'member.admit', entity: MembershipEntity };
    if (membershipId) await this.work.change({ ...command, id: membershipId }, (member) => extendMembership(member, earned));
    else await this.work.create(command, () => admitMember({ id: newId(), providerId, vehicleCode, admittedAt: this.clock.now() }, earned));
  }
}
