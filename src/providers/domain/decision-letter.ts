import { formatDay, type Day } from '#libs/kernel';
import type { Vehicle } from '../providers.public.js';
import type { PartDecision, PartGround } from './application.js';

/** One line of a letter: what was decided for one category in one area, and why, in words. */
export interface LetterPart {
  readonly category: string;
  readonly area: string;
  readonly decision: PartDecision;
  readonly ground: PartGround | null;
  readonly reason: string | null;
}

/** What a letter is made from. `band` is the standing test in words: "Half of your turnover of £900,000 is £450,000: the largest annual contract you can take. The band is up to £1 million". */
export interface LetterFacts {
  readonly on: Day;
  readonly reference: string;
  readonly providerName: string;
  readonly vehicleName: string;
  readonly regime: Vehicle['regime'];
  readonly parts: readonly LetterPart[];
  readonly band: string | null;
  /** Where the vehicle is asked about; null where none is stated. */
  readonly contactEmail: string | null;
}

/** One heading of a letter and what stands below it. */
export interface LetterSection {
  readonly heading: string;
  readonly paragraphs: readonly string[];
}

/** A decision letter: plain paragraphs, with the outcome of every part in between. */
export interface Letter {
  readonly date: Day;
  readonly reference: string;
  readonly to: string;
  readonly subject: string;
  readonly opening: readonly string[];
  readonly outcomes: readonly { readonly category: string; readonly area: string; readonly outcome: string; readonly ground: string | null; readonly reason: string | null }[];
  readonly sections: readonly LetterSection[];
}

const inWords: Readonly<Record<PartGround, string>> = {
  rule: 'An answer does not meet a rule of the questionnaire',
  evidence: 'Evidence is missing, or does not show what it should',
  discretionary: 'A discretionary ground. Two people agreed to this decision',
  other: 'Another reason',
};

/** Which law the decision was made under; where there is none, that there is none. */
const under: Readonly<Record<'PCR2015' | 'PA2023' | 'none', string>> = {
  PCR2015: 'This decision was made under the Public Contracts Regulations 2015.',
  PA2023: 'This decision was made under the Procurement Act 2023. Before we decided, we checked whether you are an excluded or excludable supplier and consulted the debarment list.',
  none: 'This is a grant scheme. The decision was made under the conditions of the scheme.',
};

const invited: Readonly<Record<'PCR2015' | 'PA2023' | 'none', string>> = {
  PCR2015: 'You can now be invited to competitions for these categories in these areas. Admission is not a contract, and does not promise one.',
  PA2023: 'You are now a member of this market for these categories in these areas, and can be invited to compete. Membership is not a contract, and does not promise one.',
  none: 'You can now be invited to apply for grants for these categories in these areas. Admission does not promise a grant.',
};

/** The letter for a decided application: every category and area with its outcome, ground and reason, what admission means, how to apply again, how to ask for feedback. */
export function decisionLetter(facts: LetterFacts): Letter {
  const { on, reference, providerName, vehicleName, parts, regime } = facts;
  const admitted = parts.filter((part) => part.decision === 'admitted');
  const refused = parts.filter((part) => part.decision === 'refused');
  return {
    date: on,
    reference,
    to: providerName,
    subject: `Your application to ${vehicleName}`,
    opening: [`We decided your application ${reference} on ${formatDay(on)}. ${summary(admitted.length, refused.length)}`, under[regime ?? 'none']],
    outcomes: parts.map(({ category, area, decision, ground, reason }) => ({
      category,
      area,
      outcome: decision === 'admitted' ? 'Admitted' : 'Refused',
      ground: decision === 'refused' && ground ? inWords[ground] : null,
      reason,
    })),
    sections: [...(admitted.length > 0 ? [meaning(facts)] : []), ...(refused.length > 0 ? [again(admitted.length > 0)] : []), feedback(facts)],
  };
}

function summary(admitted: number, refused: number): string {
  if (refused === 0) return admitted === 1 ? 'You are admitted for what you asked for.' : `You are admitted for all ${admitted} parts of what you asked for.`;
  if (admitted === 0) return refused === 1 ? 'We refused what you asked for. The reason is below.' : `We refused all ${refused} parts of what you asked for. The reasons are below.`;
  const parts = admitted === 1 ? '1 part' : `${admitted} parts`;
  return `You are admitted for ${parts} of what you asked for. We refused ${refused}: the ${refused === 1 ? 'reason is' : 'reasons are'} below.`;
}

function meaning({ regime, band }: LetterFacts): LetterSection {
  const standing = band === null ? [] : [`Your financial band limits the yearly value of contracts you can be invited to. ${band}.`];
  return { heading: 'What admission means', paragraphs: [invited[regime ?? 'none'], ...standing, 'Keep your insurance and certificates up to date. We remind you before they expire.'] };
}

function again(someAdmitted: boolean): LetterSection {
  const untouched = someAdmitted ? ['What you are admitted for stays as it is.'] : [];
  return { heading: 'Apply again', paragraphs: ['You can apply again for what we refused, at once and as often as you like. Open the application and select "Apply again for refused parts". Your answers are kept: change what the reasons are about, then submit.', ...untouched] };
}

function feedback({ reference, contactEmail }: LetterFacts): LetterSection {
  return { heading: 'Ask for feedback', paragraphs: [`To ask for feedback, ${contactEmail ? `write to ${contactEmail}` : 'contact the commissioning team'} and give the reference ${reference}. You can see your answers and this letter in your application at any time.`] };
}
