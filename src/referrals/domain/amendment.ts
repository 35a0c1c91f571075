import { canonical, ensure, type Day, type Decision } from '#libs/kernel';
import type { ContractSummary } from '../../contracts/contracts.public.js';
import type { ReferralAmended, ReferredNeed } from '../referrals.public.js';
import { described, type AmendableContent, type Wording } from './amendable.js';
import { ensureCompleteByFits, ensureContactFits, ensurePlaceFits, ensureSentenceFits } from './content-rules.js';
import { asWritten, redacted, withhold } from './redaction.js';
import { factsOf, tooLate, type Referral, type ReferralNeed } from './referral.js';
import type { Amendment, FieldChange } from './since-sent.js';

/** Every answer as it should be, and why it changes. */
export interface Amending {
  readonly content: AmendableContent;
  readonly reason: string;
}

/** What amending must know, read under the referral's lock. */
export interface AmendFacts {
  readonly id: string;
  readonly by: { readonly id: string; readonly name: string };
  readonly now: Date;
  readonly today: Day;
  readonly revision: number;
  readonly needs: readonly ReferralNeed[];
  readonly cohort: ContractSummary['cohort'];
  readonly wording: Wording;
  /** Areas the contract covers, each in its region. */
  readonly areas: readonly { readonly code: string; readonly regionCode: string }[];
  readonly choicesFor: (categoryCode: string) => { readonly outcomeCodes: readonly string[]; readonly levelCodes: readonly string[] } | undefined;
}

/** Changes answers of a referral that waits or is being delivered. Each change is kept with what was said before, and the provider is told. From then on it belongs to the region of its area. */
export function amendReferral(referral: Referral, { content, reason }: Amending, facts: AmendFacts): Decision<Referral> {
  ensure(isAmendable(referral), 'not-now', `${tooLate[referral.status]}, so it can no longer be changed`);
  const before = amendableOf(referral, facts.needs);
  const changed = changedFields(before, content);
  ensure(changed.size > 0, 'nothing-changed', 'Nothing has changed. Change at least one answer first.');
  ensure(reason.trim() !== '', 'reason-missing', 'Enter why you are changing the referral', 'amendmentReason');
  ensureDetailsGiven(content);
  ensureContentFits(content, changed, facts);
  const needs = needChanges(referral, content.needs, facts);
  const changes = diffOf(before, content, facts.wording);
  const { needs: _, ...details } = content;
  const regionCode = facts.areas.find(({ code }) => changed.has('areaCode') && code === content.areaCode)?.regionCode ?? referral.regionCode;
  const amendment: Amendment = {
    ...{ id: facts.id, referralId: referral.id, revision: facts.revision + 1, madeBy: facts.by.id, madeByName: facts.by.name, madeAt: facts.now },
    ...{ reason, changes, isWithheld: changes.length === 0 },
  };
  const event: ReferralAmended = { type: 'referrals.amended', data: { ...factsOf({ ...referral, regionCode }), caseworkerId: referral.caseworkerId, changed: changes.map((each) => each.field) } };
  return {
    changes: { ...details, ...withhold(content), regionCode },
    children: [...(needs.length > 0 ? [{ child: 'needs', update: needs }] : []), { child: 'amendments', insert: [amendment] }],
    events: [event],
  };
}

/** Whether answers can still be changed: until the referral is over. */
export function isAmendable({ status }: Pick<Referral, 'status'>): boolean {
  return status === 'sent' || status === 'accepted';
}

/** What a referral says now, risk as it was written: for the referring side alone. */
export function amendableOf(referral: Referral, needs: readonly ReferredNeed[]): AmendableContent {
  const { firstName, lastName, ethnicity, preferredLanguage, religion, disabilities, sentenceKind, sentenceEndsOn, enforceableDays } = referral;
  const { areaCode, location, prisonName, expectedReleaseOn, releaseUnknownReason, mainContactName, mainContactRole, mainContactEmail, mainContactPhone } = referral;
  const { accessNeeds, interpreterLanguage, responsibilities, unavailableWhen, anythingElse, completeBy, completeByReason, reason } = referral;
  return {
    ...{ firstName, lastName, ethnicity, preferredLanguage, religion, disabilities, sentenceKind, sentenceEndsOn, enforceableDays },
    ...{ areaCode, location, prisonName, expectedReleaseOn, releaseUnknownReason, mainContactName, mainContactRole, mainContactEmail, mainContactPhone },
    ...{ accessNeeds, interpreterLanguage, responsibilities, unavailableWhen, anythingElse, completeBy, completeByReason, reason },
    ...asWritten(referral),
    needs: needs.map(({ categoryCode, levelCode, outcomeCodes }) => ({ categoryCode, levelCode, outcomeCodes: [...outcomeCodes] })),
  };
}

/** What differs in words the provider may read: before and after of each answer, those that stay left out. */
export function diffOf(before: AmendableContent, after: AmendableContent, wording: Wording): FieldChange[] {
  const was = new Map(described(before, wording).map((each) => [each.field, each.words]));
  return described(after, wording).flatMap(({ field, label, words }) => (was.get(field) === words ? [] : [{ field, label, before: was.get(field) ?? '', after: words }]));
}

/** Whether risk text differs in passages the provider does not read. */
export function withheldDiffers(before: AmendableContent, after: AmendableContent): boolean {
  return (['riskSummary', 'additionalRisk'] as const).some((field) => before[field] !== after[field] && [before[field], after[field]].some((text) => redacted(text) !== text));
}

function changedFields(before: AmendableContent, after: AmendableContent): ReadonlySet<keyof AmendableContent> {
  const fields = Object.keys(after) as (keyof AmendableContent)[];
  return new Set(fields.filter((field) => comparable(before, field) !== comparable(after, field)));
}

function comparable(content: AmendableContent, field: keyof AmendableContent): string {
  if (field !== 'needs') return canonical(content[field]);
  const needs = content.needs.map((need) => ({ ...need, outcomeCodes: [...need.outcomeCodes].sort() }));
  return canonical(needs.sort((a, b) => (a.categoryCode < b.categoryCode ? -1 : 1)));
}

function ensureDetailsGiven({ firstName, lastName, riskSummary, reason }: AmendableContent): void {
  ensure(firstName.trim(), 'name-missing', 'Enter the person’s first name', 'firstName');
  ensure(lastName.trim(), 'name-missing', 'Enter the person’s last name', 'lastName');
  ensure(riskSummary.trim(), 'risk-missing', 'Enter a summary of the risks', 'riskSummary');
  ensure(reason.trim(), 'reason-empty', 'Enter the reason for the referral', 'reason');
}

/** The rules of sending, for what was changed: time has passed since, and what stays may rest. */
function ensureContentFits(content: AmendableContent, changed: ReadonlySet<keyof AmendableContent>, { today, cohort, areas }: AmendFacts): void {
  const any = (...fields: readonly (keyof AmendableContent)[]) => fields.some((field) => changed.has(field));
  if (any('sentenceKind', 'sentenceEndsOn', 'enforceableDays')) ensureSentenceFits(content, today);
  if (any('location', 'prisonName', 'expectedReleaseOn', 'releaseUnknownReason')) ensurePlaceFits(content, today);
  if (any('location', 'mainContactName', 'mainContactEmail', 'mainContactPhone')) ensureContactFits(content);
  if (any('completeBy')) ensure(content.completeBy > today, 'complete-by-past', 'The date to complete the service by must be in the future', 'completeBy');
  if (any('completeBy', 'completeByReason', 'sentenceEndsOn')) ensureCompleteByFits(content);
  if (any('areaCode')) ensure(areas.some(({ code }) => code === content.areaCode), 'area-not-covered', 'This service does not cover that area. Transfer the referral to a service that does.', 'areaCode');
  if (any('location')) {
    const taken = content.location === 'custody' ? cohort.takesCustody : cohort.takesCommunity;
    ensure(taken, 'not-for-this-location', `This service does not take people in ${content.location === 'custody' ? 'custody' : 'the community'}. Transfer the referral to a service that does.`, 'location');
  }
}

/** The needs stay the same categories; levels and outcomes change until a plan is approved (DOMAIN: referral). */
function needChanges(referral: Referral, wanted: readonly ReferredNeed[], { needs, choicesFor }: AmendFacts): { readonly id: string; readonly set: Partial<ReferralNeed> }[] {
  const sameCategories = wanted.length === needs.length && needs.every((need) => wanted.some((each) => each.categoryCode === need.categoryCode));
  ensure(sameCategories, 'needs-fixed', 'The needs of a sent referral stay the same. Send another referral for another need.', 'needs');
  return needs.flatMap((need) => {
    const after = wanted.find((each) => each.categoryCode === need.categoryCode) ?? need;
    if (canonical([after.levelCode, [...after.outcomeCodes].sort()]) === canonical([need.levelCode, [...need.outcomeCodes].sort()])) return [];
    ensure(referral.detailsLockedAt === null, 'details-locked', 'A plan has been approved, so outcomes and complexity levels can no longer change', 'needs');
    const choices = choicesFor(need.categoryCode);
    const outcomes = [...need.outcomeCodes, ...(choices?.outcomeCodes ?? [])];
    ensure(after.outcomeCodes.length > 0, 'outcome-missing', 'Choose at least one desired outcome for each need', `outcomes-${need.categoryCode}`);
    ensure(after.outcomeCodes.every((code) => outcomes.includes(code)), 'outcome-unknown', 'Choose desired outcomes from the list', `outcomes-${need.categoryCode}`);
    ensure(after.levelCode === need.levelCode || choices?.levelCodes.includes(after.levelCode), 'level-unknown', 'Choose one complexity level for each need', `level-${need.categoryCode}`);
    return [{ id: need.id, set: { levelCode: after.levelCode, outcomeCodes: [...new Set(after.outcomeCodes)] } }];
  });
}

/** What someone typed on a page that others have changed since: their own answers stay, and those they left alone become the newer ones. Answers the fields both changed. */
export function mergeTyped(typed: AmendableContent, current: AmendableContent, { since, wording }: { readonly since: readonly Amendment[]; readonly wording: Wording }): { readonly content: AmendableContent; readonly clashes: readonly FieldChange[] } {
  const first = new Map(since.flatMap(({ changes }) => changes).reverse().map((change) => [change.field, change]));
  const words = new Map(described(typed, wording).map((each) => [each.field, each.words]));
  const untouched = [...first.values()].filter((change) => words.get(change.field) === change.before).map((change) => change.field);
  const clashes = diffOf(typed, current, wording).filter(({ field }) => first.has(field) && !untouched.includes(field));
  const details = Object.fromEntries(Object.entries(current).filter(([field]) => untouched.includes(field)));
  const needs = typed.needs.map((need) => {
    const now = current.needs.find((each) => each.categoryCode === need.categoryCode) ?? need;
    const level = untouched.includes(`level-${need.categoryCode}`) ? now.levelCode : need.levelCode;
    return { ...need, levelCode: level, outcomeCodes: untouched.includes(`outcomes-${need.categoryCode}`) ? now.outcomeCodes : need.outcomeCodes };
  });
  return { content: { ...typed, ...details, needs }, clashes };
}
