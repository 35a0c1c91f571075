import { Injectable, Logger } from '@nestjs/common';
import { Clock, ensure, must, newId, NotAllowed, systemActor, workingDays, type Actor, type Creation, type Day, type Decision, type Month } from '#libs/kernel';
import { mayReach, UnitOfWork } from '#libs/persistence';
import { ContractDirectory } from '../../contracts/contracts.public.js';
import { DELEGATED_LIMIT_PENCE } from '../domain/delegation.js';
import { statementPolicy } from '../domain/payments.policy.js';
import * as rules from '../domain/statement.js';
import { StatementEntity } from '../persistence/statement.entity.js';
import { Billing } from './billing.js';
import { Ledger } from './ledger.js';

/** A statement someone acts on; `revision` is what they last saw. */
export interface StatementChange {
  readonly id: string;
  readonly revision?: number | undefined;
}

/** Statements from drawing to payment. Every step of money is in the ledger in the same transaction. */
@Injectable()
export class StatementsService {
  private readonly log = new Logger(StatementsService.name);

  constructor(
    private readonly work: UnitOfWork,
    private readonly billing: Billing,
    private readonly contracts: ContractDirectory,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /** Draws a contract's statement for a month, the current one included; a draft already drawn takes what has been earned since. */
  async draw(actor: Actor, { contractId, month }: { readonly contractId: string; readonly month: Month }): Promise<StatementEntity> {
    const contract = await this.contracts.contract(contractId);
    const place = { primeOrganisationId: contract.primeOrganisationId, regionCode: must(contract.regionCodes[0], 'the region of the contract') };
    // before any rule speaks: what a contract has earned is not for another region to learn
    if (!mayReach(statementPolicy, 'statement.draw', actor, place)) throw new NotAllowed('statement.draw');
    return this.billing.alone(contractId, async () => {
      const { draftId, lines, gone } = await this.billing.facts(contractId, month);
      if (draftId) return this.work.change({ actor, action: 'statement.add-lines', entity: StatementEntity, id: draftId }, (statement) => addNewLines(statement, lines));
      return this.work.create({ actor, action: 'statement.draw', entity: StatementEntity }, () =>
        placed(rules.drawStatement({ id: newId(), contractId, month, lines, gone, by: actor.id, today: this.clock.today() }), place),
      );
    });
  }

  send(actor: Actor, change: StatementChange): Promise<StatementEntity> {
    return this.change(actor, 'statement.send', change, (statement, today) => rules.sendStatement(statement, { today, workingDays }));
  }

  dispute(actor: Actor, change: StatementChange, { lineIds, reason }: { readonly lineIds: readonly string[]; readonly reason: string }): Promise<StatementEntity> {
    return this.change(actor, 'statement.dispute', change, async (statement, today) =>
      rules.disputeLines(statement, { lines: await this.billing.linesOn(statement.id), lineIds, reason, today }),
    );
  }

  withdrawDispute(actor: Actor, change: StatementChange, lineIds: readonly string[]): Promise<StatementEntity> {
    return this.change(actor, 'statement.withdraw-dispute', change, async (statement) => rules.withdrawDispute(statement, { lines: await this.billing.linesOn(statement.id), lineIds }));
  }

  /** The provider agrees the undisputed part; what it disputed waits for the next statement. */
  agree(actor: Actor, change: StatementChange): Promise<StatementEntity> {
    return this.change(actor, 'statement.agree', change, async (statement, today) =>
      this.invoice(statement, rules.agreeStatement(statement, { lines: await this.billing.linesOn(statement.id), by: actor.id, today })),
    );
  }

  /** Agrees what providers have left unanswered for five working days. Answers how many. */
  async agreeSilent(): Promise<number> {
    const today = this.clock.today();
    const ids = await this.billing.unanswered(today);
    const command = { actor: systemActor, action: 'statement.agree-by-silence', entity: StatementEntity, ids };
    const results = await this.work.changeEach(command, async (statement) => this.invoice(statement, rules.agreeBySilence(statement, { lines: await this.billing.linesOn(statement.id), today })));
    for (const result of results) if (!result.ok) this.log.error(`Statement ${result.id} was not agreed by silence: ${result.error.message}`);
    return results.filter((result) => result.ok).length;
  }

  approve(actor: Actor, change: StatementChange): Promise<StatementEntity> {
    return this.change(actor, 'statement.approve', change, (statement, today) => rules.approveStatement(statement, { by: actor.id, limitPence: DELEGATED_LIMIT_PENCE, today }));
  }

  /** Records that an approved statement was paid: once, whoever else tries. */
  pay(actor: Actor, change: StatementChange, { paidOn, reference }: { readonly paidOn: Day; readonly reference: string }): Promise<StatementEntity> {
    return this.change(actor, 'statement.pay', change, async (statement, today) => {
      const decision = rules.payStatement(statement, { by: actor.id, paidOn, reference, today });
      await this.ledger.post({ contractId: statement.contractId, statementId: statement.id }, { kind: 'paid', netPence: statement.netPence, vatPence: statement.vatPence });
      return decision;
    });
  }

  private change(
    actor: Actor,
    action: string,
    { id, revision }: StatementChange,
    decide: (statement: StatementEntity, today: Day) => Decision<rules.Statement> | Promise<Decision<rules.Statement>>,
  ): Promise<StatementEntity> {
    return this.work.change({ actor, action, entity: StatementEntity, id, ...(revision === undefined ? {} : { revision }) }, (statement) => decide(statement, this.clock.today()));
  }

  /** Posts what a decision to agree invoices. */
  private async invoice(statement: StatementEntity, decision: Decision<rules.Statement>): Promise<Decision<rules.Statement>> {
    const { netPence, vatPence, contractId, id } = { ...statement, ...decision.changes };
    await this.ledger.post({ contractId, statementId: id }, { kind: 'invoiced', netPence, vatPence });
    return decision;
  }
}

function addNewLines(statement: StatementEntity, lines: readonly rules.LineToPlace[]): Decision<rules.Statement> {
  ensure(lines.length > 0, 'nothing-to-pay', 'There is nothing new to put on this statement', 'month');
  return rules.addLines(statement, lines);
}

function placed({ row, ...rest }: Creation<rules.Statement>, place: Pick<StatementEntity, 'primeOrganisationId' | 'regionCode'>): Creation<Omit<StatementEntity, 'revision'>> {
  return { ...rest, row: { ...row, ...place } };
}
