import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Response } from 'supertest';
import { declaredRoutes } from '#libs/access';
import { must } from '#libs/kernel';
import { startApp, type TestApp } from '../support/app.js';
import { people, type PersonKey } from '../support/people.js';
import { matrix, type Row, type Verdict } from './matrix.js';
import { primesRecords, type Records } from './records.js';
import { ask, visitorOf, type Visitor, type Who } from './walk.js';

describe('who may do what', () => {
  let app: TestApp;
  let records: Records;
  const visitors = new Map<Who, Visitor>();

  beforeAll(async () => {
    app = await startApp();
    records = await primesRecords(app);
    for (const who of [...people, 'anonymous'] as const) visitors.set(who, await visitorOf(app, who));
  });
  afterAll(() => app.close());

  it('is written down for every route there is, once', () => {
    const declared = declaredRoutes(app.nest).map(({ method, path }) => `${method} ${path}`);
    expect(matrix.flatMap((row) => row.routes).sort()).toEqual([...new Set(declared)].sort());
  });

  it('names nobody twice in a row', () => {
    for (const row of matrix) {
      const named = [...(row.yes ?? []), ...(row[403] ?? []), ...(row[404] ?? [])];
      expect([row.routes[0], new Set(named).size]).toEqual([row.routes[0], named.length]);
    }
  });

  for (const row of matrix) {
    for (const route of row.routes) {
      it(`${route} answers everyone as written`, async () => {
        const expected = verdicts(row);
        const answered = async (who: Who) => [who, meaningOf(await ask(must(visitors.get(who), who), route, { row, records }), row)] as const;
        const [allowed, refused] = [expected.filter(([, verdict]) => verdict === 'yes'), expected.filter(([, verdict]) => verdict !== 'yes')];
        const found = await Promise.all(refused.map(([who]) => answered(who)));
        for (const [who] of allowed) found.push(await answered(who));
        expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
      });
    }
  }
});

/** Everyone and what they should get. */
function verdicts(row: Row): [Who, Verdict | 'sign-in'][] {
  const of = (who: PersonKey): Verdict => {
    if (row.yes?.includes(who)) return 'yes';
    if (row[403]?.includes(who)) return 403;
    return row[404]?.includes(who) ? 404 : row.rest;
  };
  return [['anonymous', row.isPublic ? 'yes' : 'sign-in'], ...people.map((who): [Who, Verdict] => [who, of(who)])];
}

/** Reads an answer as a verdict: whoever gets past access reaches the page, the command or a rule. A form whose token is refused is a fault of the walk. */
function meaningOf({ status, headers, text }: Response, { isPublic }: Row): string | number {
  const leadsToSignIn = status === 303 && /^\/sign-in(\?|$)/.test(String(headers['location']));
  if (status === 401 || (leadsToSignIn && !isPublic)) return 'sign-in';
  if (status === 403 && text.includes('This form has expired')) return 'form expired';
  if (status === 403 || status === 404) return status;
  return [200, 201, 202, 303, 409, 422].includes(status) ? 'yes' : `${status}: ${text.slice(0, 300)}`;
}
