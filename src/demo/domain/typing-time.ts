/** The most that one plain referral may take: screens shown, and minutes of typing. */
export interface TypingLimits {
  readonly screens: number;
  readonly minutes: number;
}

/** What one referral took. */
export interface TypingCount {
  readonly screens: number;
  readonly characters: number;
}

const WORDS_A_MINUTE = 40;
const CHARACTERS_A_WORD = 5;

/** Minutes it takes to type so many characters, at 40 words a minute and 5 characters a word. Reading, choosing and waiting are not in it. */
export function minutesToType(characters: number): number {
  return characters / CHARACTERS_A_WORD / WORDS_A_MINUTE;
}

/** What is over its limit, in words; empty when all is within. */
export function overLimits({ screens, characters }: TypingCount, limits: TypingLimits): string[] {
  const minutes = minutesToType(characters);
  return [
    ...(screens > limits.screens ? [`${screens} screens, and at most ${limits.screens} are allowed`] : []),
    ...(minutes > limits.minutes ? [`${characters} characters take ${minutes} minutes to type, and at most ${limits.minutes} are allowed`] : []),
  ];
}
