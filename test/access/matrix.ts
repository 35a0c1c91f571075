import type { PersonKey } from '../support/people.js';
import type { RecordKey } from './records.js';

/** What someone gets: `yes` they reach the page or the command, 403 they see the record but may not do this (or never may), 404 it does not exist for them. */
export type Verdict = 'yes' | 403 | 404;

/** Routes that answer everyone alike, about the same record of the prime's. Whoever is in neither list gets `rest`; nobody signed in must sign in, unless it is open to anyone. */
export interface Row {
  readonly routes: readonly string[];
  /** Which record stands in each place of the path. */
  readonly about?: Readonly<Record<string, RecordKey | { readonly text: string }>>;
  readonly yes?: readonly PersonKey[];
  readonly 403?: readonly PersonKey[];
  readonly 404?: readonly PersonKey[];
  readonly rest: Verdict;
  readonly isPublic?: true;
}

const practitioners: PersonKey[] = ['practitioner', 'practitioner2'];
const managers: PersonKey[] = ['provider-manager', 'subcontractor', 'rival'];
const finance: PersonKey[] = ['provider-manager', 'provider-finance'];
/** The prime's region is the Yorkshire officers' own; `commissioner2` buys for another. */
const officers: PersonKey[] = ['commissioner', 'approver'];
const allOfficers: PersonKey[] = [...officers, 'commissioner2'];
const workers: PersonKey[] = ['provider-manager', 'caseworker'];

/** Who may do what, written by hand from DOMAIN §2 and the sections on each step; never computed. Rows run in this order, those who are refused first. */
export const matrix: readonly Row[] = [
  // The service itself, registers and registration are open to anyone.
  { routes: ['GET /', 'GET /accessibility', 'GET /cookies', 'GET /health/live', 'GET /health/ready', 'GET /metrics'], rest: 'yes', isPublic: true },
  { routes: ['GET /sign-in', 'POST /sign-in', 'GET /register', 'POST /register', 'GET /members', 'GET /api/v1/members', 'POST /api/v1/organisations'], rest: 'yes', isPublic: true },
  { routes: ['GET /api/v1/organisations', 'GET /tasks', 'GET /api/v1/tasks', 'GET /api/v1/users'], rest: 'yes' },
  { routes: ['GET /organisations/:id', 'GET /api/v1/organisations/:id'], about: { id: 'organisation' }, rest: 'yes' },
  // Administrators look after their organisation's accounts, managers those of a provider.
  { routes: ['GET /users', 'GET /users/new', 'POST /users/new', 'POST /api/v1/users'], yes: ['administrator', ...managers], rest: 403 },
  // The mailbox is there in development only.
  { routes: ['GET /mailbox'], rest: 404 },
  { routes: ['POST /tasks/:id/finish', 'POST /api/v1/tasks/:id/finish'], about: { id: 'task' }, yes: ['provider-manager'], rest: 404 },

  // Qualification: a provider's own until it is submitted, then every commissioner's.
  { routes: ['GET /applications', 'GET /api/v1/applications'], yes: [...managers, 'provider-finance', ...allOfficers], rest: 403 },
  { routes: ['GET /applications/start', 'POST /applications/start', 'POST /api/v1/applications'], yes: managers, rest: 403 },
  { routes: ['GET /applications/:id', 'GET /api/v1/applications/:id'], about: { id: 'application' }, yes: [...finance, ...allOfficers], rest: 404 },
  { routes: ['GET /applications/:id/decide', 'POST /applications/:id/decide', 'POST /api/v1/applications/:id/decide'], about: { id: 'application' }, yes: ['commissioner', 'commissioner2'], 403: [...finance, 'approver'], rest: 404 },
  { routes: ['POST /applications/:id/again'], about: { id: 'application' }, yes: ['provider-manager'], 403: ['provider-finance', ...allOfficers], rest: 404 },
  {
    routes: ['GET /applications/:id/categories', 'POST /applications/:id/categories', 'GET /applications/:id/areas', 'POST /applications/:id/areas', 'GET /applications/:id/check-answers', 'POST /applications/:id/check-answers'],
    about: { id: 'applicationDraft' }, yes: ['provider-manager'], 403: ['provider-finance'], rest: 404,
  },
  {
    routes: ['GET /applications/:id/questions/:code', 'POST /applications/:id/questions/:code'],
    about: { id: 'applicationDraft', code: { text: 'paid-staff' } }, yes: ['provider-manager'], 403: ['provider-finance'], rest: 404,
  },
  { routes: ['POST /api/v1/applications/:id/answers', 'POST /api/v1/applications/:id/submit'], about: { id: 'applicationDraft' }, yes: ['provider-manager'], 403: ['provider-finance'], rest: 404 },

  // Lots are for everyone to see, for commissioners to make, and for the officers of the region to withdraw and award.
  { routes: ['GET /lots', 'GET /api/v1/lots'], rest: 'yes' },
  { routes: ['GET /lots/:id', 'GET /api/v1/lots/:id'], about: { id: 'lot' }, rest: 'yes' },
  { routes: ['POST /lots/new', 'POST /api/v1/lots'], yes: ['commissioner', 'commissioner2'], rest: 403 },
  { routes: ['GET /lots/new/:id/check-answers', 'POST /lots/new/:id/check-answers'], about: { id: 'lotDraft' }, yes: ['commissioner'], rest: 404 },
  { routes: ['GET /lots/new/:id/:step', 'POST /lots/new/:id/:step'], about: { id: 'lotDraft', step: { text: 'title' } }, yes: ['commissioner'], rest: 404 },
  { routes: ['GET /api/v1/lots/:id/eligibility'], about: { id: 'lot' }, yes: officers, rest: 403 },
  { routes: ['GET /lots/:id/award', 'POST /lots/:id/award'], about: { id: 'lot' }, yes: officers, rest: 403 },
  { routes: ['POST /api/v1/contracts'], yes: officers, rest: 403 },
  { routes: ['GET /lots/:id/withdraw', 'POST /lots/:id/withdraw', 'POST /api/v1/lots/:id/withdraw'], about: { id: 'lot' }, yes: ['commissioner'], rest: 403 },

  // The register of contracts is for everyone; officers of the region decide, the prime states its capacity.
  { routes: ['GET /contracts', 'GET /api/v1/contracts'], rest: 'yes' },
  { routes: ['GET /contracts/:id', 'GET /api/v1/contracts/:id'], about: { id: 'contract' }, rest: 'yes' },
  { routes: ['GET /contracts/:id/capacity', 'POST /contracts/:id/capacity', 'POST /api/v1/contracts/:id/capacity'], about: { id: 'contract' }, yes: ['provider-manager'], rest: 403 },
  {
    routes: [
      ...['GET /contracts/:id/go-live', 'POST /contracts/:id/go-live', 'GET /contracts/:id/subcontractors', 'POST /contracts/:id/subcontractors', 'GET /contracts/:id/close-to-referrals', 'POST /contracts/:id/close-to-referrals'],
      ...['GET /contracts/:id/end', 'POST /contracts/:id/end', 'GET /contracts/:id/terminate', 'POST /contracts/:id/terminate', 'POST /contracts/:id/reopen-to-referrals', 'POST /api/v1/contracts/:id/go-live'],
      ...['POST /api/v1/contracts/:id/subcontractors', 'POST /api/v1/contracts/:id/close-to-referrals', 'POST /api/v1/contracts/:id/reopen-to-referrals', 'POST /api/v1/contracts/:id/end', 'POST /api/v1/contracts/:id/terminate'],
    ],
    about: { id: 'mobilising' }, yes: officers, rest: 403,
  },

  // Prices: officers of the region draft, another one approves; the prime reads what was approved.
  { routes: ['GET /contracts/:id/rate-cards/new', 'POST /contracts/:id/rate-cards/new'], about: { id: 'contract' }, yes: officers, rest: 403 },
  { routes: ['POST /api/v1/rate-cards'], yes: officers, rest: 403 },
  { routes: ['GET /api/v1/rate-cards'], yes: [...managers, 'provider-finance', ...allOfficers], rest: 403 },
  { routes: ['GET /rate-cards/:id', 'GET /api/v1/rate-cards/:id'], about: { id: 'rateCard' }, yes: [...officers, ...finance], rest: 404 },
  { routes: ['GET /rate-cards/:id/change', 'POST /rate-cards/:id/change', 'POST /api/v1/rate-cards/:id/revise'], about: { id: 'rateCardDraft' }, yes: officers, rest: 404 },
  { routes: ['POST /rate-cards/:id/approve', 'POST /api/v1/rate-cards/:id/approve'], about: { id: 'rateCardDraft' }, yes: ['approver'], 403: ['commissioner'], rest: 404 },

  // Practitioners find and refer; a draft is its writer's alone.
  { routes: ['GET /services', 'GET /api/v1/services', 'GET /drafts', 'POST /api/v1/referrals'], yes: practitioners, rest: 403 },
  { routes: ['GET /services/:id', 'POST /services/:id/refer'], about: { id: 'contract' }, yes: practitioners, rest: 403 },
  { routes: ['GET /drafts/:id/check-answers', 'POST /drafts/:id/check-answers'], about: { id: 'draft' }, yes: ['practitioner'], rest: 404 },
  { routes: ['GET /drafts/:id/:step', 'POST /drafts/:id/:step'], about: { id: 'draft', step: { text: 'crn' } }, yes: ['practitioner'], rest: 404 },
  { routes: ['POST /drafts/:id/delete'], about: { id: 'draft' }, yes: ['practitioner'], rest: 404 },

  // A referral is its team's and the organisation's that delivers; officers and administrators never see the person.
  { routes: ['GET /api/v1/referrals', 'GET /api/v1/cases', 'GET /caseload'], yes: [...practitioners, ...managers, 'caseworker'], rest: 403 },
  { routes: ['GET /referrals/:id', 'GET /api/v1/referrals/:id'], about: { id: 'waiting' }, yes: ['practitioner', ...workers], rest: 404 },
  { routes: ['GET /referrals/:id/decline', 'POST /referrals/:id/decline', 'POST /api/v1/referrals/:id/decline'], about: { id: 'waiting' }, yes: ['provider-manager'], 403: ['practitioner', 'caseworker'], rest: 404 },
  { routes: ['GET /referrals/:id/allocate', 'POST /referrals/:id/allocate', 'POST /api/v1/referrals/:id/allocate'], about: { id: 'waiting' }, yes: ['provider-manager'], 403: ['practitioner', 'caseworker'], rest: 404 },
  { routes: ['GET /referrals/:id/accept', 'POST /referrals/:id/accept'], about: { id: 'waiting' }, yes: ['provider-manager'], 403: ['practitioner', 'caseworker'], rest: 404 },
  { routes: ['GET /referrals/:id/withdraw', 'POST /referrals/:id/withdraw', 'POST /api/v1/referrals/:id/withdraw'], about: { id: 'waiting' }, yes: ['practitioner'], 403: workers, rest: 404 },
  { routes: ['POST /api/v1/cases'], yes: ['provider-manager'], 404: ['subcontractor', 'rival'], rest: 403 },
  { routes: ['GET /referrals/:id/case'], about: { id: 'referral' }, yes: ['practitioner', ...workers], rest: 404 },

  // The case, from acceptance on: the same people; the provider delivers, the practitioner approves the plan, either ends it.
  { routes: ['GET /cases/:id', 'GET /cases/:id/timeline', 'GET /api/v1/cases/:id'], about: { id: 'case' }, yes: ['practitioner', ...workers], rest: 404 },
  { routes: ['GET /cases/:id/end', 'POST /cases/:id/end', 'POST /api/v1/cases/:id/end'], about: { id: 'case' }, yes: ['practitioner', ...workers], rest: 404 },
  { routes: ['GET /api/v1/appointments', 'GET /api/v1/plans'], yes: ['practitioner', ...workers], 404: ['practitioner2', 'subcontractor', 'rival'], rest: 403 },
  { routes: ['POST /api/v1/appointments', 'POST /api/v1/plans', 'POST /api/v1/reports'], yes: workers, 404: ['subcontractor', 'rival'], rest: 403 },
  { routes: ['GET /cases/:id/appointments/book', 'POST /cases/:id/appointments/book'], about: { id: 'openCase' }, yes: workers, 403: ['practitioner'], rest: 404 },
  {
    routes: [
      ...['GET /cases/:id/appointments/:appointmentId/reschedule', 'POST /cases/:id/appointments/:appointmentId/reschedule'],
      ...['GET /cases/:id/appointments/:appointmentId/feedback', 'POST /cases/:id/appointments/:appointmentId/feedback'],
    ],
    about: { id: 'bookedCase', appointmentId: 'appointment' }, yes: workers, 403: ['practitioner'], rest: 404,
  },
  { routes: ['GET /api/v1/appointments/:id'], about: { id: 'appointment' }, yes: ['practitioner', ...workers], rest: 404 },
  { routes: ['POST /api/v1/appointments/:id/reschedule', 'POST /api/v1/appointments/:id/feedback'], about: { id: 'appointment' }, yes: workers, 403: ['practitioner'], rest: 404 },
  { routes: ['GET /cases/:id/plan', 'POST /cases/:id/plan', 'GET /cases/:id/report', 'POST /cases/:id/report'], about: { id: 'openCase' }, yes: workers, 403: ['practitioner'], rest: 404 },
  { routes: ['GET /api/v1/plans/:id'], about: { id: 'plan' }, yes: ['practitioner', ...workers], rest: 404 },
  { routes: ['POST /cases/:id/plan/approve'], about: { id: 'openCase' }, yes: ['practitioner'], 403: workers, rest: 404 },
  { routes: ['POST /api/v1/plans/:id/approve'], about: { id: 'plan' }, yes: ['practitioner'], 403: workers, rest: 404 },
  { routes: ['GET /api/v1/reports/:id'], about: { id: 'report' }, yes: ['practitioner', ...workers], rest: 404 },

  // Money: the officers of the region and the prime's managers and finance people; the prime answers, another officer approves and pays.
  { routes: ['GET /statements', 'GET /api/v1/statements'], yes: [...managers, 'provider-finance', ...allOfficers], rest: 403 },
  { routes: ['GET /statements/draw'], yes: allOfficers, rest: 403 },
  { routes: ['POST /statements/draw', 'POST /api/v1/statements'], yes: officers, rest: 403 },
  { routes: ['GET /statements/:id', 'GET /statements/:id/lines', 'GET /api/v1/statements/:id', 'GET /api/v1/statements/:id/lines'], about: { id: 'statement' }, yes: [...officers, ...finance], rest: 404 },
  { routes: ['POST /statements/:id/send', 'POST /api/v1/statements/:id/send'], about: { id: 'statement' }, yes: officers, 403: finance, rest: 404 },
  { routes: ['POST /statements/:id/agree', 'POST /api/v1/statements/:id/agree', 'POST /api/v1/statements/:id/dispute', 'POST /api/v1/statements/:id/withdraw-dispute'], about: { id: 'statement' }, yes: finance, 403: officers, rest: 404 },
  {
    routes: ['GET /statements/:id/lines/:lineId/dispute', 'POST /statements/:id/lines/:lineId/dispute', 'POST /statements/:id/lines/:lineId/withdraw-dispute'],
    about: { id: 'statement', lineId: 'line' }, yes: finance, 403: officers, rest: 404,
  },
  {
    routes: ['POST /statements/:id/approve', 'GET /statements/:id/pay', 'POST /statements/:id/pay', 'POST /api/v1/statements/:id/approve', 'POST /api/v1/statements/:id/pay'],
    about: { id: 'statement' }, yes: ['approver'], 403: ['commissioner', ...finance], rest: 404,
  },
  { routes: ['GET /cases/:id/charge-lines'], about: { id: 'case' }, yes: [...officers, ...finance], rest: 404 },
  { routes: ['GET /spend', 'GET /spend.csv', 'GET /spend/lines', 'GET /spend/lines.csv', 'GET /api/v1/spend', 'GET /api/v1/spend/lines'], yes: allOfficers, rest: 403 },
  { routes: ['GET /spend/lines/:id', 'GET /api/v1/spend/lines/:id'], about: { id: 'chargeLine' }, yes: officers, rest: 404 },

  // Those that end something come last.
  { routes: ['POST /users/:id/close'], about: { id: 'colleague' }, yes: ['administrator'], 403: [...practitioners, ...officers], rest: 404 },
  { routes: ['POST /sign-out'], rest: 'yes', isPublic: true },
];
