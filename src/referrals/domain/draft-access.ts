import { ensure } from '#libs/kernel';
import { CASE_DATA, type DraftAnswers } from './draft-content.js';
import type { ReferralMarks } from './referral-content.js';

/** Where a draft keeps who may see the referral once it is sent. */
export const ACCESS = 'access';

/** What a practitioner says about who may see a referral; a reason is asked where they limit it themselves. */
export interface DraftAccess {
  readonly isLimited: boolean;
  readonly readerIds: readonly string[];
  readonly limitReason: string | null;
}

/** What a draft says about who may see the referral. */
export function accessOf(answers: DraftAnswers): DraftAccess {
  const said = (answers[ACCESS] ?? {}) as Partial<DraftAccess>;
  return { isLimited: said.isLimited === true || isLimitedByCaseData(answers), readerIds: said.readerIds ?? [], limitReason: said.limitReason ?? null };
}

/** Whether case data limits access to the person, which the practitioner cannot undo here. */
export function isLimitedByCaseData(answers: DraftAnswers): boolean {
  return answers[CASE_DATA]?.['restricted'] === true;
}

/** The answers about someone to whom case data has limited access since they were looked up. */
export function limitedByCaseData(answers: DraftAnswers): DraftAnswers {
  return { ...answers, [CASE_DATA]: { ...answers[CASE_DATA], restricted: true } };
}

/** Throws RuleBroken `reason-missing` where a practitioner limits access and does not say why. */
export function ensureReasonSaid({ isLimited, limitReason }: DraftAccess, answers: DraftAnswers): void {
  ensure(!isLimited || isLimitedByCaseData(answers) || (limitReason ?? '').trim() !== '', 'reason-missing', 'Enter why access is limited', 'limitReason');
}

/** Who may see the referral, for sending; undefined where nobody limits it. */
export function limitingOf(answers: DraftAnswers): ReferralMarks['limiting'] {
  const { isLimited, readerIds, limitReason } = accessOf(answers);
  return isLimited ? { readerIds, reason: limitReason ?? '' } : undefined;
}

/** What the draft of a referral that goes on from a limited one says: limited still, with those named before. */
export function stillLimited(readerIds: readonly string[]): DraftAnswers {
  return { [CASE_DATA]: { restricted: true }, [ACCESS]: { isLimited: true, readerIds, limitReason: 'Access to the earlier referral is limited.' } };
}

/** The answers for another service: of those named, the colleagues stay; people at the provider are named again. */
export function namingOnly(answers: DraftAnswers, colleagueIds: readonly string[]): DraftAnswers {
  const said = answers[ACCESS];
  return said ? { ...answers, [ACCESS]: { ...said, readerIds: accessOf(answers).readerIds.filter((id) => colleagueIds.includes(id)) } } : answers;
}
