import type { Someone } from '../support/people.js';
import { content } from '../support/world.js';
import type { Records } from './records.js';

type Who = Someone | 'anonymous';

const UNKNOWN = '00000000-0000-4000-8000-000000000000';
const SEEN_LONG_AGO = 900_000;
const activity = { categoryCode: 'accommodation', outcomeCode: 'accommodation-kept', description: 'Visit' };
const outcome = { categoryCode: 'accommodation', outcomeCode: 'accommodation-kept', level: 'achieved', comment: 'Yes' };
const time = { startsAt: '2031-01-01T10:00:00Z', durationMinutes: 60, method: 'phone' };
const rules = [{ kind: 'outcome', categoryCode: 'accommodation', outcomeCode: null, amountPence: 100, vatBasisPoints: 0 }];
const vehicle = {
  ...{ name: 'New', description: '', kind: 'one-off', regime: 'PA2023', isLightTouch: true, opensOn: '2026-07-01', endsOn: '2027-07-01', categoryCodes: ['women'], conditions: 'x', questionnaireCode: 'psdf-application', contactEmail: 'new@vehicle.example' },
  bandRule: { turnoverShareBasisPoints: 5_000, bandsPence: [1] },
};
const stale = { revision: SEEN_LONG_AGO };
const reason = { reason: 'Because' };
const strangelyVetted = { name: 'Alex Example', dateOfBirth: '1990-03-27', roleTitle: 'Mentor', vettingLevel: 'by-the-neighbours' };

/** What a walk sends to the API, whose bodies are read before the record is: readable, but refused by a rule wherever that is possible. */
export function bodiesFor(records: Records): Readonly<Record<string, object>> {
  const { contract, lot, waiting, case: caseId, line, organisation } = records;
  return {
    'POST /api/v1/invitations': { email: 'rival@test.example', roles: ['administrator'] },
    'POST /api/v1/invitations/:token/accept': { name: 'Ann', password: 'a long enough password' },
    'POST /api/v1/join-requests': { organisationName: 'Nobody knows us', name: 'Ann', email: 'ann@test.example', note: 'I work there' },
    'POST /api/v1/join-requests/:id/approve': { roles: ['administrator', 'administrator'] },
    'POST /api/v1/join-requests/:id/decline': reason,
    'POST /api/v1/registrations/:id/refuse': reason,
    'POST /api/v1/users/:id/roles': { roles: ['practitioner'] },
    'POST /api/v1/applications': { vehicleCode: 'NONE', categoryCodes: ['accommodation'], areaCodes: ['C'] },
    'POST /api/v1/applications/:id/answers': { answers: {} },
    'POST /api/v1/applications/:id/answers/confirm': { saidAt: {} },
    'POST /api/v1/applications/:id/choices': {},
    'POST /api/v1/applications/:id/judgements': { judgements: [{ questionCode: 'none', verdict: 'accepted', reason: 'x' }] },
    'POST /api/v1/applications/:id/supplier-status': { status: 'neither', debarmentListVersion: '1', checkedOn: '2026-06-10' },
    'POST /api/v1/applications/:id/send-back': reason,
    'POST /api/v1/applications/:id/queries': { questionCode: 'none', asked: 'x' },
    'POST /api/v1/applications/:id/queries/:query/reply': { words: 'x' },
    'POST /api/v1/applications/:id/decide': { decisions: [{ categoryCode: 'accommodation', areaCode: 'C', decision: 'admitted' }] },
    'POST /api/v1/applications/:id/consortium': { providerId: organisation, shareBasisPoints: 5_000, categoryCodes: ['none'], areaCodes: ['C'] },
    'POST /api/v1/consortium-members/:id/terms': { shareBasisPoints: 5_000, categoryCodes: ['none'], areaCodes: ['C'] },
    'POST /api/v1/consortium-members/:id/agree': stale,
    'POST /api/v1/consortium-members/:id/decline': reason,
    'POST /api/v1/members/:id/suspend': { ...stale, reason: 'other', words: 'x' },
    'POST /api/v1/members/:id/reinstate': { ...stale, reason: 'other', words: 'x' },
    'POST /api/v1/members/:id/remove': { ...stale, reason: 'other', words: 'x' },
    'POST /api/v1/members/:id/answers': { ...stale, answers: {} },
    'POST /api/v1/members/:id/answers/confirm': { ...stale, questionCodes: ['social-value'] },
    'POST /api/v1/lots': {
      ...{ vehicleCode: 'PSDF', title: 'x', serviceTypeCode: 'NONE', areaCodes: ['C'], takesMen: true, takesWomen: true, takesCustody: true, takesCommunity: true },
      ...{ annualValueFromPence: 1, annualValueToPence: 2, startsOn: '2026-07-01', endsOn: '2027-07-01' },
    },
    'POST /api/v1/lots/:id/withdraw': reason,
    'POST /api/v1/vehicles': { code: 'NEW', ...vehicle },
    'POST /api/v1/vehicles/:code/edit': vehicle,
    'POST /api/v1/vehicles/:code/new-from': { code: 'NEW', name: 'New' },
    'POST /api/v1/vehicles/:code/close': reason,
    'POST /api/v1/applications/:id/import/preview': { shareCode: '9BLNwzKU' },
    'POST /api/v1/applications/:id/import/accept': { shareCode: '9BLNwzKU', formVersionId: '1.0', submittedAt: '2026-05-04T09:00:00Z' },
    'POST /api/v1/contracts/ask-to-confirm': { lotId: lot, providerId: organisation },
    'POST /api/v1/contracts': { lotId: lot, providerId: UNKNOWN, ground: 'small-value', reason: 'x', reference: 'PRJ_0001' },
    'POST /api/v1/contracts/:id/service': { description: 'x', attendance: [], languages: [] },
    'POST /api/v1/contracts/:id/offices': { name: 'x', address: 'x', latitude: 53 },
    'POST /api/v1/contracts/:id/subcontractors': { organisationId: organisation },
    'POST /api/v1/contracts/:id/close-to-referrals': reason,
    'POST /api/v1/contracts/:id/end': reason,
    'POST /api/v1/contracts/:id/terminate': reason,
    'POST /api/v1/rate-cards': { contractId: contract, effectiveFrom: '2026-06-10', rules },
    'POST /api/v1/rate-cards/:id/revise': { effectiveFrom: '2026-06-10', rules },
    'POST /api/v1/rate-cards/:id/approve': stale,
    'POST /api/v1/referrals': { ...apiContent(), contractId: contract, completeBy: '2020-01-01' },
    'POST /api/v1/drafts': { contractId: contract },
    'POST /api/v1/drafts/:id/person': { crn: 'X900009' },
    'POST /api/v1/drafts/:id/hand-over': { practitionerId: UNKNOWN, note: 'Please go on' },
    'POST /api/v1/referrals/best': { ...apiContent(), serviceTypeCode: 'ACC', completeBy: '2020-01-01' },
    'POST /api/v1/referrals/:id/refer-again': { contractId: contract },
    'POST /api/v1/allocation-rules': { areaCode: 'C', serviceTypeCode: 'NONE', kind: 'off' },
    'POST /api/v1/referrals/:id/decline': { reason: 'no-capacity', comment: 'Full' },
    'POST /api/v1/referrals/:id/messages': { words: 'When can you start?' },
    'POST /api/v1/referrals/:id/access': { readerIds: [UNKNOWN], reason: 'Because' },
    'POST /api/v1/referrals/:id/access/lift': reason,
    'POST /api/v1/referrals/:id/withdraw': { code: 'MIS', comment: 'Mistake' },
    'POST /api/v1/referrals/:id/allocate': { organisationId: organisation, ...reason },
    'POST /api/v1/referrals/:id/amend': { amendmentReason: 'Nothing changes' },
    'POST /api/v1/referrals/:id/go-on': { contractId: contract },
    'POST /api/v1/referrals/:id/transfer': { contractId: records.mobilising, code: 'MOV', comment: 'Moved', as: 'sent' },
    'POST /api/v1/cases/:id/allocate': { organisationId: organisation, caseworkerId: UNKNOWN, ...reason },
    'POST /api/v1/cases/:id/transfer': { contractId: records.mobilising, code: 'MOV', comment: 'Moved', as: 'sent' },
    'POST /api/v1/staff': { organisationId: organisation, ...strangelyVetted },
    'POST /api/v1/staff/import': { organisationId: organisation, csv: 'name' },
    'POST /api/v1/staff/:id': strangelyVetted,
    'POST /api/v1/staff/:id/suspend': reason,
    'POST /api/v1/staff/:id/withdraw': reason,
    'POST /api/v1/exclusions/:id/decide': { ...reason, matchId: UNKNOWN, decision: 'confirmed' },
    'POST /api/v1/exclusions/:id/lift': reason,
    'POST /api/v1/drafts/:id/access': { isLimited: false, readerIds: [] },
    'POST /api/v1/drafts/hand-over': { draftIds: [UNKNOWN], practitionerId: UNKNOWN, note: 'Please go on' },
    'POST /api/v1/referrals/hand-over': { referralIds: [UNKNOWN], practitionerId: UNKNOWN },
    'POST /api/v1/cases/reassign': { caseIds: [UNKNOWN], caseworkerId: UNKNOWN },
    'POST /api/v1/cases/:id/reassign': { caseworkerId: UNKNOWN },
    'POST /api/v1/cases': { referralId: waiting, caseworkerId: UNKNOWN },
    'POST /api/v1/appointments': { caseId, ...time },
    'POST /api/v1/appointments/:id/reschedule': { ...time, askedBy: 'person', reason: 'Work' },
    'POST /api/v1/appointments/:id/feedback': { attended: 'no' },
    'POST /api/v1/plans': { caseId, sessions: 1, activities: [activity] },
    'POST /api/v1/reports': { caseId, summary: 'x', outcomes: [outcome] },
    'POST /api/v1/statements': { contractId: contract, month: '2026-05' },
    'POST /api/v1/statements/:id/send': stale,
    'POST /api/v1/statements/:id/agree': stale,
    'POST /api/v1/statements/:id/approve': stale,
    'POST /api/v1/statements/:id/dispute': { ...stale, ...reason, lineIds: [line] },
    'POST /api/v1/statements/:id/withdraw-dispute': { ...stale, lineIds: [line] },
    'POST /api/v1/statements/:id/pay': { ...stale, paidOn: '2026-06-10', reference: 'BACS-1' },
    'POST /rate-cards/:id/approve': stale,
    'POST /statements/:id/send': stale,
    'POST /statements/:id/agree': stale,
    'POST /statements/:id/approve': stale,
    'POST /statements/draw': { contractId: contract, month: '2026-05' },
  };
}

/** What a walk asks of a list in the address. */
export function queriesFor({ contract, case: caseId }: Records): Readonly<Record<string, string>> {
  return {
    'GET /api/v1/rate-cards': `?contractId=${contract}`,
    'GET /api/v1/appointments': `?caseId=${caseId}`,
    'GET /api/v1/plans': `?caseId=${caseId}`,
    'GET /api/v1/caseload/search': '?q=neill',
    'GET /api/v1/services/best': '?areaCode=west-yorkshire&categoryCode=accommodation&gender=male&age=30&location=community&serviceTypeCode=ACC',
    'GET /allocation-rules/change': '?areaCode=C&serviceTypeCode=ACC',
    'POST /allocation-rules/change': '?areaCode=C&serviceTypeCode=ACC',
    'GET /api/v1/services': '?areaCode=west-yorkshire&categoryCode=accommodation&gender=male&age=30&location=community',
    'GET /api/v1/services/relaxations': '?areaCode=west-yorkshire&categoryCode=accommodation&gender=male&age=30&location=community',
    'GET /api/v1/services/compare': `?id=${contract}`,
  };
}

/** A referral as the API takes it. */
export function apiContent(): Record<string, unknown> {
  return Object.fromEntries(Object.entries(content).filter(([, value]) => value !== null && value !== ''));
}

/** Everyone tries to sign in under an address of their own, so that nobody's tries count against another's. */
export function signInAs(who: Who): object {
  return { email: `${who.replace('@test.example', '')}-wrong@test.example`, password: 'wrong' };
}
