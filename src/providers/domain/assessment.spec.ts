import { describe, expect, it } from '@jest/globals';
import { day, StaleRecord } from '#libs/kernel';
import { ruleOf } from '../../../test/support/rules.js';
import { askProvider, cancelQuery, replyToQuery, type AnswerQuery } from './answer-query.js';
import { untouched, type Application, type ApplicationPart } from './application.js';
import { agreeDecision, decideApplication, handBack, recordSupplierStatus, returnDecision, takeApplication, withoutProposals, type DecideFacts, type DecisionOnPart } from './assessment.js';
import { judgeAnswers, judgementGaps, objection, pointsSoFar, type Judgeable, type Judgement } from './judgement.js';

const now = new Date('2026-06-10T10:00:00Z');
const application: Application = {
  ...untouched, id: 'a1', reference: 'APP-222222', providerId: 'p1', vehicleCode: 'PSDF', categoryCodes: ['accommodation'], areaCodes: ['durham', 'kent'], isConsortium: false, questionnaireCode: 'q', questionnaireVersion: 1,
  startedAt: now, status: 'assessing', submittedAt: new Date('2026-06-01T10:00:00Z'), submittedBy: 'm1', dueOn: day('2026-06-22'), assessorId: 'c1',
};
const part = (areaCode: string): ApplicationPart => ({ id: areaCode, applicationId: 'a1', categoryCode: 'accommodation', areaCode, decision: null, reason: null, ground: null });
const parts = [part('durham'), part('kent')];
const answer = (question: string, change: Partial<Judgeable> = {}): Judgeable => ({ question, text: `${question}?`, verdict: 'passes', reason: 'Yes', assessors: 0, points: null, categoryCode: null, newestAt: null, ...change });
const judgement = (questionCode: string, judgedBy: string, change: Partial<Judgement> = {}): Judgement => ({ id: `${questionCode}-${judgedBy}`, applicationId: 'a1', questionCode, judgedBy, judgedAt: now, verdict: 'accepted', points: null, reason: 'Fine', ...change });
const concern = answer('exclusion', { verdict: 'needs-judgement', assessors: 2, reason: 'A ground applies' });
const facts: DecideFacts = { now, actorId: 'c1', parts, answers: [answer('policy')], judgements: [], queries: [], regime: 'PCR2015' };
const admit = (areaCode: string, reason: string | null = null): DecisionOnPart => ({ categoryCode: 'accommodation', areaCode, decision: 'admitted', reason });
const refuse = (areaCode: string, ground: DecisionOnPart['ground'], reason: string | null = 'No base there'): DecisionOnPart => ({ categoryCode: 'accommodation', areaCode, decision: 'refused', ground, reason });
let ids = 0;
const newId = () => `id${++ids}`;

describe('having an application', () => {
  it('begins its assessment, and is for one person at a time', () => {
    expect(takeApplication({ ...application, status: 'submitted', assessorId: null }, 'c2').changes).toEqual({ status: 'assessing', assessorId: 'c2' });
    expect(ruleOf(() => takeApplication(application, 'c2'))).toBe('taken');
    expect(takeApplication(application, 'c1')).toEqual({});
  });

  it('ends when it is handed back, by whoever has it', () => {
    expect(handBack(application, 'c1').changes).toEqual({ assessorId: null });
    expect(ruleOf(() => handBack(application, 'c2'))).toBe('not-yours');
  });
});

describe('judging', () => {
  const scored = answer('method', { verdict: 'to-score', assessors: 1, points: 10 });
  const known = { now, actorId: 'c1', answers: [concern, scored, answer('policy')], judgements: [], newId };
  const given = (questionCode: string, change: object = {}) => ({ questionCode, verdict: 'accepted' as const, points: null, reason: 'Self-cleaned', ...change });

  it('keeps a judgement with its reason, and replaces one’s own earlier one', () => {
    expect(judgeAnswers(application, [given('exclusion')], known).children?.[0]?.insert).toMatchObject([{ questionCode: 'exclusion', judgedBy: 'c1', verdict: 'accepted', reason: 'Self-cleaned' }]);
    const again = judgeAnswers(application, [given('exclusion', { verdict: 'not-accepted' })], { ...known, judgements: [judgement('exclusion', 'c1'), judgement('exclusion', 'c2')] });
    expect(again.children?.[0]).toMatchObject({ insert: [], update: [{ id: 'exclusion-c1', set: { verdict: 'not-accepted' } }] });
  });

  it('needs a reason, and points within the question’s range', () => {
    expect(ruleOf(() => judgeAnswers(application, [given('exclusion', { reason: ' ' })], known))).toBe('reason-missing');
    expect(ruleOf(() => judgeAnswers(application, [given('method', { verdict: 'scored', points: 11 })], known))).toBe('points-out-of-range');
    expect(ruleOf(() => judgeAnswers(application, [given('method')], known))).toBe('points-out-of-range');
    expect(ruleOf(() => judgeAnswers(application, [given('policy')], known))).toBe('judgement-not-needed');
  });

  it('is refused for an answer that changed after it was read', () => {
    const changed = { ...known, answers: [{ ...concern, newestAt: now }] };
    expect(() => judgeAnswers(application, [given('exclusion', { seenAt: new Date('2026-06-09T10:00:00Z') })], changed)).toThrow(StaleRecord);
    expect(ruleOf(() => judgeAnswers(application, [given('exclusion', { seenAt: now })], changed))).toBeNull();
  });

  it('sends an exclusion ground to two people', () => {
    expect(judgementGaps([concern], [])).toMatchObject([{ people: 2, hasOne: false }]);
    expect(judgementGaps([concern], [judgement('exclusion', 'c1')])).toMatchObject([{ people: 1, hasOne: true }]);
    expect(judgementGaps([concern], [judgement('exclusion', 'c1'), judgement('exclusion', 'c2')])).toEqual([]);
  });

  it('adds up points, the mean where two scored one answer', () => {
    expect(pointsSoFar([scored, answer('other', { points: 5 })], [judgement('method', 'c1', { points: 7 }), judgement('method', 'c2', { points: 8 })])).toEqual({ given: 7.5, most: 15 });
  });

  it('objects to an answer that fails its rule until somebody accepts it', () => {
    const failing = answer('insurance', { verdict: 'fails', reason: 'It has expired' });
    expect(objection([failing], [])).toBe('It has expired');
    expect(objection([failing], [judgement('insurance', 'c1')])).toBeNull();
    expect(objection([concern], [judgement('exclusion', 'c1', { verdict: 'not-accepted' })])).toBe('A ground applies');
  });
});

describe('asking the provider', () => {
  const ask = { now, actorId: 'c1', isAsked: true, answer: null, queries: [], newId: () => 'q1' };
  const open: AnswerQuery = { id: 'q1', applicationId: 'a1', questionCode: 'insurance', asked: 'Which?', askedBy: 'c1', askedAt: new Date('2026-06-05T10:00:00Z'), firstValue: 'yes', reply: null, replyValue: null, repliedBy: null, repliedAt: null, cancelledBy: null, cancelledAt: null };
  const queried: Application = { ...application, status: 'queried', queriedOn: day('2026-06-05') };
  const reply = { now, actorId: 'm1', queries: [open], answer: null, judgements: [judgement('insurance', 'c1')], newId };

  it('stops the clock', () => {
    expect(askProvider(application, { questionCode: 'insurance', asked: 'Which?' }, ask).changes).toEqual({ status: 'queried', dueOn: '2026-06-22', queriedOn: '2026-06-10' });
    expect(ruleOf(() => askProvider(queried, { questionCode: 'insurance', asked: 'And?' }, { ...ask, queries: [open] }))).toBe('query-open');
    expect(ruleOf(() => askProvider({ ...application, status: 'submitted' }, { questionCode: 'insurance', asked: 'Which?' }, ask))).toBe('not-now');
  });

  it('starts the clock again at the reply, and has the answer judged anew', () => {
    const { changes, children } = replyToQuery(queried, 'q1', { words: 'Both', value: 'no' }, reply);
    // Asked Friday 5 June, answered Wednesday 10 June: three working days after Monday 22 June.
    expect(changes).toEqual({ status: 'assessing', dueOn: '2026-06-25', queriedOn: null });
    expect(children?.[1]).toMatchObject({ child: 'answers', insert: [{ questionCode: 'insurance', value: 'no', saidBy: 'm1' }] });
    expect(children?.[2]).toEqual({ child: 'judgements', remove: ['insurance-c1'] });
  });

  it('waits for the last of several replies', () => {
    const other = { ...open, id: 'q2', questionCode: 'tax' };
    expect(replyToQuery(queried, 'q1', { words: 'Both', value: null }, { ...reply, queries: [open, other] }).changes).toMatchObject({ status: 'queried', queriedOn: '2026-06-05' });
  });

  it('is over when it is taken back or answered', () => {
    const cancelled = { ...open, cancelledAt: now, cancelledBy: 'c1' };
    expect(cancelQuery(queried, 'q1', { now, actorId: 'c1', queries: [open] }).changes).toMatchObject({ status: 'assessing', dueOn: '2026-06-25' });
    expect(ruleOf(() => replyToQuery(queried, 'q1', { words: 'Both', value: null }, { ...reply, queries: [cancelled] }))).toBe('query-closed');
    expect(ruleOf(() => cancelQuery(queried, 'q1', { now, actorId: 'c1', queries: [{ ...open, repliedAt: now }] }))).toBe('query-closed');
    expect(ruleOf(() => decideApplication(queried, [admit('durham'), admit('kent')], { ...facts, queries: [open] }))).toBe('queried');
  });
});

describe('deciding', () => {
  it('admits some and refuses others, each with its ground and reason', () => {
    const decision = decideApplication(application, [admit('durham'), refuse('kent', 'evidence')], facts);
    expect(decision.children?.[0]?.update).toEqual([
      { id: 'durham', set: { decision: 'admitted', ground: null, reason: null } },
      { id: 'kent', set: { decision: 'refused', ground: 'evidence', reason: 'No base there' } },
    ]);
    expect(decision.changes).toEqual({ status: 'decided', decidedAt: now, decidedBy: 'c1' });
    expect(decision.events?.[0]?.data).toEqual({ applicationId: 'a1', providerId: 'p1', admitted: 1, refused: 1 });
  });

  it('decides everything, once, and nothing else', () => {
    expect(ruleOf(() => decideApplication(application, [admit('durham')], facts))).toBe('decision-missing');
    expect(ruleOf(() => decideApplication(application, [admit('durham'), admit('durham')], facts))).toBe('decision-missing');
    expect(ruleOf(() => decideApplication(application, [admit('durham'), admit('essex')], facts))).toBe('decision-unknown');
    expect(ruleOf(() => decideApplication({ ...application, status: 'decided' }, [admit('durham'), admit('kent')], facts))).toBe('not-now');
  });

  it('says why it refuses, and why it admits although a rule failed', () => {
    const failing = { ...facts, answers: [answer('insurance', { verdict: 'fails', reason: 'It has expired' })] };
    expect(ruleOf(() => decideApplication(application, [admit('durham'), refuse('kent', 'rule', ' ')], facts))).toBe('reason-missing');
    expect(ruleOf(() => decideApplication(application, [admit('durham'), refuse('kent', null)], facts))).toBe('ground-missing');
    expect(ruleOf(() => decideApplication(application, [admit('durham'), admit('kent')], failing))).toBe('reason-missing');
    expect(ruleOf(() => decideApplication(application, [admit('durham', 'Renewed'), admit('kent', 'Renewed')], failing))).toBeNull();
  });

  it('admits nothing on an answer nobody has judged, but may refuse without points', () => {
    const unscored = { ...facts, answers: [answer('method', { verdict: 'to-score', assessors: 1, points: 10, categoryCode: 'accommodation' })] };
    expect(ruleOf(() => decideApplication(application, [admit('durham'), refuse('kent', 'rule')], unscored))).toBe('judgement-missing');
    expect(ruleOf(() => decideApplication(application, [refuse('durham', 'rule'), refuse('kent', 'rule')], unscored))).toBeNull();
  });
});

describe('the second person', () => {
  const judged = { ...facts, answers: [concern], judgements: [judgement('exclusion', 'c1'), judgement('exclusion', 'c2')] };
  const proposed: Application = { ...application, status: 'proposed', proposedBy: 'c1', proposedAt: now };
  const proposal: ApplicationPart[] = [{ ...part('durham'), decision: 'admitted' }, { ...part('kent'), decision: 'refused', ground: 'discretionary', reason: 'No' }];

  it('is needed for a discretionary refusal, and for a concern of two', () => {
    expect(decideApplication(application, [admit('durham'), refuse('kent', 'discretionary')], facts).changes).toEqual({ status: 'proposed', proposedBy: 'c1', proposedAt: now });
    expect(decideApplication(application, [admit('durham'), admit('kent')], judged).changes?.status).toBe('proposed');
  });

  it('agrees, or sends it back with a reason, and is never who proposed it', () => {
    expect(agreeDecision(proposed, { now, actorId: 'x1', parts: proposal }).changes).toEqual({ status: 'decided', decidedAt: now, decidedBy: 'x1' });
    expect(ruleOf(() => agreeDecision(proposed, { now, actorId: 'c1', parts: proposal }))).toBe('same-person');
    expect(ruleOf(() => returnDecision(proposed, 'Too harsh', { now, actorId: 'c1', newId }))).toBe('same-person');
    expect(ruleOf(() => returnDecision(proposed, ' ', { now, actorId: 'x1', newId }))).toBe('reason-missing');
    const back = returnDecision(proposed, 'Too harsh', { now, actorId: 'x1', newId });
    expect(back.changes).toEqual({ status: 'assessing', proposedBy: null, proposedAt: null });
    expect(back.children?.[0]?.insert).toMatchObject([{ proposedBy: 'c1', returnedBy: 'x1', reason: 'Too harsh' }]);
  });

  it('is not seen by the provider, nor is what was proposed', () => {
    expect(withoutProposals(proposed, proposal).map((each) => each.decision)).toEqual([null, null]);
    expect(withoutProposals({ status: 'decided' }, proposal)).toBe(proposal);
  });
});

describe('the Procurement Act 2023', () => {
  const status = { status: 'neither', debarmentListVersion: '12 May', checkedOn: day('2026-06-10') } as const;
  const act = { regime: 'PA2023', today: day('2026-06-10') } as const;

  it('asks for the supplier’s status and the debarment list before a decision; the regulations of 2015 do not', () => {
    expect(ruleOf(() => decideApplication(application, [admit('durham'), admit('kent')], { ...facts, regime: 'PA2023' }))).toBe('supplier-status-missing');
    expect(recordSupplierStatus(application, status, act).changes).toEqual({ exclusionStatus: null, debarmentListVersion: '12 May', debarmentCheckedOn: '2026-06-10' });
    expect(ruleOf(() => recordSupplierStatus(application, status, { ...act, regime: 'PCR2015' }))).toBe('not-asked');
    expect(ruleOf(() => recordSupplierStatus(application, { ...status, checkedOn: day('2026-06-11') }, act))).toBe('checked-in-future');
  });

  it('has a second person agree about an excludable supplier, with reasons', () => {
    const excludable: Application = { ...application, exclusionStatus: 'excludable', debarmentListVersion: '12 May', debarmentCheckedOn: day('2026-06-10') };
    const under = { ...facts, regime: 'PA2023' } as const;
    expect(ruleOf(() => decideApplication(excludable, [admit('durham'), admit('kent')], under))).toBe('reason-missing');
    expect(decideApplication(excludable, [admit('durham', 'Long ago'), admit('kent', 'Long ago')], under).changes?.status).toBe('proposed');
  });
});
