/** What someone looks for: a code from its beginning (a CRN or a reference, capitals, no blanks), or words of a name in any order. */
export type Search = { readonly kind: 'crn' | 'reference'; readonly prefix: string } | { readonly kind: 'name'; readonly words: readonly string[] };

/** The most that is shown of what was found. */
export const BEST = 50;
const MOST_WORDS = 6;
/** As many letters of a word as are compared, as many words of a name as it is found by, and as many letters as it is sorted by: an index holds no endless ones. */
const MOST_LETTERS = 40;
const MOST_WORDS_OF_NAME = 15;
const MOST_SORTED = 200;

/** Reads what was typed; null when there is nothing in it to look for. */
export function readSearch(text: string): Search | null {
  const code = text.replaceAll(/\s/gu, '').toUpperCase();
  if (/^[A-Z]\d{1,6}$/.test(code)) return { kind: 'crn', prefix: code };
  if (/^[A-HJ-NP-Z]{2}\d{1,4}$|^[A-HJ-NP-Z]{2}\d{4}[A-Z]{1,2}$/.test(code)) return { kind: 'reference', prefix: code };
  const words = wordsOf(text).slice(0, MOST_WORDS);
  return words.length > 0 ? { kind: 'name', words } : null;
}

/** The words of a name as they are compared: no accents, no capitals. An apostrophe joins ("oneill"), anything else but a letter or digit parts. */
export function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/['’ʼ`]/gu, '');
  return [...new Set(plain.replaceAll(/ł/gu, 'l').replaceAll(/ø/gu, 'o').replaceAll(/ß/gu, 'ss').split(/[^\p{L}\p{N}]+/u).map((word) => word.slice(0, MOST_LETTERS)).filter((word) => word !== ''))];
}

/** The words a name is found by, fifteen at most: its own, and both halves where an apostrophe joins them, so that "O'Neill" is also "Neill". */
export function indexedWords(name: string): string[] {
  return [...new Set([...wordsOf(name), ...wordsOf(name.replaceAll(/['’ʼ`]/gu, ' '))])].slice(0, MOST_WORDS_OF_NAME);
}

/** What lists sorted by name are sorted by: the last word first, then the others as they stand. */
export function sortedName(name: string): string {
  const words = wordsOf(name);
  return [...words.slice(-1), ...words.slice(0, -1)].join(' ').slice(0, MOST_SORTED);
}
