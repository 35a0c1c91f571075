import type { Actor, Day } from '#libs/kernel';
import { AppointmentsService } from '../../delivery/application/appointments.service.js';
import { CasesService } from '../../delivery/application/cases.service.js';
import { PlansService } from '../../delivery/application/plans.service.js';
import { AnswersService } from '../../referrals/application/answers.service.js';
import { ReferralsService } from '../../referrals/application/referrals.service.js';
import type { ReferralContent } from '../../referrals/domain/referral-content.js';
import type { ReferredNeed } from '../../referrals/referrals.public.js';
import type { LetContract } from './market.js';
import { inventReferral } from './people.js';
import type { Stage } from './stage.js';

/** One referral's way through the service, each step planned when the one before has happened. What lies after the end of the story stays undone. */
export class ReferralStory {
  private needs: readonly ReferredNeed[] = [];
  private referralId = '';
  private caseId = '';

  constructor(
    private readonly stage: Stage,
    private readonly contract: LetContract,
    private readonly practitionerEmail: string,
  ) {}

  /** Plans the sending on a day; everything else follows from it, unless the provider has not answered yet. */
  begin(on: Day, { isAnswered = true }: { readonly isAnswered?: boolean } = {}): void {
    this.plan(on, async () => {
      const practitioner = await this.practitioner();
      const content: ReferralContent = await inventReferral(this.stage, this.contract, on);
      this.needs = content.needs;
      this.referralId = (await this.stage.get(ReferralsService).send(practitioner, this.contract.id, content)).id;
      if (isAnswered) this.answer(on);
    });
  }

  private answer(sentOn: Day): void {
    const { chance } = this.stage;
    const on = this.stage.later(sentOn, chance.happens(0.85) ? chance.between(0, 2) : chance.between(3, 5));
    if (chance.happens(0.05)) {
      this.plan(on, async () => void (await this.stage.get(ReferralsService).withdraw(await this.practitioner(), this.referralId, { code: 'MIS', comment: 'Sent to the wrong service by mistake.' })));
    } else if (chance.happens(0.08)) {
      const comment = 'We have no appointments in that area this month. Please try again in four weeks.';
      this.plan(on, async () => void (await this.stage.get(AnswersService).decline(await this.manager(), this.referralId, { reason: 'no-capacity', comment })));
    } else this.plan(on, () => this.accept(on));
  }

  private async accept(on: Day): Promise<void> {
    const manager = await this.manager();
    const cases = this.stage.get(CasesService);
    const { caseworkers } = await cases.toAccept(manager, this.referralId);
    this.caseId = (await cases.accept(manager, this.referralId, this.stage.chance.pick(caseworkers).id)).id;
    this.bookAssessment(this.stage.later(on, this.stage.chance.between(0, 1)), 1);
  }

  private bookAssessment(on: Day, attempt: number): void {
    this.plan(on, async () => {
      const meetOn = this.stage.later(on, this.stage.chance.between(2, 7));
      const id = await this.book(meetOn);
      const attended = attempt > 1 || this.stage.chance.happens(0.85);
      this.plan(meetOn, async () => {
        await this.record(id, attended ? 'yes' : 'no');
        if (attended) this.writePlan(this.stage.later(meetOn, this.stage.chance.between(0, 4)));
        else this.bookAssessment(this.stage.later(meetOn, 1), attempt + 1);
      });
    });
  }

  private writePlan(on: Day): void {
    this.plan(on, async () => {
      const sessions = this.stage.chance.between(3, 6);
      const activities = this.needs.flatMap(({ categoryCode, outcomeCodes }) =>
        outcomeCodes.map((outcomeCode) => ({ categoryCode, outcomeCode, description: 'Weekly one-to-one sessions, with tasks agreed between them.' })),
      );
      const planId = await this.stage.get(PlansService).submit(await this.manager(), this.caseId, { sessions, activities });
      const approvedOn = this.stage.later(on, this.stage.chance.between(1, 4));
      this.plan(approvedOn, async () => {
        await this.stage.get(PlansService).approve(await this.practitioner(), planId);
        this.bookSession(this.stage.later(approvedOn, 1), { number: 1, of: sessions });
      });
    });
  }

  private bookSession(on: Day, { number, of }: { number: number; of: number }): void {
    this.plan(on, async () => {
      const meetOn = this.stage.around(on, this.stage.chance.between(3, 8));
      const id = await this.book(meetOn);
      this.plan(meetOn, async () => {
        await this.record(id, this.stage.chance.happens(0.8) ? 'yes' : this.stage.chance.happens(0.4) ? 'late' : 'no');
        const stops = number >= 2 && number < of && this.stage.chance.happens(0.06);
        if (stops) this.finish(this.stage.later(meetOn, 1), { reason: 'MOV', comment: 'The person has moved to another region.' });
        else if (number < of) this.bookSession(meetOn, { number: number + 1, of });
        else this.finish(this.stage.later(meetOn, this.stage.chance.between(1, 3)), { reason: null, comment: null });
      });
    });
  }

  private finish(on: Day, ending: { readonly reason: 'MOV' | null; readonly comment: string | null }): void {
    this.plan(on, async () => {
      const ended = await this.stage.get(CasesService).end(await this.manager(), this.caseId, { reason: ending.reason ?? 'EAR', comment: ending.comment ?? 'All planned sessions are done.' });
      if (ended.status === 'ended') return;
      this.plan(this.stage.later(on, this.stage.chance.between(1, 4)), () => this.report());
    });
  }

  private async report(): Promise<void> {
    const outcomes = this.needs.flatMap(({ categoryCode, outcomeCodes }) =>
      outcomeCodes.map((outcomeCode) => {
        const level = this.stage.chance.pick(['achieved', 'achieved', 'partly-achieved', 'not-achieved'] as const);
        return { categoryCode, outcomeCode, level, comment: 'As agreed with the person at the last session.' };
      }),
    );
    await this.stage.get(CasesService).report(await this.manager(), this.caseId, { summary: 'The person engaged well and set goals of their own.', outcomes });
  }

  private async book(on: Day): Promise<string> {
    const startsAt = this.stage.at(on, this.stage.chance.between(9, 15));
    const details = { startsAt, durationMinutes: 60, method: this.stage.chance.pick(['probation-office', 'phone', 'video'] as const), address: null, isGroup: false };
    return this.stage.get(AppointmentsService).book(await this.manager(), this.caseId, details);
  }

  private async record(id: string, attended: 'yes' | 'late' | 'no'): Promise<void> {
    const missed = attended === 'no';
    const feedback = { attended, absenceReason: missed ? ('person-acceptable' as const) : null, summary: missed ? null : 'We talked through the week and agreed next steps.', concerns: null, notifyPractitioner: false };
    await this.stage.get(AppointmentsService).record(await this.manager(), id, feedback);
  }

  /** Plans a step in office hours; feedback steps come late enough for the appointment to have begun. */
  private plan(on: Day, happens: () => Promise<void>): void {
    this.stage.timeline.plan(this.stage.at(on, this.stage.chance.between(16, 17)), happens);
  }

  private practitioner(): Promise<Actor> {
    return this.stage.actor(this.practitionerEmail);
  }

  private manager(): Promise<Actor> {
    return this.stage.actor(this.contract.managerEmail);
  }
}
