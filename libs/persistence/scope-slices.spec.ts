import { expect, it } from '@jest/globals';
import { anyOf, everyone, nobody } from '#libs/kernel';
import { slicesOf } from './scope-slices.js';

it('takes alternatives and lists of values apart, but for the columns named', () => {
  const scope = anyOf({ team: ['a', 'b'], open: true }, { owner: 'u', id: ['1', '2'] });
  expect(slicesOf(scope, { whole: ['id'] })).toEqual([{ anyOf: [{ team: 'a', open: true }] }, { anyOf: [{ team: 'b', open: true }] }, { anyOf: [{ owner: 'u', id: ['1', '2'] }] }]);
});

it('leaves everyone one slice, and nobody none', () => {
  expect([slicesOf(everyone), slicesOf(nobody)]).toEqual([[everyone], []]);
});
