/** Why a member is suspended; the first is the service's own and nobody else's to choose. */
export const suspensionReasons = {
  'evidence-expired': 'Evidence has run out',
  'exclusion-ground': 'A ground for exclusion',
  safeguarding: 'A safeguarding concern',
  performance: 'How it delivers a contract',
  'financial-standing': 'Its financial standing',
  other: 'Another reason',
} as const;

/** Why a suspension ends; the first is the service's own. */
export const reinstatementReasons = { 'evidence-in-date': 'Evidence is in date again', settled: 'What led to the suspension is settled', mistaken: 'The suspension was a mistake', other: 'Another reason' } as const;

/** Why a member is removed. */
export const removalReasons = {
  'asked-to-leave': 'It asked to leave',
  closed: 'The organisation has closed',
  'exclusion-ground': 'A ground for exclusion',
  safeguarding: 'A safeguarding concern',
  'conditions-broken': 'It broke the conditions of membership',
  other: 'Another reason',
} as const;

export type SuspensionReason = keyof typeof suspensionReasons;
export type ReinstatementReason = keyof typeof reinstatementReasons;
export type RemovalReason = keyof typeof removalReasons;

/** What a commissioner may choose. */
export const suspensionChoices = chosen(suspensionReasons, 'evidence-expired');
export const reinstatementChoices = chosen(reinstatementReasons, 'evidence-in-date');
export const removalChoices = Object.keys(removalReasons) as RemovalReason[];

const all: Readonly<Record<string, string>> = { ...suspensionReasons, ...reinstatementReasons, ...removalReasons };

/** A reason in a few words; evidence that ran out is named, for it is said by nobody but the service. */
export function reasonInWords(reason: string | null, words: string | null): string | null {
  if (reason === null) return null;
  const named = reason === 'evidence-expired' && words ? `. ${words.split('\n').join('. ')}` : '';
  return `${all[reason] ?? reason}${named}`;
}

function chosen<Reason extends string, Ours extends Reason>(reasons: Readonly<Record<Reason, string>>, ours: Ours): Exclude<Reason, Ours>[] {
  return (Object.keys(reasons) as Reason[]).filter((each): each is Exclude<Reason, Ours> => each !== ours);
}
