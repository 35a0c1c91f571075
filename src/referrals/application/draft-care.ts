import { Injectable } from '@nestjs/common';
import { addDays, Clock, NotFound, RuleBroken, systemActor, utc } from '#libs/kernel';
import { Database, sql, UnitOfWork } from '#libs/persistence';
import { ContractDirectory } from '../../contracts/contracts.public.js';
import { DAYS_KEPT, DAYS_WARNED, expireDraft, expiresOn, takesReferrals, tendDraft } from '../domain/draft-life.js';
import { DraftEntity } from '../persistence/draft.entity.js';

interface Due {
  readonly id: string;
  readonly savedAt: Date;
  readonly contractId: string;
}

/** Looks after drafts by the clock: warns ten days before the end, deletes at the end, and says when a service has closed. Running it again does nothing twice; after a pause it catches up. */
@Injectable()
export class DraftCare {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
    private readonly contracts: ContractDirectory,
    private readonly clock: Clock,
  ) {}

  /** Tends every draft that is due; answers how many. */
  async tend(): Promise<number> {
    const [now, today] = [this.clock.now(), this.clock.today()];
    const open = await this.openContracts();
    const due = await this.due(open);
    for (const { id, savedAt, contractId } of due) {
      const isOver = expiresOn({ savedAt }) <= today;
      const work = isOver ? this.expire(id) : this.work.change({ actor: systemActor, action: 'draft.tend', entity: DraftEntity, id }, (draft) => tendDraft(draft, { now, today, isOpen: open.includes(contractId) }));
      // Sent, deleted or saved again meanwhile.
      await work.catch((error: unknown) => {
        if (!(error instanceof NotFound || error instanceof RuleBroken)) throw error;
      });
    }
    return due.length;
  }

  private expire(id: string): Promise<unknown> {
    return this.work.remove({ actor: systemActor, action: 'draft.expire', entity: DraftEntity, id }, (draft) => expireDraft(draft, this.clock.today()));
  }

  private async openContracts(): Promise<string[]> {
    const named = await this.database.rows<{ id: string }>(sql`select distinct contract_id as id from referrals.draft`);
    const contracts = await this.contracts.contracts(named.map(({ id }) => id));
    return contracts.filter((contract) => takesReferrals(contract, this.clock.today())).map(({ id }) => id);
  }

  private due(open: readonly string[]): Promise<Due[]> {
    const warned = utc(addDays(this.clock.today(), 1 - DAYS_KEPT + DAYS_WARNED)); // a day early, for the hour of summer time; the rule decides
    const over = utc(addDays(this.clock.today(), 1 - DAYS_KEPT));
    return this.database.rows<Due>(sql`
      select id, saved_at, contract_id from referrals.draft d
      where d.saved_at < ${over} or (d.saved_at < ${warned} and d.warned_at is null) or d.saved_at > d.warned_at
        or (d.stranded_at is null) = (d.contract_id <> all (${open}::uuid[]))
      order by d.saved_at, d.id`);
  }
}
