import { dayOf, formatDay, workingDays, type Day } from '#libs/kernel';

/** How long somebody has waited for an answer, in working days: "Waiting since today", "Waiting 3 working days"; a weekend away has none yet, so it names the day. */
export function waitedSince(sentAt: Date, today: Day): string {
  const sentOn = dayOf(sentAt);
  if (sentOn === today) return 'Waiting since today';
  const days = workingDays.between(sentOn, today);
  if (days === 0) return `Waiting since ${formatDay(sentOn)}`;
  return `Waiting ${days} working ${days === 1 ? 'day' : 'days'}`;
}
