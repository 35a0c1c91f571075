import type { AddressInfo } from 'node:net';
import { expect } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import type { TestApp } from '../support/app.js';
import { checkPage, newPage, scrollsSideways, WIDTHS } from '../support/browser.js';

/** Every kind of element on a page: a page of the same kind, made of the same, is looked at once. */
const MADE_OF = '[...new Set([...document.querySelectorAll("body *")].map((each) => `${each.tagName}.${each.getAttribute("class")}.${each.getAttribute("role")}`))].sort().join()';
const audited = new Set<string>();
/** Markup shown as text, and values a page did not mean to print. */
const SLIP = /<\w+ (class|id|name)="[^"]*"|\[object \w+\]|\bundefined\b|\bNaN\b/;

/** The address at which the app is served. */
export function addressOf(app: TestApp): string {
  const server = app.nest.getHttpServer() as { address: () => AddressInfo };
  return `http://127.0.0.1:${server.address().port}`;
}

/** Someone at a browser, who looks at every page they come to on a phone and on a desk screen. */
export class Visitor {
  /** The kinds of page looked at. */
  readonly looked = new Set<string>();

  private constructor(
    readonly page: Page,
    private readonly origin: string,
    /** Where pages are looked at: axe cannot run where scripts do not, so what such a browser shows is looked at in another. */
    private readonly mirror: Page,
  ) {}

  static async at(origin: string, { scripts = true }: { readonly scripts?: boolean } = {}): Promise<Visitor> {
    const page = await newPage(WIDTHS[1], {}, { scripts });
    page.setDefaultTimeout(5_000);
    if (scripts) return new Visitor(page, origin, page);
    const mirror = await newPage(WIDTHS[1]);
    await mirror.goto(`${origin}/accessibility`);
    return new Visitor(page, origin, mirror);
  }

  /** Someone signed in: a person of people.ts, or whoever has the address. */
  static async signedIn(origin: string, person: string, { password = 'test-password', ...options }: { readonly password?: string; readonly scripts?: boolean } = {}): Promise<Visitor> {
    const visitor = await Visitor.at(origin, options);
    await visitor.open('/sign-in');
    await visitor.fill('Email address', person.includes('@') ? person : `${person}@test.example`);
    await visitor.fill('Password', password);
    await visitor.press('Sign in');
    return visitor;
  }

  async open(path: string): Promise<void> {
    const response = await this.page.goto(`${this.origin}${path}`);
    expect([path, response?.status()]).toEqual([path, 200]);
    await this.look();
  }

  follow(link: string | RegExp): Promise<void> {
    return this.goOn(this.body.getByRole('link', { name: link }).or(this.body.getByRole('button', { name: link })).first());
  }

  press(button: string): Promise<void> {
    return this.goOn(this.body.getByRole('button', { name: button }).first());
  }

  fill(label: string | RegExp, text: string): Promise<void> {
    return this.here(this.body.getByLabel(label, { exact: true }).fill(text));
  }

  /** Chooses radios or checkboxes, in a group of that name where one is given. */
  choose(label: string, group?: string): Promise<void> {
    return this.here(this.in(group).getByLabel(label, { exact: true }).first().check());
  }

  async select(label: string, option: string): Promise<void> {
    await this.here(this.body.getByLabel(label).selectOption({ label: option }));
  }

  /** Types a day into its three boxes, in a group of that name where one is given. */
  async day(iso: string, group?: string): Promise<void> {
    const [year, month, day] = iso.split('-').map(Number);
    for (const [label, value] of [['Day', day], ['Month', month], ['Year', year]] as const) await this.here(this.in(group).getByLabel(label, { exact: true }).fill(String(value)));
  }

  get heading(): Promise<string> {
    return this.body.locator('h1').innerText();
  }

  get text(): Promise<string> {
    return this.body.innerText();
  }

  private get body(): Locator {
    return this.page.locator('body');
  }

  private async goOn(target: Locator): Promise<void> {
    await this.here(Promise.all([this.page.waitForEvent('load'), target.click()]));
    await this.look();
  }

  private in(group: string | undefined): Locator {
    return group ? this.body.getByRole('group', { name: group }) : this.body;
  }

  /** Says on which page something could not be done. */
  private async here<T>(work: Promise<T>): Promise<T> {
    return work.catch(async (error: unknown) => {
      throw new Error(`${error instanceof Error ? error.message : String(error)}\nOn ${this.page.url()}:\n${await this.text}`);
    });
  }

  /** Pages of the service this page leads to; files and the API's own pages left out. */
  async links(): Promise<string[]> {
    const all = await this.page.evaluate<string[]>('[...document.querySelectorAll("a[href]:not([download])")].map((link) => link.href)');
    const own = all.map((href) => new URL(href)).filter(({ origin, pathname }) => origin === this.origin && !/^\/(api|assets|documents)\/|\.(csv|json)$/.test(pathname));
    return own.map(({ pathname, search }) => pathname + search);
  }

  /** One heading, nothing that was never meant to be read, no accessibility fault and no sideways scroll at either width. */
  private async look(): Promise<void> {
    const pattern = patternOf(this.page.url());
    const { mirror } = this;
    if (mirror !== this.page) await mirror.setContent((await this.page.content()).replace(/<script[\s\S]*?<\/script>/g, ''));
    expect({ pattern, slip: SLIP.exec(await mirror.locator('body').innerText())?.[0] ?? null }).toEqual({ pattern, slip: null });
    const made = pattern + (await mirror.evaluate<string>(MADE_OF));
    for (const width of audited.has(made) ? [] : WIDTHS) {
      await mirror.setViewportSize({ width, height: 900 });
      const faults = await checkPage(mirror);
      expect({ pattern, width, faults, sideways: await scrollsSideways(mirror), headings: await mirror.locator('h1').count() }).toEqual({ pattern, width, faults: [], sideways: false, headings: 1 });
    }
    audited.add(made);
    this.looked.add(pattern);
  }
}

/** The path of an address with its ids left out: "/cases/:id/plan". */
export function patternOf(url: string): string {
  return new URL(url).pathname.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id').replace(/\/questions\/[^/]+/, '/questions/:code');
}
