import { must, type Actor } from '#libs/kernel';
import { CaseloadSearch } from '../../src/delivery/application/caseload-search.js';
import { readSearch } from '../../src/delivery/domain/search-text.js';
import { startApp, type TestApp } from '../support/app.js';
import { crowdOnCaseload, type CrowdOwners } from '../support/caseload-crowd.js';
import { repeated, within, type Figure, type Measured } from './measure.js';

const REFERRALS = 100_000;
const NAMES = 1_000_000;
const LIST_LIMIT_MS = 100;
const EXACT_LIMIT_MS = 50;
const FUZZY_LIMIT_MS = 200;
/** Searches of each kind that everyone makes before any is measured: whichever kind came first would pay for what it finds not yet in memory. */
const UNMEASURED = 2;
/** A page besides session and user costs a statement for the list, one for its tabs, one for drafts. */
const STATEMENTS = 3;

/** List pages with 100,000 referrals, and search among 1,000,000 names. */
export async function figures(): Promise<Figure[]> {
  const app = await startApp();
  try {
    const owners = ownersIn(app);
    await crowdOnCaseload(app.database.ownerUrl, REFERRALS, owners);
    const pages = await lists(app);
    await crowdOnCaseload(app.database.ownerUrl, NAMES, owners);
    return [...pages, ...(await searches(app))];
  } finally {
    await app.close();
  }
}

function ownersIn(app: TestApp): CrowdOwners {
  const { leeds = '', sheffield = '', prime = '', subcontractor = '' } = app.ids;
  return { teamId: leeds, secondTeamId: sheffield, practitionerId: app.ids['user:practitioner'] ?? '', primeId: prime, subcontractorId: subcontractor, caseworkerId: app.ids['user:caseworker'] ?? '' };
}

/** Pages of lists beside a page with nothing on it, measured in the same run. */
async function lists(app: TestApp): Promise<Figure[]> {
  const visits = [
    ['a practitioner’s own open cases', 'practitioner', '/caseload?list=mine'],
    ['a team’s open cases', 'practitioner', '/caseload?list=team'],
    ['a team’s ended cases by name', 'practitioner', '/caseload?list=team&tab=ended&sort=name'],
    ['a provider’s open cases, subcontracted ones included', 'provider-manager', '/caseload?list=all'],
    ['a provider’s waiting referrals, newest first', 'provider-manager', '/caseload?list=all&tab=waiting&sort=newest'],
    ['a caseworker’s cases and those unassigned', 'caseworker', '/caseload?list=all'],
  ] as const;
  const found: Figure[] = [];
  for (const [what, who, path] of visits) {
    const agent = await app.as(who);
    const visit = (at: string) => repeated(app, async () => {
      const { status } = await agent.get(at);
      if (status !== 200) throw new Error(`${at} answered ${status}`);
    });
    const bare = await visit('/cookies');
    const listed = await visit(path);
    found.push(within(what, listed, LIST_LIMIT_MS), beside(what, listed, bare));
  }
  return found;
}

function beside(what: string, listed: Measured, bare: Measured): Figure {
  const statements = listed.statements - bare.statements;
  const measured = `${(listed.p50 / bare.p50).toFixed(1)} times an empty page, ${statements} statements more`;
  return { what: `${what}, beside an empty page`, measured, limit: `${STATEMENTS} statements`, isWithin: statements <= STATEMENTS };
}

const typed = {
  exact: ['james smith', 'smith james', 'brown sarah', 'patel', 'jones mary', 'owen williams', 'denman liam', 'robinson'],
  common: ['james', 'smith', 'john', 'mary', 'sarah', 'jones', 'david', 'taylor'],
  begun: ['smi jam', 'wil sar', 'rob', 'pat kev', 'tho mo', 'harden', 'marl ja', 'ber'],
  initials: ['j s', 'm p', 'jo sm', 'd w', 'j denmarson', 'sa t', 'a', 'b w'],
  code: ['X1', 'K12345', 'A 000 123', 'AL12', 'BM0001AC', 'J99', 'CN4', 'T5'],
  fuzzy: ['jmes smth', 'jamse smiht', 'mohamed wiliams', 'sarh bronw', 'kieron ptel', 'daneil robinsn', 'chole jnoes', 'smtih'],
} as const;

/** Searches by the practitioner of one team of twenty, by a provider that has a fifth of all (nobody sees more), and by a caseworker there. */
async function searches(app: TestApp): Promise<Figure[]> {
  const found: Figure[] = [];
  const searchers = [['practitioner', 'a practitioner'], ['provider-manager', 'a provider'], ['caseworker', 'a caseworker']] as const;
  const search = async (actor: Actor, word: string | undefined) => void (await app.get(CaseloadSearch).find(actor, must(readSearch(word ?? ''), 'something to look for')));
  for (const [who] of searchers) {
    const actor = await app.actor(who);
    for (const words of Object.values(typed)) for (const word of words.slice(-UNMEASURED)) await search(actor, word);
  }
  for (const [who, whose] of searchers) {
    const actor = await app.actor(who);
    for (const [kind, words] of Object.entries(typed)) {
      const figure = await repeated(app, (round) => search(actor, words[round % words.length]), { times: 80 });
      found.push(within(`${whose} searches ${NAMES.toLocaleString('en-GB')} names: ${kind}, after everyone searched ${UNMEASURED} times for each kind`, figure, kind === 'fuzzy' ? FUZZY_LIMIT_MS : EXACT_LIMIT_MS));
    }
  }
  return found;
}
