import { ApiProperty } from '@nestjs/swagger';
import { must, type Day } from '#libs/kernel';
import type { Prices } from '../application/rate-cards.service.js';
import type { RateCardRow } from '../application/rate-cards.queries.js';
import type { RateRule } from '../contracts.public.js';
import { withLineage, type UnnamedRule } from '../domain/rate-rule.js';
import type { RateCardEntity } from '../persistence/rate-card.entity.js';
import type { PricesDto, RateRuleDto } from './rate-card.dto.js';

/** One price of a rate card. */
export class RateRuleResponse {
  kind!: string;
  lineage!: string;
  categoryCode!: string;
  milestone!: string | null;
  levelCode!: string | null;
  outcomeCode!: string | null;
  amountPence!: number;
  vatBasisPoints!: number;
}

/** A version of a rate card in a list. */
export class RateCardRowResponse {
  id!: string;
  contractId!: string;
  version!: number;
  status!: string;
  @ApiProperty({ type: String, format: 'date' }) effectiveFrom!: Day;
  draftedAt!: Date;
  approvedAt!: Date | null;
}

/** A version of a rate card with its prices. */
export class RateCardResponse extends RateCardRowResponse {
  draftedBy!: string;
  approvedBy!: string | null;
  revision!: number;
  rules!: RateRuleResponse[];
}

/** Every version of one contract's rate card the reader may see, latest first. */
export class RateCardListResponse {
  items!: RateCardRowResponse[];
}

/** A rate card as the API shows it. */
export function rateCardResponse(card: RateCardEntity, rules: readonly RateRule[]): RateCardResponse {
  const { primeOrganisationId: _o, regionCode: _r, ...shown } = card;
  return { ...shown, rules: rules.map(ruleResponse) };
}

/** A version as lists show it. */
export function rateCardRowResponse(row: RateCardRow): RateCardRowResponse {
  return { ...row };
}

/** A request's prices as the use case takes them. */
export function pricesOfDto({ effectiveFrom, rules }: PricesDto): Prices {
  return { effectiveFrom, rules: rules.map((rule) => withLineage(unnamed(rule))) };
}

function unnamed({ kind, categoryCode, milestone, levelCode, outcomeCode, amountPence, vatBasisPoints }: RateRuleDto): UnnamedRule {
  const priced = { categoryCode, amountPence, vatBasisPoints };
  if (kind === 'outcome') return { kind, ...priced, outcomeCode: outcomeCode ?? null };
  return { kind, ...priced, milestone: must(milestone, 'the milestone of a unit price'), levelCode: must(levelCode, 'the level of a unit price') };
}

function ruleResponse(rule: RateRule): RateRuleResponse {
  const { kind, lineage, categoryCode, amountPence, vatBasisPoints } = rule;
  const what = kind === 'unit' ? { milestone: rule.milestone, levelCode: rule.levelCode, outcomeCode: null } : { milestone: null, levelCode: null, outcomeCode: rule.outcomeCode };
  return { kind, lineage, categoryCode, ...what, amountPence, vatBasisPoints };
}
