import { describe, expect, it } from '@jest/globals';
import { day } from '#libs/kernel';
import { fullTime } from './delivery.forms.js';
import { waitedSince } from './waited.words.js';

describe('times as people type and read them', () => {
  it('takes a start time in the ways people write it, and leaves the rest for the message', () => {
    const meant = { '9:30': '09:30', '9.30': '09:30', '0930': '09:30', '9am': '09:00', '2pm': '14:00', '2.30 PM': '14:30', '12am': '00:00', '12:15 p.m.': '12:15' };
    for (const [typed, time] of Object.entries(meant)) expect([typed, fullTime(typed)]).toEqual([typed, time]);
    for (const typed of ['9', 'noon', '13pm', '0am', '9:3', '']) expect(fullTime(typed)).toBe(typed);
  });

  it('says how long somebody has waited in working days, and never “today” of a Friday seen at the weekend', () => {
    // Friday 12 June 2026, seen the same day, on Sunday, on Monday and on Tuesday.
    const sentAt = new Date('2026-06-12T15:00:00Z');
    const seen = ['2026-06-12', '2026-06-14', '2026-06-15', '2026-06-16'].map((on) => waitedSince(sentAt, day(on)));
    expect(seen).toEqual(['Waiting since today', 'Waiting since 12 June 2026', 'Waiting 1 working day', 'Waiting 2 working days']);
  });
});
