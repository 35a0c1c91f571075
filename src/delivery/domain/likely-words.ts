/** A word with each pair of neighbouring letters swapped: the slip that comparing letters three at a time misses. */
export function swapsOf(word: string): string[] {
  const letters = [...word];
  const swapped = letters.slice(1).map((_, at) => [...letters.slice(0, at), letters[at + 1], letters[at], ...letters.slice(at + 2)].join(''));
  return [...new Set(swapped)].filter((each) => each !== word);
}

/** A name word somebody may have meant: for which of the words typed, and how alike the two are (0 to 100). */
export interface LikelyWord {
  readonly typed: number;
  readonly word: string;
  readonly score: number;
}

/** Words to look for, for PostgreSQL's text search: all of them, each whole or (with `begin`) by its beginning. Words hold only letters and digits. */
export function allOf(words: readonly string[], { begin = false }: { readonly begin?: boolean } = {}): string {
  return words.map((word) => `'${word}'${begin ? ':*' : ''}`).join(' & ');
}

/** The same for names somebody may have meant: one word for each typed, those nobody has left out. */
export function likelyNames(likely: readonly LikelyWord[]): string {
  return byWordTyped(likely).map((each) => `(${each.map(({ word }) => `'${word}'`).join(' | ')})`).join(' & ');
}

/** The same, only names whose scores can add up to more than this; null when there can be none. */
export function likelierNames(sum: number, likely: readonly LikelyWord[]): string | null {
  const most = byWordTyped(likely).map((each) => Math.max(...each.map(({ score }) => score)));
  const missing = most.reduce((total, each) => total + each, 0) - sum;
  if (missing <= 0) return null;
  return likelyNames(byWordTyped(likely).flatMap((each, at) => each.filter(({ score }) => (most[at] ?? 0) - score < missing)));
}

/** Likely words in groups, one for each word typed that has any, the likest first. */
export function byWordTyped(likely: readonly LikelyWord[]): (readonly LikelyWord[])[] {
  const typed = [...new Set(likely.map((each) => each.typed))];
  return typed.map((each) => likely.filter((one) => one.typed === each).sort((a, b) => b.score - a.score));
}
