import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { firstAttempt, page, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { StaffPages } from '../application/staff-pages.js';
import { StaffService } from '../application/staff.service.js';
import { StaffButtonForm, StaffReasonForm } from './staff.forms.js';
import { staffPage } from './staff.page.js';
import type { StaffMember } from '../domain/staff-member.js';

const WAITING = 'The request was sent to a commissioner to check. You will be told when the check is finished.';

/** What managers decide about someone on their register. */
@Controller('staff/:id')
export class StaffDecisionsController {
  constructor(
    private readonly staff: StaffService,
    private readonly pages: StaffPages,
  ) {}

  @Post('authorise')
  @Needs('staff.authorise')
  authorise(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(StaffButtonForm, body, {
      run: () => this.staff.authorise(actor, id),
      done: (member) => redirect(`/staff/${id}`, { flash: outcomeOf(member, `${member.name} is authorised`) }),
      again: (attempt) => this.memberPage(actor, id, attempt),
    });
  }

  @Post('reinstate')
  @Needs('staff.reinstate')
  reinstate(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(StaffButtonForm, body, {
      run: () => this.staff.reinstate(actor, id),
      done: (member) => redirect(`/staff/${id}`, { flash: outcomeOf(member, `${member.name} is authorised again`) }),
      again: (attempt) => this.memberPage(actor, id, attempt),
    });
  }

  @Get('suspend')
  @Needs('staff.suspend')
  askSuspend(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    return this.reasonPage(actor, id, { kind: 'suspend', attempt: firstAttempt() });
  }

  @Post('suspend')
  @Needs('staff.suspend')
  suspend(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(StaffReasonForm, body, {
      run: ({ reason }) => this.staff.suspend(actor, id, reason),
      done: ({ name }) => redirect(`/staff/${id}`, { flash: `${name} is suspended. Their open cases wait for another caseworker.` }),
      again: (attempt) => this.reasonPage(actor, id, { kind: 'suspend', attempt }),
    });
  }

  @Get('withdraw')
  @Needs('staff.withdraw')
  askWithdraw(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    return this.reasonPage(actor, id, { kind: 'withdraw', attempt: firstAttempt() });
  }

  @Post('withdraw')
  @Needs('staff.withdraw')
  withdraw(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(StaffReasonForm, body, {
      run: ({ reason }) => this.staff.withdraw(actor, id, reason),
      done: ({ name }) => redirect(`/staff/${id}`, { flash: `The authorisation of ${name} is withdrawn. Their open cases wait for another caseworker.` }),
      again: (attempt) => this.reasonPage(actor, id, { kind: 'withdraw', attempt }),
    });
  }

  @Get('leave')
  @Needs('staff.leave')
  askLeave(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    return this.leavePage(actor, id, firstAttempt());
  }

  @Post('leave')
  @Needs('staff.leave')
  leave(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(StaffButtonForm, body, {
      run: () => this.staff.leave(actor, id),
      done: ({ name }) => redirect(`/staff/${id}`, { flash: `${name} has left. Any open cases wait for another caseworker.` }),
      again: (attempt) => this.leavePage(actor, id, attempt),
    });
  }

  private async memberPage(actor: Actor, id: string, attempt: Attempt): Promise<Page> {
    return page('providers/web/views/staff-member', { ...staffPage(await this.pages.open(actor, id)), attempt });
  }

  private async leavePage(actor: Actor, id: string, attempt: Attempt): Promise<Page> {
    const { member } = await this.pages.open(actor, id, 'staff.leave');
    return page('providers/web/views/staff-leave', { attempt, name: member.name, back: `/staff/${id}` });
  }

  private async reasonPage(actor: Actor, id: string, { kind, attempt }: { readonly kind: 'suspend' | 'withdraw'; readonly attempt: Attempt }): Promise<Page> {
    const { member } = await this.pages.open(actor, id, `staff.${kind}`);
    return page('providers/web/views/staff-reason', { attempt, kind, name: member.name, back: `/staff/${id}` });
  }
}

function outcomeOf({ check }: StaffMember, done: string): string {
  return check === 'waiting' ? WAITING : done;
}
