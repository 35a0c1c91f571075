import { describe, expect, it } from '@jest/globals';
import { day, within, type Actor } from '#libs/kernel';
import { answerDraft, type Draft } from './draft.js';
import { contentOf } from './draft-content.js';
import { declineReferral } from './answer-referral.js';
import { acceptReferral, endReferral, withdrawReferral, type Referral } from './referral.js';
import { nothingSince } from './since-sent.js';
import { draftPolicy, referralPolicy } from './referral.policy.js';

const now = new Date('2026-06-10T11:00:00Z');
const referral: Referral = {
  id: 'r1', reference: 'AB1234AC', contractId: 'c1', practitionerId: 'p1', teamId: 't1', primeOrganisationId: 'o1', deliveringOrganisationId: 'o1', caseworkerId: null, regionCode: 'C', restricted: false,
  status: 'sent', crn: 'X123456', firstName: 'A', lastName: 'B', dateOfBirth: day('1990-01-01'), gender: 'male', areaCode: 'west-yorkshire', location: 'community', prisonName: null,
  sentenceEndsOn: day('2027-01-01'), enforceableDays: null, riskSummary: 'r', accessNeeds: '', interpreterLanguage: '', completeBy: day('2026-12-01'), reason: 'r', sentAt: now, answeredAt: null, endedAt: null,
  answerReason: null, answerComment: null, ...nothingSince,
  ethnicity: null, preferredLanguage: null, religion: null, disabilities: null, expectedReleaseOn: null, releaseUnknownReason: null, sentenceKind: 'order', completeByReason: null,
  mainContactName: null, mainContactRole: null, mainContactEmail: null, mainContactPhone: null, additionalRisk: '', responsibilities: '', unavailableWhen: '', anythingElse: '', redactions: null, sources: {},
};

describe('a sent referral', () => {
  it('is accepted once, and the second is told', () => {
    expect(acceptReferral(referral, { now, caseworkerId: 'w1' })).toMatchObject({ changes: { status: 'accepted', caseworkerId: 'w1' }, events: [{ type: 'referrals.accepted' }] });
    expect(() => acceptReferral({ ...referral, status: 'accepted' }, { now, caseworkerId: 'w2' })).toThrow('This referral has already been accepted');
  });

  it('once withdrawn cannot be accepted or declined', () => {
    const withdrawn = { ...referral, status: 'withdrawn' as const };
    expect(() => acceptReferral(withdrawn, { now, caseworkerId: 'w1' })).toThrow('This referral was withdrawn');
    expect(() => declineReferral(withdrawn, { reason: 'other', comment: 'x' }, { now, suitable: [] })).toThrow('This referral was withdrawn');
  });

  it('keeps the reason and the comment of a decline and of a withdrawal', () => {
    expect(declineReferral(referral, { reason: 'no-capacity', comment: 'Full until July' }, { now, suitable: [] }).changes).toMatchObject({ status: 'declined', answerReason: 'no-capacity', answerComment: 'Full until July' });
    expect(withdrawReferral(referral, { now, code: 'MIS', comment: 'Sent twice' }).changes).toMatchObject({ status: 'withdrawn', answerReason: 'MIS' });
  });

  it('ends only after it was accepted', () => {
    expect(() => endReferral(referral, { now })).toThrow('waiting for an answer');
    expect(endReferral({ ...referral, status: 'accepted' }, { now }).changes).toEqual({ status: 'ended', endedAt: now });
  });
});

const holder = (role: string, organisationId: string, more: Partial<Actor> = {}, teamId: string | null = null): Actor => ({ id: 'u1', name: 'U', granted: [], roles: [{ role, organisationId, teamId, areas: ['C'] }], ...more });

describe('who reads a referral', () => {
  const reads = (actor: Actor, row: Partial<Referral> = {}) => within(referralPolicy['referral.read'](actor), { ...referral, ...row });

  it.each<[string, Actor, boolean]>([
    ['a practitioner of the team', holder('practitioner', 'x', {}, 't1'), true],
    ['a practitioner of another team', holder('practitioner', 'x', {}, 't2'), false],
    ['the prime’s manager', holder('provider-manager', 'o1'), true],
    ['another provider’s manager', holder('provider-manager', 'o2'), false],
    ['a caseworker of the deliverer, while nobody has it', holder('caseworker', 'o1'), true],
    ['the provider’s finance officer', holder('provider-finance', 'o1'), false],
    ['the commissioner of the region', holder('commissioner', 'x'), false],
    ['an approver', holder('approver', 'x'), false],
    ['an administrator', holder('administrator', 'o1'), false],
  ])('%s: %#', (_, actor, expected) => expect(reads(actor)).toBe(expected));

  it('a subcontractor only what was allocated to it', () => {
    expect(reads(holder('provider-manager', 'o2'), { deliveringOrganisationId: 'o2' })).toBe(true);
  });

  it('a caseworker not what a colleague has', () => expect(reads(holder('caseworker', 'o1'), { caseworkerId: 'u2' })).toBe(false));

  it('nobody a restricted one unless granted by name', () => {
    expect(reads(holder('provider-manager', 'o1'), { restricted: true })).toBe(false);
    expect(reads(holder('provider-manager', 'o1', { granted: ['r1'] }), { restricted: true })).toBe(true);
  });
});

describe('a draft', () => {
  const draft: Draft = {
    ...{ id: 'd1', practitionerId: 'u1', teamId: 't1', contractId: 'c1', answers: { crn: { crn: 'X1' } }, startedAt: now, savedAt: now },
    ...{ toBest: false, copiedFromId: null, handedById: null, handedAt: null, handoverNote: null, warnedAt: null, strandedAt: null },
  };

  it('is its writer’s alone: a provider never sees one', () => {
    expect(within(draftPolicy['draft.read'](holder('practitioner', 'x', {}, 't1')), draft)).toBe(true);
    expect(within(draftPolicy['draft.read'](holder('practitioner', 'x', { id: 'u2' }, 't1')), draft)).toBe(false);
    expect(within(draftPolicy['draft.read'](holder('provider-manager', 'o1')), draft)).toBe(false);
  });

  it('keeps every other answer when one is given', () => {
    expect(answerDraft(draft, { page: 'person', answer: { firstName: 'A', lastName: 'B' }, now }).changes?.answers).toEqual({ crn: { crn: 'X1' }, person: { firstName: 'A', lastName: 'B' } });
  });

  it('cannot be sent with a question open', () => expect(() => contentOf(draft.answers)).toThrow('Answer every question'));
});
