import { describe, expect, it } from '@jest/globals';
import { NotFound, RuleBroken } from '#libs/kernel';
import { refusedWords } from './refused.js';

describe('one of several that did not go', () => {
  it('says the rule in its way, and of any other fault only that it was not done', () => {
    expect(refusedWords({ id: 'a', ok: true }, 'handed over')).toBeNull();
    expect(refusedWords({ id: 'a', ok: false, error: new RuleBroken('not-now', 'It is over already') }, 'handed over')).toBe('It is over already');
    expect(refusedWords({ id: 'a', ok: false, error: new NotFound('entry') }, 'handed over')).toBe('This one was not handed over. Try again.');
  });
});
