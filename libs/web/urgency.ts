import type { Day } from '#libs/kernel';

/** What is late, or on the last day to do it, and the colour of its tag. */
export const urgencyTags = {
  overdue: { text: 'Overdue', colour: 'red' },
  today: { text: 'Due today', colour: 'orange' },
} as const;

/** Whether what is due is late or on its last day; null before that. */
export function urgencyOf(dueOn: Day, today: Day): keyof typeof urgencyTags | null {
  if (dueOn > today) return null;
  return dueOn < today ? 'overdue' : 'today';
}
