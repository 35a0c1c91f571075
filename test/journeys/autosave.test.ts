import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Page, Route } from 'playwright-core';
import { sql } from '#libs/persistence';
import { DraftsService } from '../../src/referrals/application/drafts.service.js';
import { databaseOf, NOON, startApp, type TestApp } from '../support/app.js';
import { closeBrowser } from '../support/browser.js';
import { joined, liveContract } from '../support/world.js';
import { addressOf, Visitor } from './visitor.js';

jest.setTimeout(120_000);

const RISK = 'Risk summary';
const SAVING = '**/risk/autosave';
const NOT_ANSWERED = 'Not saved: the service does not answer. Your text is still here, and saving is tried again.';
const SIGNED_OUT = 'Not saved: you were signed out. Continue to sign in again: your text is kept.';

describe('text saved while it is typed, in a browser', () => {
  let app: TestApp;
  let origin: string;
  let contract: string;
  let id: string;
  let practitioner: Visitor;
  let page: Page;

  beforeAll(async () => {
    app = await startApp();
    origin = addressOf(app);
    await joined(app, 'prime');
    contract = await liveContract(app, 'prime');
  });
  afterAll(async () => {
    await closeBrowser();
    await app.close();
  });
  beforeEach(async () => {
    app.clock.set(NOON);
    id = (await app.get(DraftsService).start(await app.actor('practitioner'), contract)).id;
    practitioner = await Visitor.signedIn(origin, 'practitioner');
    ({ page } = practitioner);
    await practitioner.open(`/drafts/${id}/risk`);
  });
  afterEach(() => page.context().close());

  /** Types as a person does, key by key, after what is there. */
  const type = (text: string, tab = page) => tab.getByLabel(RISK, { exact: true }).pressSequentially(text);
  const typed = (tab = page) => tab.getByLabel(RISK, { exact: true }).inputValue();
  /** Waits until the page's own status says so. */
  const told = (words: string, tab = page) => tab.getByRole('status').filter({ hasText: words }).waitFor({ timeout: 20_000 });
  const press = (button: string, tab = page) => Promise.all([tab.waitForEvent('load'), tab.getByRole('button', { name: button, exact: true }).click()]);
  const saved = async () => (await app.get(DraftsService).draft(await app.actor('practitioner'), id)).answers['risk']?.['riskSummary'];
  const halfWritten = async () => (await databaseOf(app).rows<{ typed: Record<string, string> }>(sql`select typed from referrals.draft_text where draft_id = ${id}`)).map((row) => row.typed['riskSummary']);

  it('is told as saved, politely to screen readers too, and is there when the page is loaded again', async () => {
    const status = page.getByRole('status');
    expect([await status.getAttribute('aria-live'), await status.innerText()]).toEqual(['polite', '']);
    await type('Lives with');
    await told('Saved at 12:00');
    app.clock.set(new Date(NOON.getTime() + 60_000));
    await type(' his mother.');
    await told('Saved at 12:01');
    await page.reload();
    expect(await typed()).toBe('Lives with his mother.');
    expect(await practitioner.text).toContain('You typed this on 10 June 2026 at 12:01');
    expect(await saved()).toBeUndefined();
    await press('Continue');
    expect([await saved(), await halfWritten()]).toEqual(['Lives with his mother.', []]);
  });

  it('is kept when the session ends: signing in leads back to it, and continuing saves it', async () => {
    await type('Before the session ended.');
    await told('Saved at 12:00');
    await databaseOf(app).run(sql`delete from platform.session`);
    await type(' And after it.');
    await told(SIGNED_OUT);
    await press('Continue');
    expect(await practitioner.heading).toBe('Sign in');
    await practitioner.fill('Email address', 'practitioner@test.example');
    await practitioner.fill('Password', 'test-password');
    await practitioner.press('Sign in');
    expect([new URL(page.url()).pathname, await typed()]).toEqual([`/drafts/${id}/risk`, 'Before the session ended. And after it.']);
    expect(await practitioner.text).toContain('You were signed out. Your text is kept');
    expect(await saved()).toBeUndefined();
    await press('Continue');
    expect([await saved(), await halfWritten()]).toEqual(['Before the session ended. And after it.', []]);
  });

  it('is not overwritten by a second tab, which is told while it types and again when it continues', async () => {
    const second = await page.context().newPage();
    await second.goto(page.url());
    await type('From the first tab.');
    await told('Saved at 12:00');
    await type('From the second tab.', second);
    await told('Somebody is typing on this page in another tab or window too', second);
    expect(await halfWritten()).toEqual(['From the first tab.']);
    await press('Continue');
    await press('Continue', second);
    expect(await second.locator('body').innerText()).toContain('changed in another tab');
    expect([await saved(), await typed(second)]).toEqual(['From the first tab.', 'From the second tab.']);
  });

  it.each([
    ['the server fails', (route: Route) => route.fulfill({ status: 500, contentType: 'application/problem+json', body: '{"detail":"Something went wrong"}' })],
    ['a firewall answers with a page of its own', (route: Route) => route.fulfill({ status: 403, contentType: 'text/html', body: '<h1>Blocked</h1>' })],
    ['the connection is gone', (route: Route) => route.abort('internetdisconnected')],
  ])('is told as not saved when %s, stays on the page, and is saved later by itself', async (_what, answer) => {
    let tries = 0;
    await page.route(SAVING, (route) => {
      tries += 1;
      return tries === 1 ? answer(route) : route.continue();
    });
    await type('Typed in a tunnel.');
    await told(NOT_ANSWERED);
    expect([await typed(), await halfWritten()]).toEqual(['Typed in a tunnel.', []]);
    await told('Saved at 12:00');
    expect([tries, await halfWritten()]).toEqual([2, ['Typed in a tunnel.']]);
  });

  it('is saved as soon as the connection is back', async () => {
    await page.context().setOffline(true);
    await type('Typed on a train.');
    await told(NOT_ANSWERED);
    await page.context().setOffline(false);
    await told('Saved at 12:00');
    expect(await halfWritten()).toEqual(['Typed on a train.']);
  });

  it('does not stay as half-written when “Continue” is pressed while it is being saved', async () => {
    let answered: (() => Promise<void>) | undefined;
    const asked = new Promise<void>((resolve) => {
      void page.route(SAVING, async (route) => {
        const response = await route.fetch();
        answered = () => route.fulfill({ response });
        resolve();
      });
    });
    await type('Typed and continued at once.');
    await asked;
    expect(await halfWritten()).toEqual(['Typed and continued at once.']);
    await page.getByRole('button', { name: 'Continue', exact: true }).click();
    await Promise.all([page.waitForEvent('load'), answered?.()]);
    expect([await saved(), await halfWritten()]).toEqual(['Typed and continued at once.', []]);
  });
});
