import type { DeclaredRoute } from '#libs/access';
import { accessMatrix, verdictOf, type AccessMatrix, type AccessRow, type LimitedRows, type Verdict } from './access-matrix.js';
import type { Answer, DemoVisitor } from './demo-visitor.js';
import type { DemoRecords } from './demo-records.js';

/** What the audit found: how much it tried, and each thing somebody could reach or read and should not, or should and could not. */
export interface Audited {
  readonly checks: number;
  readonly leaks: readonly string[];
  /** Kinds of record the demo world has none of: their addresses were tried with an id nobody has. */
  readonly without: readonly string[];
}

type Got = Verdict | 'sign-in' | number;

/** Tries every address that can be read, as everyone, against the matrix. Nothing is written but that pages were opened. */
export class AccessAudit {
  private checks = 0;
  private readonly leaks: string[] = [];
  private readonly without = new Set<string>();

  constructor(
    private readonly visitors: readonly DemoVisitor[],
    private readonly records: DemoRecords,
    private readonly matrix: AccessMatrix = accessMatrix,
  ) {}

  async run(declared: readonly Pick<DeclaredRoute, 'method' | 'path'>[]): Promise<Audited> {
    const routes = [...new Set(declared.filter(({ method }) => method === 'GET').map(({ path }) => path))].sort();
    for (const path of routes) await this.route(path);
    for (const rows of this.matrix.limited) for (const path of rows.routes) await this.limited(path, rows);
    await this.lists(routes.filter((path) => !path.includes(':')));
    return { checks: this.checks, leaks: this.leaks, without: [...this.without].sort() };
  }

  /** One address against its row; an address without one is a leak. */
  private async route(path: string): Promise<void> {
    const rows = this.matrix.rows.filter((row) => row.routes.includes(path));
    this.check(rows.length === 1, `${path} has ${rows.length === 0 ? 'no row' : `${rows.length} rows`} in the matrix`);
    const [row] = rows;
    if (!row) return;
    const { address, exists } = await this.addressOf(path, row.about ?? {});
    await this.everyone(address, (who) => {
      const wanted = verdictOf(row, who, this.matrix);
      return exists || wanted === 'sign-in' ? [wanted] : [403, 404];
    });
  }

  /** The same address about a referral whose access is limited: it does not exist but for those named. */
  private async limited(path: string, { about, named }: LimitedRows): Promise<void> {
    const { address, exists } = await this.addressOf(path, about);
    this.check(exists, `${path}: the demo world has no such record whose access is limited`);
    const row: AccessRow = { routes: [path], yes: named, rest: 404 };
    await this.everyone(address, (who) => [verdictOf(row, who, this.matrix)]);
  }

  /** No list, panel, export or count of anyone who was not named says anything of a referral whose access is limited. */
  private async lists(paths: readonly string[]): Promise<void> {
    const secrets = await this.records.secrets();
    this.check(secrets.length > 0, 'The demo world has no referral whose access is limited');
    const named = this.matrix.limited.flatMap((rows) => rows.named);
    for (const visitor of this.visitors.filter(({ name }) => !named.includes(name))) {
      for (const path of [...paths, ...['waiting', 'open', 'ended'].map((tab) => `/caseload?tab=${tab}&list=all`)]) {
        const { text } = await visitor.get(path);
        const shown = secrets.filter((secret) => text.includes(secret));
        this.check(shown.length === 0, `${visitor.name} reads ${shown.join(', ')} on ${path}`);
      }
    }
  }

  private async everyone(address: string, wanted: (who: string) => readonly Got[]): Promise<void> {
    const answers = await Promise.all(this.visitors.map(async (visitor) => [visitor.name, meaningOf(await visitor.get(address), address)] as const));
    for (const [who, got] of answers) this.check(wanted(who).includes(got), `${who} gets ${got} and not ${wanted(who).join(' or ')} from ${address}`);
  }

  private async addressOf(path: string, about: Readonly<Record<string, string | { readonly text: string }>>): Promise<{ readonly address: string; readonly exists: boolean }> {
    let [address, exists] = [path, true];
    for (const [, name = ''] of path.matchAll(/:(\w+)/g)) {
      const what = about[name];
      if (typeof what === 'object') address = address.replace(`:${name}`, what.text);
      else {
        const record = await this.records.of(what ?? name);
        if (!record.exists) this.without.add(what ?? name);
        address = address.replace(`:${name}`, record.id);
        exists &&= record.exists;
      }
    }
    return { address: address + (await this.queryOf(path)), exists };
  }

  /** What a list needs in its address. */
  private async queryOf(path: string): Promise<string> {
    const queries: Readonly<Record<string, () => Promise<string>>> = {
      '/allocation-rules/change': () => Promise.resolve('?areaCode=C&serviceTypeCode=ACC'),
      '/api/v1/rate-cards': async () => `?contractId=${(await this.records.of('contract')).id}`,
      '/api/v1/appointments': async () => `?caseId=${(await this.records.of('case')).id}`,
      '/api/v1/plans': async () => `?caseId=${(await this.records.of('case')).id}`,
      '/api/v1/services': async () => '?areaCode=west-yorkshire&categoryCode=accommodation&gender=male&age=30&location=community',
    };
    return (await queries[path]?.()) ?? '';
  }

  private check(isWell: boolean, leak: string): void {
    this.checks += 1;
    if (!isWell) this.leaks.push(leak);
  }
}

/** Whoever gets past access reaches the page, where it leads, or a rule. */
function meaningOf({ status, location, text }: Answer, address: string): Got {
  if (status === 401 || (status === 303 && /^\/sign-in(\?|$)/.test(location ?? ''))) return 'sign-in';
  if (status === 503 && address.startsWith('/health')) return 'yes';
  if ([200, 303, 409, 422].includes(status)) return 'yes';
  return status === 403 && text.includes('This form has expired') ? 419 : status;
}
