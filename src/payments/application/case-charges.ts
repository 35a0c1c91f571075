import { Injectable } from '@nestjs/common';
import { NotFound, type Actor } from '#libs/kernel';
import { mayReach } from '#libs/persistence';
import { ContractDirectory } from '../../contracts/contracts.public.js';
import { CaseDirectory } from '../../delivery/delivery.public.js';
import { chargeLinePolicy } from '../domain/payments.policy.js';
import type { ChargedLine } from '../payments.public.js';
import { ChargeLineQueries } from './charge-lines.queries.js';
import { RESTRICTED_CASE, ShownCases } from './shown-cases.js';

/** What one case has earned. */
@Injectable()
export class CaseCharges {
  constructor(
    private readonly cases: CaseDirectory,
    private readonly contracts: ContractDirectory,
    private readonly queries: ChargeLineQueries,
    private readonly shownCases: ShownCases,
  ) {}

  /** The lines of a case, for the parties of its contract; anyone else, and a restricted case, answer NotFound. */
  async of(actor: Actor, caseId: string): Promise<{ readonly reference: string; readonly lines: ChargedLine[] }> {
    const [found] = await this.cases.cases([caseId]);
    if (!found) throw new NotFound('case');
    const { primeOrganisationId } = await this.contracts.contract(found.contractId);
    const [shown] = await this.shownCases.of(actor, [found]);
    const isVisible = mayReach(chargeLinePolicy, 'charge-line.read', actor, { regionCode: found.regionCode, primeOrganisationId });
    if (!shown || shown.reference === RESTRICTED_CASE || !isVisible) throw new NotFound('case');
    return { reference: shown.reference, lines: await this.queries.ofCase(actor, caseId) };
  }
}
