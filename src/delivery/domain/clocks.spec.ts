import { describe, expect, it } from '@jest/globals';
import { day } from '#libs/kernel';
import { clocks, type CaseDays } from './clocks.js';
import { londonInstant, londonTime } from './london-time.js';

const sent = (sentOn: string, over: Partial<CaseDays> = {}): CaseDays => ({
  sentOn: day(sentOn), acceptedOn: null, assessedOn: null, planSubmittedOn: null, planApprovedOn: null, endedOn: null, reportedOn: null, isCancelled: false, ...over,
});

describe('service level clocks', () => {
  it('count working days around Easter', () => {
    // Thursday 2 April 2026; Good Friday is 3 April, Easter Monday 6 April. Two working days: 7, 8. Ten: 7–10, 13–17, 20.
    expect(clocks(sent('2026-04-02'), day('2026-04-09'))).toEqual([
      { name: 'acceptance', dueOn: '2026-04-08', metOn: null, state: 'overdue' },
      { name: 'initial-assessment', dueOn: '2026-04-20', metOn: null, state: 'running' },
    ]);
  });

  it('count working days around Christmas and the substitute day', () => {
    // Wednesday 23 December 2026: 24, 29, 30, 31 December and 4 January; 25 and 28 December and 1 January are bank holidays, 26 and 27 a weekend.
    const [, , plan] = clocks(sent('2026-12-01', { acceptedOn: day('2026-12-02'), assessedOn: day('2026-12-23') }), day('2026-12-24'));
    expect(plan).toEqual({ name: 'plan', dueOn: '2027-01-04', metOn: null, state: 'running' });
  });

  it('count from Saturday as from Friday evening', () => {
    // Saturday 7 March 2026: Monday 9 and Tuesday 10 March.
    expect(clocks(sent('2026-03-07'), day('2026-03-07'))[0]).toMatchObject({ dueOn: '2026-03-10' });
  });

  it('say met on the last day and late the day after', () => {
    const met = (acceptedOn: string) => clocks(sent('2026-03-02', { acceptedOn: day(acceptedOn) }), day('2026-03-20'))[0]?.state;
    expect(met('2026-03-04')).toBe('met');
    expect(met('2026-03-05')).toBe('met-late');
  });

  it('run all the way to the report', () => {
    const days = sent('2026-03-02', {
      acceptedOn: day('2026-03-03'), assessedOn: day('2026-03-10'), planSubmittedOn: day('2026-03-13'), planApprovedOn: day('2026-03-16'), endedOn: day('2026-05-01'), reportedOn: day('2026-05-12'),
    });
    // Friday 1 May 2026; Monday 4 May is a bank holiday, so five working days are 5, 6, 7, 8 and 11 May.
    expect(clocks(days, day('2026-06-01')).map(({ name, dueOn, state }) => [name, dueOn, state])).toEqual([
      ['acceptance', '2026-03-04', 'met'],
      ['initial-assessment', '2026-03-16', 'met'],
      ['plan', '2026-03-17', 'met'],
      ['plan-approval', '2026-03-20', 'met'],
      ['report', '2026-05-11', 'met-late'],
    ]);
  });

  it('stop when a case is cancelled, which owes no report', () => {
    const days = sent('2026-03-02', { acceptedOn: day('2026-03-03'), endedOn: day('2026-03-05'), isCancelled: true });
    expect(clocks(days, day('2026-06-01')).map(({ name, state }) => [name, state])).toEqual([['acceptance', 'met'], ['initial-assessment', 'stopped']]);
  });
});

describe('London time', () => {
  it('is UTC in winter and an hour ahead in summer', () => {
    expect(londonInstant(day('2026-01-15'), '09:30').toISOString()).toBe('2026-01-15T09:30:00.000Z');
    expect(londonInstant(day('2026-07-15'), '09:30').toISOString()).toBe('2026-07-15T08:30:00.000Z');
    expect(londonTime(new Date('2026-07-15T08:30:00Z'))).toBe('09:30');
  });
});
