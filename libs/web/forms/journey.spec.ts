import { describe, expect, it } from '@jest/globals';
import { NotFound } from '#libs/kernel';
import { Journey } from './journey.js';

class AnyForm {}
const journey = new Journey({
  base: (id: string) => `/moves/${id}`,
  checkPath: 'check-answers',
  steps: [
    { path: 'what', title: 'What do you need moved?', view: 'what', form: AnyForm, shows: ({ what }) => [{ label: 'What', value: String(what) }] },
    { path: 'stairs', title: 'How many stairs?', view: 'stairs', form: AnyForm, when: (answers) => answers.what?.what === 'piano' },
    { path: 'when', title: 'When?', view: 'when', form: AnyForm },
  ],
});
const piano = { what: { what: 'piano' } };
const plant = { what: { what: 'plant' } };

describe('a journey of question pages', () => {
  it('asks the next question that applies', () => {
    expect(journey.next('what', piano)).toBe('stairs');
    expect(journey.next('what', plant)).toBe('when');
  });

  it('leads to the check page once every question that applies is answered, straight back after a change', () => {
    expect(journey.next('when', { ...plant, when: {} })).toBe('check-answers');
    expect(journey.next('what', { ...plant, when: {} })).toBe('check-answers');
  });

  it('returns to a question an earlier change brought up', () => {
    expect(journey.next('when', { ...piano, when: {} })).toBe('stairs');
    expect(journey.firstUnanswered({ ...piano, when: {} })).toBe('stairs');
    expect(journey.firstUnanswered({ ...plant, when: {} })).toBeNull();
  });

  it('goes back past questions that do not apply', () => {
    expect(journey.back('when', plant)).toBe('what');
    expect(journey.back('when', piano)).toBe('stairs');
    expect(journey.back('what', plant)).toBeNull();
    expect(journey.back('check-answers', plant)).toBe('when');
  });

  it('lists answers with their change links and drops those that became moot', () => {
    expect(journey.rows('7', piano)).toEqual([{ label: 'What', value: 'piano', href: '/moves/7/what' }]);
    expect(journey.relevant({ ...plant, stairs: { count: 3 } })).toEqual(plant);
  });

  it('knows no page outside its table', () => {
    expect(() => journey.step('constructor')).toThrow(NotFound);
  });
});
