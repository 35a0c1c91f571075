import { expect, it } from '@jest/globals';
import { day } from '#libs/kernel';
import { urgencyOf } from './urgency.js';

it('is today on the last day, overdue the day after, and nothing before', () => {
  const on = (today: string) => urgencyOf(day('2026-06-12'), day(today));
  expect([on('2026-06-11'), on('2026-06-12'), on('2026-06-13')]).toEqual([null, 'today', 'overdue']);
});
