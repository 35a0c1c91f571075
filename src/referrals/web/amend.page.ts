import { page, type Attempt, type Page } from '#libs/web';
import type { ToAmend } from '../application/amendments.service.js';
import { sentenceKindWords } from '../domain/amendable.js';
import { isAmendable } from '../domain/amendment.js';
import type { Amendment, FieldChange } from '../domain/since-sent.js';

/** A page on which a referral is changed: what is typed, the revision it is based on, and what others changed meanwhile. */
interface Amended {
  readonly open: ToAmend;
  readonly attempt: Attempt;
  readonly revision: number;
  readonly since?: readonly Amendment[];
}

/** What is about to be saved. */
interface Reviewed {
  readonly open: ToAmend;
  readonly body: Readonly<Record<string, unknown>>;
  readonly revision: number;
  readonly reason: string;
  readonly changes: readonly FieldChange[];
  readonly changesWithheld: boolean;
}

/** Every answer on one page. */
export function amendPage({ open: { referral, content, offer, wording }, attempt, revision, since = [] }: Amended, status?: number): Page {
  const model = {
    ...{ attempt, referral, revision, since, back: `/referrals/${referral.id}`, isOver: !isAmendable(referral), isLocked: referral.detailsLockedAt !== null },
    kinds: Object.entries(sentenceKindWords).map(([value, text]) => ({ value, text })),
    areas: offer.areas.map(({ code, name }) => ({ value: code, text: name })),
    needs: content.needs.map(({ categoryCode, levelCode, outcomeCodes }) => {
      const category = offer.categories.find((each) => each.code === categoryCode);
      return {
        code: categoryCode,
        name: wording.category(categoryCode),
        levels: (category?.levels ?? []).map(({ code, name, description }) => ({ value: code, text: name, hint: description })),
        outcomes: (category?.outcomes ?? []).map(({ code, name }) => ({ value: code, text: name })),
        now: [`Complexity: ${wording.level(categoryCode, levelCode)}`, ...outcomeCodes.map((code) => wording.outcome(categoryCode, code))],
      };
    }),
  };
  return page('referrals/web/views/amend', model, status ? { status } : {});
}

/** What changes, before and after; every answer is carried along, so the way back is a button and no link. */
export function reviewPage({ open: { referral }, body, revision, reason, changes, changesWithheld }: Reviewed): Page {
  return page('referrals/web/views/amend-review', { referral, reason, changes, changesWithheld, revision, hidden: carried(body) });
}

function carried(body: Readonly<Record<string, unknown>>): { readonly name: string; readonly value: string }[] {
  const kept = Object.entries(body).filter(([name]) => !['_csrf', 'step', 'revision'].includes(name));
  return kept.flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((each: unknown) => ({ name, value: String(each) })));
}
