import { needsAttention, needsChecking, type AskedAnswer } from './given-answer.js';
import type { Questionnaire } from './questionnaire.js';

/** How far a section of an application is. `needs-checking`: everything is answered, but some of it long ago. */
export type SectionStatus = 'cannot-start' | 'not-started' | 'in-progress' | 'needs-checking' | 'completed';

/** A section with the questions it asks now. `next` is the first that needs somebody, or the first of all once it is complete. */
export interface Section {
  readonly code: string;
  readonly title: string;
  readonly status: SectionStatus;
  readonly answers: readonly AskedAnswer[];
  readonly next: AskedAnswer | null;
}

/** The sections that ask something, in order. One whose questions are asked for each category cannot start before categories are chosen; one that asks nothing in these circumstances is left out. */
export function sectionsOf(questionnaire: Questionnaire, asked: readonly AskedAnswer[], categoryCodes: readonly string[]): Section[] {
  return questionnaire.sections.flatMap(({ code, title }) => {
    const answers = asked.filter(({ question }) => question.section === code);
    const waits = categoryCodes.length === 0 && questionnaire.questions.some((question) => question.section === code && question.perCategory);
    if (answers.length === 0) return waits ? [{ code, title, status: 'cannot-start' as const, answers, next: null }] : [];
    return [{ code, title, status: statusOf(answers, waits), answers, next: answers.find(needsAttention) ?? answers[0] ?? null }];
  });
}

function statusOf(answers: readonly AskedAnswer[], waits: boolean): SectionStatus {
  const open = answers.filter(({ state }) => state === 'unanswered').length;
  if (open === answers.length) return 'not-started';
  if (open > 0) return 'in-progress';
  if (answers.some(needsChecking)) return 'needs-checking';
  return waits ? 'in-progress' : 'completed';
}
