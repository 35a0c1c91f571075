import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, day } from '#libs/kernel';
import type { Milestone, PricingRule } from '../../contracts/contracts.public.js';
import { price, type ChargeLine, type MilestoneReached, type OutcomeReported, type PayableEvent } from './price.js';

const version1 = { contractId: 'contract-1', version: 1, effectiveFrom: day('2025-04-01'), categoryCode: 'accommodation', vatBasisPoints: 2000 };
const version2 = { ...version1, version: 2, effectiveFrom: day('2026-05-04') };
const assessment = { kind: 'unit', lineage: 'assessment', milestone: 'assessment-attended', levelCode: 'HIGH' } as const;
const session = { kind: 'unit', lineage: 'session', milestone: 'session-attended', levelCode: 'HIGH' } as const;
const outcomes = { kind: 'outcome', lineage: 'outcomes', outcomeCode: null } as const;

const rules: readonly PricingRule[] = [
  { ...version1, ...assessment, amountPence: 180_00 },
  { ...version1, ...session, amountPence: 40_00 },
  { ...version2, ...assessment, amountPence: 185_00 },
  { ...version2, ...outcomes, amountPence: 300_00 },
  { ...version2, kind: 'outcome', lineage: 'secured', outcomeCode: 'secured', amountPence: 500_01 },
];

const reached = (over: Partial<MilestoneReached> = {}): MilestoneReached => ({
  id: 'event-1',
  kind: 'assessment-attended',
  contractId: 'contract-1',
  referralId: 'referral-1',
  categoryCode: 'accommodation',
  levelCode: 'HIGH',
  occurredOn: day('2026-05-04'),
  ...over,
});
const reported = (over: Partial<OutcomeReported> = {}): OutcomeReported => ({
  ...reached(),
  kind: 'outcome',
  outcomeCode: 'kept',
  achieved: 'achieved',
  ...over,
});
const only = (event: PayableEvent): ChargeLine | undefined => price(rules, [event])[0];

describe('a milestone', () => {
  it('earns its unit price, with VAT, and says how', () => {
    expect(price(rules, [reached()])).toEqual([
      {
        key: 'contract-1|assessment|event-1|unit',
        contractId: 'contract-1',
        ruleLineage: 'assessment',
        ruleVersion: 2,
        eventId: 'event-1',
        component: 'unit',
        referralId: 'referral-1',
        categoryCode: 'accommodation',
        levelCode: 'HIGH',
        earned: 'assessment-attended',
        occurredOn: '2026-05-04',
        month: '2026-05',
        amountPence: 185_00,
        vatPence: 37_00,
        vatBasisPoints: 2000,
        arithmetic: 'assessment attended 4 May 2026: £185.00',
      },
    ]);
  });

  it('is paid at the price of its own day, not of the day it is priced', () => {
    expect(only(reached({ occurredOn: day('2026-05-03') }))).toMatchObject({ amountPence: 180_00, ruleVersion: 1, month: '2026-05' });
  });

  it('earns nothing under a version that no longer prices it', () => {
    expect(only(reached({ kind: 'session-attended', occurredOn: day('2026-05-03') }))?.amountPence).toBe(40_00);
    expect(only(reached({ kind: 'session-attended', occurredOn: day('2026-05-04') }))).toBeUndefined();
  });

  it('earns nothing before the first version, at another level, in another category or on another contract', () => {
    expect(only(reached({ occurredOn: day('2025-03-31') }))).toBeUndefined();
    expect(only(reached({ levelCode: 'LOW' }))).toBeUndefined();
    expect(only(reached({ categoryCode: 'lifestyle' }))).toBeUndefined();
    expect(only(reached({ contractId: 'contract-2' }))).toBeUndefined();
  });
});

describe('an outcome', () => {
  it('achieved earns its price', () => {
    expect(only(reported())).toMatchObject({
      amountPence: 300_00,
      vatPence: 60_00,
      component: 'kept',
      arithmetic: 'outcome achieved 4 May 2026: £300.00',
    });
  });

  it('partly achieved earns half', () => {
    expect(only(reported({ achieved: 'partly-achieved' }))).toMatchObject({
      amountPence: 150_00,
      vatPence: 30_00,
      earned: 'outcome-partly-achieved',
      arithmetic: 'outcome partly achieved 4 May 2026: £300.00 × 0.5 = £150.00',
    });
  });

  it('with a price of its own is paid that, and half a penny rounds up', () => {
    // half of £500.01 is £250.005, so £250.01; a fifth of £250.01 is £50.002, so £50.00
    expect(only(reported({ outcomeCode: 'secured', achieved: 'partly-achieved' }))).toMatchObject({
      ruleLineage: 'secured',
      amountPence: 250_01,
      vatPence: 50_00,
      arithmetic: 'outcome partly achieved 4 May 2026: £500.01 × 0.5 = £250.01 (half a penny rounded up)',
    });
  });

  it('is one line each when a report has several', () => {
    const lines = price(rules, [reported({ outcomeCode: 'kept' }), reported({ outcomeCode: 'progress' })]);
    expect(lines.map((line) => line.key)).toEqual(['contract-1|outcomes|event-1|kept', 'contract-1|outcomes|event-1|progress']);
  });
});

describe('VAT', () => {
  it('of half a penny rounds up', () => {
    // 5 per cent of £0.10 is half a penny
    expect(price([{ ...version1, ...assessment, amountPence: 10, vatBasisPoints: 500 }], [reached()])[0]?.vatPence).toBe(1);
  });

  it('may be none', () => expect(price([{ ...version1, ...assessment, amountPence: 10, vatBasisPoints: 0 }], [reached()])[0]?.vatPence).toBe(0));
});

describe('the same events', () => {
  const kinds: readonly Milestone[] = ['accepted', 'assessment-attended', 'session-attended'];
  const event = (id: number, kind: number, offset: number): PayableEvent => {
    const occurredOn = addDays(day('2026-04-24'), offset);
    const milestone = kinds[kind];
    return milestone
      ? reached({ id: `event-${id}`, kind: milestone, occurredOn })
      : reported({ id: `event-${id}`, outcomeCode: kind === 3 ? 'kept' : 'secured', occurredOn });
  };
  const events = fc
    .array(fc.tuple(fc.nat(4), fc.nat(20)), { maxLength: 25 })
    .map((drawn) => drawn.map(([kind, offset], id) => event(id, kind, offset)));

  it('in any order give the same lines', () => {
    const shuffled = events.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })));
    fc.assert(fc.property(shuffled, ([list, other]) => expect(price(rules, other)).toEqual(price(rules, list))));
  });

  it('in any order of rules give the same lines', () => {
    fc.assert(fc.property(events, (list) => expect(price([...rules].reverse(), list)).toEqual(price(rules, list))));
  });

  it('priced in two runs, or some of them twice, give the same lines', () => {
    fc.assert(
      fc.property(events, fc.nat(25), fc.nat(25), (list, first, second) => {
        const runs = [...price(rules, list.slice(0, first)), ...price(rules, list.slice(Math.min(first, second)))];
        const once = new Map(runs.map((line) => [line.key, line]));
        expect([...once.values()].sort((a, b) => (a.key < b.key ? -1 : 1))).toEqual(price(rules, list));
      }),
    );
  });

  it('never make two lines with one key, and always whole pence', () => {
    fc.assert(
      fc.property(events, (list) => {
        const lines = price(rules, list);
        expect(new Set(lines.map((line) => line.key)).size).toBe(lines.length);
        expect(lines.every((line) => Number.isInteger(line.amountPence) && Number.isInteger(line.vatPence))).toBe(true);
      }),
    );
  });
});
