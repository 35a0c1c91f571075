import { describe, expect, it } from '@jest/globals';
import { ruleOf } from '../../../test/support/rules.js';
import { stillLimited } from './draft-access.js';
import { handOverDraft } from './draft-life.js';
import type { AskedAs } from './draft-person.js';
import type { Draft, DraftAnswers } from './draft.js';

const now = new Date('2026-06-10T11:00:00Z');
const team = ['ann', 'ben', 'cleo'];
const byWriter: DraftAnswers = { access: { isLimited: true, readerIds: ['ben'], limitReason: 'Known to staff' } };
const byCaseData: DraftAnswers = { 'case-data': { restricted: true } };
const asked = (outcome: AskedAs['outcome']): AskedAs => ({ outcome, known: null });
const handed = (answers: DraftAnswers, to: string, says: AskedAs | null) => ruleOf(() => handOverDraft({ id: 'd', practitionerId: 'ann', teamId: 't', contractId: 'c', answers } as Draft, { to, team, note: 'x', now, asked: says }));

describe('handing a draft over', () => {
  it.each(['found', 'unknown', 'not-connected', 'unavailable'] as const)('goes to any colleague where nobody limits it and case data answers %s', (outcome) => {
    expect([handed({}, 'cleo', asked(outcome)), handed({}, 'cleo', null)]).toEqual([null, null]);
  });

  it.each([
    ['unknown', asked('unknown')],
    ['not-connected', asked('not-connected')],
    ['unavailable', asked('unavailable')],
    ['nothing, as the draft names nobody', null],
  ])('goes to those named alone where its writer limits it and case data answers %s', (_says, answer) => {
    expect([handed(byWriter, 'ben', answer), handed(byWriter, 'cleo', answer)]).toEqual([null, 'colleague-not-named']);
  });

  it('asks case data before all else where that limits the person', () => {
    expect(handed(byCaseData, 'cleo', asked('found'))).toBeNull();
    expect(handed(byCaseData, 'cleo', asked('not-allowed'))).toBe('colleague-not-allowed');
    expect(handed(byCaseData, 'cleo', asked('unavailable'))).toBe('colleague-unknown');
    expect(handed(byCaseData, 'cleo', asked('unknown'))).toBe('colleague-not-named');
  });

  it('keeps to those named on the earlier referral where it goes on from a limited one', () => {
    expect([handed(stillLimited(['ben']), 'ben', asked('not-connected')), handed(stillLimited(['ben']), 'cleo', asked('not-connected'))]).toEqual([null, 'colleague-not-named']);
  });

  it('goes to nobody of another team, nor to who has it', () => {
    expect([handed({}, 'zoe', null), handed({}, 'ann', null)]).toEqual(['not-in-team', 'own-draft']);
  });
});
