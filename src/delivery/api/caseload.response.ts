import type { CaseloadRow } from '../application/caseload-statements.js';

/** A referral or case on a working list: what is due next, by when, and whose move it is. */
export class CaseloadRowResponse {
  referralId!: string;
  caseId!: string | null;
  reference!: string;
  personName!: string;
  crn!: string;
  service!: string;
  stage!: string;
  status!: string;
  nextStep!: string | null;
  /** When it is due; when it ended, for one that has. */
  dueOn!: string;
  whoseMove!: string | null;
  practitionerId!: string;
  practitionerName!: string;
  caseworkerId!: string | null;
  caseworkerName!: string | null;
  sentAt!: Date;
}

/** A page of the caseload; each count goes no further than 101. `drafts` is null for someone who refers nobody. */
export class CaseloadResponse {
  items!: CaseloadRowResponse[];
  next!: string | null;
  counts!: CaseloadCountsResponse;
}

/** What the tabs say. */
export class CaseloadCountsResponse {
  drafts!: number | null;
  waiting!: number;
  open!: number;
  ended!: number;
  /** Open cases whose caseworker may no longer work; null for someone who gives out no cases. */
  toReassign!: number | null;
}

/** What was found: what was typed or begins so, and names that are like it, the likest first. */
export class FoundCasesResponse {
  found!: CaseloadRowResponse[];
  similar!: CaseloadRowResponse[];
}

/** A row as the API shows it. */
export function caseloadRowResponse({ restricted: _, sortName: __, ...row }: CaseloadRow): CaseloadRowResponse {
  return row;
}
