import { Injectable, Logger } from '@nestjs/common';
import { addDays, Clock, dayOf, newId, systemActor, type Actor } from '#libs/kernel';
import { UnitOfWork } from '#libs/persistence';
import { confirmAnswers, renewEvidence, type UpkeepFacts } from '../domain/answer-upkeep.js';
import { warningDays, watchEvidence } from '../domain/membership-expiry.js';
import type { Membership } from '../domain/membership.js';
import { valuesOf } from '../domain/questionnaire-words.js';
import { aged, type AgedAnswer } from '../domain/standing-answer.js';
import { MembershipEntity } from '../persistence/membership.entity.js';
import type { StandingConcern } from '../providers.public.js';
import { ApplicationQuestionnaire } from './application-questionnaire.js';
import { DocumentsService } from './documents.service.js';
import { MembershipFacts } from './membership-facts.js';
import type { MembershipCommand } from './membership.service.js';
import { MembershipQueries } from './memberships.queries.js';

/** Keeps what members said up to date: by the members themselves, and by looking every day at what runs out. */
@Injectable()
export class StandingAnswersService {
  private readonly log = new Logger(StandingAnswersService.name);

  constructor(
    private readonly work: UnitOfWork,
    private readonly facts: MembershipFacts,
    private readonly queries: MembershipQueries,
    private readonly questionnaires: ApplicationQuestionnaire,
    private readonly documents: DocumentsService,
    private readonly clock: Clock,
  ) {}

  /** Says that answers are still true. Throws RuleBroken as `confirmAnswers`. */
  confirm(actor: Actor, { id, revision }: MembershipCommand, codes: readonly string[]): Promise<MembershipEntity> {
    return this.work.change(commandOf(actor, id, revision), async (member) => confirmAnswers(member, codes, await this.upkeep(actor, member)));
  }

  /** Renews evidence, given as sent by question code; those who commission may read its documents from then on. A suspension for its expiry ends once all is in date. Throws InvalidInput with every fault, RuleBroken as `renewEvidence`. */
  renew(actor: Actor, { id, revision }: MembershipCommand, sent: Readonly<Record<string, unknown>>): Promise<MembershipEntity> {
    return this.work.change(commandOf(actor, id, revision), async (member) => {
      const { vehicle, question, documentsFor } = await this.facts.questions(member.vehicleCode);
      const renewal = this.questionnaires.check(this.questionnaires.current(vehicle.questionnaireCode), sent);
      const decision = renewEvidence(member, renewal, { ...(await this.upkeep(actor, member)), documentsFor, newId });
      for (const [code, value] of Object.entries(renewal)) {
        if (question(code)?.answer.type !== 'document') continue;
        await this.documents.ensureUsable(member.providerId, valuesOf(value), code);
        await this.documents.share(actor, valuesOf(value));
      }
      return decision;
    });
  }

  /** Every answer a member stands by with its age, in the order asked. The caller has read the membership. */
  async of(member: Pick<Membership, 'id' | 'vehicleCode'>): Promise<AgedAnswer[]> {
    const { order, lasting } = await this.facts.questions(member.vehicleCode);
    const today = this.clock.today();
    const position = ({ answer }: AgedAnswer) => order.indexOf(answer.questionCode.split('.')[0] ?? '');
    return (await this.facts.answers(member.id)).map((answer) => aged(answer, lasting(answer.questionCode), today)).sort((a, b) => position(a) - position(b));
  }

  /** What of it should be looked at before an award. */
  async concerns(member: Pick<Membership, 'id' | 'vehicleCode'>): Promise<StandingConcern[]> {
    return (await this.of(member)).flatMap(({ answer, label, standing, monthsOld }) =>
      standing === 'expired' || standing === 'stale' ? [{ questionCode: answer.questionCode, label, concern: standing, saidOn: dayOf(answer.saidAt), monthsOld, expiresOn: answer.expiresOn }] : []);
  }

  /** Warns and suspends for a day, member by member, each in its own transaction; running it again, late, or twice at once adds nothing. Answers how many members it changed. */
  async watchEvidence(): Promise<number> {
    const today = this.clock.today();
    const ids = await this.queries.toWatch(today, addDays(today, warningDays[0]));
    const changed = new Set<string>();
    const results = await this.work.changeEach({ actor: systemActor, action: 'member.watch-evidence', entity: MembershipEntity, ids }, async (member) => {
      const { label } = await this.facts.questions(member.vehicleCode);
      const decision = watchEvidence(member, { today, now: this.clock.now(), actorId: systemActor.id, answers: await this.facts.answers(member.id), label });
      if (decision.events?.length) changed.add(member.id);
      return decision;
    });
    for (const result of results) if (!result.ok) this.log.error(`The evidence of member ${result.id} was not looked at: ${result.error.message}`);
    return results.filter((result) => result.ok && changed.has(result.id)).length;
  }

  private async upkeep(actor: Actor, member: MembershipEntity): Promise<UpkeepFacts> {
    const { lasting } = await this.facts.questions(member.vehicleCode);
    return { now: this.clock.now(), today: this.clock.today(), actorId: actor.id, answers: await this.facts.answers(member.id), lasting };
  }
}

function commandOf(actor: Actor, id: string, revision?: number): { actor: Actor; action: string; entity: typeof MembershipEntity; id: string; revision?: number } {
  return { actor, action: 'member.keep-answers', entity: MembershipEntity, id, ...(revision === undefined ? {} : { revision }) };
}
