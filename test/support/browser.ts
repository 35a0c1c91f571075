import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type Page } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/snap/bin/chromium'];
const QUIET = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** Widths every page is looked at: a phone and a desk screen, in CSS pixels. */
export const WIDTHS = [375, 1280] as const;

let launched: Promise<Browser> | undefined;

/** This worker's browser: a Chromium of the system where there is one (CHROMIUM_PATH first), else the one inside an npm package. Close it with `closeBrowser` in afterAll. */
export function openBrowser(): Promise<Browser> {
  launched ??= launch();
  return launched;
}

/** Closes this worker's browser, if it was opened. */
export async function closeBrowser(): Promise<void> {
  await (await launched)?.close();
  launched = undefined;
}

/** A page of its own session at a width, allowed to run axe although the pages' policy forbids foreign scripts. `scripts: false` is a browser that runs none of the page's own. */
export async function newPage(width: number = 1280, headers: Record<string, string> = {}, { scripts = true }: { readonly scripts?: boolean } = {}): Promise<Page> {
  const browser = await openBrowser();
  const context = await browser.newContext({ viewport: { width, height: 900 }, bypassCSP: true, extraHTTPHeaders: headers, locale: 'en-GB', javaScriptEnabled: scripts });
  return context.newPage();
}

/** What axe finds wrong with a page, one line each: rule, elements, help. Empty when all is well. */
export async function checkPage(page: Page): Promise<string[]> {
  axeSource ??= readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  if (!(await page.evaluate('Boolean(globalThis.axe)'))) await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run: (options: object) => Promise<{ violations: { id: string; help: string; nodes: { html: string }[] }[] }> } };
    const { violations } = await axe.run({ resultTypes: ['violations'] });
    return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html.slice(0, 200)).join(' | ')}`);
  });
}

/** Whether the page scrolls sideways, which no page may. */
export function scrollsSideways(page: Page): Promise<boolean> {
  return page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');
}

/** A picture of the whole page as a PNG file. */
export async function screenshot(page: Page, file: string): Promise<void> {
  await page.screenshot({ path: file, fullPage: true });
}

let axeSource: string | undefined;

async function launch(): Promise<Browser> {
  const wanted = process.env['CHROMIUM_PATH'];
  if (wanted && !existsSync(wanted)) throw new Error('CHROMIUM_PATH names no file');
  const system = wanted ?? PLACES.find((place) => existsSync(place));
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  if (system) return chromium.launch({ executablePath: system, args: [...QUIET, ...asRoot] });
  const { default: packaged } = await import('@sparticuz/chromium');
  const executablePath = await packaged.executablePath();
  // Its own flags switch off isolation a serverless host cannot give; only those a plain host needs too are kept.
  return chromium.launch({ executablePath, args: [...QUIET, ...asRoot, '--no-zygote', '--headless=shell', '--font-render-hinting=none'] });
}
