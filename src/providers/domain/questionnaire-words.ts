import { formatDay, formatPounds, type Day } from '#libs/kernel';
import type { AnswerValue, Question } from './questionnaire.js';

/** An answer as a page shows it: "£5,000,000.00", "4 May 2026", "Yes", the words of a choice, "2 documents". */
export function answerInWords(question: Question, value: AnswerValue): string {
  const { answer } = question;
  switch (answer.type) {
    case 'money':
      return formatPounds(Number(value));
    case 'date':
      return formatDay(value as Day);
    case 'yes-no':
      return value === 'yes' ? 'Yes' : 'No';
    case 'choice':
    case 'multi':
      return valuesOf(value).map((each) => answer.options.find((option) => option.value === each)?.text ?? each).join(', ');
    case 'document':
      return valuesOf(value).length === 1 ? '1 document' : `${valuesOf(value).length} documents`;
    case 'declaration':
      return value === 'agreed' ? 'Agreed' : 'Not agreed';
    case 'text':
    case 'number':
      return String(value);
  }
}

/** The values of an answer that may have several. */
export function valuesOf(value: AnswerValue): readonly string[] {
  return Array.isArray(value) ? (value as readonly string[]) : [String(value)];
}
