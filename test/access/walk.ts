import type { Response } from 'supertest';
import type TestAgent from 'supertest/lib/agent.js';
import { must } from '#libs/kernel';
import { csrfOf, type TestApp } from '../support/app.js';
import type { Someone } from '../support/people.js';
import { bodiesFor, queriesFor, signInAs } from './bodies.js';
import type { Row } from './matrix.js';
import type { Records } from './records.js';

export type Who = Someone | 'anonymous';

/** Someone with a browser, its form token, and the headers of their key. */
export interface Visitor {
  readonly who: Who;
  readonly agent: TestAgent;
  readonly token: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Signs someone in to the pages and the API; an anonymous visitor has only a form token. */
export async function visitorOf(app: TestApp, who: Who): Promise<Visitor> {
  const agent = who === 'anonymous' ? app.anonymous() : await app.as(who);
  const token = await csrfOf(agent, who === 'anonymous' ? '/sign-in' : '/cookies');
  if (!token) throw new Error(`No form token for ${who}`);
  return { who, agent, token, headers: who === 'anonymous' ? {} : await app.key(who) };
}

/** Everyone a test asks for, signed in the first time and the same visitor from then on; a reset signs everyone out, so make it anew after one. */
export type Visitors = (who: Who) => Promise<Visitor>;

/** Nobody signed in yet. */
export function visitorsOf(app: TestApp): Visitors {
  const known = new Map<Who, Promise<Visitor>>();
  return (who) => {
    const visitor = known.get(who) ?? visitorOf(app, who);
    known.set(who, visitor);
    return visitor;
  };
}

/** Asks for a route of a row about the records, with what the route takes. */
export async function ask(visitor: Visitor, route: string, { row, records }: { readonly row: Row; readonly records: Records }): Promise<Response> {
  const [method = '', pattern = ''] = route.split(' ');
  const path = pattern.replaceAll(/:(\w+)/g, (_, name: string) => placeOf(row, name, records)) + (queriesFor(records)[route] ?? '');
  if (method === 'DELETE') return visitor.agent.delete(path).set(visitor.headers);
  return method === 'GET' ? get(visitor, path) : post(visitor, path, route === 'POST /sign-in' ? signInAs(visitor.who) : (bodiesFor(records)[route] ?? {}));
}

/** A page with the session, or the API with the key. */
export async function get({ agent, headers }: Visitor, path: string): Promise<Response> {
  return path.startsWith('/api/') ? agent.get(path).set(headers) : agent.get(path);
}

/** A form with its token, or JSON with the key. */
export async function post({ agent, headers, token }: Visitor, path: string, body: object = {}): Promise<Response> {
  return path.startsWith('/api/') ? agent.post(path).set(headers).send(body) : agent.post(path).type('form').send({ ...body, _csrf: token });
}

function placeOf(row: Row, name: string, records: Records): string {
  const about = must(row.about?.[name], `what stands for :${name} in ${row.routes[0]}`);
  return typeof about === 'string' ? records[about] : about.text;
}
