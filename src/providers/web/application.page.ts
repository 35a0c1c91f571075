import type { Attempt } from '#libs/web';
import type { AssessedAnswer } from '../application/assessment.service.js';
import type { Application, ApplicationPart } from '../domain/application.js';
import { bandArithmetic } from '../domain/financial-band.js';
import { answerInWords, missing, questionsToAsk, type Question, type Questionnaire } from '../domain/questionnaire.js';
import type { CatalogueNames } from './catalogue-names.js';

/** Colours of an application's states. */
export const applicationTags = {
  draft: { text: 'Draft', colour: 'grey' },
  submitted: { text: 'Submitted', colour: 'blue' },
  decided: { text: 'Decided', colour: 'green' },
} as const;

/** Colours of decisions on parts. */
export const decisionTags = { admitted: { text: 'Admitted', colour: 'green' }, refused: { text: 'Refused', colour: 'red' }, waiting: { text: 'Waiting', colour: 'grey' } } as const;

/** Colours of verdicts. */
export const verdictTags = {
  passes: { text: 'Passes', colour: 'green' },
  fails: { text: 'Fails', colour: 'red' },
  'needs-judgement': { text: 'Needs judgement', colour: 'orange' },
  information: { text: 'Information', colour: 'grey' },
  unanswered: { text: 'Not answered', colour: 'yellow' },
} as const;

/** Address of a page of an application. */
export function pathOf(id: string, part = ''): string {
  return `/applications/${id}${part && `/${part}`}`;
}

/** Last part of the address of the next thing to answer, or of the check page. */
export function nextPart({ categoryCodes, areaCodes, answers }: Application, questionnaire: Questionnaire): string {
  if (categoryCodes.length === 0) return 'categories';
  if (areaCodes.length === 0) return 'areas';
  const [question] = missing(questionnaire, answers);
  return question ? `questions/${question.code}` : 'check-answers';
}

/** Last part of the address of the page before; empty for the application itself. */
export function partBefore(part: string, { answers }: Application, questionnaire: Questionnaire): string {
  const parts = ['', 'categories', 'areas', ...questionsToAsk(questionnaire, answers).map((question) => `questions/${question.code}`), 'check-answers'];
  return parts[Math.max(0, parts.indexOf(part) - 1)] ?? '';
}

/** The tasks of a draft: one per section, with where it starts and whether it is complete. */
export function tasks(application: Application, questionnaire: Questionnaire): { title: string; href: string; complete: boolean }[] {
  const asked = questionsToAsk(questionnaire, application.answers);
  const sections = questionnaire.sections.map(({ code, title }) => {
    const questions = asked.filter((question) => question.section === code);
    const open = questions.find((question) => application.answers[question.code] === undefined);
    return { title, href: pathOf(application.id, `questions/${(open ?? questions[0])?.code ?? ''}`), complete: !open };
  });
  return [
    { title: 'Categories', href: pathOf(application.id, 'categories'), complete: application.categoryCodes.length > 0 },
    { title: 'Areas', href: pathOf(application.id, 'areas'), complete: application.areaCodes.length > 0 },
    ...sections,
  ];
}

/** Answers for the check page, each with where to change it. */
export function checkRows(application: Application, questionnaire: Questionnaire, names: CatalogueNames): { label: string; value: string | string[]; href: string }[] {
  const { id, answers } = application;
  const asked = questionsToAsk(questionnaire, answers).map((question) => ({ label: question.text, value: inWords(question, answers[question.code]), href: pathOf(id, `questions/${question.code}`) }));
  return [
    { label: 'Categories', value: application.categoryCodes.map(names.category), href: pathOf(id, 'categories') },
    { label: 'Areas', value: application.areaCodes.map(names.area), href: pathOf(id, 'areas') },
    ...asked,
  ];
}

/** Answers with their verdicts; the reason is left out where it only repeats the answer. */
export function assessedRows(assessed: readonly AssessedAnswer[]): object[] {
  return assessed.map(({ asked, value, verdict, reason }) => {
    const answer = inWords(asked, value);
    return { question: asked.text, answer, verdict, reason: reason === answer || verdict === 'information' ? '' : reason };
  });
}

/** Whether an answer needs nobody's judgement. */
export function isSound({ verdict }: AssessedAnswer): boolean {
  return verdict === 'passes' || verdict === 'information';
}

/** Parts with their names and decisions. */
export function partRows(parts: readonly ApplicationPart[], names: CatalogueNames): { id: string; category: string; area: string; decision: string; reason: string }[] {
  return parts.map((part) => ({ id: part.id, category: names.category(part.categoryCode), area: names.area(part.areaCode), decision: part.decision ?? 'waiting', reason: part.reason ?? '' }));
}

/** One question as its page shows it. */
export function questionModel(question: Question, { application, questionnaire, attempt }: { readonly application: Application & { readonly revision: number }; readonly questionnaire: Questionnaire; readonly attempt: Attempt }): object {
  const { answer, code, text, guidance, section } = question;
  const limit = answer.type === 'text' ? `Use up to ${answer.words} words.` : '';
  return {
    attempt,
    code,
    title: text,
    kind: answer.type,
    items: answer.type === 'choice' ? answer.options : [],
    hint: [guidance, limit].filter(Boolean).join(' '),
    caption: questionnaire.sections.find((each) => each.code === section)?.title,
    revision: application.revision,
    back: pathOf(application.id, partBefore(`questions/${code}`, application, questionnaire)),
  };
}

/** An answer as the rules read it, from the boxes of a posted page. */
export function sentAnswer({ answer, code }: Question, body: Readonly<Record<string, unknown>>): unknown {
  if (answer.type !== 'date') return body[code];
  return { day: body[`${code}-day`], month: body[`${code}-month`], year: body[`${code}-year`] };
}

/** The standing test in words, or nothing before turnover is known. */
export function bandInWords(turnover: unknown): string | null {
  return typeof turnover === 'number' ? bandArithmetic(turnover) : null;
}

function inWords(question: Question, value: string | number | undefined): string {
  return value === undefined ? 'Not answered' : answerInWords(question, value);
}
