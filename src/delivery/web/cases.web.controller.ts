import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import { Clock, organisationsOf, type Actor } from '#libs/kernel';
import { mayReach } from '#libs/persistence';
import { firstAttempt, page, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { endReasons, ReferralDirectory } from '../../referrals/referrals.public.js';
import { CaseFiles } from '../application/case-files.js';
import { CaseNaming } from '../application/case-names.js';
import { CasesService } from '../application/cases.service.js';
import { casePolicy } from '../domain/delivery.policy.js';
import { endKind } from '../domain/ending.js';
import { casePage } from './case.page.js';
import { EndForm } from './delivery.forms.js';
import { endKinds, options } from './delivery.words.js';

/** One case for both sides, and its end. */
@Controller('cases')
export class CasesController {
  constructor(
    private readonly cases: CasesService,
    private readonly files: CaseFiles,
    private readonly naming: CaseNaming,
    private readonly referrals: ReferralDirectory,
    private readonly clock: Clock,
  ) {}

  @Get(':id')
  @Needs('case.read')
  async show(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    const file = await this.files.open(actor, id);
    const may = (action: string) => mayReach(casePolicy, action, actor, file.case);
    const seesMoney = organisationsOf(actor, 'provider-manager', 'provider-finance').includes(file.case.primeOrganisationId);
    const changes = (await this.referrals.story(actor, file.case.referralId)).filter(({ action }) => action === 'referral.amend');
    const model = casePage({ file, names: await this.naming.of(file.case), may, changes, now: this.clock.now(), today: this.clock.today() });
    return page('delivery/web/views/case', { ...model, seesMoney });
  }

  @Get(':id/end')
  @Needs('case.end')
  askEnd(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    return this.endPage(actor, id, firstAttempt());
  }

  @Post(':id/end')
  @Needs('case.end')
  async end(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(EndForm, body, {
      run: (form) => this.cases.end(actor, id, form),
      done: ({ status }) => redirect(`/cases/${id}`, { flash: status === 'ended' ? 'Case ended' : 'Case ended. The end of service report is due within 5 working days.' }),
      again: (attempt) => this.endPage(actor, id, attempt),
    });
  }

  private async endPage(actor: Actor, id: string, attempt: Attempt): Promise<Page> {
    const file = await this.files.open(actor, id, 'case.end');
    const { personName } = await this.naming.of(file.case);
    const kind = endKind(file);
    const transfer = mayReach(casePolicy, 'case.transfer', actor, file.case) ? `/cases/${id}/transfer` : null;
    return page('delivery/web/views/end', { attempt, transfer, personName, reference: file.case.reference, back: `/cases/${id}`, kind, kindName: endKinds[kind].toLowerCase(), reasons: options(endReasons) });
  }
}
