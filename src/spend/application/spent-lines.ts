import { Injectable } from '@nestjs/common';
import { NotFound, type Actor } from '#libs/kernel';
import { mayReach } from '#libs/persistence';
import { ContractDirectory, type ContractSummary } from '../../contracts/contracts.public.js';
import { PaymentsDirectory, type ChargedLine } from '../../payments/payments.public.js';
import { ReferralDirectory } from '../../referrals/referrals.public.js';
import { spendPolicy } from '../domain/spend.policy.js';
import { SpendQueries, type LinePosition, type MoneyState, type Selection } from './spend.queries.js';

/** A line behind a pound, with its contract. `reference` reads "restricted case" where the reader may not know the case. */
export type SpentLine = ChargedLine & { readonly contract: Pick<ContractSummary, 'reference' | 'title' | 'primeName'> };

/** What a line says instead of the case's reference. */
export const RESTRICTED_CASE = 'restricted case';
const BATCH = 500;

/** The lines that make up spend, for drill-down and export. */
@Injectable()
export class SpentLines {
  constructor(
    private readonly queries: SpendQueries,
    private readonly payments: PaymentsDirectory,
    private readonly contracts: ContractDirectory,
    private readonly referrals: ReferralDirectory,
  ) {}

  /** One page of the lines behind a figure, newest month first. */
  async page(actor: Actor, selection: Selection, slice: { readonly state: MoneyState; readonly after?: LinePosition | undefined; readonly limit: number }): Promise<SpentLine[]> {
    const ids = (await this.queries.lines(actor, selection, slice)).map((row) => row.id);
    const lines = await this.shown(actor, await this.payments.lines(ids));
    const byId = new Map(lines.map((line) => [line.id, line]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }

  /** All of them, read in batches while they are sent. */
  async *all(actor: Actor, selection: Selection, state: MoneyState): AsyncGenerator<SpentLine> {
    let after: LinePosition | undefined;
    for (;;) {
      const lines = await this.page(actor, selection, { state, after, limit: BATCH });
      yield* lines;
      const last = lines.at(-1);
      if (!last || lines.length < BATCH) return;
      after = { month: last.month, id: last.id };
    }
  }

  /** One line. Throws NotFound unless its region is the actor's. */
  async line(actor: Actor, id: string): Promise<SpentLine> {
    const [found] = await this.payments.lines([id]);
    if (!found || !mayReach(spendPolicy, 'spend.read', actor, found)) throw new NotFound('line');
    const [shown] = await this.shown(actor, [found]);
    if (!shown) throw new NotFound('line');
    return shown;
  }

  private async shown(actor: Actor, lines: readonly ChargedLine[]): Promise<SpentLine[]> {
    const contracts = new Map((await this.contracts.contracts(distinct(lines.map((line) => line.contractId)))).map((contract) => [contract.id, contract]));
    const referrals = await this.referrals.referrals(distinct(lines.map((line) => line.referralId)));
    const hidden = new Set(referrals.filter((each) => each.restricted && !actor.granted.includes(each.id)).map((each) => each.id));
    return lines.map((line) => {
      const { reference = '', title = '', primeName = '' } = contracts.get(line.contractId) ?? {};
      return { ...line, reference: hidden.has(line.referralId) ? RESTRICTED_CASE : line.reference, contract: { reference, title, primeName } };
    });
  }
}

function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
