import { ensure, StaleRecord, type Decision } from '#libs/kernel';
import type { Application } from './application.js';
import type { Verdict } from './questionnaire.js';

/** What an assessor says of one answer: accepted or not, or so many points. */
export const judgementVerdicts = ['accepted', 'not-accepted', 'scored'] as const;
export type JudgementVerdict = (typeof judgementVerdicts)[number];

/** One assessor's judgement on one answer of an application; a later one replaces it. */
export interface Judgement {
  readonly id: string;
  readonly applicationId: string;
  readonly questionCode: string;
  readonly judgedBy: string;
  readonly judgedAt: Date;
  readonly verdict: JudgementVerdict;
  readonly points: number | null;
  readonly reason: string;
}

/** A judgement as it is given. `seenAt` is when the answer read was last said; the assessor of a newer answer must read it first. */
export interface GivenJudgement {
  readonly questionCode: string;
  readonly verdict: JudgementVerdict;
  readonly points: number | null;
  readonly reason: string;
  readonly seenAt?: Date | null;
}

/** An answer with what the rules say of it, as judging needs it. `categoryCode` where it is about one category; `newestAt` is when it was last said or explained. */
export interface Judgeable extends Pick<Verdict, 'question' | 'verdict' | 'reason' | 'assessors' | 'points'> {
  readonly text: string;
  readonly categoryCode: string | null;
  readonly newestAt: Date | null;
}

/** An answer that too few people have judged: how many more must, and whether one has. */
export interface JudgementGap {
  readonly question: string;
  readonly text: string;
  readonly people: number;
  readonly hasOne: boolean;
}

/** Whether a person must say something of an answer before anything can be admitted on it. */
export function mustBeJudged({ verdict }: Pick<Verdict, 'verdict'>): boolean {
  return verdict === 'needs-judgement' || verdict === 'to-score';
}

/** Whether a person may: also where a rule says no, which a person may set aside with a reason. */
export function mayBeJudged(answer: Pick<Verdict, 'verdict'>): boolean {
  return mustBeJudged(answer) || answer.verdict === 'fails' || answer.verdict === 'unanswered';
}

/** Keeps an assessor's judgements, each with its reason; an earlier one of theirs on the same answer is replaced. Throws StaleRecord for an answer that changed since it was read. */
export function judgeAnswers(
  application: Application,
  given: readonly GivenJudgement[],
  facts: { readonly now: Date; readonly actorId: string; readonly answers: readonly Judgeable[]; readonly judgements: readonly Judgement[]; readonly newId: () => string },
): Decision<Application> {
  ensure(application.status === 'assessing' || application.status === 'queried', 'not-now', 'Judge answers while the application is being assessed');
  const { now, actorId, judgements } = facts;
  const insert: Judgement[] = [];
  const update: { id: string; set: Partial<Judgement> }[] = [];
  for (const each of given) {
    ensureSound(each, facts.answers.find((answer) => answer.question === each.questionCode));
    const { questionCode, verdict, points, reason } = each;
    const own = judgements.find((known) => known.questionCode === questionCode && known.judgedBy === actorId);
    if (own && own.verdict === verdict && own.points === points && own.reason === reason) continue;
    if (own) update.push({ id: own.id, set: { judgedAt: now, verdict, points, reason } });
    else insert.push({ id: facts.newId(), applicationId: application.id, questionCode, judgedBy: actorId, judgedAt: now, verdict, points, reason });
  }
  return insert.length + update.length === 0 ? {} : { children: [{ child: 'judgements', insert, update }] };
}

/** Which answers still wait for how many people (DOMAIN §4: an exclusion ground goes to two). */
export function judgementGaps(answers: readonly Judgeable[], judgements: readonly Judgement[]): JudgementGap[] {
  return answers.filter(mustBeJudged).flatMap(({ question, assessors, text }) => {
    const people = new Set(judgements.filter((each) => each.questionCode === question).map((each) => each.judgedBy)).size;
    const needed = Math.max(1, assessors);
    return people < needed ? [{ question, text, people: needed - people, hasOne: people > 0 }] : [];
  });
}

/** Why an admission needs a reason: the first answer that fails its rule, was not given or was not accepted by somebody, or null. A failed rule every judge has accepted counts no more. */
export function objection(answers: readonly Judgeable[], judgements: readonly Judgement[]): string | null {
  const against = answers.find((answer) => {
    const said = judgements.filter((each) => each.questionCode === answer.question);
    if (said.some((each) => each.verdict === 'not-accepted')) return true;
    return (answer.verdict === 'fails' || answer.verdict === 'unanswered') && said.length === 0;
  });
  return against?.reason ?? null;
}

/** Points given for the scored answers so far, of how many: the mean where several people scored one, rounded to a tenth. */
export function pointsSoFar(answers: readonly Judgeable[], judgements: readonly Judgement[]): { readonly given: number; readonly most: number } {
  const scored = answers.filter((answer) => answer.points !== null);
  const meanOf = (question: string): number => {
    const points = judgements.filter((each) => each.questionCode === question).map((each) => each.points ?? 0);
    return points.length === 0 ? 0 : points.reduce((sum, each) => sum + each, 0) / points.length;
  };
  const given = scored.reduce((sum, { question }) => sum + meanOf(question), 0);
  return { given: Math.round(given * 10) / 10, most: scored.reduce((sum, { points }) => sum + (points ?? 0), 0) };
}

function ensureSound({ questionCode, verdict, points, reason, seenAt }: GivenJudgement, answer: Judgeable | undefined): void {
  ensure(answer, 'answer-unknown', 'That question is not part of this application', questionCode);
  ensure(mayBeJudged(answer), 'judgement-not-needed', 'The rule decides this answer: there is nothing to judge', questionCode);
  if (seenAt && answer.newestAt && seenAt < answer.newestAt) throw new StaleRecord('The organisation changed an answer while you were reading it. Read the new answer, then judge it.');
  ensure(reason.trim() !== '', 'reason-missing', 'Enter the reason for your judgement', questionCode);
  const most = answer.points;
  if (most === null) return ensure(verdict !== 'scored', 'not-scored', 'Select accept or do not accept', questionCode);
  const isSound = verdict === 'scored' && points !== null && Number.isInteger(points) && points >= 0 && points <= most;
  ensure(isSound, 'points-out-of-range', `Points must be a whole number from 0 to ${most}`, questionCode);
}
