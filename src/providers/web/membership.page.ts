import { canMove, dayOf, formatDay, formatRoundPounds } from '#libs/kernel';
import type { AdmissionRow } from '../application/memberships.queries.js';
import type { OpenedMembership } from '../application/opened-memberships.js';
import { bandArithmetic, whatWouldRaiseIt } from '../domain/financial-band.js';
import { reasonInWords } from '../domain/membership-reasons.js';
import { membershipLifecycle, type Membership } from '../domain/membership.js';
import { answerInWords } from '../domain/questionnaire-words.js';
import type { AgedAnswer } from '../domain/standing-answer.js';
import type { CatalogueNames } from './catalogue-names.js';
import { withAreas } from './parts-by-area.js';

/** Colours of a membership's states. */
export const membershipTags = { active: { text: 'Active', colour: 'green' }, suspended: { text: 'Suspended', colour: 'orange' }, removed: { text: 'Removed', colour: 'red' } } as const;

/** Colours of how an answer stands. */
export const standingTags = {
  sound: { text: 'Up to date', colour: 'green' },
  stale: { text: 'Still true?', colour: 'yellow' },
  expiring: { text: 'Expires soon', colour: 'yellow' },
  expired: { text: 'Expired', colour: 'red' },
} as const;

/** What of the membership page depends on its state, with what the reader may do about it. */
export function membershipModel({ member, providerName, vehicleName, rule }: OpenedMembership, may: (action: string) => boolean): object {
  const path = `/members/${member.id}`;
  const { status, statusReason, statusWords, statusAt, turnoverPence } = member;
  const reader = may('member.ask-to-confirm') ? 'other' : 'member';
  return {
    providerName,
    vehicleName,
    status,
    providerPath: `/organisations/${member.providerId}`,
    since: formatDay(dayOf(statusAt)),
    reason: reasonInWords(statusReason, null),
    words: statusWords,
    effect: effects[status],
    largest: member.financialBandPence === null ? 'No limit' : formatRoundPounds(member.financialBandPence),
    arithmetic: bandArithmetic(turnoverPence, rule, reader),
    raise: whatWouldRaiseIt(turnoverPence, rule, reader),
    answersPath: may('member.keep-answers') && status !== 'removed' ? `${path}/answers` : null,
    ...decisions(member, path, may),
  };
}

/** What a member is admitted for, by category: where, the application that earned it, and whom it was applied for with. */
export function admissionRows(admissions: readonly AdmissionRow[], names: CatalogueNames): object[] {
  const rows = admissions.map(({ categoryCode, areaCode, applicationId, decidedAt, togetherWith }) => ({
    category: names.category(categoryCode),
    area: names.area(areaCode),
    href: `/applications/${applicationId}`,
    on: formatDay(dayOf(decidedAt)),
    togetherWith,
  }));
  return withAreas(rows);
}

/** Answers with their age in words, what they say, and what can be done about each. */
export function answerRows({ member, answers, question }: Pick<OpenedMembership, 'member' | 'answers' | 'question'>): object[] {
  return answers.map((each) => {
    const { answer, label, standing, daysLeft } = each;
    const asked = question(answer.questionCode);
    return {
      code: answer.questionCode,
      label,
      value: asked ? answerInWords(asked, answer.value) : String(answer.value),
      standing,
      age: ageInWords(each),
      href: daysLeft === null ? null : `/members/${member.id}/answers/${answer.questionCode}`,
    };
  });
}

/** Codes of the answers that may be confirmed together: words said too long ago. */
export function staleCodes(answers: readonly AgedAnswer[]): string[] {
  return answers.filter(({ standing }) => standing === 'stale').map(({ answer }) => answer.questionCode);
}

/** "Said on 4 May 2025, 14 months ago", or how long evidence still holds. */
export function ageInWords({ answer, monthsOld, daysLeft }: AgedAnswer): string {
  const said = `Said on ${formatDay(dayOf(answer.saidAt))}${monthsOld > 0 ? `, ${counted(monthsOld, 'month')} ago` : ''}`;
  if (daysLeft === null) return said;
  if (daysLeft < 0) return `${said}. Ran out ${counted(-daysLeft, 'day')} ago`;
  return `${said}. ${daysLeft === 0 ? 'Runs out at the end of today' : `Holds for ${counted(daysLeft, 'day')} more`}`;
}

const effects = {
  active: 'It can be invited to lots and given contracts.',
  suspended: 'While it is suspended it is not invited to lots and is given no new contract. Contracts it has, and the referrals on them, go on.',
  removed: 'It is no longer on the register. Contracts it has, and the referrals on them, go on. To rejoin, it must apply again.',
} as const;

function decisions(member: Membership, path: string, may: (action: string) => boolean): object {
  const can = (action: 'suspend' | 'reinstate' | 'remove') => canMove(membershipLifecycle, action, member.status) && may(`member.${action}`);
  return {
    suspendPath: can('suspend') ? `${path}/suspend` : null,
    reinstatePath: can('reinstate') ? `${path}/reinstate` : null,
    removePath: can('remove') ? `${path}/remove` : null,
  };
}

function counted(count: number, what: string): string {
  return count === 1 ? `1 ${what}` : `${count} ${what}s`;
}
