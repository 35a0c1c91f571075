import { describe, expect, it } from '@jest/globals';
import { day, InvalidInput, RuleBroken, type Day, type FieldError } from '#libs/kernel';
import { refusalOf } from '../../../test/support/rules.js';
import { page, redirect } from '../page.js';
import { DayField } from './day-field.js';
import { readForm, submit } from './read-form.js';
import { Choice, Choices, Email, PoundsField, Text, Whole, YesNo } from './text-fields.js';

class MoveForm {
  @Text({ label: 'Reason', required: 'Enter a reason', max: 20 }) reason!: string;
  @Text({ label: 'Reference', trim: true, as: (text) => text.toUpperCase(), pattern: { matches: /^[A-Z]\d$/, message: 'Reference must be a letter and a digit' } }) reference!: string | null;
  @Choice({ options: ['piano', 'plant'], required: 'Select what to move' }) what!: string;
  @Whole({ label: 'Stairs', required: 'Enter how many stairs', min: 1, max: 40, when: (body) => body.what === 'piano' }) stairs!: number | null;
  @Choices({ options: ['mon', 'tue'] }) days!: string[];
  @DayField({ label: 'Moving day', required: 'Enter the moving day', must: 'future' }) movesOn!: Day;
  @YesNo({ required: 'Select yes if it is insured' }) insured!: boolean;
  @PoundsField({ label: 'Price', min: 100 }) pricePence!: number | null;
  @Email() email!: string;
}

const today = day('2026-05-04');
const good = {
  reason: 'Too big', reference: ' a1 ', what: 'piano', stairs: '12', days: 'mon', 'movesOn-day': '5', 'movesOn-month': '05', 'movesOn-year': '2026',
  insured: 'yes', pricePence: '£1,250.50', email: ' sam@example.org ', _csrf: 'x', unknown: 'ignored',
};

function errorsOf(change: object): readonly FieldError[] {
  return refusalOf(() => readForm(MoveForm, { ...good, ...change }, today), InvalidInput)?.errors ?? [];
}

describe('a posted form', () => {
  it('is read into typed answers', () => {
    expect({ ...readForm(MoveForm, good, today) }).toEqual({
      reason: 'Too big', reference: 'A1', what: 'piano', stairs: 12, days: ['mon'], movesOn: '2026-05-05', insured: true, pricePence: 125050, email: 'sam@example.org',
    });
  });

  it('may ask nothing', () => {
    class OnlyAButton {}
    expect(readForm(OnlyAButton, { _csrf: 'x' })).toEqual(new OnlyAButton());
  });

  it('takes one ticked box or several', () => {
    expect(readForm(MoveForm, { ...good, days: ['mon', 'tue', 'mon'] }, today).days).toEqual(['mon', 'tue']);
    expect(readForm(MoveForm, { ...good, days: undefined }, today).days).toEqual([]);
  });

  it('does not ask what does not apply', () => {
    expect(readForm(MoveForm, { ...good, what: 'plant', stairs: 'many' }, today).stairs).toBeNull();
  });

  it('keeps free text verbatim, spaces and markup included, and turns CRLF into LF', () => {
    expect(readForm(MoveForm, { ...good, reason: " <b>'; --\r\nŷ🎉 " }, today).reason).toBe(" <b>'; --\nŷ🎉 ");
  });

  it('lists every fault in the order of the page', () => {
    expect(errorsOf({ reason: ' ', what: 'cat', insured: '', email: 'nobody' })).toEqual([
      { field: 'reason', message: 'Enter a reason' },
      { field: 'what', message: 'Select what to move' },
      { field: 'insured', message: 'Select yes if it is insured' },
      { field: 'email', message: 'Enter an email address in the correct format, like name@example.com' },
    ]);
  });

  it.each([
    [{ reason: 'x\0' }, 'Reason contains a character that cannot be stored. Remove it and try again'],
    [{ reason: '🎉'.repeat(21) }, 'Reason must be 20 characters or fewer'],
    [{ reference: '11' }, 'Reference must be a letter and a digit'],
    [{ stairs: '41' }, 'Stairs must be between 1 and 40'],
    [{ stairs: '1.5' }, 'Stairs must be a whole number'],
    [{ days: ['mon', 'sun'] }, 'Select only options shown for this answer'],
    [{ pricePence: '12.345' }, 'Price must be an amount of money, like 600 or 193.54'],
    [{ pricePence: '0.99' }, 'Price must be £1.00 or more'],
    [{ reason: { a: 1 } }, 'Enter a reason'],
    [{ 'movesOn-day': '', 'movesOn-month': '', 'movesOn-year': '' }, 'Enter the moving day'],
    [{ 'movesOn-month': '', 'movesOn-year': '' }, 'Moving day must include a month and year'],
    [{ 'movesOn-day': '31', 'movesOn-month': '2' }, 'Moving day must be a real date, like 27 March 2026'],
    [{ 'movesOn-year': '20222' }, 'Moving day must have a year with 4 numbers, like 2026'],
    [{ 'movesOn-day': '4' }, 'Moving day must be in the future'],
  ])('says what is wrong with %j', (change, message) => {
    expect(errorsOf(change).map((error) => error.message)).toEqual([message]);
  });
});

describe('submitting', () => {
  const again = (attempt: object) => page('move', { attempt });

  it('leads on when the command succeeds', async () => {
    const answer = await submit(MoveForm, good, { run: (form) => form.stairs, done: (stairs) => redirect(`/done/${stairs}`), again, today });
    expect(answer).toMatchObject({ kind: 'redirect', location: '/done/12' });
  });

  it('shows the page again with every answer when a rule is broken', async () => {
    const run = () => Promise.reject(new RuleBroken('too-heavy', 'That is too heavy', 'what'));
    const answer = await submit(MoveForm, good, { run, done: () => redirect('/'), again, today });
    expect(answer).toMatchObject({ status: 422, model: { attempt: { values: { pricePence: '£1,250.50' }, errors: [{ field: 'what', message: 'That is too heavy' }] } } });
  });
});
