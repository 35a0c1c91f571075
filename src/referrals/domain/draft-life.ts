import { addDays, dayOf, daysBetween, ensure, type Day, type Decision } from '#libs/kernel';
import type { ContractSummary } from '../../contracts/contracts.public.js';
import type { DraftClosed, DraftExpired, DraftExpiring, DraftHandedOver, DraftKept, DraftServiceOpen, DraftStranded } from '../referrals.public.js';
import { categoriesOf, type DraftAnswers } from './draft-content.js';
import { accessOf, isLimitedByCaseData } from './draft-access.js';
import { knownAnew, type AskedAs } from './draft-person.js';
import { draftFacts, type Draft } from './draft.js';

/** Days a draft is kept after it was last saved, and days before the end on which its writer is told (DOMAIN: referral; 90 and 80). */
export const DAYS_KEPT = 90;
export const DAYS_WARNED = 10;

/** What looks after drafts by the clock must know. */
export interface Tending {
  readonly now: Date;
  readonly today: Day;
  /** Whether the draft's service takes referrals today. */
  readonly isOpen: boolean;
}

/** The day on which a draft nobody saves again is deleted. */
export function expiresOn({ savedAt }: Pick<Draft, 'savedAt'>): Day {
  return addDays(dayOf(savedAt), DAYS_KEPT);
}

/** Days until then; 0 on the day itself, never less. */
export function daysLeft(draft: Pick<Draft, 'savedAt'>, today: Day): number {
  return Math.max(0, daysBetween(today, expiresOn(draft)));
}

/** What happens to a draft that stays: a warning ten days before its end, once; word that its service has closed, or opened again. Nothing when all that was said before. */
export function tendDraft(draft: Draft, { now, today, isOpen }: Tending): Decision<Draft> {
  const wasKept = draft.warnedAt !== null && draft.savedAt > draft.warnedAt;
  const warnedAt = wasKept ? null : draft.warnedAt;
  const warns = warnedAt === null && daysLeft(draft, today) <= DAYS_WARNED;
  const strands = !isOpen && draft.strandedAt === null;
  const opens = isOpen && draft.strandedAt !== null;
  return {
    changes: { warnedAt: warns ? now : warnedAt, strandedAt: strands ? now : opens ? null : draft.strandedAt },
    events: [
      ...(wasKept ? [{ type: 'referrals.draft-kept', data: draftFacts(draft) } satisfies DraftKept] : []),
      ...(warns ? [{ type: 'referrals.draft-expiring', data: { ...draftFacts(draft), expiresOn: expiresOn(draft) } } satisfies DraftExpiring] : []),
      ...(strands ? [{ type: 'referrals.draft-stranded', data: draftFacts(draft) } satisfies DraftStranded] : []),
      ...(opens ? [{ type: 'referrals.draft-service-open', data: draftFacts(draft) } satisfies DraftServiceOpen] : []),
    ],
  };
}

/** Deletes a draft on its last day. Throws RuleBroken `draft-kept` when it was saved meanwhile. */
export function expireDraft(draft: Draft, today: Day): Pick<Decision<Draft>, 'events'> {
  ensure(expiresOn(draft) <= today, 'draft-kept', 'This draft was saved again and is kept');
  return { events: [{ type: 'referrals.draft-expired', data: { ...draftFacts(draft), startedOn: dayOf(draft.startedAt) } } satisfies DraftExpired] };
}

/** Handing a draft over: `asked` is what case data answers the colleague about its person, null while it names nobody. */
interface HandingOver {
  readonly to: string;
  readonly team: readonly string[];
  readonly note: string;
  readonly now: Date;
  readonly asked: AskedAs | null;
}

/** Gives a draft to a colleague of the same team who may see its person; they own it from then on. Throws RuleBroken `not-in-team`, `own-draft`, `colleague-not-allowed`, `colleague-unknown` or `colleague-not-named`. */
export function handOverDraft(draft: Draft, { to, team, note, now, asked }: HandingOver): Decision<Draft> {
  ensure(to !== draft.practitionerId, 'own-draft', 'Choose a colleague: the draft is yours already', 'practitionerId');
  ensure(team.includes(to), 'not-in-team', 'Choose a practitioner of your team', 'practitionerId');
  ensure(asked?.outcome !== 'not-allowed', 'colleague-not-allowed', 'Your colleague does not have access to this person in case data. The draft is still yours. Choose another colleague, or ask your head of service to give this one access.', 'practitionerId');
  const canTell = asked?.outcome !== 'unavailable' || !isLimitedByCaseData(draft.answers);
  ensure(canTell, 'colleague-unknown', 'Case data is not working, so we cannot check whether your colleague has access to this person. The draft is still yours. Try again later.', 'practitionerId');
  const { isLimited, readerIds } = accessOf(draft.answers);
  const maySee = !isLimited || asked?.outcome === 'found' || readerIds.includes(to);
  ensure(maySee, 'colleague-not-named', 'Access to this person is limited and your colleague is not named. The draft is still yours. Choose ‘Limit who can see this’ in the draft and name your colleague, then hand it over.', 'practitionerId');
  const event: DraftHandedOver = { type: 'referrals.draft-handed-over', data: { ...draftFacts(draft), practitionerId: to, fromId: draft.practitionerId } };
  const answers = asked?.known ? knownAnew(draft.answers, asked.known) : draft.answers;
  return { changes: { practitionerId: to, handedById: draft.practitionerId, handedAt: now, handoverNote: note, answers }, events: [event] };
}

/** What a draft that was sent or deleted by its writer leaves behind. */
export function closeDraft(draft: Draft): Pick<Decision<Draft>, 'events'> {
  return { events: [{ type: 'referrals.draft-closed', data: draftFacts(draft) } satisfies DraftClosed] };
}

const PARTS = { crn: 'the CRN', person: 'the person', sentence: 'the sentence and place', risk: 'risk', support: 'support', needs: 'the needs', purpose: 'the date and reason' } as const;

/** What is still to be answered, in words; `offered` are the categories of the draft's service, by code and name. */
export function missingIn(answers: DraftAnswers, offered: readonly { readonly code: string; readonly name: string }[]): string[] {
  const asked = Object.entries(PARTS).filter(([page]) => page !== 'needs' || offered.length > 1);
  const chosen = offered.length === 1 ? offered : offered.filter((each) => categoriesOf(answers).includes(each.code));
  const open = (page: string) => answers[page] === undefined;
  const words = asked.filter(([page]) => open(page)).map(([, said]) => said);
  return [...words, ...chosen.filter(({ code }) => open(`need-${code}`)).map(({ name }) => `outcomes and level for ${name}`)];
}

/** Whether a contract takes referrals on a day. */
export function takesReferrals({ status, referralsFrom, referralsTo, endsOn }: Pick<ContractSummary, 'status' | 'referralsFrom' | 'referralsTo' | 'endsOn'>, on: Day): boolean {
  return status === 'live' && referralsFrom !== null && referralsFrom <= on && (referralsTo === null || on <= referralsTo) && (endsOn === null || on <= endsOn);
}
