import { describe, expect, it } from '@jest/globals';
import { asWritten, isLeftOpen, redacted, withhold } from './redaction.js';

describe('what the provider reads of a risk text', () => {
  it.each([
    ['Low risk.', 'Low risk.'],
    ['Low. [[Victim lives at 4 High Street.]] Meet at the office.', 'Low. [withheld] Meet at the office.'],
    ['[[one]] and [[two]]', '[withheld] and [withheld]'],
    ['a [[b [[c]] d]] e', 'a [withheld] e'],
    ['a [[never closed', 'a [withheld]'],
    ['a ]] b [ [c] ] [d]', 'a ]] b [ [c] ] [d]'],
    ['[[[x]]]', '[withheld]]'],
    ['[[one\n\ntwo]]\nthree', '[withheld]\nthree'],
    ['', ''],
  ])('%j reads %j', (written, read) => expect(redacted(written)).toBe(read));

  it('says when a passage is left open', () => {
    expect([isLeftOpen('a [[b'), isLeftOpen('a [[b]]'), isLeftOpen(']] a [[b]]'), isLeftOpen('[[a [[b]]')]).toEqual([true, false, false, true]);
  });

  it('keeps what was written, and only where it differs', () => {
    const sent = withhold({ riskSummary: 'Low [[x]]', additionalRisk: 'None' });
    expect(sent).toEqual({ riskSummary: 'Low [withheld]', additionalRisk: 'None', redactions: { riskSummary: 'Low [[x]]', additionalRisk: 'None' } });
    expect(asWritten(sent)).toEqual({ riskSummary: 'Low [[x]]', additionalRisk: 'None' });
    expect(withhold({ riskSummary: 'Low', additionalRisk: '' }).redactions).toBeNull();
  });
});
