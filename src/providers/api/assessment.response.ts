import type { QueueItem } from '../application/assessment-queue.js';
import type { OpenedAssessment } from '../application/opened-assessments.js';
import { isOpen, type AnswerQuery } from '../domain/answer-query.js';
import type { Letter } from '../domain/decision-letter.js';
import { judgementGaps, pointsSoFar } from '../domain/judgement.js';

/** An application in the assessors' queue. Days left are working days, negative when late. */
export class QueueItemResponse {
  id!: string;
  reference!: string;
  providerName!: string;
  vehicleCode!: string;
  status!: string;
  submittedAt!: Date;
  dueOn!: string;
  queriedOn!: string | null;
  daysLeft!: number;
  assessorId!: string | null;
  proposedBy!: string | null;
  decidedAt!: Date | null;
  needs!: string;
}

/** One page of the queue, by due day. */
export class QueueResponse {
  items!: QueueItemResponse[];
  next!: string | null;
}

/** One assessor's judgement on one answer. */
export class JudgementResponse {
  questionCode!: string;
  judgedBy!: string;
  judgedAt!: Date;
  verdict!: string;
  points!: number | null;
  reason!: string;
}

/** One answer with its verdict: `seenAt` goes back with a judgement; `waitsFor` is how many more people must judge it. */
export class AssessedAnswerResponse {
  question!: string;
  text!: string;
  answer!: string | number | string[] | null;
  verdict!: string;
  reason!: string;
  assessors!: number;
  mostPoints!: number | null;
  seenAt!: Date | null;
  waitsFor!: number;
}

/** One question put to the provider. */
export class AnswerQueryResponse {
  id!: string;
  questionCode!: string;
  asked!: string;
  askedAt!: Date;
  firstAnswer!: string | number | string[] | null;
  reply!: string | null;
  changedAnswer!: string | number | string[] | null;
  repliedAt!: Date | null;
  cancelledAt!: Date | null;
  isOpen!: boolean;
}

/** Every question put to the provider about one application. */
export class AnswerQueryListResponse {
  items!: AnswerQueryResponse[];
}

/** One category and area with what is decided or proposed for it. */
export class AssessedPartResponse {
  categoryCode!: string;
  areaCode!: string;
  decision!: string | null;
  ground!: string | null;
  reason!: string | null;
}

/** A proposal that was sent back. */
export class DecisionReturnResponse {
  returnedBy!: string;
  returnedAt!: Date;
  reason!: string;
}

/** An application as its assessors see it. */
export class AssessmentResponse {
  id!: string;
  reference!: string;
  revision!: number;
  status!: string;
  dueOn!: string | null;
  queriedOn!: string | null;
  assessorId!: string | null;
  proposedBy!: string | null;
  exclusionStatus!: string | null;
  debarmentListVersion!: string | null;
  debarmentCheckedOn!: string | null;
  pointsGiven!: number;
  mostPoints!: number;
  answers!: AssessedAnswerResponse[];
  judgements!: JudgementResponse[];
  queries!: AnswerQueryResponse[];
  parts!: AssessedPartResponse[];
  returns!: DecisionReturnResponse[];
}

/** One outcome in a letter. */
export class LetterOutcomeResponse {
  category!: string;
  area!: string;
  outcome!: string;
  ground!: string | null;
  reason!: string | null;
}

/** One heading of a letter and its paragraphs. */
export class LetterSectionResponse {
  heading!: string;
  paragraphs!: string[];
}

/** A decision letter. */
export class LetterResponse {
  date!: string;
  reference!: string;
  to!: string;
  subject!: string;
  opening!: string[];
  outcomes!: LetterOutcomeResponse[];
  sections!: LetterSectionResponse[];
}

/** A row of the queue as the API shows it. */
export function queueItemResponse({ id, reference, providerName, vehicleCode, status, submittedAt, dueOn, queriedOn, daysLeft, assessorId, proposedBy, decidedAt, needs }: QueueItem): QueueItemResponse {
  return { id, reference, providerName, vehicleCode, status, submittedAt, dueOn, queriedOn, daysLeft, assessorId, proposedBy, decidedAt, needs };
}

/** An assessment as the API shows it. Of two people who must judge, the second reads the first only after judging. */
export function assessmentResponse({ application, assessment }: OpenedAssessment, reader: string): AssessmentResponse {
  const { id, reference, revision, status, dueOn, queriedOn, assessorId, proposedBy, exclusionStatus, debarmentListVersion, debarmentCheckedOn } = application;
  const { assessed, answers, judgements, parts, queries, returns } = assessment;
  const gaps = new Map(judgementGaps(answers, judgements).map((gap) => [gap.question, gap.people]));
  const points = pointsSoFar(answers, judgements);
  const hidden = new Set(assessed.filter(({ question, assessors }) => assessors > 1 && !judgements.some((each) => each.questionCode === question && each.judgedBy === reader)).map((each) => each.question));
  return {
    id, reference, revision, status, dueOn, queriedOn, assessorId, proposedBy, exclusionStatus, debarmentListVersion, debarmentCheckedOn,
    pointsGiven: points.given,
    mostPoints: points.most,
    answers: assessed.map(({ question, asked, value, verdict, reason, assessors, points: mostPoints }) => {
      const seenAt = answers.find((each) => each.question === question)?.newestAt ?? null;
      return { question, text: asked.text, answer: plain(value), verdict, reason, assessors, mostPoints, seenAt, waitsFor: gaps.get(question) ?? 0 };
    }),
    judgements: judgements.filter((each) => !hidden.has(each.questionCode)).map(({ questionCode, judgedBy, judgedAt, verdict, points: given, reason }) => ({ questionCode, judgedBy, judgedAt, verdict, points: given, reason })),
    queries: queries.map(answerQueryResponse),
    parts: parts.map(({ categoryCode, areaCode, decision, ground, reason }) => ({ categoryCode, areaCode, decision, ground, reason })),
    returns: returns.map(({ returnedBy, returnedAt, reason }) => ({ returnedBy, returnedAt, reason })),
  };
}

/** A question as both sides see it. */
export function answerQueryResponse(query: AnswerQuery): AnswerQueryResponse {
  const { id, questionCode, asked, askedAt, firstValue, reply, replyValue, repliedAt, cancelledAt } = query;
  return { id, questionCode, asked, askedAt, firstAnswer: plain(firstValue), reply, changedAnswer: plain(replyValue), repliedAt, cancelledAt, isOpen: isOpen(query) };
}

/** A letter as the API shows it. */
export function letterResponse({ date, reference, to, subject, opening, outcomes, sections }: Letter): LetterResponse {
  return { date, reference, to, subject, opening: [...opening], outcomes: outcomes.map((each) => ({ ...each })), sections: sections.map(({ heading, paragraphs }) => ({ heading, paragraphs: [...paragraphs] })) };
}

function plain(value: string | number | readonly string[] | null | undefined): string | number | string[] | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' || typeof value === 'number' ? value : [...value];
}
