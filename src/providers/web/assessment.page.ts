import { dayOf, type Day } from '#libs/kernel';
import type { DocumentRow } from '../application/documents.queries.js';
import type { Assessment } from '../application/assessment-facts.js';
import type { AssessedAnswer } from '../application/assessed-answers.js';
import { isOpen, type AnswerQuery } from '../domain/answer-query.js';
import type { Application } from '../domain/application.js';
import { ageInWords } from '../domain/given-answer.js';
import { judgementGaps, mayBeJudged, type Judgement, type JudgementVerdict } from '../domain/judgement.js';
import type { AnswerValue, Question, Questionnaire } from '../domain/questionnaire.js';
import { answerInWords } from '../domain/questionnaire-words.js';
import { documentItems, type DocumentItem } from './documents.page.js';

/** What pages of an assessment are made from. */
export interface AssessmentShown {
  readonly application: Application;
  readonly assessment: Assessment;
  readonly questionnaire: Questionnaire;
  readonly documents: readonly DocumentRow[];
  readonly names: ReadonlyMap<string, string>;
  readonly reader: string;
  readonly today: Day;
}

/** How a judgement reads. */
export const judgementWords: Readonly<Record<JudgementVerdict, string>> = { accepted: 'Accepted', 'not-accepted': 'Not accepted', scored: 'Scored' };

/** Address of the assessment of an application, or of one section of it. */
export function assessPath(id: string, section = ''): string {
  return `/applications/${id}/assess${section && `/${section}`}`;
}

/** Sections with answers, each with how many answers wait for the reader's judgement. */
export function assessedSections({ application, assessment, questionnaire, reader }: AssessmentShown): { code: string; title: string; waiting: number; href: string }[] {
  return questionnaire.sections.flatMap(({ code, title }) => {
    const answers = assessment.assessed.filter((each) => each.asked.section === code);
    const waiting = answers.filter((each) => waitsFor(reader, each, assessment)).length;
    return answers.length === 0 ? [] : [{ code, title, waiting, href: assessPath(application.id, code) }];
  });
}

/** Whether an answer still needs a judgement that this reader can give. */
export function waitsFor(reader: string, { question }: Pick<AssessedAnswer, 'question'>, { answers, judgements }: Pick<Assessment, 'answers' | 'judgements'>): boolean {
  const answer = answers.filter((each) => each.question === question);
  return judgementGaps(answer, judgements).length > 0 && !judgements.some((each) => each.questionCode === question && each.judgedBy === reader);
}

/** The answers of one section side by side with their evidence, their rule and what has been said of them. */
export function answerCards(section: string, shown: AssessmentShown): object[] {
  return shown.assessment.assessed.filter((each) => each.asked.section === section).map((each) => cardOf(each, shown));
}

/** Judgements already given by the reader, as their form shows them. */
export function ownJudgements({ assessment, reader }: AssessmentShown): Record<string, unknown> {
  return Object.fromEntries(
    assessment.judgements.filter((each) => each.judgedBy === reader).flatMap(({ questionCode, verdict, points, reason }) => [
      [`verdict-${questionCode}`, verdict],
      [`points-${questionCode}`, points ?? ''],
      [`reason-${questionCode}`, reason],
    ]),
  );
}

/** One question put to the provider, as both sides read it. */
export function queryRow(query: AnswerQuery, question: Question, { names, documents }: Pick<AssessmentShown, 'names' | 'documents'>): object {
  const { firstValue, replyValue } = query;
  return {
    ...query,
    isOpen: isOpen(query),
    askedByName: names.get(query.askedBy) ?? 'Somebody',
    first: firstValue === null ? 'Not answered' : inWords(question, firstValue, documents),
    changed: replyValue === null ? null : inWords(question, replyValue, documents),
  };
}

/** An answer as people read it; documents by their names. */
export function inWords(question: Question, value: AnswerValue, documents: readonly DocumentRow[]): string {
  if (question.answer.type !== 'document' || !Array.isArray(value)) return answerInWords(question, value);
  return value.map((id: string) => documents.find((document) => document.id === id)?.name ?? 'A document that was removed').join(', ');
}

function cardOf(each: AssessedAnswer, shown: AssessmentShown): object {
  const { assessment, documents, application } = shown;
  const { question: code, asked, value, verdict, reason, assessors, points } = each;
  const answer = value === undefined ? 'Not answered' : inWords(asked, value, documents);
  return {
    code,
    text: asked.text,
    answer,
    age: ageOf(code, shown),
    documents: documentsOf(each, documents),
    verdict,
    reason: reason === answer || verdict === 'information' ? '' : reason,
    assessors,
    most: points,
    mayJudge: mayBeJudged(each) && (application.status === 'submitted' || application.status === 'assessing' || application.status === 'queried'),
    seen: assessment.answers.find((judgeable) => judgeable.question === code)?.newestAt?.toISOString() ?? '',
    ...saidBefore(each, shown),
    queries: assessment.queries.filter((query) => query.questionCode === code).map((query) => queryRow(query, asked, shown)),
    mayAsk: !assessment.queries.some((query) => query.questionCode === code && isOpen(query)),
  };
}

function ageOf(code: string, { assessment, today }: AssessmentShown): string {
  const given = assessment.given.find((answer) => answer.questionCode === code);
  return given ? `${ageInWords(dayOf(given.saidAt), today)}${given.confirmed ? ', confirmed for this application' : ''}` : '';
}

/** What others said of an answer. Of two people who must judge it, the second does so before reading the first. */
function saidBefore({ question, assessors }: AssessedAnswer, { assessment, reader, names }: AssessmentShown): { others: object[]; hidden: number } {
  const said = assessment.judgements.filter((judgement) => judgement.questionCode === question);
  if (assessors > 1 && !said.some((judgement) => judgement.judgedBy === reader)) return { others: [], hidden: said.length };
  return { others: said.filter((judgement) => judgement.judgedBy !== reader).map((judgement) => judgementRow(judgement, names)), hidden: 0 };
}

/** A judgement in words, with who gave it. */
export function judgementRow({ verdict, points, reason, judgedBy, judgedAt }: Judgement, names: ReadonlyMap<string, string>): { words: string; reason: string; by: string; at: Date } {
  const words = verdict === 'scored' ? `${points ?? 0} ${points === 1 ? 'point' : 'points'}` : judgementWords[verdict];
  return { words, reason, by: names.get(judgedBy) ?? 'Somebody', at: judgedAt };
}

function documentsOf({ asked, value }: AssessedAnswer, documents: readonly DocumentRow[]): DocumentItem[] {
  if (asked.answer.type !== 'document' || !Array.isArray(value)) return [];
  return documentItems(documents.filter((document) => value.includes(document.id)), { mayRemove: false });
}
