import { Injectable } from '@nestjs/common';
import { isId, type Actor } from '#libs/kernel';
import { Reader } from '#libs/persistence';
import { ContractDirectory, type ContractSummary } from '../../contracts/contracts.public.js';
import { IdentityDirectory } from '../../identity/identity.public.js';
import { groupLines, type LineGroup } from '../domain/statement-groups.js';
import { StatementEntity } from '../persistence/statement.entity.js';
import { StatementQueries } from './statements.queries.js';

/** A statement with everything around it. `nameOf` answers "the service" for nobody known. */
export interface StatementWithContext {
  readonly statement: StatementEntity;
  readonly contract: ContractSummary;
  readonly groups: LineGroup[];
  readonly disputed: { readonly lines: number; readonly netPence: number };
  readonly nameOf: (id: string | null) => string;
}

/** One statement for whoever may read it. */
@Injectable()
export class StatementReader {
  constructor(
    private readonly reader: Reader,
    private readonly queries: StatementQueries,
    private readonly contracts: ContractDirectory,
    private readonly identity: IdentityDirectory,
  ) {}

  /** NotFound unless the actor may read it; with an action, NotAllowed unless it reaches the statement. */
  statement(actor: Actor, id: string, action?: string): Promise<StatementEntity> {
    return this.reader.one(actor, StatementEntity, id, action);
  }

  /** The statement, its contract, its lines grouped, and who did what. */
  async shown(actor: Actor, id: string): Promise<StatementWithContext> {
    const statement = await this.statement(actor, id);
    const { drawnBy, agreedBy, approvedBy } = statement;
    const [contract, amounts, disputed, people] = await Promise.all([
      this.contracts.contract(statement.contractId),
      this.queries.amounts(id),
      this.queries.disputed(id),
      this.identity.people([drawnBy, agreedBy, approvedBy].filter((each) => each !== null).filter(isId)),
    ]);
    const nameOf = (personId: string | null) => people.find((each) => each.id === personId)?.name ?? 'the service';
    return { statement, contract, groups: groupLines(amounts), disputed, nameOf };
  }
}
