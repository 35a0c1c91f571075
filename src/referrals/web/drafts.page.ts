import type { Attempt, Journey } from '#libs/web';
import type { ContractSummary } from '../../contracts/contracts.public.js';
import type { Offer } from '../application/offers.js';
import type { DraftRow } from '../application/referrals.queries.js';
import type { Draft } from '../domain/draft.js';

/** What one question page shows. */
interface Question {
  readonly draft: Draft & { readonly revision: number };
  readonly journey: Journey;
  readonly offer: Offer;
  readonly step: string;
  readonly attempt: Attempt;
  readonly caption: string;
}

/** A question page: its heading, its back link and the choices the service offers. */
export function questionPage({ draft, journey, offer, step, attempt, caption }: Question): object {
  const back = journey.back(step, draft.answers);
  const code = step.replace(/^(outcomes|level)-/, '');
  const category = offer.categories.find((each) => each.code === code);
  const levels = category?.levels ?? [];
  const title = journey.step(step).title;
  return {
    attempt,
    title,
    caption,
    revision: draft.revision,
    back: back ? journey.url(draft.id, back) : '/drafts',
    areas: offer.areas.map((each) => ({ value: each.code, text: each.name })),
    categories: offer.categories.map((each) => ({ value: each.code, text: each.name })),
    outcomes: (category?.outcomes ?? []).map((each) => ({ value: each.code, text: each.name })),
    levels: levels.map((each) => ({ value: each.code, text: each.name, hint: each.description })),
  };
}

/** The list of drafts, newest first. */
export function draftList(drafts: readonly DraftRow[], contracts: readonly ContractSummary[]): object {
  return {
    drafts: drafts.map((draft) => ({
      name: draft.personName ?? 'Name not given yet',
      service: contracts.find((contract) => contract.id === draft.contractId)?.title ?? '',
      savedAt: draft.savedAt,
      href: `/drafts/${draft.id}/check-answers`,
      deleteAction: `/drafts/${draft.id}/delete`,
    })),
  };
}
