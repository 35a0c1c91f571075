import { dayOf, workingDays, type Day } from '#libs/kernel';

/** How long somebody has waited for an answer, in working days: "Waiting since today", "Waiting 3 working days". */
export function waitedSince(sentAt: Date, today: Day): string {
  const days = workingDays.between(dayOf(sentAt), today);
  if (days === 0) return 'Waiting since today';
  return `Waiting ${days} working ${days === 1 ? 'day' : 'days'}`;
}
