import { isStorable, UNSTORABLE, withLineFeeds } from '#libs/api';
import { InvalidInput, RuleBroken, type FieldError } from '#libs/kernel';
import type { GivenJudgement, Judgeable } from '../domain/judgement.js';

type Body = Readonly<Record<string, unknown>>;

/** Judgements from the posted form of a section: one for every answer something was said of. Throws InvalidInput with every gap. */
export function readJudgements(body: Body, answers: readonly Judgeable[]): GivenJudgement[] {
  const errors: FieldError[] = [];
  const given = answers.flatMap(({ question, points: most }): GivenJudgement[] => {
    const [chosen, typed, reason] = [textOf(body, `verdict-${question}`), textOf(body, `points-${question}`).trim(), textOf(body, `reason-${question}`)];
    if (chosen === '' && typed === '' && reason.trim() === '') return [];
    const points = most === null ? null : wholeIn(typed);
    if (most !== null && (points === null || points > most)) errors.push({ field: `points-${question}`, message: `Points must be a whole number from 0 to ${most}` });
    if (most === null && chosen !== 'accepted' && chosen !== 'not-accepted') errors.push({ field: `verdict-${question}`, message: 'Select accept or do not accept' });
    const fault = faultOf(reason);
    if (fault) errors.push({ field: `reason-${question}`, message: fault });
    const verdict = most !== null ? 'scored' : chosen === 'accepted' ? 'accepted' : 'not-accepted';
    return [{ questionCode: question, verdict, points, reason: withLineFeeds(reason), seenAt: instantIn(textOf(body, `seen-${question}`)) }];
  });
  if (errors.length > 0) throw new InvalidInput(errors);
  return given;
}

/** A broken rule about an answer, at the field of the form it belongs to. */
export function atItsField(error: unknown): unknown {
  if (!(error instanceof RuleBroken) || !error.field) return error;
  return new RuleBroken(error.rule, error.message, `${error.rule === 'points-out-of-range' ? 'points' : error.rule === 'reason-missing' ? 'reason' : 'verdict'}-${error.field}`);
}

function faultOf(reason: string): string | null {
  if (reason.trim() === '') return 'Enter the reason for your judgement';
  if (!isStorable(reason)) return `The reason ${UNSTORABLE}`;
  return [...reason].length > 10_000 ? 'The reason must be 10,000 characters or fewer' : null;
}

function textOf(body: Body, name: string): string {
  const sent = body[name];
  return typeof sent === 'string' ? sent : '';
}

function wholeIn(text: string): number | null {
  return /^\d{1,6}$/.test(text) ? Number(text) : null;
}

function instantIn(text: string): Date | null {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? null : at;
}
