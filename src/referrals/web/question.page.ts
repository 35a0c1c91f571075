import type { Attempt, Journey } from '#libs/web';
import type { OpenDraft } from '../application/draft-checks.js';
import { sentenceKindWords } from '../domain/amendable.js';
import { CASE_DATA, SEARCH } from '../domain/draft-content.js';
import { prefilled, sourcesOf } from '../domain/draft-person.js';
import { stampOf } from '../domain/draft-stamp.js';
import { isLeftOpen } from '../domain/redaction.js';
import { sourceHints } from './content.rows.js';

/** One question page of a draft as it is asked. */
interface Asked {
  readonly open: OpenDraft;
  readonly journey: Journey;
  readonly step: string;
  readonly attempt: Attempt;
}

/** What a page shows before anyone has tried: its answer, else what case data and the search already said. */
export function valuesOf({ draft, offer }: OpenDraft, step: string): Record<string, unknown> {
  const { answers } = draft;
  const searched = answers[SEARCH]?.['categoryCode'];
  if (step === 'needs') return answers['needs'] ?? { categories: typeof searched === 'string' ? [searched] : [] };
  if (step.startsWith('need-')) return { ...answers[step] };
  const values = { ...prefilled(answers, step) };
  const isOffered = offer.areas.some((area) => area.code === values['areaCode']);
  return isOffered || step !== 'person' ? values : { ...values, areaCode: answers[SEARCH]?.['areaCode'] };
}

/** A question page: its heading, its back link, the choices the service offers, and where each answer came from. */
export function questionPage({ open, journey, step, attempt }: Asked): object {
  const { draft, offer, listing } = open;
  const back = journey.back(step, draft.answers);
  const category = offer.categories.find((each) => `need-${each.code}` === step);
  const { lookup, why } = draft.answers['crn'] ?? {};
  return {
    ...{ attempt, title: journey.step(step).title, caption: listing.title, seen: stampOf(draft.answers, step) },
    back: back ? journey.url(draft.id, back) : `/drafts/${draft.id}`,
    hints: sourceHints(sourcesOf(draft.answers), offer),
    isKnown: draft.answers[CASE_DATA] !== undefined,
    unavailable: lookup === 'unavailable' ? { why, action: `/drafts/${draft.id}/look-up` } : null,
    isLeftOpen: ['riskSummary', 'additionalRisk'].some((name) => isLeftOpen(String(attempt.values[name] ?? ''))),
    areas: offer.areas.map((each) => ({ value: each.code, text: each.name })),
    kinds: Object.entries(sentenceKindWords).map(([value, text]) => ({ value, text })),
    categories: offer.categories.map((each) => ({ value: each.code, text: each.name })),
    outcomes: (category?.outcomes ?? []).map((each) => ({ value: each.code, text: each.name })),
    levels: (category?.levels ?? []).map((each) => ({ value: each.code, text: each.name, hint: each.description })),
    sentenceEndsOn: draft.answers['sentence']?.['sentenceEndsOn'] ?? null,
    moreNeeds: category && offer.categories.length > 1 ? `/drafts/${draft.id}/needs` : null,
  };
}
