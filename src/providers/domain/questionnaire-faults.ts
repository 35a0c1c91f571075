import type { Question, Questionnaire } from './questionnaire.js';
import { questionsIn } from './questionnaire-asked.js';

/** What is wrong with a questionnaire that has the right shape, in words; nothing when it can be used. Checked by its spec and when the service starts. */
export function faultsOf({ questions, sections }: Questionnaire): string[] {
  const codes = questions.map((question) => question.code);
  return questions.flatMap((question, index) => {
    const { code, askWhen, assessment } = question;
    const before = questions.slice(0, index);
    const concern = assessment.rule === 'discretionary' ? questions.find((each) => each.code === assessment.mitigation) : undefined;
    return [
      codes.indexOf(code) !== index && `${code} is there twice`,
      !sections.some((section) => section.code === question.section) && `${code} is in no section`,
      askWhen && !questionsIn(askWhen).every((other) => isKnown(question, other, before)) && `${code} depends on a question that does not come before it`,
      assessment.rule === 'discretionary' && !(concern?.askWhen && questionsIn(concern.askWhen).includes(code)) && `${code} has no question about mitigation`,
      !question.perCategory && question.text.includes('{category}') && `${code} names a category but is not asked for each`,
    ].filter((fault) => typeof fault === 'string');
  });
}

/** Whether a condition may look at another question: one before it, or before it for the same category. */
function isKnown({ perCategory }: Question, other: string, before: readonly Question[]): boolean {
  const [code, category] = other.split('.', 2);
  const found = before.find((each) => each.code === code);
  return category === undefined ? found !== undefined && !found.perCategory : Boolean(perCategory && found?.perCategory && category === '{category}');
}
