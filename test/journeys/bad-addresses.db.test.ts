import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { declaredRoutes } from '#libs/access';
import { encodeCursor } from '#libs/api';
import { must, newId } from '#libs/kernel';
import { matrix, type Row } from '../access/matrix.js';
import { primesRecords, type Records } from '../access/records.js';
import { ask, get, visitorOf, type Visitor, type Who } from '../access/walk.js';
import { startApp, type TestApp } from '../support/app.js';

describe('an address nobody was given', () => {
  let app: TestApp;
  let records: Records;
  const visitors = new Map<Who, Visitor>();

  beforeAll(async () => {
    app = await startApp();
    records = await primesRecords(app);
    for (const who of ['practitioner', 'provider-manager', 'commissioner', 'approver', 'administrator', 'caseworker'] as const) visitors.set(who, await visitorOf(app, who));
  });
  afterAll(() => app.close());

  const by = (who: Who) => must(visitors.get(who), who);
  const allowed = ({ yes = [] }: Row) => by([...visitors.keys()].find((who) => yes.some((each) => each === who)) ?? 'commissioner');
  const isAnId = (about: unknown) => typeof about === 'string';
  const aboutRecords = matrix.filter((row) => Object.values(row.about ?? {}).some(isAnId)).flatMap((row) => row.routes.map((route) => ({ route, row })));
  /** Every route about a record, asked by someone who may, with a stranger's ids in the address; what is sent along is right. */
  const statuses = async (stranger: () => string) => {
    const found: [string, number][] = [];
    for (const { route, row } of aboutRecords) {
      const places = Object.entries(row.about ?? {}).map(([name, about]) => [name, typeof about === 'string' ? { text: stranger() } : about] as const);
      const { status, headers } = await ask(allowed(row), route, { row: { ...row, about: Object.fromEntries(places) }, records });
      expect([route, headers['content-type']]).toEqual([route, expect.stringContaining(route.includes(' /api/') ? 'application/problem+json' : 'text/html')]);
      found.push([route, status]);
    }
    return found;
  };

  it('answers 404 everywhere for an id nothing has', async () => {
    expect(await statuses(newId)).toEqual(aboutRecords.map(({ route }) => [route, 404]));
  });

  it('answers 400 everywhere for text that is no id, and 404 for a token nobody was sent', async () => {
    expect(await statuses(() => 'DROP%20TABLE')).toEqual(aboutRecords.map(({ route }) => [route, route.includes('/:token') ? 404 : 400]));
  });

  it.each([
    ['practitioner', '/drafts/:draft/shoe-size'],
    ['commissioner', '/lots/new/:lotDraft/shoe-size'],
    ['provider-manager', '/applications/:applicationDraft/questions/shoe-size'],
  ] as const)('answers 404 for a question nobody asks: %s %s', async (who, pattern) => {
    const path = pattern.replace(/:(\w+)/, (_, key: keyof Records) => records[key]);
    expect((await get(by(who), path)).status).toBe(404);
  });

  const dated: readonly (readonly [Who, string])[] = [
    ...(['/applications', '/lots', '/tasks', '/api/v1/applications', '/api/v1/lots', '/api/v1/tasks'].map((path) => ['commissioner', path] as const)),
    ...(['/caseload', '/api/v1/referrals', '/api/v1/cases'].map((path) => ['practitioner', path] as const)),
  ];
  const named = ['/contracts', '/statements', '/spend/lines', '/members', '/api/v1/contracts', '/api/v1/statements', '/api/v1/spend/lines', '/api/v1/members', '/api/v1/organisations'].map((path) => ['commissioner', path] as const);
  const cursors = ['nonsense', '%00', 'W10', encodeCursor(['x']), encodeCursor(['x', 'y']), encodeCursor([null, null]), encodeCursor([1e300, 'x\u0000']), encodeCursor([`' or 1=1 --`, newId(), 1])];
  it.each([...dated, ...named])('answers 400 for a place in the list that does not exist: %s %s', async (who, path) => {
    const impossible = named.some(([, each]) => each === path) ? [] : [encodeCursor(['2026-02-31', newId()])];
    for (const after of [...cursors, ...impossible]) expect([after, (await get(by(who), `${path}?after=${after}`)).status]).toEqual([after, 400]);
    expect([400, 422]).toContain((await get(by(who), `${path}?after=a&after=b`)).status);
    expect((await get(by(who), `${path}?after=`)).status).toBe(200);
  });

  const hostile = [
    '?year=20222&status=none&tab=none&search=%25%25%27&age=1e9', '?year=2026-31&q=%5C', '?month=2026-13', '?region=%27%3B--&type[]=1', '?contract=x&ours=%F0%9F%8E%89', '?state=none&earned=%EF%BF%BF', '?search=%00',
    '?areaCode=atlantis&categoryCode=none&gender=x&age=-1&location=moon', '?contractId=x&caseId=x', `?contractId=${newId()}`, `?caseId=${newId()}`, '?next=//evil.example&__proto__[x]=1',
  ];
  it('never breaks a page or a list, whatever is asked of it', async () => {
    const paths = [...new Set(declaredRoutes(app.nest).filter(({ method, path }) => method === 'GET' && !path.includes(':')).map(({ path }) => path))];
    for (const who of ['commissioner', 'practitioner'] as const) {
      for (const path of paths) {
        const answers = await Promise.all(hostile.map(async (query) => [query, (await get(by(who), path + query)).status] as const));
        expect([who, path, answers.filter(([, status]) => status >= 500 && path !== '/health/ready')]).toEqual([who, path, []]);
      }
    }
  });
});
