import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { get, post, visitorOf, type Visitor } from '../access/walk.js';
import { LinkTokens } from '../../src/identity/application/link-tokens.js';
import { csrfOf, startApp, type TestApp } from '../support/app.js';
import { NASTY } from '../support/nasty.js';
import { plain } from '../support/pages.js';
import { accepted, attended, joined, liveContract, primeTeam, sent } from '../support/world.js';

const TYPED = `${NASTY}\r\nsecond line\r\n\r\n  indented`;
const STORED = `${NASTY}\nsecond line\n\n  indented`;

describe('text as people type it', () => {
  let app: TestApp;
  let contract: string;
  let practitioner: Visitor;
  let manager: Visitor;

  beforeAll(async () => {
    app = await startApp();
    await joined(app, 'prime');
    contract = await liveContract(app, 'prime');
    practitioner = await visitorOf(app, 'practitioner');
    manager = await visitorOf(app, 'provider-manager');
  });
  afterAll(() => app.close());

  /** A page shows it as text and runs none of it. */
  async function shows(visitor: Visitor, path: string): Promise<void> {
    const { status, text } = await get(visitor, path);
    expect([path, status, plain(text)]).toEqual([path, 200, expect.stringContaining(NASTY)]);
    expect(text).not.toContain('<script>alert');
    expect(text).not.toContain('<b>ŵŷ');
  }

  const answers: Record<string, object> = {
    crn: { crn: ' x123 456 ', typed: 'yes' },
    person: {
      ...{ firstName: 'Siân <i>', lastName: "O'Neill-Ŵyn 🎉", 'dateOfBirth-day': '04', 'dateOfBirth-month': '5', 'dateOfBirth-year': '1990', gender: 'female' },
      ...{ areaCode: 'west-yorkshire', ethnicity: '<b>ŵŷ', preferredLanguage: 'Cymraeg', religion: "'; --", disabilities: TYPED },
    },
    sentence: { sentenceKind: 'order', 'sentenceEndsOn-day': '31', 'sentenceEndsOn-month': '12', 'sentenceEndsOn-year': '2027', location: 'community' },
    risk: { riskSummary: TYPED, additionalRisk: TYPED },
    support: { accessNeeds: TYPED, interpreterLanguage: 'Cymraeg', responsibilities: TYPED, unavailableWhen: TYPED, anythingElse: TYPED },
    'need-accommodation': { outcomes: 'accommodation-kept', level: 'LOW' },
    purpose: { reason: TYPED, 'completeBy-day': '1', 'completeBy-month': '6', 'completeBy-year': '2028', completeByReason: TYPED },
  };

  it('goes through a whole referral as it was typed, and is shown as text on every page', async () => {
    const { headers } = await post(practitioner, `/services/${contract}/refer`);
    const draft = String(headers['location']).split('/')[2] ?? '';
    for (const [step, fields] of Object.entries(answers)) expect([step, (await post(practitioner, `/drafts/${draft}/${step}`, fields)).status]).toEqual([step, 303]);
    await shows(practitioner, `/drafts/${draft}/risk`);
    await shows(practitioner, `/drafts/${draft}/check-answers`);
    const answered = await post(practitioner, `/drafts/${draft}/check-answers`);
    expect([answered.status, answered.text]).toEqual([303, '']);
    const sentPath = String(answered.headers['location']);
    await shows(practitioner, sentPath);
    await shows(manager, sentPath);
    const { body } = await get(manager, `/api/v1${sentPath}`);
    expect(body).toMatchObject({ crn: 'X123456', firstName: 'Siân <i>', lastName: "O'Neill-Ŵyn 🎉", riskSummary: STORED, additionalRisk: STORED, reason: STORED, completeByReason: STORED, accessNeeds: STORED, responsibilities: STORED, unavailableWhen: STORED, anythingElse: STORED, disabilities: STORED, interpreterLanguage: 'Cymraeg' });
    expect((await get(practitioner, '/caseload?tab=waiting')).text).toContain('Siân &lt;i&gt; O&#39;Neill-Ŵyn 🎉');
  });

  it('is the same through the API, and a page shows it as text', async () => {
    const id = await sent(app, contract, { crn: 'X555555' });
    const { body } = await post(manager, `/api/v1/referrals/${id}/decline`, { reason: 'no-capacity', comment: TYPED });
    expect(body).toMatchObject({ status: 'declined', answerComment: STORED });
    await shows(practitioner, `/referrals/${id}`);
  });

  it('is the same on a case, from the plan to its end', async () => {
    const caseId = await accepted(app, await sent(app, contract, { crn: 'X666666' }), await primeTeam(app));
    await attended(app, caseId);
    const feedback = await post(manager, `/cases/${caseId}/plan`, { sessions: '2', activity0: `${NASTY}\r\n\r\nAnother` });
    expect(feedback.status).toBe(303);
    await shows(practitioner, `/cases/${caseId}`);
    const { body } = await get(practitioner, `/api/v1/plans?caseId=${caseId}`);
    expect(body).toMatchObject([{ activities: [{ description: NASTY }, { description: 'Another' }] }]);
    await post(practitioner, `/cases/${caseId}/end`, { reason: 'MOV', comment: TYPED });
    expect((await get(practitioner, `/api/v1/cases/${caseId}`)).body).toMatchObject({ status: 'ended', endComment: STORED });
    await shows(manager, `/cases/${caseId}`);
  });

  it('is shown as text where it names a lot, a service and a person', async () => {
    const commissioner = await visitorOf(app, 'commissioner');
    const lot = {
      ...{ vehicleCode: 'PSDF', title: NASTY, serviceTypeCode: 'ACC', areaCodes: ['C'], takesMen: true, takesWomen: true, takesCustody: true, takesCommunity: true },
      ...{ annualValueFromPence: 100, annualValueToPence: 200, startsOn: '2026-07-01', endsOn: '2027-07-01' },
    };
    const { body } = await post(commissioner, '/api/v1/lots', lot);
    expect(body).toMatchObject({ title: NASTY });
    await shows(commissioner, '/lots');
    await shows(manager, `/lots/${(body as { id: string }).id}`);
    await post(manager, `/contracts/${contract}/service`, { description: TYPED });
    await shows(practitioner, `/contracts/${contract}`);
    await shows(practitioner, `/services/${contract}`);
    const administrator = await visitorOf(app, 'administrator');
    const { body: invitation } = await post(administrator, '/api/v1/invitations', { email: 'nasty@test.example', roles: ['commissioner'] });
    const token = app.get(LinkTokens).of('invitation', (invitation as { id: string }).id);
    await post(await visitorOf(app, 'anonymous'), `/invitations/${token}`, { name: NASTY, password: NASTY });
    await shows(administrator, '/users');
    const agent = app.anonymous();
    const signIn = { email: 'nasty@test.example', password: NASTY, _csrf: await csrfOf(agent, '/sign-in') };
    expect((await agent.post('/sign-in').type('form').send(signIn)).status).toBe(303);
    expect((await agent.get('/')).text).not.toContain('<script>alert');
  });

  it('may have 10,000 characters, emoji counted as people count them, and not one more', async () => {
    const id = await sent(app, contract, { crn: 'X777777' });
    const decline = (comment: string) => post(manager, `/api/v1/referrals/${id}/decline`, { reason: 'no-capacity', comment });
    expect((await post(manager, `/referrals/${id}/decline`, { reason: 'no-capacity', comment: '🎉'.repeat(10_001) })).status).toBe(422);
    expect((await decline('🎉'.repeat(10_001))).status).toBe(422);
    expect((await decline('x\ud800y')).status).toBe(422);
    expect((await decline('a\0b')).body).toMatchObject({ errors: [{ field: 'comment', message: expect.stringContaining('cannot be stored') }] });
    expect((await decline('🎉'.repeat(10_000))).status).toBe(200);
  });
});
