import { ApiProperty } from '@nestjs/swagger';
import type { Day, Month } from '#libs/kernel';
import type { StatementLineRow, StatementRow } from '../application/statements.queries.js';
import type { StatementWithContext } from '../application/statement-reader.js';

/** Lines that earned the same for the same thing. */
export class LineGroupResponse {
  earned!: string;
  words!: string;
  count!: number;
  unitPence!: number;
  netPence!: number;
  vatPence!: number;
}

/** A line of a statement; `reference` reads "restricted case" where the reader may not know the case. */
export class StatementLineResponse {
  id!: string;
  chargeLineId!: string;
  reference!: string;
  earned!: string;
  @ApiProperty({ type: String, format: 'date' }) occurredOn!: Day;
  arithmetic!: string;
  netPence!: number;
  vatPence!: number;
  ruleVersion!: number;
  disputeReason!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) movedOn!: Day | null;
}

/** A statement with its lines grouped and the first page of them. Amounts in pence. */
export class StatementResponse {
  id!: string;
  revision!: number;
  contractId!: string;
  contractReference!: string;
  primeOrganisationId!: string;
  @ApiProperty({ type: String, example: '2026-05' }) month!: Month;
  status!: string;
  netPence!: number;
  vatPence!: number;
  grossPence!: number;
  @ApiProperty({ type: String, format: 'date' }) drawnOn!: Day;
  @ApiProperty({ type: String, format: 'date', nullable: true }) sentOn!: Day | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) answerBy!: Day | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) agreedOn!: Day | null;
  agreedBySilence!: boolean;
  @ApiProperty({ type: String, format: 'date', nullable: true }) dueOn!: Day | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) approvedOn!: Day | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) paidOn!: Day | null;
  paymentReference!: string | null;
  groups!: LineGroupResponse[];
  lines!: StatementLineResponse[];
  nextLines!: string | null;
}

/** One page of a statement's lines. */
export class StatementLineListResponse {
  items!: StatementLineResponse[];
  next!: string | null;
}

/** A statement in a list. */
export class StatementRowResponse {
  id!: string;
  contractId!: string;
  contractReference!: string;
  contractTitle!: string;
  primeName!: string;
  @ApiProperty({ type: String, example: '2026-05' }) month!: Month;
  status!: string;
  netPence!: number;
  vatPence!: number;
  @ApiProperty({ type: String, format: 'date', nullable: true }) answerBy!: Day | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) dueOn!: Day | null;
}

/** One page of the list. */
export class StatementListResponse {
  items!: StatementRowResponse[];
  next!: string | null;
}

/** A statement as the API shows it. */
export function statementResponse({ statement, contract, groups }: StatementWithContext, lines: StatementLineListResponse): StatementResponse {
  const { drawnBy: _d, agreedBy: _a, approvedBy: _p, regionCode: _r, ...shown } = statement;
  const grossPence = statement.netPence + statement.vatPence;
  return { ...shown, contractReference: contract.reference, grossPence, groups: groups.map((group) => ({ ...group })), lines: lines.items, nextLines: lines.next };
}

/** A line as the API shows it. */
export function lineResponse({ referralId: _r, ...line }: StatementLineRow): StatementLineResponse {
  return line;
}

/** A statement in a list as the API shows it. */
export function statementRowResponse(row: StatementRow): StatementRowResponse {
  return { ...row };
}
