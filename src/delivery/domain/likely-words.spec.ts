import { expect, it } from '@jest/globals';
import { allOf, oneOfEach, swapsOf } from './likely-words.js';

it('a word’s slips are its neighbouring letters swapped', () => {
  expect(swapsOf('jmaes')).toEqual(['mjaes', 'james', 'jmeas', 'jmase']);
  expect([swapsOf('aa'), swapsOf('a'), swapsOf('')]).toEqual([[], [], []]);
});

it('words are looked for together, whole or by their beginning, and likely ones in turn', () => {
  expect([allOf(['smi', 'jam'], { begin: true }), allOf(['smith'])]).toEqual([`'smi':* & 'jam':*`, `'smith'`]);
  const likely = [{ typed: 0, word: 'james', score: 1 }, { typed: 0, word: 'jamie', score: 0.5 }, { typed: 2, word: 'smith', score: 0.4 }];
  expect(oneOfEach(likely)).toBe(`('james' | 'jamie') & ('smith')`);
});
