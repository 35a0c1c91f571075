import type { AnswerValue, AskWhen, Circumstances, Question, Questionnaire } from './questionnaire.js';

/** The questions to ask in the circumstances, in order; those for each category once a category. An answer to a question no longer asked counts for nothing. */
export function questionsToAsk(questionnaire: Questionnaire, circumstances: Circumstances): Question[] {
  const asked: Question[] = [];
  const take = (question: Question): void => {
    const isAsked = (code: string) => asked.some((each) => each.code === code);
    if (!question.askWhen || meets(question.askWhen, { ...circumstances, isAsked })) asked.push(question);
  };
  for (const question of questionnaire.questions) {
    if (question.perCategory) circumstances.categoryCodes.forEach((code) => take(forCategory(question, code, circumstances.categoryNames?.[code])));
    else take(question);
  }
  return inSections(questionnaire, asked);
}

/** The questions that must still be answered before the application can be submitted. */
export function missing(questionnaire: Questionnaire, circumstances: Circumstances): Question[] {
  return questionsToAsk(questionnaire, circumstances).filter((question) => circumstances.answers[question.code] === undefined);
}

/** A question of the questionnaire by its code as asked (`case-study.accommodation`), or undefined. */
export function questionOf(questionnaire: Questionnaire, code: string): Question | undefined {
  const [base = '', categoryCode] = code.split('.', 2);
  const question = questionnaire.questions.find((each) => each.code === base);
  if (!question || code !== (categoryCode ? `${base}.${categoryCode}` : base)) return undefined;
  if (!question.perCategory) return categoryCode ? undefined : question;
  return categoryCode ? forCategory(question, categoryCode) : undefined;
}

/** The questions a condition looks at. */
export function questionsIn(condition: AskWhen): string[] {
  if ('all' in condition) return condition.all.flatMap(questionsIn);
  if ('any' in condition) return condition.any.flatMap(questionsIn);
  return 'question' in condition ? [condition.question] : [];
}

/** A question asked for each category, as asked for one. */
function forCategory(question: Question, categoryCode: string, name = categoryCode.replaceAll('-', ' ')): Question {
  const worded = (text: string) => text.replaceAll('{category}', name);
  const { text, guidance, askWhen } = question;
  return {
    ...question,
    code: `${question.code}.${categoryCode}`,
    categoryCode,
    text: worded(text),
    ...(guidance === undefined ? {} : { guidance: worded(guidance) }),
    ...(askWhen ? { askWhen: within(askWhen, categoryCode) } : {}),
  };
}

/** A condition that may look at another question asked for the same category, named `code.{category}`. */
function within(condition: AskWhen, categoryCode: string): AskWhen {
  if ('all' in condition) return { all: condition.all.map((each) => within(each, categoryCode)) };
  if ('any' in condition) return { any: condition.any.map((each) => within(each, categoryCode)) };
  return 'question' in condition ? { ...condition, question: condition.question.replace('{category}', categoryCode) } : condition;
}

function meets(condition: AskWhen, circumstances: Circumstances & { readonly isAsked: (code: string) => boolean }): boolean {
  if ('all' in condition) return condition.all.every((each) => meets(each, circumstances));
  if ('any' in condition) return condition.any.some((each) => meets(each, circumstances));
  if ('regime' in condition) return circumstances.regime === condition.regime;
  if ('category' in condition) return circumstances.categoryCodes.includes(condition.category);
  if ('consortium' in condition) return circumstances.isConsortium === condition.consortium;
  const value = circumstances.answers[condition.question];
  return value !== undefined && circumstances.isAsked(condition.question) && isAnswered(condition, value);
}

function isAnswered(condition: Extract<AskWhen, { readonly question: string }>, value: AnswerValue): boolean {
  if ('is' in condition) return value === condition.is;
  if ('includes' in condition) return Array.isArray(value) && value.includes(condition.includes);
  return typeof value === 'number' && value >= condition.atLeast;
}

/** Section by section, and within the part asked for each category one category after the other. */
function inSections({ sections }: Questionnaire, asked: readonly Question[]): Question[] {
  const categories = [...new Set(asked.map((question) => question.categoryCode))];
  return sections.flatMap(({ code }) => categories.flatMap((category) => asked.filter((question) => question.section === code && question.categoryCode === category)));
}
