import { formatPounds, sumPence, type Pence } from '#libs/kernel';
import type { ChargeLine, Earned } from './price.js';

/** Lines of a statement that earned the same for the same thing: "12 assessments × £185.00". */
export interface LineGroup {
  readonly earned: Earned;
  readonly count: number;
  readonly unitPence: Pence;
  readonly netPence: Pence;
  readonly vatPence: Pence;
  readonly words: string;
}

const NOUNS: Readonly<Record<Earned, readonly [one: string, many: string]>> = {
  'accepted': ['referral accepted', 'referrals accepted'],
  'assessment-attended': ['assessment', 'assessments'],
  'plan-approved': ['plan', 'plans'],
  'started': ['start', 'starts'],
  'session-attended': ['session', 'sessions'],
  'ended-completed': ['completion', 'completions'],
  'report-submitted': ['end of service report', 'end of service reports'],
  'outcome-achieved': ['outcome achieved', 'outcomes achieved'],
  'outcome-partly-achieved': ['outcome partly achieved', 'outcomes partly achieved'],
};

/** Groups lines by what they pay for and the amount, in the order work happens and then dearest first. */
export function groupLines(lines: readonly Pick<ChargeLine, 'earned' | 'amountPence' | 'vatPence'>[]): LineGroup[] {
  const groups = new Map<string, (typeof lines)[number][]>();
  for (const line of lines) {
    const key = `${line.earned} ${line.amountPence}`;
    const group = groups.get(key);
    if (group) group.push(line);
    else groups.set(key, [line]);
  }
  const order = Object.keys(NOUNS);
  return [...groups.values()].flatMap(toGroup).sort((a, b) => order.indexOf(a.earned) - order.indexOf(b.earned) || b.unitPence - a.unitPence);
}

function toGroup(lines: readonly Pick<ChargeLine, 'earned' | 'amountPence' | 'vatPence'>[]): LineGroup[] {
  const [first] = lines;
  if (!first) return [];
  const count = lines.length;
  const [one, many] = NOUNS[first.earned];
  const words = `${count} ${count === 1 ? one : many} × ${formatPounds(first.amountPence)}`;
  const vatPence = sumPence(lines.map((line) => line.vatPence));
  return [{ earned: first.earned, count, unitPence: first.amountPence, netPence: count * first.amountPence, vatPence, words }];
}
