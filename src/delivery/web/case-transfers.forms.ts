import { Choice, Text } from '#libs/web';
import { transferReasons, type TransferReasonCode } from '../../referrals/referrals.public.js';

/** Who works on a case at another organisation, as `organisation caseworker` ids, and why it goes there. */
export class HandOverForm {
  @Choice({ required: 'Select the caseworker who takes the case on' }) caseworkerId!: string;
  @Text({ label: 'The reason', required: 'Enter why the case goes to another organisation' }) reason!: string;
}

/** Which contract the person goes on to, why the case ends, and how. */
export class TransferCaseForm {
  @Choice({ required: 'Select the service to transfer to' }) contractId!: string;
  @Choice({ required: 'Select why the case is ending', options: Object.keys(transferReasons) }) code!: TransferReasonCode;
  @Text({ label: 'Comment', required: 'Enter a comment' }) comment!: string;
  @Choice({ required: 'Select whether to send it now or check it first', options: ['sent', 'draft'] }) as!: 'sent' | 'draft';
}

/** The two ids of a choice. */
export function chosenIn({ caseworkerId }: HandOverForm): { readonly organisationId: string; readonly caseworkerId: string } {
  const [organisationId = '', person = ''] = caseworkerId.split(' ');
  return { organisationId, caseworkerId: person };
}
