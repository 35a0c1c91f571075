import type { ReassignmentEntity } from '../persistence/reassignment.entity.js';
import type { ReassignmentRow, WaitingCase } from '../application/reassignment.queries.js';

/** What became of one case; `rule` and `detail` say why it stayed as it was. */
export class ReassignedResponse {
  id!: string;
  ok!: boolean;
  rule!: string | null;
  detail!: string | null;
}

/** Open cases on a contract that wait for another caseworker; `left` still do. */
export class ReassignmentRowResponse {
  id!: string;
  contractId!: string;
  contractReference!: string;
  deliveringOrganisationId!: string;
  cause!: string;
  status!: string;
  openedAt!: Date;
  finishedAt!: Date | null;
  left!: number;
}

/** One of those cases; the reference is null for a restricted one. */
export class WaitingCaseResponse {
  reference!: string | null;
  status!: string;
}

/** The same with its cases: counts and references, never the person. */
export class ReassignmentResponse extends ReassignmentRowResponse {
  cases!: WaitingCaseResponse[];
}

/** A row as the API shows it. */
export function reassignmentRow({ id, contractId, contractReference, deliveringOrganisationId, cause, status, openedAt, finishedAt, left }: ReassignmentRow): ReassignmentRowResponse {
  return { id, contractId, contractReference, deliveringOrganisationId, cause, status, openedAt, finishedAt, left };
}

/** One with its cases as the API shows it. */
export function reassignmentResponse(row: ReassignmentEntity, cases: readonly WaitingCase[]): ReassignmentResponse {
  return { ...reassignmentRow({ ...row, left: cases.length }), cases: cases.map(({ reference, status }) => ({ reference, status })) };
}
