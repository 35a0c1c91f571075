import { ApiProperty } from '@nestjs/swagger';
import type { Day, Month } from '#libs/kernel';
import type { Chosen } from '../application/selections.js';
import type { Part, Spend } from '../application/spend-figures.js';
import type { SpentLine } from '../application/spent-lines.js';
import { formatFinancialYear } from '../domain/financial-year.js';
import { definitions } from '../domain/figures.js';

/** Figures of a selection; amounts in pence without VAT, a cost null where there is no case to share it. */
export class FiguresResponse {
  earnedPence!: number;
  invoicedPence!: number;
  paidPence!: number;
  started!: number;
  completed!: number;
  costPerStartPence!: number | null;
  costPerCompletionPence!: number | null;
}

/** Figures of one month (`YYYY-MM`), region or service type. */
export class SpendPartResponse {
  code!: string;
  name!: string;
  figures!: FiguresResponse;
}

/** What a figure is and how it is counted. */
export class DefinitionResponse {
  figure!: string;
  name!: string;
  words!: string;
}

/** Spend of a selection. */
export class SpendResponse {
  year!: string;
  total!: FiguresResponse;
  byMonth!: SpendPartResponse[];
  byRegion!: SpendPartResponse[];
  byServiceType!: SpendPartResponse[];
  definitions!: DefinitionResponse[];
}

/** A line behind a pound; `reference` reads "restricted case" where the reader may not know the case. */
export class SpendLineResponse {
  id!: string;
  contractId!: string;
  contractReference!: string;
  provider!: string;
  reference!: string;
  regionCode!: string;
  serviceTypeCode!: string;
  categoryCode!: string;
  levelCode!: string;
  @ApiProperty({ type: String, example: '2026-05' }) month!: Month;
  @ApiProperty({ type: String, format: 'date' }) occurredOn!: Day;
  earned!: string;
  arithmetic!: string;
  ruleLineage!: string;
  ruleVersion!: number;
  eventId!: string;
  netPence!: number;
  vatPence!: number;
  statementId!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) invoicedOn!: Day | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) paidOn!: Day | null;
}

/** One page of lines. */
export class SpendLineListResponse {
  items!: SpendLineResponse[];
  next!: string | null;
}

/** Spend as the API shows it. */
export function spendResponse({ total, byMonth, byRegion, byServiceType }: Spend, { year }: Chosen): SpendResponse {
  const parts = (rows: readonly Part[]) => rows.map((part) => ({ ...part }));
  const words = Object.entries(definitions).map(([figure, definition]) => ({ figure, ...definition }));
  return { year: formatFinancialYear(year), total, byMonth: parts(byMonth), byRegion: parts(byRegion), byServiceType: parts(byServiceType), definitions: words };
}

/** A line as the API shows it. */
export function spendLineResponse({ contract, caseId: _c, referralId: _r, primeOrganisationId: _p, amountPence, ...line }: SpentLine): SpendLineResponse {
  return { ...line, netPence: amountPence, contractReference: contract.reference, provider: contract.primeName };
}
