import { canMove, dayOf, formatDay } from '#libs/kernel';
import { urgencyOf, urgencyTags, type AnswerRow } from '#libs/web';
import type { ContractSummary } from '../../contracts/contracts.public.js';
import type { Offer } from '../application/offers.js';
import type { Surroundings } from '../application/referral-surroundings.js';
import { isAmendable } from '../domain/amendment.js';
import { asWritten, WITHHELD } from '../domain/redaction.js';
import { declineReasons, referralLifecycle, type DeclineReason, type Referral } from '../domain/referral.js';
import type { ReferralDetails } from '../domain/referral-content.js';
import type { Amendment } from '../domain/since-sent.js';
import { endReasons, type EndReasonCode, type ReferredNeed } from '../referrals.public.js';
import { changedBy, markedRows } from './changed.rows.js';
import { contentSections, sourceRows } from './content.rows.js';

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
  readonly around: Surroundings;
  /** Changes since it was sent, newest first. */
  readonly amendments: readonly Amendment[];
}

/** One referral for whoever may read it; buttons for what the reader may do now. */
export function referralPage(shown: Shown): object {
  const { referral, contract, offer, may, around, amendments } = shown;
  const now = (action: 'accept' | 'decline' | 'withdraw') => may.includes(`referral.${action}`) && canMove(referralLifecycle, action, referral.status);
  const seesWritten = may.includes('referral.read-written');
  const details = seesWritten ? { ...referral, ...asWritten(referral) } : referral;
  return {
    referral,
    name: `${referral.firstName} ${referral.lastName}`,
    statusTags,
    nameChanged: changedBy(amendments, ['firstName', 'lastName']),
    ...sectionsOf(details, shown),
    service: [
      { label: 'Service', value: contract.title },
      { label: 'Delivered by', value: around.deliverer },
      ...handedOnRows(around),
      { label: 'Referred by', value: [around.practitioner, around.office] },
    ],
    withholdsFromReader: !seesWritten && [referral.riskSummary, referral.additionalRisk].some((text) => text.includes(WITHHELD)),
    waiting: referral.status === 'sent' ? waitingFor(around) : null,
    placesHref: around.isLead ? `/contracts/${referral.contractId}/places` : null,
    isProvider: around.isToAnswer || around.isLead,
    withholds: seesWritten && referral.redactions !== null,
    sources: seesWritten ? sourceRows(referral.sources, offer) : [],
    answer: answerRows(referral),
    answerDueOn: referral.status === 'sent' ? around.answerDueOn : null,
    mayAccept: now('accept'),
    mayDecline: now('decline'),
    mayWithdraw: now('withdraw'),
    mayAllocate: may.includes('referral.allocate') && referral.status === 'sent',
    mayAmend: may.includes('referral.amend') && isAmendable(referral),
    mayReferAgain: may.includes('referral.refer-again') && ['withdrawn', 'ended'].includes(referral.status),
    mayTransfer: may.includes('referral.transfer') && referral.status === 'sent',
    mayChooseAnother: may.includes('referral.transfer') && referral.status === 'declined',
    mayLimit: may.includes('referral.limit'),
    hasCase: referral.status === 'accepted' || referral.status === 'ended',
  };
}

/** What the referral says, each answer with its last change. */
function sectionsOf(details: ReferralDetails, { referral, needs, offer, amendments }: Shown): object {
  const sections = contentSections(details, { needs, offer, on: dayOf(referral.sentAt) });
  return Object.fromEntries(Object.entries(sections).map(([name, rows]) => [name, markedRows(rows, amendments)]));
}

/** Who is to answer, by when, and what giving it away is called for the reader. */
function waitingFor({ answerDueOn, today, isToAnswer, isLead, deliverer }: Surroundings): object {
  const give = !isLead ? 'Give it back to the lead provider' : isToAnswer ? 'Give to another organisation' : 'Take it back, or give it to another organisation';
  return { urgency: urgencyOf(answerDueOn, today), urgencyTags, give, isElsewhere: isLead && !isToAnswer, deliverer };
}

function handedOnRows({ handedOn }: Surroundings): AnswerRow[] {
  return handedOn ? [{ label: 'Passed on', value: [`${formatDay(handedOn.on)}, from ${handedOn.from} to ${handedOn.to}`, handedOn.reason] }] : [];
}

function answerRows({ status, answerReason, answerComment }: Referral): AnswerRow[] {
  if (!answerReason) return [];
  const reason = status === 'declined' ? declineReasons[answerReason as DeclineReason] : endReasons[answerReason as EndReasonCode];
  return [
    { label: status === 'declined' ? 'Why it was declined' : 'Why it was withdrawn', value: reason },
    { label: 'Comment', value: answerComment ?? '' },
  ];
}
