import { get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startApp, type TestApp } from '../support/app.js';
import { applying } from '../support/world.js';
import { crowdIn } from './crowd.js';
import { repeated, within, type Figure } from './measure.js';

const PROVIDERS = 5_000;
const PAGE_LIMIT_MS = 100;
const MEBIBYTE = 1_048_576;
/** How much more memory a download of 5,000 members may hold than one of none: batches, not the register. */
const DOWNLOAD_LIMIT = 60 * MEBIBYTE;

/** Application pages with 5,000 providers and 20,000 documents registered, and downloads of the register. */
export async function figures(): Promise<Figure[]> {
  const app = await startApp();
  try {
    const id = await applying(app, 'prime');
    await crowdIn(app.database.ownerUrl, { providers: PROVIDERS, documentsEach: 4 });
    return [...(await pages(app, id)), await download(app, 'csv'), await download(app, 'json')];
  } finally {
    await app.close();
  }
}

async function pages(app: TestApp, applicationId: string): Promise<Figure[]> {
  const provider = await app.as('provider-manager');
  const commissioner = await app.as('commissioner');
  const application = `/applications/${applicationId}`;
  const visits = [
    ['applications', provider, '/applications'],
    ['the task list of an application', provider, application],
    ['a question', provider, `${application}/questions/accounts-date`],
    ['the check page', provider, `${application}/check-answers`],
    ['the documents of an organisation', provider, '/documents'],
    ['the assessors’ queue', commissioner, '/assessments'],
    ['the register', app.anonymous(), '/members'],
    ['the register, one name', app.anonymous(), '/members?q=Crowd%20004321'],
  ] as const;
  const measured: Figure[] = [];
  for (const [what, agent, path] of visits) {
    const figure = await repeated(app, async () => {
      const { status } = await agent.get(path);
      if (status !== 200) throw new Error(`${path} answered ${status}`);
    });
    measured.push(within(what, figure, PAGE_LIMIT_MS));
  }
  return measured;
}

/** The most memory held while the whole register is read slowly, above what was held before. */
async function download(app: TestApp, format: 'csv' | 'json'): Promise<Figure> {
  const { port } = app.nest.getHttpServer().address() as AddressInfo;
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let most = before;
  let bytes = 0;
  const began = performance.now();
  await new Promise<void>((resolve, reject) => {
    get({ host: '127.0.0.1', port, path: `/members.${format}` }, (response) => {
      if (response.statusCode !== 200) return reject(new Error(`/members.${format} answered ${response.statusCode}`));
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        most = Math.max(most, process.memoryUsage().rss);
      });
      response.on('end', () => resolve()).on('error', reject);
    }).on('error', reject);
  });
  const grew = most - before;
  const measured = `${(bytes / MEBIBYTE).toFixed(1)} MiB in ${Math.round(performance.now() - began)} ms, memory grew by ${Math.round(grew / MEBIBYTE)} MiB`;
  return { what: `the register of ${PROVIDERS} members as ${format.toUpperCase()}`, measured, limit: `growth under ${DOWNLOAD_LIMIT / MEBIBYTE} MiB`, isWithin: grew < DOWNLOAD_LIMIT };
}
