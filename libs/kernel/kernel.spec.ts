import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyOf, areasOf, both, canMove, canonical, everyone, lifecycle, move, nobody, organisationsOf, within, type Actor } from './index.js';

const actor: Actor = {
  id: 'u',
  name: 'U',
  granted: [],
  roles: [
    { role: 'manager', organisationId: 'a', teamId: null, areas: ['x'] },
    { role: 'manager', organisationId: 'b', teamId: null, areas: ['y'] },
    { role: 'clerk', organisationId: 'b', teamId: 't', areas: 'all' },
  ],
};

describe('a scope', () => {
  it('without alternatives reaches nobody, with an empty one everybody', () => expect([within(nobody, { a: 1 }), within(everyone, { a: 1 })]).toEqual([false, true]));
  it('drops alternatives that list no values, rather than matching all', () => expect(anyOf({ id: [] })).toEqual(nobody));
  it('conjoined with another needs both', () => {
    const scope = both(anyOf({ team: ['t'] }, { owner: 'u' }), anyOf({ open: true }, { id: ['1'] }));
    expect(within(scope, { team: 't', owner: 'x', open: true, id: '9' })).toBe(true);
    expect(within(scope, { team: 't', owner: 'x', open: false, id: '9' })).toBe(false);
    expect(within(scope, { team: 'z', owner: 'u', open: false, id: '1' })).toBe(true);
  });
  it('that names a column the row lacks is a bug, not a match', () => expect(() => within(anyOf({ owner: 'u' }), { id: '1' })).toThrow('owner'));
});

it('an actor holds roles by organisation, and areas by role', () => {
  expect(organisationsOf(actor, 'manager')).toEqual(['a', 'b']);
  expect(areasOf(actor, 'manager')).toEqual(['x', 'y']);
  expect(areasOf(actor, 'manager', 'clerk')).toBe('all');
  expect(areasOf(actor, 'stranger')).toEqual([]);
});

describe('a lifecycle', () => {
  const table = lifecycle(['draft', 'open', 'shut'], { start: { from: null, to: 'draft' }, open: { from: ['draft', 'shut'], to: 'open' }, shut: { from: ['open'], to: 'shut' } });

  it('moves only along its table', () => {
    expect(move(table, 'open', 'draft', 'no')).toBe('open');
    expect(() => move(table, 'shut', 'draft', 'It is not open')).toThrow('It is not open');
    expect(canMove(table, 'start', 'draft')).toBe(false);
  });

  it('with a state nothing leads to does not load', () => {
    expect(() => lifecycle(['a', 'b'], { start: { from: null, to: 'a' } })).toThrow('No transition leads to b');
  });

  it('never leaves its states, whatever is tried', () => {
    const actions = fc.array(fc.constantFrom('open' as const, 'shut' as const), { maxLength: 30 });
    fc.assert(
      fc.property(actions, (tried) => {
        let state: 'draft' | 'open' | 'shut' = 'draft';
        for (const action of tried) if (canMove(table, action, state)) state = move(table, action, state, '');
        return table.states.includes(state);
      }),
    );
  });
});

it('canonical text does not depend on the order of keys', () => {
  const value = fc.dictionary(fc.string(), fc.jsonValue());
  fc.assert(fc.property(value, (each) => canonical(each) === canonical(Object.fromEntries(Object.entries(each).reverse()))));
  expect(canonical({ b: undefined, a: new Date(0), c: [{ y: 1, x: null }] })).toBe('{"a":"1970-01-01T00:00:00.000Z","c":[{"x":null,"y":1}]}');
});
