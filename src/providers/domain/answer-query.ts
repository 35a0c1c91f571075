import { dayOf, ensure, move, must, type ChildChange, type Decision } from '#libs/kernel';
import type { AnswerQueried, QueryAnswered, QueryCancelled } from '../providers.public.js';
import { applicationLifecycle, type Application } from './application.js';
import { clockOf, type Pause } from './assessment-clock.js';
import type { ApplicationAnswer } from './given-answer.js';
import type { Judgement } from './judgement.js';
import type { AnswerValue } from './questionnaire.js';

/** One answer put back to the provider, with the words of the assessor and the answer as it stood; open until answered or taken back. */
export interface AnswerQuery {
  readonly id: string;
  readonly applicationId: string;
  readonly questionCode: string;
  readonly asked: string;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly firstValue: AnswerValue | null;
  readonly reply: string | null;
  /** The answer as changed; null when the words are all there is. */
  readonly replyValue: AnswerValue | null;
  readonly repliedBy: string | null;
  readonly repliedAt: Date | null;
  readonly cancelledBy: string | null;
  readonly cancelledAt: Date | null;
}

/** What asking must know. */
export interface AskFacts {
  readonly now: Date;
  readonly actorId: string;
  /** Whether the question is one this application answers. */
  readonly isAsked: boolean;
  readonly answer: ApplicationAnswer | null;
  readonly queries: readonly AnswerQuery[];
  readonly newId: () => string;
}

/** What ending a question must know: every question asked so far. */
export interface QueryFacts {
  readonly now: Date;
  readonly actorId: string;
  readonly queries: readonly AnswerQuery[];
}

/** A reply: words, and a checked answer where it is changed. */
export interface Reply {
  readonly words: string;
  readonly value: AnswerValue | null;
}

/** Whether a question still waits for its reply. */
export function isOpen({ repliedAt, cancelledAt }: Pick<AnswerQuery, 'repliedAt' | 'cancelledAt'>): boolean {
  return repliedAt === null && cancelledAt === null;
}

/** Asks the provider about one answer; the clock stands from today. One open question an answer. */
export function askProvider(application: Application, { questionCode, asked }: { readonly questionCode: string; readonly asked: string }, facts: AskFacts): Decision<Application> {
  const status = application.status === 'queried' ? 'queried' : move(applicationLifecycle, 'query', application.status, 'Ask about an answer while the application is being assessed');
  ensure(facts.isAsked, 'answer-unknown', 'That question is not part of this application', 'questionCode');
  ensure(asked.trim() !== '', 'query-empty', 'Enter what you want to ask the organisation', 'asked');
  ensure(!facts.queries.some((query) => query.questionCode === questionCode && isOpen(query)), 'query-open', 'You are already waiting for a reply about this answer', 'asked');
  const unanswered = { reply: null, replyValue: null, repliedBy: null, repliedAt: null, cancelledBy: null, cancelledAt: null };
  const query: AnswerQuery = { id: facts.newId(), applicationId: application.id, questionCode, asked, askedBy: facts.actorId, askedAt: facts.now, firstValue: facts.answer?.value ?? null, ...unanswered };
  return {
    changes: { status, ...clockAfter(application, [...facts.queries, query]) },
    children: [{ child: 'queries', insert: [query] }],
    events: [{ type: 'providers.answer-queried', data: { applicationId: application.id, providerId: application.providerId, queryId: query.id } } satisfies AnswerQueried],
  };
}

/** The provider replies, perhaps with a changed answer; judgements made before it count no more. The clock runs again when no question is left. */
export function replyToQuery(
  application: Application,
  id: string,
  reply: Reply,
  facts: QueryFacts & { readonly answer: ApplicationAnswer | null; readonly judgements: readonly Judgement[]; readonly newId: () => string },
): Decision<Application> {
  const { now, actorId } = facts;
  const query = openQuery(facts.queries, id);
  ensure(reply.words.trim() !== '', 'reply-empty', 'Enter your reply', 'words');
  const replied = { reply: reply.words, replyValue: reply.value, repliedBy: actorId, repliedAt: now };
  const queries = facts.queries.map((each) => (each.id === id ? { ...each, ...replied } : each));
  const stale = facts.judgements.filter((judgement) => judgement.questionCode === query.questionCode).map((judgement) => judgement.id);
  return {
    changes: resumed(application, queries),
    children: [
      { child: 'queries', update: [{ id, set: replied }] },
      ...(reply.value === null ? [] : [answerChanged(application, query.questionCode, { value: reply.value, saidAt: now, saidBy: actorId }, facts)]),
      ...(stale.length === 0 ? [] : [{ child: 'judgements', remove: stale }]),
    ],
    events: [{ type: 'providers.query-answered', data: endedData(application, id, queries) } satisfies QueryAnswered],
  };
}

/** The assessor takes a question back before it is answered. */
export function cancelQuery(application: Application, id: string, facts: QueryFacts): Decision<Application> {
  openQuery(facts.queries, id);
  const cancelled = { cancelledBy: facts.actorId, cancelledAt: facts.now };
  const queries = facts.queries.map((each) => (each.id === id ? { ...each, ...cancelled } : each));
  return {
    changes: resumed(application, queries),
    children: [{ child: 'queries', update: [{ id, set: cancelled }] }],
    events: [{ type: 'providers.query-cancelled', data: endedData(application, id, queries) } satisfies QueryCancelled],
  };
}

/** When questions were with the provider, for the clock. */
export function pausesOf(queries: readonly AnswerQuery[]): Pause[] {
  return queries.map(({ askedAt, repliedAt, cancelledAt }) => {
    const ended = repliedAt ?? cancelledAt;
    return { from: dayOf(askedAt), to: ended === null ? null : dayOf(ended) };
  });
}

function openQuery(queries: readonly AnswerQuery[], id: string): AnswerQuery {
  const query = queries.find((each) => each.id === id);
  ensure(query, 'query-unknown', 'There is no such question about this application');
  ensure(query.cancelledAt === null, 'query-closed', 'The commissioner has cancelled this question, so there is nothing to reply to');
  ensure(query.repliedAt === null, 'query-closed', 'This question has already been answered');
  return query;
}

function resumed(application: Application, queries: readonly AnswerQuery[]): Partial<Application> {
  const status = queries.some(isOpen) ? application.status : move(applicationLifecycle, 'reply', application.status, 'This application is not waiting for a reply');
  return { status, ...clockAfter(application, queries) };
}

function clockAfter({ submittedAt }: Application, queries: readonly AnswerQuery[]): Pick<Application, 'dueOn' | 'queriedOn'> {
  return clockOf(dayOf(must(submittedAt, 'the day of submission')), pausesOf(queries));
}

function answerChanged(application: Application, questionCode: string, said: Pick<ApplicationAnswer, 'value' | 'saidAt' | 'saidBy'>, { answer, newId }: { readonly answer: ApplicationAnswer | null; readonly newId: () => string }): ChildChange {
  if (answer) return { child: 'answers', update: [{ id: answer.id, set: { ...said, confirmed: false } }] };
  const insert: ApplicationAnswer[] = [{ id: newId(), applicationId: application.id, questionCode, ...said, confirmed: false }];
  return { child: 'answers', insert };
}

function endedData(application: Application, queryId: string, queries: readonly AnswerQuery[]): QueryAnswered['data'] {
  const { id, providerId, assessorId } = application;
  return { applicationId: id, providerId, queryId, assessorId, openQueries: queries.filter(isOpen).length, dueOn: must(clockAfter(application, queries).dueOn, 'the day it is due') };
}
