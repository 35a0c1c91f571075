import type { INestApplicationContext } from '@nestjs/common';
import { declaredRoutes } from '#libs/access';
import { must } from '#libs/kernel';
import { Database } from '#libs/persistence';
import { LinkTokens } from '../../identity/application/link-tokens.js';
import { IdentityDirectory } from '../../identity/identity.public.js';
import { AccessAudit, type Audited } from './access-audit.js';
import { accessMatrix } from './access-matrix.js';
import { DemoRecords } from './demo-records.js';
import { DemoVisitor } from './demo-visitor.js';
import { DEMO_PASSWORD } from './opening.js';
import { findOrStartService, mintKeys } from './service-client.js';

type Say = (line: string) => void;
type Work = (app: INestApplicationContext) => Promise<void>;

/**
 * Tries every page and every answer that can be read as each of the demo people and as nobody, over HTTP, and says what they could reach and should not,
 * when a service started for it has stopped: nothing comes after the last line. Answers the number of leaks.
 */
export async function verifyAccess(withApp: (work: Work) => Promise<void>, baseUrl: string, say: Say): Promise<number> {
  const service = await findOrStartService(baseUrl, say);
  const audits: Audited[] = [];
  try {
    await withApp(async (app) => void audits.push(await audit(app, service.baseUrl)));
  } finally {
    await service.stop();
  }
  const { checks, leaks, without } = must(audits[0], 'the audit');
  if (without.length > 0) say(`Tried with an id nobody has, because the demo world has none: ${without.join(', ')}`);
  for (const leak of leaks) say(leak);
  say(`${checks} checks, ${leaks.length} leaks`);
  return leaks.length;
}

async function audit(app: INestApplicationContext, baseUrl: string): Promise<Audited> {
  const visitors = await visitorsOf(app, baseUrl);
  return new AccessAudit(visitors, new DemoRecords(app.get(Database, { strict: false }), app.get(LinkTokens, { strict: false }))).run(declaredRoutes(app));
}

/** Everyone the matrix names, signed in, and nobody. Throws where this is not the demo world. */
async function visitorsOf(app: INestApplicationContext, baseUrl: string): Promise<DemoVisitor[]> {
  const people = Object.entries(accessMatrix.people);
  const identity = app.get(IdentityDirectory, { strict: false });
  for (const [, email] of people) {
    if (!(await identity.actorByEmail(email))) throw new Error(`There is no ${email}: access is verified in the demo world`);
  }
  const keys = await mintKeys(people.map(([, email]) => email));
  const visitors = people.map(([name], index) => new DemoVisitor(name, baseUrl, keys[index] ?? null));
  for (const [index, [, email]] of people.entries()) await visitors[index]?.signIn(email, DEMO_PASSWORD);
  return [...visitors, new DemoVisitor('anonymous', baseUrl, null)];
}
