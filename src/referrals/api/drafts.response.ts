import { ApiProperty } from '@nestjs/swagger';
import type { Day } from '#libs/kernel';
import type { BestOffer } from '../application/best-eligible.js';
import type { DraftListed } from '../application/draft-list.js';
import type { OpenDraft } from '../application/draft-checks.js';
import { ruleInWords } from '../domain/best-eligible.js';
import { expiresOn, missingIn } from '../domain/draft-life.js';
import type { AllocationRuleEntity } from '../persistence/allocation-rule.entity.js';

/** A draft in its writer's list. */
export class DraftRowResponse {
  id!: string;
  personName!: string | null;
  crn!: string | null;
  contractId!: string;
  service!: string;
  provider!: string;
  toBest!: boolean;
  isOpen!: boolean;
  startedAt!: Date;
  savedAt!: Date;
  @ApiProperty({ type: String, format: 'date' }) expiresOn!: Day;
  daysLeft!: number;
  missing!: string[];
  hasText!: boolean;
  handedBy!: string | null;
  handoverNote!: string | null;
}

/** One page of drafts. */
export class DraftListResponse {
  items!: DraftRowResponse[];
  next!: string | null;
}

/** A draft with its answers by question page. */
export class DraftResponse {
  id!: string;
  contractId!: string;
  toBest!: boolean;
  revision!: number;
  @ApiProperty({ type: Object, additionalProperties: true }) answers!: object;
  missing!: string[];
  startedAt!: Date;
  savedAt!: Date;
  @ApiProperty({ type: String, format: 'date' }) expiresOn!: Day;
  copiedFromId!: string | null;
}

/** How a person was identified in case data. */
export class DraftPersonResponse {
  outcome!: string;
  draft!: DraftResponse;
}

/** Where a draft went. */
export class HandedOverDraftResponse {
  practitionerId!: string;
}

/** A draft that is gone. */
export class DeletedDraftResponse {
  id!: string;
}

/** A service the rule chooses from, in its order, with what it got in the last 90 days. */
export class CandidateResponse {
  contractId!: string;
  reference!: string;
  provider!: string;
  places!: number | null;
  live!: number;
  sent!: number;
}

/** What a rule would do now. `next` is null when no service has room. */
export class BestServicesResponse {
  ruleId!: string;
  kind!: string;
  words!: string;
  areaCode!: string;
  serviceTypeCode!: string;
  candidates!: CandidateResponse[];
  next!: CandidateResponse | null;
}

/** A commissioner's rule. */
export class AllocationRuleResponse {
  id!: string;
  revision!: number;
  areaCode!: string;
  regionCode!: string;
  serviceTypeCode!: string;
  kind!: string;
  contractIds!: string[];
  setAt!: Date;
}

/** A draft in a list, as the API shows it. */
export function draftRowResponse({ age: _, ...row }: DraftListed): DraftRowResponse {
  return { ...row, missing: [...row.missing] };
}

/** A draft as the API shows it. */
export function draftResponse({ draft, offer }: OpenDraft): DraftResponse {
  const { id, contractId, toBest, revision, answers, startedAt, savedAt, copiedFromId } = draft;
  return { id, contractId, toBest, revision, answers, missing: missingIn(answers, offer.categories), startedAt, savedAt, expiresOn: expiresOn(draft), copiedFromId };
}

/** What a rule would do, as the API shows it. */
export function bestServicesResponse({ rule, candidates, next }: BestOffer): BestServicesResponse {
  const { id: ruleId, kind, areaCode, serviceTypeCode } = rule;
  return { ruleId, kind, words: ruleInWords(kind), areaCode, serviceTypeCode, candidates: candidates.map((each) => ({ ...each })), next };
}

/** A rule as the API shows it. */
export function ruleResponse({ id, revision, areaCode, regionCode, serviceTypeCode, kind, contractIds, setAt }: AllocationRuleEntity): AllocationRuleResponse {
  return { id, revision, areaCode, regionCode, serviceTypeCode, kind, contractIds: [...contractIds], setAt };
}
