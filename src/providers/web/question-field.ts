import type { Question } from '../domain/questionnaire.js';

/** A question as `question-field.njk` shows it; `documents` are those that may be ticked for it. */
export interface QuestionField {
  readonly code: string;
  readonly title: string;
  readonly kind: Question['answer']['type'];
  readonly guidance: string;
  readonly points: readonly string[];
  readonly items: readonly object[];
  /** The word limit of a text. */
  readonly words: number | null;
  /** How many documents at most. */
  readonly files: number | null;
  readonly documents: readonly object[];
}

/** What the page of a question needs to show its field, whatever the type of its answer. */
export function fieldOf({ code, text, guidance = '', points = [], answer }: Question, documents: readonly object[] = []): QuestionField {
  const none = answer.type === 'multi' ? answer.none : undefined;
  const options = 'options' in answer ? answer.options : [];
  const items = options.flatMap((option): object[] => (option.value === none ? [{ divider: 'or' }, { ...option, behaviour: 'exclusive' }] : [option]));
  const [words, files] = [answer.type === 'text' ? answer.words : null, answer.type === 'document' ? answer.files : null];
  return { code, title: text, kind: answer.type, guidance, points, items, words, files, documents };
}
