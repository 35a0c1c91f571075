import type { RiskDetails } from './referral-content.js';

/** What stands where a passage was withheld. */
export const WITHHELD = '[withheld]';

/** The risk texts as they were written, kept where they differ from what the provider may read. */
export type Redactions = RiskDetails;

/**
 * A text without its passages between [[ and ]]. Marks may nest; one that is never closed withholds the rest, so that a slip hides too much and never too little.
 * A ]] that closes nothing stays.
 */
export function redacted(text: string): string {
  let depth = 0;
  return text
    .split(/(\[\[|\]\])/)
    .map((part) => {
      if (part === '[[') return depth++ === 0 ? WITHHELD : '';
      if (part === ']]' && depth > 0) {
        depth -= 1;
        return '';
      }
      return depth > 0 ? '' : part;
    })
    .join('');
}

/** Whether a [[ is never closed: the rest of the text is withheld, which may not be meant. */
export function isLeftOpen(text: string): boolean {
  let depth = 0;
  for (const [mark] of text.matchAll(/\[\[|\]\]/g)) depth = mark === '[[' ? depth + 1 : Math.max(0, depth - 1);
  return depth > 0;
}

/** The risk texts as the provider may read them, and as written where that is not the same. */
export function withhold({ riskSummary, additionalRisk }: RiskDetails): RiskDetails & { readonly redactions: Redactions | null } {
  const shown = { riskSummary: redacted(riskSummary), additionalRisk: redacted(additionalRisk) };
  const differs = shown.riskSummary !== riskSummary || shown.additionalRisk !== additionalRisk;
  return { ...shown, redactions: differs ? { riskSummary, additionalRisk } : null };
}

/** The risk texts as they were written, for the referring side alone. */
export function asWritten({ riskSummary, additionalRisk, redactions }: RiskDetails & { readonly redactions: Redactions | null }): RiskDetails {
  return redactions ?? { riskSummary, additionalRisk };
}
