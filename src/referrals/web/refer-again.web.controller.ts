import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import { RuleBroken, type Actor } from '#libs/kernel';
import { Choice, firstAttempt, page, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { ReferAgain } from '../application/refer-again.js';

/** The service of the new referral. */
export class ReferAgainForm {
  @Choice({ required: 'Select a service' }) contractId!: string;
}

/** Starting again from a referral that was declined, withdrawn or has ended. */
@Controller('referrals')
export class ReferAgainController {
  constructor(private readonly referAgain: ReferAgain) {}

  @Get(':id/refer-again')
  @Needs('referral.refer-again')
  ask(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<PageAnswer> {
    return this.choicePage(actor, id, firstAttempt());
  }

  @Post(':id/refer-again')
  @Needs('referral.refer-again')
  async start(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(ReferAgainForm, body, {
      run: ({ contractId }) => this.referAgain.start(actor, id, contractId),
      done: (draft) => redirect(`/drafts/${draft.id}/crn`, { flash: 'What you said before is filled in. You need to enter dates again. We look the person up again in case data.' }),
      again: (attempt) => this.choicePage(actor, id, attempt),
    });
  }

  private async choicePage(actor: Actor, id: string, attempt: Attempt): Promise<PageAnswer> {
    try {
      const { referral, services } = await this.referAgain.services(actor, id);
      const items = services.map((each) => ({ value: each.id, text: each.title, hint: each.provider }));
      return referAgainPage({ attempt, referral, items, back: `/referrals/${id}` });
    } catch (error) {
      if (error instanceof RuleBroken) return redirect(`/referrals/${id}`, { notice: error.message });
      throw error;
    }
  }
}

function referAgainPage(model: object): Page {
  return page('referrals/web/views/refer-again', model);
}
