import { Injectable, Logger } from '@nestjs/common';
import { addDays, Clock, newId, systemActor, type Actor, type Day } from '#libs/kernel';
import { UnitOfWork } from '#libs/persistence';
import { ReferralDirectory } from '../../referrals/referrals.public.js';
import { waitingPlan } from '../domain/case-file.js';
import { approvalDueOn, approvePlan, PLAN_APPROVAL_WORKING_DAYS, submitPlan, type PlanContent } from '../domain/plans.js';
import { CaseEntity } from '../persistence/case.entity.js';
import { CaseFiles } from './case-files.js';
import { CaseQueries } from './cases.queries.js';

/** Plans: written by the provider, approved by the practitioner or by silence. */
@Injectable()
export class PlansService {
  private readonly log = new Logger(PlansService.name);

  constructor(
    private readonly work: UnitOfWork,
    private readonly files: CaseFiles,
    private readonly queries: CaseQueries,
    private readonly referrals: ReferralDirectory,
    private readonly clock: Clock,
  ) {}

  /** Submits a plan, replacing one that still waits. Answers the plan's id. */
  async submit(actor: Actor, caseId: string, content: Omit<PlanContent, 'id'>): Promise<string> {
    const id = newId();
    await this.work.change({ actor, action: 'plan.submit', entity: CaseEntity, id: caseId }, async (row) =>
      submitPlan(await this.files.of(row), { ...content, id }, { today: this.clock.today(), newId }),
    );
    return id;
  }

  async approve(actor: Actor, planId: string): Promise<CaseEntity> {
    const caseId = await this.queries.caseOf('plan', planId);
    return this.work.change({ actor, action: 'plan.approve', entity: CaseEntity, id: caseId }, async (row) => {
      const decision = approvePlan(await this.files.of(row), planId, { today: this.clock.today() });
      await this.referrals.lockDetails(row.referralId);
      return decision;
    });
  }

  /** Approves every plan nobody answered within 5 working days; answers how many. Running it again changes nothing. */
  async approveSilentPlans(today: Day): Promise<number> {
    const waiting = await this.queries.waitingPlans(addDays(today, -PLAN_APPROVAL_WORKING_DAYS));
    const ids = waiting.filter((plan) => approvalDueOn(plan) < today).map((plan) => plan.caseId);
    const unanswered = new Set<string>();
    const results = await this.work.changeEach({ actor: systemActor, action: 'plan.approve', entity: CaseEntity, ids }, async (row) => {
      const file = await this.files.of(row);
      const plan = waitingPlan(file.plans);
      if (!plan) return {};
      unanswered.add(row.id);
      const decision = approvePlan(file, plan.id, { today, isSilent: true });
      await this.referrals.lockDetails(row.referralId);
      return decision;
    });
    for (const result of results) if (!result.ok) this.log.error(`The plan of case ${result.id} was not approved by silence: ${result.error.message}`);
    return results.filter((result) => result.ok && unanswered.has(result.id)).length;
  }
}
