import { Choice, Text } from '#libs/web';
import { declineReasons, type DeclineReason } from '../domain/referral.js';
import { endReasons, transferReasons, type EndReasonCode, type TransferReasonCode } from '../referrals.public.js';

/** Why a provider says no, and perhaps who would say yes. */
export class DeclineForm {
  @Choice({ required: 'Select why you cannot take this referral', options: Object.keys(declineReasons) }) reason!: DeclineReason;
  @Text({ label: 'Comment', required: 'Enter a comment the practitioner will read' }) comment!: string;
  @Choice() suggestedContractId!: string | null;
}

/** Why a practitioner takes it back (withdrawal codes). */
export class WithdrawForm {
  @Choice({ required: 'Select why you are withdrawing the referral', options: Object.keys(endReasons) }) code!: EndReasonCode;
  @Text({ label: 'Comment', required: 'Enter a comment' }) comment!: string;
}

/** Which organisation on the contract answers, and why. */
export class AllocateForm {
  @Choice({ required: 'Select who should answer this referral' }) organisationId!: string;
  @Text({ label: 'The reason', required: 'Enter why another organisation should answer' }) reason!: string;
}

/** Which service to go on with. */
export class AgainForm {
  @Choice({ required: 'Select a service' }) contractId!: string;
}

/** To which service a waiting referral goes, why, and how. */
export class TransferForm {
  @Choice({ required: 'Select the service to transfer to' }) contractId!: string;
  @Choice({ required: 'Select why you are transferring the referral', options: Object.keys(transferReasons) }) code!: TransferReasonCode;
  @Text({ label: 'Comment', required: 'Enter a comment' }) comment!: string;
  @Choice({ required: 'Select whether to send it now or check it first', options: ['sent', 'draft'] }) as!: 'sent' | 'draft';
}
