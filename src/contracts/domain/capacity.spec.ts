import { describe, expect, it } from '@jest/globals';
import { day } from '#libs/kernel';
import { ruleOf } from '../../../test/support/rules.js';
import { askForCapacity, stateCapacity, type Capacity, type CapacityStatement } from './capacity.js';
import type { Contract } from './contract.js';
import { isStale } from './staleness.js';

const today = day('2026-06-10');
const contract = { id: 'c', reference: 'PRJ_1', primeOrganisationId: 'prime', regionCodes: ['C'], areaCodes: ['west-yorkshire', 'south-yorkshire'], status: 'live', capacityAskedOn: null } as unknown as Contract;
const room = { places: 12, weeklyStarts: 2, expectedWaitDays: 9, closesWhenFull: true };
const row = (areaCode: string, change: Partial<Capacity> = {}): Capacity => ({ id: areaCode, contractId: 'c', areaCode, ...room, statedOn: day('2026-05-01'), ...change });
const state = (statement: CapacityStatement, known: Capacity[] = [], row = contract) => stateCapacity(row, statement, { known, today, newId: () => 'new' });

describe('the provider states its capacity', () => {
  it('for every area at once, dated', () => {
    expect(state({ everywhere: room }, [row('west-yorkshire')])).toMatchObject({
      changes: { capacityAskedOn: null },
      children: [{ child: 'capacities', update: [{ id: 'west-yorkshire', set: { ...room, statedOn: today } }], insert: [{ id: 'new', areaCode: 'south-yorkshire', ...room, statedOn: today }] }],
      events: [{ type: 'contracts.capacity-stated', data: { stillStale: 0 } }],
    });
  });

  it('for one area; the other stays as it was and is still old', () => {
    const { children, events, changes } = state({ areas: [{ areaCode: 'west-yorkshire', ...room }] }, [row('south-yorkshire')]);
    expect(children?.[0]).toMatchObject({ insert: [{ areaCode: 'west-yorkshire' }], update: [] });
    expect(events?.[0]?.data).toMatchObject({ stillStale: 1 });
    expect(changes).toEqual({});
  });

  it('and saying the same again on the same day changes nothing', () => {
    const known = contract.areaCodes.map((code) => row(code, { statedOn: today }));
    expect(state({ everywhere: room }, known)).toEqual({});
  });

  it('for areas of the contract, each once, while it runs', () => {
    expect(ruleOf(() => state({ areas: [{ areaCode: 'kent', ...room }] }))).toBe('area-not-on-contract');
    expect(ruleOf(() => state({ areas: [{ areaCode: 'west-yorkshire', ...room }, { areaCode: 'west-yorkshire', ...room }] }))).toBe('area-twice');
    expect(ruleOf(() => state({ areas: [] }))).toBe('area-missing');
    for (const status of ['listed', 'ended', 'terminated'] as const) expect(ruleOf(() => state({ everywhere: room }, [], { ...contract, status }))).toBe('not-now');
  });
});

describe('what was said', () => {
  it('is relied on for fourteen days', () => {
    expect(isStale(day('2026-05-27'), today)).toBe(false);
    expect(isStale(day('2026-05-26'), today)).toBe(true);
  });

  it('is asked for again once it is old, and only once', () => {
    const known = [row('west-yorkshire'), row('south-yorkshire', { statedOn: today })];
    expect(askForCapacity(contract, { known, today })).toMatchObject({ changes: { capacityAskedOn: today }, events: [{ type: 'contracts.capacity-stale', data: { statedOn: '2026-05-01' } }] });
    expect(askForCapacity({ ...contract, capacityAskedOn: today }, { known, today })).toEqual({});
    expect(askForCapacity(contract, { known: known.map((each) => ({ ...each, statedOn: today })), today })).toEqual({});
    expect(askForCapacity(contract, { known: [], today }).events?.[0]?.data).toMatchObject({ statedOn: null });
  });
});
