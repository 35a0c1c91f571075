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
  { routes: ['GET /sign-in', 'POST /sign-in', 'GET /register', 'POST /register', 'GET /register/join', 'POST /register/join', 'GET /members', 'GET /api/v1/members', 'POST /api/v1/organisations', 'POST /api/v1/join-requests'], rest: 'yes', isPublic: true },
  { routes: ['GET /api/v1/organisations', 'GET /tasks', 'GET /api/v1/tasks', 'GET /api/v1/users'], rest: 'yes' },
  { routes: ['GET /organisations/:id', 'GET /api/v1/organisations/:id'], about: { id: 'organisation' }, rest: 'yes' },
  { routes: ['GET /members.csv', 'GET /members.json'], rest: 'yes', isPublic: true },
  // How a member stands is for its organisation and those who commission; it keeps its own answers, commissioners decide about it. The register itself is public.
  { routes: ['GET /members/:id', 'GET /api/v1/members/:id'], about: { id: 'membership' }, yes: [...finance, ...allOfficers], rest: 403 },
  { routes: ['GET /members/:id/answers', 'POST /members/:id/answers', 'POST /api/v1/members/:id/answers', 'POST /api/v1/members/:id/answers/confirm'], about: { id: 'membership' }, yes: ['provider-manager'], rest: 403 },
  { routes: ['GET /members/:id/answers/:code', 'POST /members/:id/answers/:code'], about: { id: 'membership', code: { text: 'insurance-expiry' } }, yes: ['provider-manager'], rest: 403 },
  {
    routes: ['suspend', 'reinstate', 'remove'].flatMap((decision) => [`GET /members/:id/${decision}`, `POST /members/:id/${decision}`, `POST /api/v1/members/:id/${decision}`]),
    about: { id: 'membership' }, yes: ['commissioner', 'commissioner2'], rest: 403,
  },
  // Administrators look after their organisation's accounts, managers those of a provider.
  { routes: ['GET /users', 'GET /users/invite', 'POST /users/invite', 'GET /users/invited', 'GET /api/v1/invitations', 'POST /api/v1/invitations', 'GET /api/v1/join-requests'], yes: ['administrator', ...managers], rest: 403 },
  { routes: ['POST /users/invitations/:id/resend', 'POST /api/v1/invitations/:id/resend'], about: { id: 'invitation' }, yes: ['provider-manager'], rest: 404 },
  { routes: ['GET /users/join-requests/:id', 'GET /api/v1/join-requests/:id', 'POST /users/join-requests/:id/approve', 'POST /users/join-requests/:id/decline'], about: { id: 'joinRequest' }, yes: ['provider-manager'], rest: 404 },
  // Commissioners check who says they are a listed organisation.
  { routes: ['GET /api/v1/registrations'], yes: ['commissioner', 'commissioner2'], rest: 403 },
  { routes: ['GET /registrations/:id', 'GET /api/v1/registrations/:id', 'POST /registrations/:id/refuse'], about: { id: 'claim' }, yes: ['commissioner', 'commissioner2'], rest: 404 },
  // The links in letters are open to whoever holds them.
  { routes: ['GET /register/check-email/:id', 'POST /register/check-email/:id/send-again', 'POST /api/v1/registrations/:id/send-again'], about: { id: 'registration' }, rest: 'yes', isPublic: true },
  { routes: ['GET /register/confirm/:token', 'POST /register/confirm/:token', 'POST /api/v1/registrations/:token/confirm'], about: { token: 'registrationToken' }, rest: 'yes', isPublic: true },
  { routes: ['GET /invitations/:token', 'POST /invitations/:token', 'POST /api/v1/invitations/:token/accept'], about: { token: 'invitationToken' }, rest: 'yes', isPublic: true },
  // The mailbox is there in development only.
  { routes: ['GET /mailbox'], rest: 404 },
  { routes: ['POST /tasks/:id/finish', 'POST /api/v1/tasks/:id/finish'], about: { id: 'task' }, yes: ['provider-manager'], rest: 404 },

  // Qualification: a provider's own until it is submitted, then every commissioner's.
  { routes: ['GET /applications', 'GET /api/v1/applications'], yes: [...managers, 'provider-finance', ...allOfficers], rest: 403 },
  { routes: ['GET /applications/start', 'POST /applications/start', 'POST /api/v1/applications'], yes: managers, rest: 403 },
  { routes: ['GET /applications/:id', 'GET /api/v1/applications/:id'], about: { id: 'application' }, yes: [...finance, ...allOfficers], rest: 404 },
  { routes: ['GET /applications/:id/decide', 'POST /applications/:id/decide', 'POST /api/v1/applications/:id/decide'], about: { id: 'application' }, yes: ['commissioner', 'commissioner2'], 403: [...finance, 'approver'], rest: 404 },
  // Assessing: officers read, commissioners do, either agrees; the provider is asked and reads its letter, never judgements.
  { routes: ['GET /assessments', 'GET /api/v1/assessments'], yes: allOfficers, rest: 403 },
  { routes: ['POST /assessments/next', 'POST /api/v1/assessments/next'], yes: ['commissioner', 'commissioner2'], rest: 403 },
  { routes: ['GET /applications/:id/assess', 'GET /api/v1/applications/:id/assessment'], about: { id: 'application' }, yes: allOfficers, 403: finance, rest: 404 },
  { routes: ['GET /applications/:id/assess/:section'], about: { id: 'application', section: { text: 'money' } }, yes: allOfficers, 403: finance, rest: 404 },
  { routes: ['POST /applications/:id/assess/:section'], about: { id: 'application', section: { text: 'money' } }, yes: ['commissioner', 'commissioner2'], 403: [...finance, 'approver'], rest: 404 },
  {
    routes: [
      ...['POST /applications/:id/take', 'POST /applications/:id/hand-back', 'POST /api/v1/applications/:id/take', 'POST /api/v1/applications/:id/hand-back', 'POST /api/v1/applications/:id/judgements'],
      ...['GET /applications/:id/supplier-status', 'POST /applications/:id/supplier-status', 'POST /api/v1/applications/:id/supplier-status', 'POST /api/v1/applications/:id/queries'],
    ],
    about: { id: 'application' }, yes: ['commissioner', 'commissioner2'], 403: [...finance, 'approver'], rest: 404,
  },
  { routes: ['GET /applications/:id/ask/:code', 'POST /applications/:id/ask/:code'], about: { id: 'application', code: { text: 'annual-turnover' } }, yes: ['commissioner', 'commissioner2'], 403: [...finance, 'approver'], rest: 404 },
  { routes: ['POST /applications/:id/queries/:query/cancel', 'POST /api/v1/applications/:id/queries/:query/cancel'], about: { id: 'application', query: 'query' }, yes: ['commissioner', 'commissioner2'], 403: [...finance, 'approver'], rest: 404 },
  { routes: ['GET /applications/:id/queries/:query', 'POST /applications/:id/queries/:query', 'POST /api/v1/applications/:id/queries/:query/reply'], about: { id: 'application', query: 'query' }, yes: ['provider-manager'], 403: ['provider-finance', ...allOfficers], rest: 404 },
  { routes: ['GET /api/v1/applications/:id/queries', 'GET /applications/:id/letter', 'GET /api/v1/applications/:id/letter'], about: { id: 'application' }, yes: [...finance, ...allOfficers], rest: 404 },
  { routes: ['GET /applications/:id/agree', 'POST /applications/:id/agree', 'POST /api/v1/applications/:id/agree', 'POST /api/v1/applications/:id/send-back'], about: { id: 'application' }, yes: allOfficers, 403: finance, rest: 404 },
  { routes: ['POST /applications/:id/again'], about: { id: 'application' }, yes: ['provider-manager'], 403: ['provider-finance', ...allOfficers], rest: 404 },
  {
    routes: ['GET /applications/:id/categories', 'POST /applications/:id/categories', 'GET /applications/:id/areas', 'POST /applications/:id/areas', 'GET /applications/:id/check-answers', 'POST /applications/:id/check-answers', 'GET /applications/:id/alone-or-together', 'POST /applications/:id/alone-or-together'],
    about: { id: 'applicationDraft' }, yes: ['provider-manager'], 403: ['provider-finance'], rest: 404,
  },
  {
    routes: ['GET /applications/:id/questions/:code', 'POST /applications/:id/questions/:code', 'POST /applications/:id/questions/:code/confirm'],
    about: { id: 'applicationDraft', code: { text: 'public-liability' } }, yes: ['provider-manager'], 403: ['provider-finance'], rest: 404,
  },
  { routes: ['GET /applications/:id/sections/:section/earlier', 'POST /applications/:id/sections/:section/earlier'], about: { id: 'applicationDraft', section: { text: 'money' } }, yes: ['provider-manager'], 403: ['provider-finance'], rest: 404 },
  { routes: ['GET /applications/:id/receipt', 'GET /applications/:id/print'], about: { id: 'application' }, yes: [...finance, ...allOfficers], rest: 404 },
  {
    routes: ['GET /applications/:id/take-back', 'POST /applications/:id/take-back', 'GET /applications/:id/delete', 'POST /applications/:id/delete', 'POST /api/v1/applications/:id/take-back', 'DELETE /api/v1/applications/:id'],
    about: { id: 'application' }, yes: ['provider-manager'], 403: ['provider-finance', ...allOfficers], rest: 404,
  },
  { routes: ['POST /api/v1/applications/:id/choices', 'POST /api/v1/applications/:id/answers', 'POST /api/v1/applications/:id/answers/confirm', 'POST /api/v1/applications/:id/submit'], about: { id: 'applicationDraft' }, yes: ['provider-manager'], 403: ['provider-finance'], rest: 404 },

  // A consortium: the lead says who does what, each member answers for itself, and reads no more of the application.
  { routes: ['GET /api/v1/applications/:id/consortium'], about: { id: 'application' }, yes: [...finance, ...allOfficers], rest: 404 },
  { routes: ['GET /applications/:id/consortium', 'GET /applications/:id/consortium/add', 'POST /api/v1/applications/:id/consortium'], about: { id: 'applicationDraft' }, yes: ['provider-manager'], 403: ['provider-finance'], rest: 404 },
  {
    routes: ['GET /applications/:id/consortium/add/:providerId', 'POST /applications/:id/consortium/add/:providerId'],
    about: { id: 'applicationDraft', providerId: 'organisation' }, yes: ['provider-manager'], 403: ['provider-finance'], rest: 404,
  },
  { routes: ['GET /api/v1/consortium-members'], yes: [...managers, 'provider-finance'], rest: 403 },
  { routes: ['GET /consortium/:id', 'GET /api/v1/consortium-members/:id'], about: { id: 'consortiumMember' }, yes: [...finance, 'subcontractor'], rest: 404 },
  {
    routes: ['POST /consortium/:id/agree', 'GET /consortium/:id/decline', 'POST /consortium/:id/decline', 'POST /api/v1/consortium-members/:id/agree', 'POST /api/v1/consortium-members/:id/decline'],
    about: { id: 'consortiumMember' }, yes: ['subcontractor'], 403: finance, rest: 404,
  },
  {
    routes: ['GET /applications/:id/consortium/:memberId/change', 'POST /applications/:id/consortium/:memberId/change', 'POST /applications/:id/consortium/:memberId/remove'],
    about: { id: 'application', memberId: 'consortiumMember' }, yes: ['provider-manager'], 403: ['provider-finance', 'subcontractor'], rest: 404,
  },
  {
    routes: ['POST /api/v1/consortium-members/:id/terms', 'DELETE /api/v1/consortium-members/:id'],
    about: { id: 'consortiumMember' }, yes: ['provider-manager'], 403: ['provider-finance', 'subcontractor'], rest: 404,
  },

  // Documents are their organisation's; those who commission read what was sent to them, as this one was.
  { routes: ['GET /documents', 'GET /api/v1/documents'], yes: [...managers, 'provider-finance', ...allOfficers], rest: 403 },
  { routes: ['POST /documents', 'POST /api/v1/documents'], yes: managers, rest: 403 },
  { routes: ['GET /documents/:id', 'GET /api/v1/documents/:id', 'GET /api/v1/documents/:id/content'], about: { id: 'document' }, yes: [...finance, ...allOfficers], rest: 404 },
  { routes: ['POST /documents/:id/remove', 'POST /api/v1/documents/:id/remove'], about: { id: 'document' }, yes: ['provider-manager'], 403: ['provider-finance', ...allOfficers], rest: 404 },

  // Staff: a register is its organisation's managers' alone; commissioners see numbers, and the exclusion list nobody else does.
  { routes: ['GET /staff', 'GET /staff/new', 'POST /staff/new', 'GET /staff/import', 'POST /staff/import', 'GET /staff/template.csv', 'GET /api/v1/staff'], yes: managers, rest: 403 },
  { routes: ['POST /api/v1/staff', 'POST /api/v1/staff/import'], yes: ['provider-manager'], rest: 403 },
  { routes: ['GET /staff-numbers', 'GET /api/v1/staff/counts', 'GET /exclusions', 'GET /api/v1/exclusions'], yes: ['commissioner', 'commissioner2'], rest: 403 },
  { routes: ['GET /staff/:id', 'GET /staff/:id/change', 'POST /staff/:id/change', 'GET /api/v1/staff/:id', 'POST /api/v1/staff/:id'], about: { id: 'staffMember' }, yes: ['provider-manager'], rest: 404 },
  {
    routes: [
      ...['GET /staff/:id/suspend', 'POST /staff/:id/suspend', 'GET /staff/:id/withdraw', 'POST /staff/:id/withdraw', 'GET /staff/:id/leave', 'POST /staff/:id/leave', 'POST /staff/:id/authorise', 'POST /staff/:id/reinstate'],
      ...['POST /api/v1/staff/:id/authorise', 'POST /api/v1/staff/:id/suspend', 'POST /api/v1/staff/:id/reinstate', 'POST /api/v1/staff/:id/withdraw', 'POST /api/v1/staff/:id/leave'],
    ],
    about: { id: 'staffMember' }, yes: ['provider-manager'], rest: 404,
  },
  {
    routes: ['GET /exclusions/:id', 'GET /exclusions/:id/lift', 'POST /exclusions/:id/lift', 'GET /api/v1/exclusions/:id', 'POST /api/v1/exclusions/:id/decide', 'POST /api/v1/exclusions/:id/lift'],
    about: { id: 'exclusion' }, yes: ['commissioner', 'commissioner2'], rest: 404,
  },
  { routes: ['GET /exclusions/:id/matches/:matchId', 'POST /exclusions/:id/matches/:matchId'], about: { id: 'exclusion', matchId: 'exclusionMatch' }, yes: ['commissioner', 'commissioner2'], rest: 404 },

  // Frameworks and markets are public once opened; those who commission nationally draft, change and close them, and none of these people does.
  { routes: ['GET /vehicles', 'GET /api/v1/vehicles'], rest: 'yes', isPublic: true },
  { routes: ['GET /vehicles/:code', 'GET /api/v1/vehicles/:code'], about: { code: { text: 'PSDF' } }, rest: 'yes', isPublic: true },
  { routes: ['GET /vehicles/new', 'POST /vehicles/new', 'POST /api/v1/vehicles'], rest: 403 },
  {
    routes: [
      ...['GET /vehicles/:code/edit', 'POST /vehicles/:code/edit', 'GET /vehicles/:code/new-from', 'POST /vehicles/:code/new-from', 'GET /vehicles/:code/close', 'POST /vehicles/:code/close', 'POST /vehicles/:code/open'],
      ...['POST /api/v1/vehicles/:code/edit', 'POST /api/v1/vehicles/:code/new-from', 'POST /api/v1/vehicles/:code/close', 'POST /api/v1/vehicles/:code/open'],
    ],
    about: { code: { text: 'PSDF' } }, rest: 403,
  },
  // Importing is there only where Find a Tender is configured, which it is not here.
  {
    routes: ['GET /applications/:id/import', 'POST /applications/:id/import', 'POST /applications/:id/import/accept', 'POST /api/v1/applications/:id/import/preview', 'POST /api/v1/applications/:id/import/accept'],
    about: { id: 'applicationDraft' }, 403: ['provider-finance'], rest: 404,
  },

  // Lots are for everyone to see, for commissioners to make, and for the officers of the region to withdraw and award.
  { routes: ['GET /lots', 'GET /api/v1/lots'], rest: 'yes' },
  { routes: ['GET /lots/:id', 'GET /api/v1/lots/:id'], about: { id: 'lot' }, rest: 'yes' },
  { routes: ['POST /lots/new', 'POST /api/v1/lots'], yes: ['commissioner', 'commissioner2'], rest: 403 },
  { routes: ['GET /lots/new/:id/check-answers', 'POST /lots/new/:id/check-answers'], about: { id: 'lotDraft' }, yes: ['commissioner'], rest: 404 },
  { routes: ['GET /lots/new/:id/:step', 'POST /lots/new/:id/:step'], about: { id: 'lotDraft', step: { text: 'title' } }, yes: ['commissioner'], rest: 404 },
  { routes: ['GET /api/v1/lots/:id/eligibility'], about: { id: 'lot' }, yes: officers, rest: 403 },
  { routes: ['GET /lots/:id/award', 'POST /lots/:id/award'], about: { id: 'lot' }, yes: officers, rest: 403 },
  { routes: ['POST /lots/:id/award/ask-to-confirm'], about: { id: 'lot' }, yes: officers, rest: 403 },
  { routes: ['POST /api/v1/contracts', 'POST /api/v1/contracts/ask-to-confirm'], yes: officers, rest: 403 },
  { routes: ['GET /lots/:id/withdraw', 'POST /lots/:id/withdraw', 'POST /api/v1/lots/:id/withdraw'], about: { id: 'lot' }, yes: ['commissioner'], rest: 403 },

  // The register of contracts is for everyone; officers of the region decide, the prime states its capacity.
  { routes: ['GET /contracts', 'GET /api/v1/contracts'], rest: 'yes' },
  { routes: ['GET /contracts/:id', 'GET /api/v1/contracts/:id'], about: { id: 'contract' }, rest: 'yes' },
  { routes: ['GET /api/v1/contracts/:id/capacity'], about: { id: 'contract' }, rest: 'yes' },
  {
    routes: [
      ...['GET /contracts/:id/capacity', 'POST /contracts/:id/capacity', 'POST /api/v1/contracts/:id/capacity', 'GET /contracts/:id/service', 'POST /contracts/:id/service', 'POST /api/v1/contracts/:id/service'],
      ...['GET /contracts/:id/offices', 'POST /contracts/:id/offices', 'POST /api/v1/contracts/:id/offices'],
    ],
    about: { id: 'contract' }, yes: ['provider-manager'], rest: 403,
  },
  { routes: ['POST /contracts/:id/offices/:officeId/remove', 'POST /api/v1/contracts/:id/offices/:officeId/remove'], about: { id: 'contract', officeId: 'contract' }, yes: ['provider-manager'], rest: 403 },
  // Places in use and unmet need are counts: for the prime, and for the officers of the region.
  { routes: ['GET /contracts/:id/places', 'GET /api/v1/contracts/:id/places'], about: { id: 'contract' }, yes: [...officers, ...finance], rest: 403 },
  { routes: ['GET /unmet-need', 'GET /api/v1/unmet-need'], yes: allOfficers, rest: 403 },
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
  { routes: ['GET /services', 'GET /services/compare', 'GET /api/v1/services', 'GET /api/v1/services/relaxations', 'GET /api/v1/services/compare', 'GET /drafts', 'POST /api/v1/referrals'], yes: practitioners, rest: 403 },
  { routes: ['GET /services/:id', 'POST /services/:id/refer'], about: { id: 'contract' }, yes: practitioners, rest: 403 },
  { routes: ['GET /drafts/:id/check-answers', 'POST /drafts/:id/check-answers'], about: { id: 'draft' }, yes: ['practitioner'], rest: 404 },
  { routes: ['GET /drafts/:id', 'GET /drafts/:id/preview', 'POST /drafts/:id/crn', 'POST /drafts/:id/look-up', 'POST /drafts/:id/service', 'POST /drafts/:id/choose-service', 'GET /api/v1/drafts/:id/access', 'POST /api/v1/drafts/:id/access', 'POST /api/v1/drafts/:id/choose-service'], about: { id: 'draft' }, yes: ['practitioner'], rest: 404 },
  { routes: ['GET /drafts/:id/:step', 'POST /drafts/:id/:step'], about: { id: 'draft', step: { text: 'risk' } }, yes: ['practitioner'], rest: 404 },
  {
    routes: [
      ...['GET /drafts/:id/hand-over', 'POST /drafts/:id/hand-over', 'GET /api/v1/drafts/:id', 'POST /api/v1/drafts/:id/person', 'POST /api/v1/drafts/:id/answers', 'POST /api/v1/drafts/:id/send'],
      'POST /api/v1/drafts/:id/hand-over',
    ],
    about: { id: 'draft' }, yes: ['practitioner'], rest: 404,
  },
  { routes: ['POST /drafts/:id/:step/autosave'], about: { id: 'draft', step: { text: 'risk' } }, yes: ['practitioner'], rest: 404 },
  { routes: ['DELETE /api/v1/drafts/:id'], about: { id: 'otherDraft' }, yes: ['practitioner'], rest: 404 },
  { routes: ['GET /drafts/:id/access', 'POST /drafts/:id/access'], about: { id: 'draft' }, yes: ['practitioner'], rest: 404 },
  { routes: ['GET /drafts/:id/delete', 'POST /drafts/:id/delete'], about: { id: 'draft' }, yes: ['practitioner'], rest: 404 },
  { routes: ['GET /api/v1/drafts', 'POST /api/v1/drafts', 'GET /services/best', 'POST /services/best/refer', 'GET /api/v1/services/best', 'POST /api/v1/referrals/best'], yes: practitioners, rest: 403 },
  { routes: ['GET /referrals/:id/refer-again', 'POST /referrals/:id/refer-again', 'POST /api/v1/referrals/:id/refer-again'], about: { id: 'waiting' }, yes: ['practitioner'], 403: workers, rest: 404 },
  // How referrals go to the best eligible service: the region's commissioners decide, its approvers read.
  { routes: ['GET /allocation-rules', 'GET /api/v1/allocation-rules'], yes: allOfficers, rest: 403 },
  { routes: ['GET /allocation-rules/change', 'POST /allocation-rules/change', 'POST /api/v1/allocation-rules'], yes: ['commissioner'], rest: 403 },

  // A referral is its team's and the organisation's that delivers; officers and administrators never see the person.
  { routes: ['GET /api/v1/referrals', 'GET /api/v1/cases', 'GET /caseload', 'GET /caseload.csv', 'GET /caseload/search', 'GET /api/v1/caseload', 'GET /api/v1/caseload/search'], yes: [...practitioners, ...managers, 'caseworker'], rest: 403 },
  { routes: ['GET /referrals/hand-over', 'POST /referrals/hand-over', 'POST /api/v1/referrals/hand-over', 'GET /drafts/hand-over', 'POST /drafts/hand-over', 'POST /api/v1/drafts/hand-over'], yes: practitioners, rest: 403 },
  { routes: ['GET /referrals/:id', 'GET /api/v1/referrals/:id'], about: { id: 'waiting' }, yes: ['practitioner', ...workers], rest: 404 },
  { routes: ['GET /referrals/:id/decline', 'POST /referrals/:id/decline', 'POST /api/v1/referrals/:id/decline'], about: { id: 'waiting' }, yes: ['provider-manager'], 403: ['practitioner', 'caseworker'], rest: 404 },
  { routes: ['GET /referrals/:id/allocate', 'POST /referrals/:id/allocate', 'POST /api/v1/referrals/:id/allocate'], about: { id: 'waiting' }, yes: ['provider-manager'], 403: ['practitioner', 'caseworker'], rest: 404 },
  { routes: ['GET /referrals/:id/accept', 'POST /referrals/:id/accept'], about: { id: 'waiting' }, yes: ['provider-manager'], 403: ['practitioner', 'caseworker'], rest: 404 },
  { routes: ['GET /referrals/:id/withdraw', 'POST /referrals/:id/withdraw', 'POST /api/v1/referrals/:id/withdraw'], about: { id: 'waiting' }, yes: ['practitioner'], 403: workers, rest: 404 },
  // What was sent is changed and sent on by the practitioner's team; both sides see what became of it.
  {
    routes: [
      ...['GET /referrals/:id/amend', 'POST /referrals/:id/amend', 'POST /api/v1/referrals/:id/amend', 'GET /referrals/:id/choose-another', 'POST /referrals/:id/choose-another', 'POST /api/v1/referrals/:id/go-on'],
      ...['GET /referrals/:id/transfer', 'POST /referrals/:id/transfer', 'POST /api/v1/referrals/:id/transfer'],
    ],
    about: { id: 'waiting' }, yes: ['practitioner'], 403: workers, rest: 404,
  },
  { routes: ['GET /api/v1/referrals/:id/amendments', 'GET /api/v1/referrals/:id/alternatives'], about: { id: 'waiting' }, yes: ['practitioner', ...workers], rest: 404 },
  { routes: ['GET /referrals/:id/timeline', 'GET /api/v1/referrals/:id/timeline'], about: { id: 'referral' }, yes: ['practitioner', ...workers], rest: 404 },
  { routes: ['GET /cases/:id/allocate', 'POST /cases/:id/allocate', 'POST /api/v1/cases/:id/allocate'], about: { id: 'openCase' }, yes: ['provider-manager'], 403: ['practitioner', 'caseworker'], rest: 404 },
  { routes: ['GET /cases/:id/transfer', 'POST /cases/:id/transfer', 'POST /api/v1/cases/:id/transfer'], about: { id: 'openCase' }, yes: ['practitioner'], 403: workers, rest: 404 },
  { routes: ['POST /api/v1/cases'], yes: ['provider-manager'], 404: ['subcontractor', 'rival'], rest: 403 },
  // What both sides write to each other is read by whoever may read the referral; who sees it at all is the referring team's to limit.
  { routes: ['GET /messages', 'GET /api/v1/messages'], yes: [...practitioners, ...managers, 'caseworker'], rest: 403 },
  {
    routes: ['GET /referrals/:id/messages', 'POST /referrals/:id/messages', 'GET /api/v1/referrals/:id/messages', 'POST /api/v1/referrals/:id/messages', 'POST /api/v1/referrals/:id/messages/read'],
    about: { id: 'waiting' }, yes: ['practitioner', ...workers], rest: 404,
  },
  {
    routes: [
      ...['GET /referrals/:id/access', 'POST /referrals/:id/access', 'GET /referrals/:id/access/lift', 'POST /referrals/:id/access/lift'],
      ...['GET /api/v1/referrals/:id/access', 'POST /api/v1/referrals/:id/access', 'POST /api/v1/referrals/:id/access/lift'],
    ],
    about: { id: 'waiting' }, yes: ['practitioner'], 403: workers, rest: 404,
  },
  { routes: ['GET /referrals/:id/case'], about: { id: 'referral' }, yes: ['practitioner', ...workers], rest: 404 },

  // The case, from acceptance on: the same people; the provider delivers, the practitioner approves the plan, either ends it.
  // Another caseworker: managers of the prime and of who delivers; officers of the region see numbers and references.
  { routes: ['GET /cases/to-reassign', 'GET /cases/reassign', 'POST /cases/reassign', 'POST /api/v1/cases/reassign'], yes: managers, rest: 403 },
  { routes: ['GET /cases/:id/reassign', 'POST /cases/:id/reassign', 'POST /api/v1/cases/:id/reassign'], about: { id: 'openCase' }, yes: ['provider-manager'], 403: ['practitioner', 'caseworker'], rest: 404 },
  { routes: ['GET /reassignments', 'GET /api/v1/reassignments'], yes: ['commissioner', 'commissioner2'], rest: 403 },
  { routes: ['GET /reassignments/:id', 'GET /api/v1/reassignments/:id'], about: { id: 'reassignment' }, yes: ['commissioner'], rest: 404 },
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
  { routes: ['POST /users/invitations/:id/cancel', 'POST /api/v1/invitations/:id/cancel'], about: { id: 'invitation' }, yes: ['provider-manager'], rest: 404 },
  { routes: ['POST /api/v1/join-requests/:id/approve', 'POST /api/v1/join-requests/:id/decline'], about: { id: 'joinRequest' }, yes: ['provider-manager'], rest: 404 },
  { routes: ['POST /registrations/:id/approve', 'POST /api/v1/registrations/:id/approve', 'POST /api/v1/registrations/:id/refuse'], about: { id: 'claim' }, yes: ['commissioner', 'commissioner2'], rest: 404 },
  { routes: ['GET /users/:id/roles', 'POST /users/:id/roles', 'POST /api/v1/users/:id/roles', 'GET /users/:id/close', 'POST /users/:id/close', 'POST /api/v1/users/:id/close'], about: { id: 'colleague' }, yes: ['administrator'], 403: [...practitioners, ...officers], rest: 404 },
  { routes: ['POST /sign-out'], rest: 'yes', isPublic: true },
];
