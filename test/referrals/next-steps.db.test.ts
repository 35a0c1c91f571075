import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type TestAgent from 'supertest/lib/agent.js';
import { AnswersService } from '../../src/referrals/application/answers.service.js';
import { ConversationsService } from '../../src/referrals/application/conversations.service.js';
import { csrfOf, startApp, type TestApp } from '../support/app.js';
import { accepted, attended, deliveredCase, joined, liveContract, sent, submittedPlan } from '../support/world.js';

describe('what a practitioner does next', () => {
  let app: TestApp;
  let contract: string;
  let agent: TestAgent;

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    await app.reset();
    await joined(app, 'prime');
    contract = await liveContract(app, 'prime');
    agent = await app.as('practitioner');
  });

  const text = async (path: string, by = agent) => (await by.get(path)).text;
  const home = async (by = agent) => (await text('/', by)).replaceAll(/\s+/g, ' ');

  it('is found from home: someone to look for and someone to refer first, then tasks with the person’s name', async () => {
    const referral = await sent(app, contract);
    await app.get(ConversationsService).write(await app.actor('provider-manager'), referral, { words: 'Which day suits her?' });
    const html = await home();
    const places = ['Find someone', 'Refer someone', 'Waiting for you', 'Messages to read', 'Due first on your caseload'].map((title) => html.indexOf(`>${title}<`));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(html).toMatch(/Read the message about [A-Z0-9]{8}<\/a><br>Siân O’Neill/);
    expect(await text('/tasks')).toContain('Siân O’Neill');
    expect(await home(await app.as('practitioner2'))).not.toContain('O’Neill');
  });

  it('is told by when the provider answers: two working days after a Wednesday', async () => {
    const referral = await sent(app, contract);
    expect(await text(`/referrals/${referral}`)).toContain('answer is due by 12 June 2026');
    await accepted(app, referral);
    expect(await text(`/referrals/${referral}`)).not.toContain('answer is due');
  });

  it('names the person on every page that changes or ends something', async () => {
    const referral = await sent(app, contract);
    for (const page of ['amend', 'withdraw', 'transfer']) expect(await text(`/referrals/${referral}/${page}`)).toMatch(/govuk-caption-l">Siân O’Neill/);
    const caseId = await accepted(app, referral);
    for (const page of ['end', 'transfer']) expect(await text(`/cases/${caseId}/${page}`)).toMatch(/govuk-caption-l">Siân O’Neill/);
  });

  it('goes on elsewhere for reasons after which one can go on, and searches with what is known', async () => {
    const referral = await sent(app, contract, { gender: 'male' });
    await app.get(AnswersService).decline(await app.actor('provider-manager'), referral, { reason: 'no-capacity', comment: 'Full' });
    const searched = 'href="/services?areaCode=west-yorkshire&amp;categoryCode=accommodation&amp;gender=male&amp;age=36&amp;location=community&amp;change=yes"';
    expect(await text(`/referrals/${referral}/choose-another`)).toContain(searched);
    await liveContract(app, 'prime');
    const transfer = await text(`/referrals/${await sent(app, contract, { crn: 'X123457' })}/transfer`);
    expect(transfer).toContain('Moved out of the service area');
    for (const never of ['The person has died', 'Sentence expired', 'Acquitted on appeal']) expect(transfer).not.toContain(never);
  });

  it('goes on elsewhere for no reason that ends it, whatever is posted', async () => {
    const other = await liveContract(app, 'prime');
    const referral = await sent(app, contract);
    const caseId = await accepted(app, await sent(app, contract, { crn: 'X123457' }));
    const _csrf = await csrfOf(agent, '/cookies');
    for (const code of ['USE', 'SEE', 'ACQ', 'SER', 'EAR']) {
      for (const from of [`referrals/${referral}`, `cases/${caseId}`]) {
        const body = { contractId: other, code, comment: 'x', as: 'sent' };
        const page = await agent.post(`/${from}/transfer`).type('form').send({ ...body, _csrf });
        expect([code, page.status, page.text]).toEqual([code, 422, expect.stringContaining('Select why')]);
        expect((await app.call('practitioner', 'post', `${from}/transfer`, body)).status).toBe(422);
      }
    }
    expect((await app.call('practitioner', 'get', `referrals/${referral}`)).body).toMatchObject({ status: 'sent', transferredToId: null });
    expect((await app.call('practitioner', 'get', `cases/${caseId}`)).body).toMatchObject({ endReason: null });
  });

  it('reads the report before the appointments, and how to have a plan changed beside the button that approves it', async () => {
    const done = await text(`/cases/${await deliveredCase(app, contract)}`);
    expect(done.indexOf('>End of service report<')).toBeGreaterThan(-1);
    expect(done.indexOf('>End of service report<')).toBeLessThan(done.indexOf('>Appointments<'));
    const caseId = await accepted(app, await sent(app, contract, { crn: 'X123458' }));
    await attended(app, caseId);
    await submittedPlan(app, caseId);
    expect(await text(`/cases/${caseId}`)).toMatch(/Approve plan[\s\S]*write to the provider<\/a> instead/);
  });
});
