import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from '#libs/persistence';
import { openAuthorities, DEMO_PASSWORD } from '../../src/demo/application/opening.js';
import { Stage } from '../../src/demo/application/stage.js';
import { planUnmetNeed } from '../../src/demo/application/unmet-story.js';
import { databaseOf, NOON, signedIn, startApp, type TestApp } from '../support/app.js';

let app: TestApp;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

it('the demo world has unmet need for commissioners to see, from searches that found nothing, the same each time', async () => {
  const stage = new Stage(app.nest, app.clock);
  await openAuthorities(stage);
  planUnmetNeed(stage, app.clock.today());
  await stage.playUntil(NOON);
  app.clock.set(NOON);
  const shown = async (email: string) => (await (await signedIn(app, email, DEMO_PASSWORD)).get('/unmet-need?month=2026-05')).text.replaceAll(/\s+/g, ' ');
  // May 2026 has 19 working days; ten of them have an odd date, an even number of days before 10 June.
  const yorkshire = await shown('commissioner@demo.example');
  for (const [area, category, count] of [['West Yorkshire', 'Finance, benefits and debt', '19'], ['South Yorkshire', 'Dependency and recovery', '10'], ['Humberside', 'Emotional wellbeing', 'Fewer than 10']] as const) {
    expect(yorkshire).toMatch(new RegExp(`>${area}</th>\\s*<td[^>]*>${category}</td>\\s*<td[^>]*>${count}</td>`, 'i'));
  }
  expect(yorkshire).not.toContain('Devon');
  expect(await shown('commissioner2@demo.example')).toContain('Devon and Cornwall');
  expect(await databaseOf(app).first(sql`select count(distinct search_key) = count(*) as each_once, min(reason) as reason from referrals.unmet_need`)).toEqual({ eachOnce: true, reason: 'no-service' });
});
