/** What may become of a referral after it was sent, besides its answer. */
export interface SinceSent {
  /** When a plan was approved: from then on outcomes and complexity levels stay as they are. */
  readonly detailsLockedAt: Date | null;
  /** The contract a provider that declined suggested instead. */
  readonly suggestedContractId: string | null;
  /** The referral this one goes on from, and the one that goes on from it, at another service. */
  readonly transferredFromId: string | null;
  readonly transferredToId: string | null;
}

/** A referral just sent. */
export const nothingSince: SinceSent = { detailsLockedAt: null, suggestedContractId: null, transferredFromId: null, transferredToId: null };

/** One answer that was changed: its field, and what it said before and after in the words the provider may read. */
export interface FieldChange {
  readonly field: string;
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** What was changed at one time, and why. `isWithheld`: nothing the provider may read was. `revision` is the referral's afterwards. */
export interface Amendment {
  readonly id: string;
  readonly referralId: string;
  readonly revision: number;
  readonly madeBy: string;
  readonly madeByName: string;
  readonly madeAt: Date;
  readonly reason: string;
  readonly changes: readonly FieldChange[];
  readonly isWithheld: boolean;
}

/** A referral given to another organisation on its contract before anyone accepted it. */
export interface Allocation {
  readonly id: string;
  readonly referralId: string;
  readonly fromOrganisationId: string;
  readonly toOrganisationId: string;
  readonly reason: string;
  readonly madeBy: string;
  readonly madeAt: Date;
}

/** A draft that goes on from a referral at another service. */
export interface Onward {
  readonly id: string;
  readonly referralId: string;
  readonly contractId: string;
  readonly draftId: string;
  readonly madeAt: Date;
}
