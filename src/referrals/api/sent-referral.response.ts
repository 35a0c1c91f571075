/** A referral that was just sent. */
export class SentReferralResponse {
  id!: string;
  reference!: string;
  contractId!: string;
  status!: string;
}
