import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import { Clock, type Actor } from '#libs/kernel';
import { firstAttempt, page, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { LotDirectory } from '../../lots/lots.public.js';
import { ProviderDirectory } from '../../providers/providers.public.js';
import { ContractsService } from '../application/contracts.service.js';
import type { ContractEntity } from '../persistence/contract.entity.js';
import { ConfirmForm, ReasonForm, SubcontractorForm } from './contract.forms.js';

/** The steps that ask for a reason: how the page asks, and what it says afterwards. */
const finishing = {
  'close-to-referrals': { title: 'Close the contract to referrals', hint: 'New referrals stop at once. Live cases go on.', flash: 'The contract is closed to referrals' },
  end: { title: 'End the contract', hint: 'Use this when the contract has run its course. It cannot be undone.', flash: 'The contract has ended' },
  terminate: { title: 'Terminate the contract', hint: 'Use this when the contract stops early. It cannot be undone.', flash: 'The contract is terminated' },
} as const;
type Finishing = keyof typeof finishing;

/** Decisions about one contract, each on a page of its own. */
@Controller('contracts/:id')
export class ContractDecisionsController {
  constructor(
    private readonly contracts: ContractsService,
    private readonly lots: LotDirectory,
    private readonly providers: ProviderDirectory,
    private readonly clock: Clock,
  ) {}

  @Get('go-live')
  @Needs('contract.go-live')
  async askGoLive(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    return this.goLivePage(await this.contracts.contract(actor, id, 'contract.go-live'), firstAttempt());
  }

  @Post('go-live')
  @Needs('contract.go-live')
  goLive(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(ConfirmForm, body, {
      run: () => this.contracts.goLive(actor, id),
      done: () => redirect(`/contracts/${id}`, { flash: 'The contract is live' }),
      again: async (attempt) => this.goLivePage(await this.contracts.contract(actor, id, 'contract.go-live'), attempt),
    });
  }

  @Get('subcontractors')
  @Needs('contract.add-subcontractor')
  async askSubcontractor(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    return this.subcontractorPage(await this.contracts.contract(actor, id, 'contract.add-subcontractor'), firstAttempt());
  }

  @Post('subcontractors')
  @Needs('contract.add-subcontractor')
  addSubcontractor(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(SubcontractorForm, body, {
      run: (form) => this.contracts.addSubcontractor(actor, id, form),
      done: () => redirect(`/contracts/${id}`, { flash: 'Subcontractor added' }),
      again: async (attempt) => this.subcontractorPage(await this.contracts.contract(actor, id, 'contract.add-subcontractor'), attempt),
      today: this.clock.today(),
    });
  }

  @Get('close-to-referrals')
  @Needs('contract.close-to-referrals')
  askClose(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    return this.reasonPage(actor, id, 'close-to-referrals', firstAttempt());
  }

  @Post('close-to-referrals')
  @Needs('contract.close-to-referrals')
  close(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return this.finish(actor, { id, step: 'close-to-referrals', body }, (reason) => this.contracts.closeToReferrals(actor, id, reason));
  }

  @Get('end')
  @Needs('contract.end')
  askEnd(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    return this.reasonPage(actor, id, 'end', firstAttempt());
  }

  @Post('end')
  @Needs('contract.end')
  end(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return this.finish(actor, { id, step: 'end', body }, (reason) => this.contracts.end(actor, id, reason));
  }

  @Get('terminate')
  @Needs('contract.terminate')
  askTerminate(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    return this.reasonPage(actor, id, 'terminate', firstAttempt());
  }

  @Post('terminate')
  @Needs('contract.terminate')
  terminate(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return this.finish(actor, { id, step: 'terminate', body }, (reason) => this.contracts.terminate(actor, id, reason));
  }

  private finish(actor: Actor, { id, step, body }: { id: string; step: Finishing; body: unknown }, run: (reason: string) => Promise<ContractEntity>): Promise<PageAnswer> {
    return submit(ReasonForm, body, {
      run: (form) => run(form.reason),
      done: () => redirect(`/contracts/${id}`, { flash: finishing[step].flash }),
      again: (attempt) => this.reasonPage(actor, id, step, attempt),
    });
  }

  private async reasonPage(actor: Actor, id: string, step: Finishing, attempt: Attempt): Promise<Page> {
    const contract = await this.contracts.contract(actor, id, `contract.${step}`);
    const { title, hint } = finishing[step];
    return page('contracts/web/views/reason', { attempt, contract, back: `/contracts/${id}`, title, hint, isTermination: step === 'terminate' });
  }

  private goLivePage(contract: ContractEntity, attempt: Attempt): Page {
    return page('contracts/web/views/go-live', { attempt, contract, back: `/contracts/${contract.id}` });
  }

  /** Subcontractors are chosen from the members of the vehicle the contract was let through. */
  private async subcontractorPage(contract: ContractEntity, attempt: Attempt): Promise<Page> {
    const lot = contract.lotId ? await this.lots.lot(contract.lotId) : null;
    const members = lot ? await this.providers.members(lot.vehicleCode) : [];
    const organisations = members.filter((each) => each.providerId !== contract.primeOrganisationId).map((each) => ({ value: each.providerId, text: each.name }));
    return page('contracts/web/views/subcontractor', { attempt, contract, organisations, back: `/contracts/${contract.id}` });
  }
}
