/** What someone got from an address: the status, where it led, and the text. */
export interface Answer {
  readonly status: number;
  readonly location: string | null;
  readonly text: string;
}

/** Someone of the demo world who only reads: pages in a session, the API with a key. Without either, they are nobody. */
export class DemoVisitor {
  private cookie = '';

  constructor(
    readonly name: string,
    private readonly baseUrl: string,
    private readonly key: string | null,
  ) {}

  /** Signs in to the pages. Throws when the address or the password is not taken. */
  async signIn(email: string, password: string): Promise<void> {
    const form = await this.ask('/sign-in', { method: 'GET' });
    const token = /name="_csrf" value="([^"]+)"/.exec(form.text)?.[1] ?? '';
    const { status, text } = await this.ask('/sign-in', { method: 'POST', body: new URLSearchParams({ email, password, _csrf: token }) });
    if (status !== 303) throw new Error(`${email} could not sign in: ${status} ${text.slice(0, 200)}`);
  }

  /** Reads an address, following nothing. */
  get(path: string): Promise<Answer> {
    return this.ask(path, { method: 'GET' });
  }

  private async ask(path: string, init: RequestInit): Promise<Answer> {
    const headers = path.startsWith('/api/') ? (this.key ? { authorization: `Bearer ${this.key}` } : {}) : this.cookie ? { cookie: this.cookie } : {};
    const response = await fetch(new URL(path, this.baseUrl), { ...init, headers: headers as Record<string, string>, redirect: 'manual' });
    const cookies = response.headers.getSetCookie().map((each) => each.split(';')[0] ?? '');
    if (cookies.length > 0) this.cookie = cookies.join('; ');
    return { status: response.status, location: response.headers.get('location'), text: await response.text() };
  }
}
