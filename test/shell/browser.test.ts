import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AddressInfo } from 'node:net';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { checkPage, closeBrowser, newPage, screenshot, scrollsSideways, WIDTHS } from '../support/browser.js';
import { sampleApp } from '../support/sample/sample.app.js';

let app: NestExpressApplication;
let origin: string;
const pictures = process.env['SCREENSHOTS'];

beforeAll(async () => {
  app = await sampleApp();
  const server = (await app.listen(0, '127.0.0.1')) as { address: () => AddressInfo };
  origin = `http://127.0.0.1:${server.address().port}`;
});
afterAll(async () => {
  await closeBrowser();
  await app.close();
});

describe.each(WIDTHS)('at %i pixels', (width) => {
  const paths = ['/', '/?anonymous', '/cookies', '/accessibility', '/nowhere', '/garden/plants', '/garden/plants/new', '/garden/broken', '/api/docs'];

  it.each(paths)('%s has no accessibility fault and does not scroll sideways', async (path) => {
    const page = await newPage(width, path.includes('anonymous') ? {} : { 'x-test-actor': 'editor' });
    const faults: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('status of')) faults.push(message.text());
    });
    await page.goto(`${origin}${path}`);
    if (path === '/api/docs') await page.getByText('/api/v1/seeds').first().waitFor();
    else expect(await checkPage(page)).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);
    if (pictures) await screenshot(page, `${pictures}/${width}${path.replaceAll('/', '-')}.png`);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('a form with faults leads the keyboard to the first of them', async () => {
    const page = await newPage(width, { 'x-test-actor': 'editor' });
    await page.goto(`${origin}/garden/plants/new`);
    await page.getByLabel('What is it called?').fill('Knotweed');
    await page.getByLabel('Day', { exact: true }).fill('31');
    await page.getByRole('button', { name: 'Continue' }).click();
    expect(await page.title()).toMatch(/^Error: Add a plant/);
    expect(await checkPage(page)).toEqual([]);
    if (pictures) await screenshot(page, `${pictures}/${width}-faults.png`);
    await page.getByRole('link', { name: /must include a month and year/ }).click();
    expect(await page.evaluate('document.activeElement.id')).toBe('plantOn');
    await page.context().close();
  });
});
