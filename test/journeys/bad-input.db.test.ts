import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { must } from '#libs/kernel';
import { apiContent, bodiesFor } from '../access/bodies.js';
import { primesRecords, type RecordKey, type Records } from '../access/records.js';
import { get, post, visitorOf, type Visitor, type Who } from '../access/walk.js';
import { startApp, type TestApp } from '../support/app.js';
import { plain } from '../support/pages.js';

const MB = 1024 * 1024;
/** A day as its three boxes are typed. */
const boxes = (name: string, [day, month, year]: readonly string[]) => ({ [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year });
const FEBRUARY = ['31', '2', '2026'];
const FAR = ['1', '1', '20222'];
const long = 'x'.repeat(10_001);

describe('what cannot be right', () => {
  let app: TestApp;
  let records: Records;
  const visitors = new Map<Who, Visitor>();
  const by = (who: Who) => must(visitors.get(who), who);
  const at = (pattern: string) => pattern.replaceAll(/:(\w+)/g, (_, key: RecordKey) => must(records[key], key));

  beforeAll(async () => {
    app = await startApp();
    records = await primesRecords(app);
    for (const who of ['practitioner', 'provider-manager', 'commissioner', 'approver', 'administrator', 'caseworker', 'anonymous'] as const) visitors.set(who, await visitorOf(app, who));
  });
  afterAll(() => app.close());

  const time = { durationMinutes: '60', method: 'phone', form: 'one-to-one', startsTime: '9:30', ...boxes('startsOn', ['11', '6', '2026']) };
  const registration = { name: 'Nova Test', legalForm: 'guarantee-company', companyNumber: '01234567', size: 'small', isVcse: 'yes', turnoverPence: '900000', userName: 'Ann', email: 'ann@test.example', password: 'long enough password' };

  it.each<readonly [Who, string, object, string]>([
    ['practitioner', '/drafts/:draft/crn', { crn: '' }, 'Enter the person’s CRN'],
    ['practitioner', '/drafts/:draft/crn', { crn: 'X12345' }, 'A CRN is one letter and six digits, like X123456'],
    ['practitioner', '/drafts/:draft/person', { firstName: ' \t ', lastName: 'x'.repeat(101) }, 'Enter the person’s first name'],
    ['practitioner', '/drafts/:draft/person', { firstName: 'Ann', lastName: 'x'.repeat(101) }, 'Last name must be 100 characters or fewer'],
    ['practitioner', '/drafts/:draft/person', { firstName: 'An\0n', lastName: 'Lee' }, 'First name contains a character that cannot be stored. Remove it and try again'],
    ['practitioner', '/drafts/:draft/person', boxes('dateOfBirth', FEBRUARY), 'Date of birth must be a real date, like 27 March 2026'],
    ['practitioner', '/drafts/:draft/person', boxes('dateOfBirth', FAR), 'Date of birth must have a year with 4 numbers, like 2026'],
    ['practitioner', '/drafts/:draft/person', boxes('dateOfBirth', ['11', '6', '2026']), 'Date of birth must be in the past'],
    ['practitioner', '/drafts/:draft/person', boxes('dateOfBirth', ['one', 'May', '1990']), 'Date of birth must be a real date, like 27 March 2026'],
    ['practitioner', '/drafts/:draft/person', boxes('dateOfBirth', ['', '', '1990']), 'Date of birth must include a day and month'],
    ['practitioner', '/drafts/:draft/person', { gender: 'constructor' }, 'Select the person’s gender'],
    ['practitioner', '/drafts/:draft/sentence', boxes('sentenceEndsOn', ['10', '6', '2026']), 'Sentence end date must be in the future'],
    ['practitioner', '/drafts/:draft/sentence', { sentenceKind: 'order-with-rar', enforceableDays: '41' }, 'Enforceable days must be between 1 and 40'],
    ['practitioner', '/drafts/:draft/sentence', { sentenceKind: 'order-with-rar', enforceableDays: '0' }, 'Enforceable days must be between 1 and 40'],
    ['practitioner', '/drafts/:draft/sentence', { sentenceKind: 'order-with-rar', enforceableDays: '1e1' }, 'Enforceable days must be a whole number'],
    ['practitioner', '/drafts/:draft/sentence', { location: 'custody', mainContactPhone: 'ring the office' }, 'Enter a phone number, like 01632 960 001'],
    ['practitioner', '/drafts/:draft/sentence', { location: 'custody', prisonName: ' ' }, 'Enter the name of the prison'],
    ['practitioner', '/drafts/:draft/risk', { riskSummary: long }, 'Risk summary must be 10,000 characters or fewer'],
    ['provider-manager', '/referrals/:waiting/decline', { reason: 'because', comment: 'x' }, 'Select why you cannot take this referral'],
    ['provider-manager', '/referrals/:waiting/accept', { caseworkerId: 'x' }, 'caseworker'],
    ['provider-manager', '/contracts/:contract/capacity', { places: '-1' }, 'Places must be between 0 and 10,000'],
    ['provider-manager', '/contracts/:contract/capacity', { places: '9'.repeat(400) }, 'Places must be a whole number'],
    ['caseworker', '/cases/:openCase/appointments/book', { ...time, ...boxes('startsOn', FEBRUARY) }, 'The date must be a real date, like 27 March 2026'],
    ['caseworker', '/cases/:openCase/appointments/book', { ...time, startsTime: '24:00' }, 'Enter a start time, like 9:30am, 2pm or 14:00'],
    ['caseworker', '/cases/:openCase/appointments/book', { ...time, method: 'other-address', address: ' ' }, 'Enter the address of the appointment'],
    ['caseworker', '/cases/:openCase/plan', { sessions: '0' }, 'The number of sessions must be between 1 and 200'],
    ['caseworker', '/cases/:openCase/plan', { sessions: '2' }, 'Enter at least one activity'],
    ['commissioner', '/contracts/:contract/rate-cards/new', { ...boxes('effectiveFrom', FEBRUARY), vat: '2000' }, 'must be a real date'],
    ['commissioner', '/contracts/:contract/rate-cards/new', { ...boxes('effectiveFrom', ['1', '7', '2026']), vat: '2000', 'amount-accommodation.outcome.any': '-5' }, 'Each price must be an amount of money, like 185 or 92.50'],
    ['commissioner', '/contracts/:contract/rate-cards/new', { ...boxes('effectiveFrom', ['1', '7', '2026']), vat: '7' }, 'Select the VAT rate'],
    ['commissioner', '/lots/:lot/withdraw', { reason: '\r\n' }, 'Enter the reason for withdrawing the lot'],
    ['commissioner', '/lots/new/:lotDraft/title', { title: 'x'.repeat(201), revision: '1' }, 'Title must be 200 characters or fewer'],
    ['commissioner', '/lots/new/:lotDraft/value', { annualValueFromPence: '1.005', annualValueToPence: '2', revision: '1' }, 'Lowest annual value must be an amount of money, like 600 or 193.54'],
    ['approver', '/statements/:statement/pay', { ...boxes('paidOn', ['11', '6', '2026']), reference: 'B' }, 'Payment date must be today or in the past'],
    ['approver', '/statements/:statement/pay', { ...boxes('paidOn', ['10', '6', '2026']), reference: '' }, 'Enter the payment reference'],
    ['provider-manager', '/statements/:statement/lines/:line/dispute', { reason: long }, 'Reason must be 10,000 characters or fewer'],
    ['provider-manager', '/applications/:applicationDraft/questions/accounts-date', { revision: '1', ...boxes('accounts-date', FEBRUARY) }, 'Enter a real date, like 27 3 2026'],
    ['provider-manager', '/applications/:applicationDraft/questions/employers-liability', { revision: '1', 'employers-liability': '1.005' }, 'Enter an amount in pounds, like 250000 or 1,250.50'],
    ['provider-manager', '/applications/:applicationDraft/areas', { revision: '1', areaCodes: 'atlantis' }, 'Select areas from the list'],
    ['administrator', '/users/invite', { email: 'nobody', roles: 'commissioner' }, 'Enter an email address in the correct format, like name@example.com'],
    ['administrator', '/users/invite', { email: 'a@b.example', roles: 'system' }, 'Select at least one role'],
    ['anonymous', '/register', { ...registration, password: 'short' }, 'Password must be 10 characters or more'],
    ['anonymous', '/register', { ...registration, companyNumber: '1234' }, 'Company number must be 8 numbers'],
    ['anonymous', '/register', { ...registration, charityNumber: 'SC1' }, 'Charity number for Scotland must be SC and 6 numbers, like SC012345'],
    ['anonymous', '/register/join', { organisation: 'Nobody knows us', name: 'Ann', email: 'ann@test.example', note: 'I work there' }, 'We do not know that organisation'],
  ])('is shown again with every answer and what to do about it: %s %s %j', async (who, pattern, fields, message) => {
    const { status, text } = await post(by(who), at(pattern), fields);
    expect([status, plain(text)]).toEqual([422, expect.stringContaining(message)]);
    expect(text).toContain('govuk-error-summary');
    expect(text).toMatch(/<title>\s*Error: /);
    for (const [name, typed] of Object.entries(fields)) expect([name, shownIn(text, name) ?? typed]).toEqual([name, typed]);
  });

  const referral = () => ({ ...apiContent(), contractId: records.contract });
  const body = (route: string) => must(bodiesFor(records)[route], route);

  it.each<readonly [Who, string, () => object, string]>([
    ['practitioner', 'referrals', () => ({ ...referral(), dateOfBirth: '1990-02-31' }), 'dateOfBirth'],
    ['practitioner', 'referrals', () => ({ ...referral(), dateOfBirth: '20222-01-01' }), 'dateOfBirth'],
    ['practitioner', 'referrals', () => ({ ...referral(), completeBy: '2027-13-01' }), 'completeBy'],
    ['practitioner', 'referrals', () => ({ ...referral(), crn: 'x123456' }), 'crn'],
    ['practitioner', 'referrals', () => ({ ...referral(), firstName: '  ' }), 'firstName'],
    ['practitioner', 'referrals', () => ({ ...referral(), reason: long }), 'reason'],
    ['practitioner', 'referrals', () => ({ ...referral(), reason: 'a\0b' }), 'reason'],
    ['practitioner', 'referrals', () => ({ ...referral(), enforceableDays: '20' }), 'enforceableDays'],
    ['practitioner', 'referrals', () => ({ ...referral(), needs: [] }), 'needs'],
    ['practitioner', 'referrals', () => ({ ...referral(), needs: [{ categoryCode: 'accommodation', levelCode: 'LOW', outcomeCodes: [{}] }] }), 'needs.0.outcomeCodes'],
    ['practitioner', 'referrals', () => ({ ...referral(), restricted: true }), 'restricted'],
    ['practitioner', 'referrals', () => ({ ...referral(), contractId: 'x' }), 'contractId'],
    ['caseworker', 'appointments', () => ({ ...body('POST /api/v1/appointments'), startsAt: '2026-02-31T10:00:00Z' }), 'startsAt'],
    ['caseworker', 'appointments', () => ({ ...body('POST /api/v1/appointments'), startsAt: '20222-01-01T10:00:00Z' }), 'startsAt'],
    ['caseworker', 'appointments', () => ({ ...body('POST /api/v1/appointments'), startsAt: '2026-06-11 10:00' }), 'startsAt'],
    ['caseworker', 'appointments', () => ({ ...body('POST /api/v1/appointments'), durationMinutes: 5.5 }), 'durationMinutes'],
    ['caseworker', 'plans', () => ({ ...body('POST /api/v1/plans'), activities: [null] }), 'activities'],
    ['caseworker', 'reports', () => ({ ...body('POST /api/v1/reports'), outcomes: 'all' }), 'outcomes'],
    ['commissioner', 'rate-cards', () => ({ ...body('POST /api/v1/rate-cards'), effectiveFrom: '2026-02-31' }), 'effectiveFrom'],
    ['commissioner', 'rate-cards', () => ({ ...body('POST /api/v1/rate-cards'), rules: [{ kind: 'outcome', categoryCode: 'accommodation', amountPence: 1.5, vatBasisPoints: 0 }] }), 'rules.0.amountPence'],
    ['commissioner', 'statements', () => ({ contractId: records.contract, month: '2026-13' }), 'month'],
    ['approver', 'statements/:statement/pay', () => ({ paidOn: '2026-02-31', reference: 'B' }), 'paidOn'],
    ['provider-manager', 'statements/:statement/dispute', () => ({ reason: 'x', lineIds: ['x'] }), 'lineIds'],
    ['commissioner', 'lots', () => ({ ...body('POST /api/v1/lots'), startsOn: '2027-02-31' }), 'startsOn'],
    ['commissioner', 'lots', () => ({ ...body('POST /api/v1/lots'), annualValueToPence: 1e21 }), 'annualValueToPence'],
    ['commissioner', 'contracts', () => ({ ...body('POST /api/v1/contracts'), termFrom: '2026-02-31' }), 'termFrom'],
    ['provider-manager', 'contracts/:contract/capacity', () => ({ places: '5' }), 'places'],
    ['provider-manager', 'applications/:applicationDraft/answers', () => ({ answers: { 'accounts-date': '2026-02-31', 'shoe-size': '9' } }), 'accounts-date'],
    ['provider-manager', 'applications/:applicationDraft/answers', () => ({ answers: { 'public-liability': { deep: [1] } } }), 'public-liability'],
    ['administrator', 'invitations', () => ({ ...body('POST /api/v1/invitations'), email: 'nobody' }), 'email'],
  ])('is told to the API as a problem that names the field: %s %s', async (who, path, send, field) => {
    const { status, headers, body: problem } = await post(by(who), at(`/api/v1/${path}`), send());
    expect([status, headers['content-type']]).toEqual([422, expect.stringContaining('application/problem+json')]);
    const { rule, errors } = problem as { rule: string; errors: { field: string; message: string }[] };
    expect([rule, errors.map((each) => each.field)]).toEqual(['invalid-input', expect.arrayContaining([expect.stringContaining(field)])]);
    expect(errors.every((each) => each.message.length > 0)).toBe(true);
  });

  it('is no JSON at all: 400, a problem', async () => {
    const { headers } = by('practitioner');
    const send = (text: string, type = 'application/json') => by('practitioner').agent.post('/api/v1/referrals').set({ ...headers, 'content-type': type }).send(text);
    for (const text of ['{"crn": ', '{"crn": undefined}', '"text"', '12', 'null', '\uFEFF{}}']) {
      const { status, headers: answered, body: problem } = await send(text);
      expect([text, status, answered['content-type']]).toEqual([text, 400, expect.stringContaining('application/problem+json')]);
      expect((problem as { detail: string }).detail).not.toMatch(/JSON\.parse|node_modules/);
    }
    expect((await send('[]')).status).toBe(422);
    expect((await send('{"__proto__": {"crn": "X123456"}}')).status).toBe(422);
    expect([415, 422]).toContain((await send('<crn/>', 'application/xml')).status);
    expect((await send(`${'['.repeat(5_000)}${']'.repeat(5_000)}`)).status).toBe(422);
  });

  it('is 2 MB: 413, a page for a form and a problem for the API', async () => {
    const form = await post(by('practitioner'), at('/drafts/:draft/risk'), { riskSummary: 'x'.repeat(2 * MB) });
    expect([form.status, form.text]).toEqual([413, expect.stringContaining('What you sent is too large')]);
    const json = await post(by('practitioner'), '/api/v1/referrals', { reason: 'x'.repeat(2 * MB) });
    expect([json.status, json.headers['content-type']]).toEqual([413, expect.stringContaining('application/problem+json')]);
    const many = await by('practitioner').agent.post(at('/drafts/:draft/risk')).type('form').send(Array.from({ length: 6_000 }, (_, index) => `a${index}=1`).join('&'));
    expect(many.status).toBe(413);
  });

  it('is a form that another site sent, or whose session is over: refused, and nothing is done', async () => {
    const { agent } = by('practitioner');
    for (const fields of [{}, { _csrf: 'guessed' }, { _csrf: ['a', 'b'] }]) {
      const { status, text } = await agent.post(at('/drafts/:draft/delete')).type('form').send(fields);
      expect([status, text]).toEqual([403, expect.stringContaining('This form has expired')]);
    }
    expect((await get(by('practitioner'), at('/drafts/:draft/crn'))).status).toBe(200);
  });
});

/** What stands in a text box of a page; undefined where it has no such box, or one that never shows what was typed (passwords). */
function shownIn(html: string, name: string): string | undefined {
  const input = new RegExp(`<input[^>]*\\bname="${name}"[^>]*>`).exec(html)?.[0];
  if (input?.includes('type="text"')) return plain(/value="([^"]*)"/.exec(input)?.[1] ?? '');
  const area = new RegExp(`<textarea[^>]*\\bname="${name}"[^>]*>([^<]*)</textarea>`).exec(html)?.[1];
  return area === undefined ? undefined : plain(area);
}
