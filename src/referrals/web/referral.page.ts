import { canMove, formatDay } from '#libs/kernel';
import type { AnswerRow } from '#libs/web';
import type { ContractSummary } from '../../contracts/contracts.public.js';
import type { Offer } from '../application/offers.js';
import { declineReasons, referralLifecycle, type DeclineReason, type Referral } from '../domain/referral.js';
import { endReasons, type EndReasonCode, type ReferredNeed } from '../referrals.public.js';
import { genders } from './referral.journey.js';

/** How a referral's state reads, and the colour of its tag. */
export const statusTags = {
  sent: { text: 'Waiting for an answer', colour: 'blue' },
  accepted: { text: 'Accepted', colour: 'green' },
  declined: { text: 'Declined', colour: 'red' },
  withdrawn: { text: 'Withdrawn', colour: 'grey' },
  ended: { text: 'Ended', colour: 'grey' },
} as const;

interface Shown {
  readonly referral: Referral;
  readonly needs: readonly ReferredNeed[];
  readonly contract: ContractSummary;
  readonly offer: Offer;
  readonly may: readonly string[];
  readonly practitioner: string;
  readonly deliverer: string;
}

/** One referral for whoever may read it; buttons for what the reader may do now. */
export function referralPage({ referral, needs, contract, offer, may, practitioner, deliverer }: Shown): object {
  const now = (action: 'accept' | 'decline' | 'withdraw') => may.includes(`referral.${action}`) && canMove(referralLifecycle, action, referral.status);
  return {
    referral,
    name: `${referral.firstName} ${referral.lastName}`,
    statusTags,
    person: personRows(referral, offer),
    needs: needs.flatMap((need) => needRows(need, offer)),
    service: [
      { label: 'Service', value: contract.title },
      { label: 'Delivered by', value: deliverer },
      { label: 'Referred by', value: practitioner },
      { label: 'Complete by', value: formatDay(referral.completeBy) },
      { label: 'Enforceable days', value: referral.enforceableDays === null ? 'None' : String(referral.enforceableDays) },
      { label: 'Reason for the referral', value: referral.reason },
    ],
    answer: answerRows(referral),
    mayAccept: now('accept'),
    mayDecline: now('decline'),
    mayWithdraw: now('withdraw'),
    mayAllocate: may.includes('referral.allocate') && referral.status === 'sent',
    hasCase: referral.status === 'accepted' || referral.status === 'ended',
  };
}

function personRows(referral: Referral, offer: Offer): AnswerRow[] {
  return [
    { label: 'CRN', value: referral.crn },
    { label: 'Date of birth', value: formatDay(referral.dateOfBirth) },
    { label: 'Gender', value: genders[referral.gender] },
    { label: 'Area', value: offer.areas.find((area) => area.code === referral.areaCode)?.name ?? referral.areaCode },
    { label: 'Where the person is', value: referral.location === 'custody' ? `Custody: ${referral.prisonName ?? ''}` : 'Community' },
    { label: 'Sentence end date', value: formatDay(referral.sentenceEndsOn) },
    { label: 'Risk summary', value: referral.riskSummary },
    { label: 'Access needs', value: referral.accessNeeds || 'None' },
    { label: 'Interpreter', value: referral.interpreterLanguage || 'Not needed' },
  ];
}

function needRows(need: ReferredNeed, offer: Offer): AnswerRow[] {
  const category = offer.categories.find((each) => each.code === need.categoryCode);
  const outcomes = need.outcomeCodes.map((code) => category?.outcomes.find((each) => each.code === code)?.name ?? code);
  const level = category?.levels.find((each) => each.code === need.levelCode)?.name ?? need.levelCode;
  return [{ label: category?.name ?? need.categoryCode, value: [`Complexity: ${level}`, ...outcomes] }];
}

function answerRows({ status, answerReason, answerComment }: Referral): AnswerRow[] {
  if (!answerReason) return [];
  const reason = status === 'declined' ? declineReasons[answerReason as DeclineReason] : endReasons[answerReason as EndReasonCode];
  return [
    { label: status === 'declined' ? 'Why it was declined' : 'Why it was withdrawn', value: reason },
    { label: 'Comment', value: answerComment ?? '' },
  ];
}
