import { attribute, shownFields, unescaped, type ShownField } from './shown-fields.js';

/** What is typed into a form: text, several ticked boxes, or a file. */
export type Typed = Readonly<Record<string, string | readonly string[] | File>>;

interface Form {
  readonly action: string;
  readonly isSearch: boolean;
  readonly isUpload: boolean;
  readonly hidden: readonly (readonly [string, string])[];
  readonly text: string;
}

const MOST_REDIRECTS = 5;

/** Someone at a browser without scripts: reads pages and sends their forms, as a person would, and counts both. Throws where a page answers with an error. */
export class PageVisitor {
  /** Pages shown, one for each time. */
  pages = 0;
  /** Questions answered by typing or choosing. */
  answers = 0;
  /** Path of the page shown. */
  path = '/';
  private html = '';
  private readonly cookies = new Map<string, string>();

  constructor(private readonly baseUrl: string) {}

  /** What the page says, without its markup. */
  get text(): string {
    return unescaped(this.main.replaceAll(/<(script|style)[\s\S]*?<\/\1>/g, '').replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' '));
  }

  /** The fields of the page as they stand. */
  get fields(): ShownField[] {
    return shownFields(this.main);
  }

  /** What a browser would send of the page's fields if nobody touched them. */
  get untouched(): Typed {
    return Object.fromEntries(this.fields.filter(({ values, isText }) => isText || values.length > 0).map(({ name, values }) => [name, values.length > 1 ? values : (values[0] ?? '')]));
  }

  private get main(): string {
    return /<main[\s\S]*<\/main>/.exec(this.html)?.[0] ?? this.html;
  }

  async signIn(email: string, password: string): Promise<void> {
    await this.open('/sign-in');
    await this.send({ email, password }, { counts: 0 });
  }

  /** With what status an address answers; the page shown stays. */
  async statusOf(path: string): Promise<number> {
    return (await this.ask(new URL(path, this.baseUrl), { method: 'GET' })).status;
  }

  async open(path: string): Promise<void> {
    await this.go(path, { method: 'GET' });
  }

  /** Goes where the link with these words leads. */
  async follow(words: string): Promise<void> {
    const links = [...this.html.matchAll(/<a\b[^>]*?href="([^"]*)"[^>]*>([\s\S]*?)<\/a>/g)];
    const link = links.find(([, , inside = '']) => unescaped(inside.replaceAll(/<[^>]+>/g, ' ')).replaceAll(/\s+/g, ' ').includes(words));
    if (!link) throw new Error(`${this.path} has no link “${words}”: ${this.text}`);
    await this.open(unescaped(link[1] ?? '/'));
  }

  /** Fills in a form of the page, the one with `button` where one is named, and sends it; `counts` is how many questions that answers. */
  async send(typed: Typed, { button, counts = Object.keys(typed).length > 0 ? 1 : 0 }: { readonly button?: string; readonly counts?: number } = {}): Promise<void> {
    const form = this.formWith(button, typed);
    const values = [...form.hidden.filter(([name]) => !(name in typed)), ...pairsOf(typed)];
    const body = form.isUpload ? new FormData() : new URLSearchParams();
    for (const [name, value] of values) body.append(name, value as string);
    const from = this.path;
    this.answers += counts;
    if (form.isSearch && body instanceof URLSearchParams) return this.go(`${form.action || from}?${body.toString()}`, { method: 'GET' });
    await this.go(form.action || from, { method: 'POST', body });
    if (/govuk-error-summary/.test(this.html)) throw new Error(`${from} was not accepted: ${this.text.slice(0, 600)}`);
  }

  /** The value a pattern's first group finds on the page. */
  find(pattern: RegExp): string {
    const found = pattern.exec(this.html)?.[1];
    if (found === undefined) throw new Error(`${this.path} does not hold ${pattern.source}: ${this.text.slice(0, 600)}`);
    return unescaped(found);
  }

  /** What the first group of a global pattern finds, every time. */
  findAll(pattern: RegExp): string[] {
    return [...this.html.matchAll(pattern)].map(([, found = '']) => unescaped(found));
  }

  private formWith(button: string | undefined, typed: Typed): Form {
    const forms = [...this.html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, attributes = '', inside = '']) => formOf(attributes, inside)).filter((form) => !form.action.startsWith('/sign-out'));
    const names = Object.keys(typed);
    const form = forms.find(({ text }) => (button ? text.includes(button) : names.every((name) => text.includes(`name="${name}"`))));
    if (!form) throw new Error(`${this.path} has no form for ${button ?? names.join(', ')}: ${this.text.slice(0, 600)}`);
    return form;
  }

  private async go(address: string, init: RequestInit, redirects = 0): Promise<void> {
    const url = new URL(address, new URL(this.path, this.baseUrl));
    const response = await this.ask(url, init);
    const location = response.headers.get('location');
    if (location && redirects < MOST_REDIRECTS) {
      this.path = url.pathname + url.search;
      return this.go(location, { method: 'GET' }, redirects + 1);
    }
    this.path = url.pathname + url.search;
    this.html = await response.text();
    this.pages += 1;
    if (response.status >= 400 && response.status !== 422) throw new Error(`${init.method ?? 'GET'} ${this.path} answered ${response.status}: ${this.text.slice(0, 600)}`);
  }

  private async ask(url: URL, init: RequestInit): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { ...init, redirect: 'manual', headers: cookie ? { cookie } : {} });
    for (const each of response.headers.getSetCookie()) this.keep(each);
    return response;
  }

  private keep(cookie: string): void {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (name && value !== undefined) this.cookies.set(name, value);
  }
}

function formOf(attributes: string, inside: string): Form {
  const hidden = [...inside.matchAll(/<input\b[^>]*type="hidden"[^>]*>/g)].map(([tag]) => [attribute(tag, 'name'), attribute(tag, 'value')] as const);
  return { action: attribute(attributes, 'action'), isSearch: attributes.includes('method="get"'), isUpload: attributes.includes('multipart/form-data'), hidden, text: inside };
}

function pairsOf(typed: Typed): (readonly [string, string | File])[] {
  return Object.entries(typed).flatMap(([name, value]) => (typeof value === 'string' || value instanceof File ? [[name, value] as const] : value.map((each) => [name, each] as const)));
}
