import { expect, it } from '@jest/globals';
import { allOf, likelierNames, likelyNames, swapsOf } from './likely-words.js';

it('a word’s slips are its neighbouring letters swapped', () => {
  expect(swapsOf('jmaes')).toEqual(['mjaes', 'james', 'jmeas', 'jmase']);
  expect([swapsOf('aa'), swapsOf('a'), swapsOf('')]).toEqual([[], [], []]);
});

it('words are looked for together, whole or by their beginning, and likely ones in turn', () => {
  expect([allOf(['smi', 'jam'], { begin: true }), allOf(['smith'])]).toEqual([`'smi':* & 'jam':*`, `'smith'`]);
  const likely = [{ typed: 0, word: 'jamie', score: 50 }, { typed: 0, word: 'james', score: 100 }, { typed: 2, word: 'smith', score: 40 }];
  expect(likelyNames(likely)).toBe(`('james' | 'jamie') & ('smith')`);
});

it('names better than some are made of words that can still add up to more', () => {
  const likely = [{ typed: 0, word: 'jamie', score: 60 }, { typed: 0, word: 'james', score: 50 }, { typed: 1, word: 'smith', score: 70 }, { typed: 1, word: 'smythe', score: 45 }];
  // Jamie Smith 130, James Smith 120, Jamie Smythe 105, James Smythe 95
  expect(likelierNames(120, likely)).toBe(`('jamie') & ('smith')`);
  expect(likelierNames(105, likely)).toBe(`('jamie' | 'james') & ('smith')`);
  expect(likelierNames(94, likely)).toBe(`('jamie' | 'james') & ('smith' | 'smythe')`);
  expect([likelierNames(130, likely), likelierNames(200, likely)]).toEqual([null, null]);
});
