import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { primesRecords } from '../access/records.js';
import { startApp, type TestApp } from '../support/app.js';
import { closeBrowser } from '../support/browser.js';
import { people } from '../support/people.js';
import { applying } from '../support/world.js';
import { patternOf, addressOf, Visitor } from './visitor.js';

// Dozens of pages each; a busy machine takes its time over them.
jest.setTimeout(240_000);

/** The most kinds of page followed for one person. */
const CAP = 100;

let app: TestApp;
let origin: string;

beforeAll(async () => {
  app = await startApp();
  origin = addressOf(app);
  await primesRecords(app);
  await applying(app, 'rival');
  await app.drain();
});
afterAll(async () => {
  await closeBrowser();
  await app.close();
});

/** Follows links from the home page, one of each kind of page; answers the kinds. */
async function crawl(visitor: Visitor): Promise<string[]> {
  const waiting = ['/'];
  const known = new Set(waiting.map((path) => patternOf(origin + path)));
  for (let path = waiting.shift(); path !== undefined && visitor.looked.size < CAP; path = waiting.shift()) {
    await visitor.open(path);
    for (const link of await visitor.links()) {
      const kind = patternOf(origin + link) + (link.includes('?') ? '?' : '');
      if (!known.has(kind)) waiting.push(link);
      known.add(kind);
    }
  }
  return [...visitor.looked].sort();
}

describe('every page that can be reached by links', () => {
  const parts: Partial<Record<(typeof people)[number], readonly string[]>> = {
    practitioner: ['/', '/cases/:id', '/cases/:id/timeline', '/drafts/:id', '/drafts/:id/crn', '/referrals/:id', '/referrals/:id/withdraw', '/services'],
    'provider-manager': ['/', '/applications/:id', '/cases/:id', '/cases/:id/appointments/:id/reschedule', '/contracts/:id/capacity', '/contracts/:id/offices', '/contracts/:id/places', '/contracts/:id/service', '/referrals/:id/accept', '/statements/:id', '/users/invite'],
    commissioner: ['/', '/cases/:id/charge-lines', '/contracts/:id', '/lots/:id', '/rate-cards/:id', '/spend', '/spend/lines/:id', '/statements/:id/lines', '/unmet-need'],
  };

  it.each(people.filter((person) => !/2$/.test(person)))('opens for the %s, without an accessibility fault or sideways scroll', async (person) => {
    const visitor = await Visitor.signedIn(origin, person);
    const kinds = await crawl(visitor);
    expect(kinds).toEqual(expect.arrayContaining([...(parts[person] ?? ['/'])]));
    if (process.env['COUNT_PAGES']) process.stdout.write(`${person}: ${kinds.length} kinds of page\n${kinds.join('\n')}\n`);
    await visitor.page.context().close();
  });

  it('opens for whoever is not signed in', async () => {
    const visitor = await Visitor.at(origin);
    expect(await crawl(visitor)).toEqual(['/', '/accessibility', '/cookies', '/members', '/register', '/register/join', '/sign-in']);
  });
});
