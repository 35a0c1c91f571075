/** A word with each pair of neighbouring letters swapped: the slip that comparing letters three at a time misses. */
export function swapsOf(word: string): string[] {
  const letters = [...word];
  const swapped = letters.slice(1).map((_, at) => [...letters.slice(0, at), letters[at + 1], letters[at], ...letters.slice(at + 2)].join(''));
  return [...new Set(swapped)].filter((each) => each !== word);
}

/** A name word somebody may have meant: for which of the words typed, and how alike the two are (0 to 1). */
export interface LikelyWord {
  readonly typed: number;
  readonly word: string;
  readonly score: number;
}

/** Words to look for, for PostgreSQL's text search: all of them, each whole or (with `begin`) by its beginning. Words hold only letters and digits. */
export function allOf(words: readonly string[], { begin = false }: { readonly begin?: boolean } = {}): string {
  return words.map((word) => `'${word}'${begin ? ':*' : ''}`).join(' & ');
}

/** The same for words somebody may have meant: one for each word typed, those nobody has left out. */
export function oneOfEach(likely: readonly LikelyWord[]): string {
  const typed = [...new Set(likely.map((each) => each.typed))];
  return typed.map((each) => `(${likely.filter((one) => one.typed === each).map(({ word }) => `'${word}'`).join(' | ')})`).join(' & ');
}
