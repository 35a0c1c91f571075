import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { must } from '#libs/kernel';
import { onePagePdf } from '../../src/demo/domain/one-page-pdf.js';
import { judge, linkTokenOf, soundAnswers } from '../providers/registered.js';
import { startApp, type TestApp } from '../support/app.js';
import { closeBrowser } from '../support/browser.js';
import { addressOf, Visitor } from './visitor.js';

// Dozens of pages each; a busy machine takes its time over them.
jest.setTimeout(240_000);

const CHARITY = 'Lantern Test Trust';
const LOT = 'Accommodation in West Yorkshire';
const TODAY = '2026-06-10';

let app: TestApp;
let charity: Visitor;
let commissioner: Visitor;
let approver: Visitor;
let practitioner: Visitor;

beforeAll(async () => {
  app = await startApp();
  const origin = addressOf(app);
  charity = await Visitor.at(origin);
  commissioner = await Visitor.signedIn(origin, 'commissioner');
  approver = await Visitor.signedIn(origin, 'approver');
  practitioner = await Visitor.signedIn(origin, 'practitioner', { scripts: false });
});
afterAll(async () => {
  await closeBrowser();
  await app.close();
});

describe('from need to paid pound, on pages', () => {
  it('a charity registers, applies and is admitted', async () => {
    await charity.open('/');
    await charity.follow('Register your organisation');
    await charity.fill('Name of the organisation', CHARITY);
    await charity.choose('Company limited by guarantee');
    await charity.fill('Company number', '01234567');
    await charity.choose('Small: 10 to 49 staff');
    await charity.choose('Yes', 'Is it a voluntary');
    await charity.fill('Turnover in the last financial year', '900,000');
    await charity.fill('Your name', 'Ann Lantern');
    await charity.fill('Email address', 'ann@test.example');
    await charity.fill('Password', 'a long password');
    await charity.press('Register');
    expect(await charity.heading).toBe('Check your email');
    const registrationId = charity.page.url().split('/').at(-1) ?? '';
    await charity.open(`/register/confirm/${linkTokenOf(app, registrationId)}`);
    await charity.press('Confirm');
    await charity.fill('Email address', 'ann@test.example');
    await charity.fill('Password', 'a long password');
    await charity.press('Sign in');
    await apply();
    expect(await charity.text).toContain('Submitted');
    await commissioner.open('/assessments');
    await commissioner.follow(CHARITY);
    const id = must(/applications\/([0-9a-f-]{36})/.exec(commissioner.page.url())?.[1], 'the application');
    await judge(app, id);
    await commissioner.open(`/applications/${id}/decide`);
    await commissioner.choose('Admit');
    await commissioner.press('Save decisions');
    await charity.open(`/applications/${id}`);
    expect(await charity.text).toContain('Admitted');
  });

  it('the charity puts its caseworker on the staff register', async () => {
    await charity.open('/staff/new');
    await charity.fill('Full name', 'Ann Lantern');
    await charity.day('1980-02-03', 'Date of birth');
    await charity.fill('Role', 'Housing caseworker');
    await charity.choose('Enhanced check');
    await charity.day('2029-03-31', 'When the vetting expires');
    await charity.select('Account (optional)', 'Ann Lantern, ann@test.example');
    await charity.press('Add');
    await charity.press('Authorise');
    expect(await charity.text).toContain('Authorised');
  });

  it('a commissioner makes a lot, awards it, and another officer approves its prices', async () => {
    await makeLot();
    await commissioner.follow('Award this lot');
    await commissioner.choose(CHARITY);
    await commissioner.choose('Its value is too small for a competition');
    await commissioner.fill('Reason', 'A pilot');
    await commissioner.fill('Contract reference', 'PRJ_7001');
    await commissioner.press('Make the contract');
    await commissioner.follow('Draft a rate card');
    for (const level of ['Low', 'Medium', 'High']) await commissioner.page.getByRole('group', { name: 'Initial assessment attended' }).getByLabel(level).fill('185');
    await commissioner.fill(/^Any outcome without its own price/, '300.01');
    await commissioner.press('Save the draft');
    expect(await commissioner.text).toContain('another officer must approve it');
    await approver.open('/');
    await approver.follow(/rate card/i);
    await approver.press('Approve the rate card');
    await commissioner.open('/contracts?q=PRJ_7001');
    await commissioner.follow(LOT);
    await commissioner.follow('Make the contract live');
    await commissioner.press('Make the contract live');
    await charity.open('/contracts?ours=yes');
    await charity.follow(LOT);
    await charity.follow('Say how many places you have');
    await charity.fill('Places', '5');
    await charity.fill('Starts each week', '2');
    await charity.fill('Expected wait', '3');
    await charity.press('Save places');
  });

  it('a practitioner whose browser runs no scripts finds the service and refers', async () => {
    await practitioner.open('/');
    await practitioner.follow('Find a service');
    await practitioner.select('Area where the person lives', 'West Yorkshire');
    await practitioner.select('What the person needs help with', 'Accommodation');
    await practitioner.choose('Female');
    await practitioner.fill('Age', '22');
    await practitioner.choose('Community');
    await practitioner.press('Find services');
    expect(await practitioner.text).toMatch(/Places free\s+5\s/);
    await practitioner.follow(LOT);
    await practitioner.press('Start a referral');
    await answerReferral();
    expect(await practitioner.heading).toBe('Check your answers before you send the referral');
    await practitioner.press('Send referral');
    expect(await practitioner.text).toContain('Waiting for an answer');
  });

  it('the charity accepts, delivers and reports; the practitioner approves its plan', async () => {
    await charity.open('/tasks');
    await charity.follow(/Answer referral/);
    await charity.follow('Accept referral');
    await charity.choose('Ann Lantern');
    await charity.press('Accept referral');
    await meet('Book the initial assessment');
    await charity.follow('Write the plan');
    await charity.fill('Number of sessions', '1');
    await charity.fill('Accommodation: The person moves into settled accommodation', 'Visit the housing office');
    await charity.press('Submit plan');
    await practitioner.open('/');
    await practitioner.follow(/Approve the plan/);
    await practitioner.press('Approve plan');
    await charity.open('/caseload');
    await charity.follow("Siân O'Neill");
    await meet('Book a session');
    await charity.follow('End the case');
    await charity.press('End case');
    await charity.follow('Write the end of service report');
    await charity.choose('Partly achieved');
    await charity.fill('Comment on outcome 1', 'On the waiting list');
    await charity.fill('Summary of the work', 'She is on the list for a flat');
    await charity.press('Submit report');
    await practitioner.open('/caseload?tab=ended');
    expect(await practitioner.text).toContain("Siân O'Neill");
  });

  it('£185.00 and half of £300.01 are agreed, approved by someone else, paid, and found again on the spend page', async () => {
    await app.drain();
    await commissioner.open('/statements/draw');
    await commissioner.press('Draw statement');
    await commissioner.press('Send to the provider');
    await charity.open('/');
    await charity.follow(/^Agree or dispute/);
    expect(await charity.text).toContain('£402.01');
    await charity.press('Agree statement');
    await approver.open('/');
    await approver.follow(/Approve the statement/);
    await approver.press('Approve for payment');
    await approver.follow('Record payment');
    await approver.day(TODAY);
    await approver.fill('Payment reference', 'BACS 1');
    await approver.press('Record payment');
    expect(await approver.text).toContain('Paid');
    await app.drain();
    await commissioner.open('/spend');
    await commissioner.follow(/^£335.01: Paid, June 2026/);
    await commissioner.follow(/^Outcome partly achieved/);
    expect(await commissioner.text).toContain('Outcome partly achieved 10 June 2026: £300.01 × 0.5 = £150.01');
  });
});

async function apply(): Promise<void> {
  await charity.open('/applications');
  await charity.follow('Start an application');
  await charity.choose('Probation Services Dynamic Framework');
  await charity.press('Continue');
  await charity.follow('Continue');
  await charity.choose('Accommodation');
  await charity.press('Continue');
  await charity.choose('West Yorkshire');
  await charity.press('Continue');
  while (/\/questions\//.test(charity.page.url())) {
    await answerQuestion(charity.page.url().split('/').at(-1) ?? '');
    await charity.press('Continue');
  }
  await charity.choose('To the best of my knowledge, the answers are correct, and I may submit them for the organisation');
  await charity.press('Submit the application');
}

async function answerQuestion(code: string): Promise<void> {
  const answer = String(soundAnswers[code as keyof typeof soundAnswers]);
  const radio = charity.page.locator(`input[type=radio][value="${answer}"]`);
  const file = charity.page.locator('input[type=file]');
  const box = charity.page.locator(`input[type=checkbox][value="${answer}"]`);
  // A document is shown once it is added, so that another can be: one is enough.
  if ((await file.count()) && (await charity.page.locator('input[type=checkbox]:checked').count())) return;
  if (await file.count()) await file.setInputFiles({ name: 'insurance.pdf', mimeType: 'application/pdf', buffer: Buffer.from(onePagePdf('Certificate of insurance')) });
  else if (await radio.count()) await radio.check();
  else if (await box.count()) await box.check();
  else if (/^\d{4}-\d\d-\d\d$/.test(answer)) await charity.day(answer);
  else await charity.page.locator(`[name="${code}"]`).fill(answer);
}

async function makeLot(): Promise<void> {
  const next = () => commissioner.press('Continue');
  await commissioner.open('/lots');
  await commissioner.press('Make a lot');
  for (const choice of ['Probation Services Dynamic Framework', 'Accommodation', 'West Yorkshire']) {
    await commissioner.choose(choice);
    await next();
  }
  await commissioner.fill('What is the lot called?', LOT);
  await next();
  await commissioner.choose('Men');
  await commissioner.choose('Women');
  await next();
  await commissioner.fill('Minimum age', '18');
  await next();
  await commissioner.choose('In the community');
  await next();
  await commissioner.fill('Lowest annual value', '100,000');
  await commissioner.fill('Highest annual value', '200,000');
  await next();
  await next();
  await commissioner.day(TODAY, 'Start date');
  await commissioner.day('2028-06-09', 'End date');
  await next();
  await commissioner.press('Make the lot');
}

/** Case data knows the person: name, birth, gender and area are there, and are only looked at. */
async function answerReferral(): Promise<void> {
  const next = () => practitioner.press('Continue');
  await practitioner.fill('What is the person’s CRN?', 'x123 402');
  await next();
  expect(await practitioner.text).toContain('From case data');
  await next();
  await practitioner.fill('Enforceable days the service can use', '20');
  await next();
  await practitioner.press('Save and see what the provider will see');
  await practitioner.follow('Continue');
  await next();
  await practitioner.choose('The person moves into settled accommodation');
  await practitioner.page.getByLabel('Low').check();
  await next();
  await practitioner.fill('Reason for the referral', 'Losing her tenancy');
  await practitioner.day('2027-03-01');
  await next();
}

/** Books the next appointment for this morning, and says that the person came. */
async function meet(link: string): Promise<void> {
  await charity.follow(link);
  await charity.day(TODAY);
  await charity.fill('Start time', '10:00');
  await charity.choose('Phone call');
  await charity.press('Book appointment');
  await charity.follow(/^Give feedback/);
  await charity.choose('Yes, on time');
  await charity.fill('What did you do?', 'Looked at flats');
  await charity.choose('No', 'Should the practitioner be told?');
  await charity.press('Save feedback');
}
