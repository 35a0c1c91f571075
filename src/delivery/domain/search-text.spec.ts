import { describe, expect, it } from '@jest/globals';
import { indexedWords, readSearch, sortedName, wordsOf } from './search-text.js';

describe('what someone looks for', () => {
  it.each([
    ['X123456', { kind: 'crn', prefix: 'X123456' }],
    [' x 123 456 ', { kind: 'crn', prefix: 'X123456' }],
    ['x12', { kind: 'crn', prefix: 'X12' }],
    ['ab1234pe', { kind: 'reference', prefix: 'AB1234PE' }],
    ['AB12', { kind: 'reference', prefix: 'AB12' }],
    ['smith, James', { kind: 'name', words: ['smith', 'james'] }],
    ['Siân O’Neill', { kind: 'name', words: ['sian', 'oneill'] }],
    ['Al', { kind: 'name', words: ['al'] }],
  ])('%j is read as %j', (text, search) => expect(readSearch(text)).toEqual(search));

  it.each(['', '   ', "'", '-- ;', '%_'])('%j is nothing to look for', (text) => expect(readSearch(text)).toBeNull());

  it('reads a pasted page no further than six words', () => {
    expect(readSearch('one two three four five six seven')).toEqual({ kind: 'name', words: ['one', 'two', 'three', 'four', 'five', 'six'] });
  });
});

describe('names', () => {
  it('are compared without accents, capitals and punctuation', () => {
    expect(wordsOf('Zoë Ŵyn-Jones')).toEqual(['zoe', 'wyn', 'jones']);
    expect(wordsOf('Łukasz Sørensen Weiß')).toEqual(['lukasz', 'sorensen', 'weiss']);
  });

  it('are sorted by their last word', () => {
    expect([sortedName('Siân O’Neill'), sortedName('Maria de la Cruz'), sortedName('Cher'), sortedName('🎉')]).toEqual(['oneill sian', 'cruz maria de la', 'cher', '']);
  });

  it('are compared by their first forty letters, and found by their first fifteen words', () => {
    expect(wordsOf('a'.repeat(60))).toEqual(['a'.repeat(40)]);
    expect(indexedWords(Array.from({ length: 30 }, (_, index) => `n${index}`).join(' '))).toHaveLength(15);
  });

  it('with an apostrophe are found by the whole and by either half', () => {
    expect(indexedWords("Kieran O'Neill")).toEqual(['kieran', 'oneill', 'o', 'neill']);
  });
});
