import { addToMonth, firstDayOf, monthOf, RuleBroken, type Day, type Month } from '#libs/kernel';
import { StatementsService } from '../../payments/application/statements.service.js';
import type { LetContract } from './market.js';
import type { Stage } from './stage.js';

const APPROVER = 'approver@demo.example';

/** Plans a statement for every contract and month: drawn on the second working day after, agreed, approved by another officer, paid. */
export function planStatements(stage: Stage, contracts: readonly LetContract[], { from, to }: { readonly from: Day; readonly to: Day }): void {
  for (let month = monthOf(from); month < monthOf(to); month = addToMonth(month, 1)) {
    for (const contract of contracts) planStatement(stage, contract, month);
  }
}

function planStatement(stage: Stage, contract: LetContract, month: Month): void {
  const statements = stage.get(StatementsService);
  const drawOn = stage.later(firstDayOf(addToMonth(month, 1)), 2);
  const plan = (on: Day, happens: () => Promise<void>) => stage.timeline.plan(stage.at(on), happens);
  plan(drawOn, async () => {
    await stage.settle();
    const id = await draw(stage, contract, month);
    if (!id) return;
    await statements.send(await stage.actor(contract.commissionerEmail), { id });
    const agreedOn = stage.later(drawOn, 2);
    plan(agreedOn, async () => void (await statements.agree(await stage.actor(contract.financeEmail), { id })));
    const approvedOn = stage.later(agreedOn, 2);
    plan(approvedOn, async () => void (await statements.approve(await stage.actor(APPROVER), { id })));
    const paidOn = stage.later(approvedOn, stage.chance.between(4, 12));
    plan(paidOn, async () => void (await statements.pay(await stage.actor(APPROVER), { id }, { paidOn, reference: `BACS-${month}-${id.slice(-6)}` })));
  });
}

/** Draws the statement; null in a month in which nothing was earned. */
async function draw(stage: Stage, contract: LetContract, month: Month): Promise<string | null> {
  try {
    return (await stage.get(StatementsService).draw(await stage.actor(contract.commissionerEmail), { contractId: contract.id, month })).id;
  } catch (error) {
    if (error instanceof RuleBroken && error.rule === 'nothing-to-pay') return null;
    throw error;
  }
}
