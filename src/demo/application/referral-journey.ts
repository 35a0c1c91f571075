import { loadEnvironment } from '#libs/config';
import { must, SystemClock, type Clock, type Day } from '#libs/kernel';
import { minutesToType, overLimits } from '../domain/typing-time.js';
import { cast } from './cast.js';
import { PageVisitor, type Typed } from './page-visitor.js';
import { questionsOf, ReferralCount } from './referral-count.js';
import { contact, james, marcus, sian, typedFor, type Need } from './referral-needs.js';
import { findOrStartService } from './service-client.js';

type Say = (line: string) => void;

const DEMO_PASSWORD = 'demo';
const SERVICE = 'Accommodation support in Yorkshire and the Humber';
const OTHER_SERVICE = "Women's services in West Yorkshire";
/** The same as a page's HTML has it. */
const OTHER_SERVICE_IN_HTML = OTHER_SERVICE.replace("'", '&#39;');
const MOST_PAGES = 20;
const caseDataKnows = ['firstName', 'lastName', 'dateOfBirth', 'gender', 'areaCode', 'ethnicity', 'preferredLanguage', 'religion', 'sentenceKind', 'sentenceEndsOn', 'location', 'riskSummary'];
/** The most that the plain referral may take: someone in the community whom case data knows, one category. */
const LIMITS = { screens: 12, minutes: 4 };

/** A practitioner refers people whom case data knows on the pages: finds, refers, is declined, sends on, amends, withdraws and limits access. Needs the demo. */
export async function runReferralJourney(say: Say): Promise<void> {
  const service = await findOrStartService(loadEnvironment().baseUrl, say);
  try {
    await new ReferralJourney(service.baseUrl, say, new SystemClock()).walk();
  } finally {
    await service.stop();
  }
}

class ReferralJourney {
  private steps = 0;
  private readonly practitioner: PageVisitor;
  private readonly manager: PageVisitor;
  private readonly today: Day;

  constructor(
    private readonly baseUrl: string,
    private readonly say: Say,
    clock: Clock,
  ) {
    this.practitioner = new PageVisitor(baseUrl);
    this.manager = new PageVisitor(baseUrl);
    this.today = clock.today();
  }

  async walk(): Promise<void> {
    const { practitioner } = this;
    const count = new ReferralCount();
    await this.practitioner.signIn('practitioner@demo.example', DEMO_PASSWORD);
    const before = { pages: practitioner.pages, answers: practitioner.answers };
    const first = await this.step('a practitioner finds a service for someone case data knows, and refers him', () => this.refer(james, count));
    const [screens, answers] = [practitioner.pages - before.pages, practitioner.answers - before.answers];
    const inCustody = await this.step('she refers someone in custody: prison and release date are known, whom to speak to is asked', () => this.referFromCustody());
    const declined = await this.step('she refers a woman to the same service', () => this.refer(sian));
    await this.step('the provider’s manager declines, and suggests another service', () => this.decline(declined));
    const resent = await this.step('the practitioner sends it there: everything is filled in', () => this.sendOn(declined));
    await this.step('she amends the first referral, and checks before and after', () => this.amend(first));
    await this.step('she withdraws it, with a code', () => this.withdraw(first));
    await this.step('she limits the one in custody to a manager she names; colleagues no longer find it', () => this.limit(inCustody));
    await this.step('she withdraws the other two, so that no place stays taken', async () => {
      for (const path of [resent, inCustody]) await this.withdraw(path);
    });
    if (count.prefilled === 0) throw new Error('Case data filled nothing');
    if (count.askedTwice.length > 0) throw new Error(`Asked twice: ${count.askedTwice.join(', ')}`);
    this.timed(count, screens);
    this.say(`referral ok: ${screens} screens, ${answers} answers, ${count.prefilled} prefilled, ${count.askedTwice.length} asked twice`);
  }

  /** Says what was typed for the first referral and how long that takes; throws when it takes too long. */
  private timed({ characters, typedInto }: ReferralCount, screens: number): void {
    const into = [...typedInto].map(([name, each]) => `${name} ${each}`).join(', ');
    this.say(`${characters} characters typed for the first referral, ${minutesToType(characters).toFixed(2)} minutes at 40 words a minute and 5 characters a word: ${into}. What was chosen or filled in already is not typed.`);
    const over = overLimits({ screens, characters }, LIMITS);
    if (over.length > 0) throw new Error(`A referral takes too long: ${over.join('; ')}`);
  }

  /** From finding a service to “sent”, correcting nothing; gives the referral’s address. */
  private async refer(need: Need, count = new ReferralCount()): Promise<string> {
    const { practitioner } = this;
    await practitioner.open('/services');
    await this.answerPage(need.search, count);
    await practitioner.follow(SERVICE);
    await practitioner.send({}, { button: 'Start a referral' });
    const typed = typedFor(need, this.today);
    for (let asked = 0; asked < MOST_PAGES && !practitioner.path.endsWith('/check-answers'); asked += 1) {
      const question = must(practitioner.path.split('/').at(-1), 'the question');
      await this.answerPage(typed[question] ?? {}, count);
      if (question === 'crn') count.knows([...caseDataKnows, ...(need.alsoKnown ?? [])]);
    }
    await practitioner.send({}, { button: 'Send referral' });
    return this.waiting();
  }

  /** Answers the page that is shown: what it holds stays, the rest is typed. */
  private async answerPage(byHand: Typed, count: ReferralCount): Promise<void> {
    const { practitioner } = this;
    count.read(practitioner);
    count.typed(practitioner, byHand);
    const answers = { ...practitioner.untouched, ...byHand };
    await practitioner.send(answers, { counts: questionsOf(Object.keys(byHand)).length });
    count.said(answers);
  }

  private async referFromCustody(): Promise<string> {
    const count = new ReferralCount();
    const path = await this.refer(marcus, count);
    for (const words of ['HMP Northmoor', contact.mainContactName]) expectWords(this.practitioner, words);
    if (count.askedTwice.length > 0) throw new Error(`Asked twice of someone in custody: ${count.askedTwice.join(', ')}`);
    return path;
  }

  private async decline(path: string): Promise<void> {
    const { manager } = this;
    await manager.signIn(this.providersManager().email, DEMO_PASSWORD);
    await manager.open(path);
    if (manager.text.toLowerCase().includes('from case data')) throw new Error('The provider reads where answers came from');
    await manager.follow('Decline referral');
    const suggestedContractId = manager.find(new RegExp(`<option value="([0-9a-f-]{36})"[^>]*>(?:(?!</option>)[\\s\\S])*${OTHER_SERVICE_IN_HTML}`));
    await manager.send({ reason: 'no-capacity', comment: 'Full until spring. The women’s service has room now.', suggestedContractId });
  }

  private async sendOn(path: string): Promise<string> {
    const { practitioner } = this;
    await practitioner.open(path);
    await practitioner.follow('Choose another service');
    expectWords(practitioner, 'Suggested by the provider');
    await practitioner.send({}, { button: OTHER_SERVICE_IN_HTML });
    if (!practitioner.path.endsWith('/check-answers')) throw new Error(`Something is asked again: ${practitioner.path}`);
    for (const words of [sian.crn, 'Siân', 'Rent arrears']) expectWords(practitioner, words);
    await practitioner.send({}, { button: 'Send referral' });
    expectWords(practitioner, OTHER_SERVICE);
    return this.waiting();
  }

  private async amend(path: string): Promise<void> {
    const { practitioner } = this;
    await practitioner.open(path);
    await practitioner.follow('Change the referral');
    await practitioner.send({ ...practitioner.untouched, accessNeeds: 'Step-free access', amendmentReason: 'He has broken a leg.' });
    for (const words of ['Check what changes', 'Step-free access', 'He has broken a leg.']) expectWords(practitioner, words);
    await practitioner.send({ step: 'save' }, { counts: 0 });
    await practitioner.open(path);
    expectWords(practitioner, 'Step-free access');
  }

  private async withdraw(path: string): Promise<void> {
    const { practitioner } = this;
    await practitioner.open(path);
    await practitioner.follow('Withdraw referral');
    await practitioner.send({ code: 'MIS', comment: 'Referred twice for the same need.' });
    expectWords(practitioner, 'Mistaken or duplicate referral');
  }

  private async limit(path: string): Promise<void> {
    const { practitioner } = this;
    const [teammate, stranger] = [new PageVisitor(this.baseUrl), new PageVisitor(this.baseUrl)];
    await teammate.signIn('practitioner-leeds@demo.example', DEMO_PASSWORD);
    await stranger.signIn('practitioner2@demo.example', DEMO_PASSWORD);
    await expectStatus(teammate, path, 200);
    await practitioner.open(path);
    await practitioner.follow('Limit who can see this');
    const reader = practitioner.find(new RegExp(`name="readerIds"[^>]*value="([0-9a-f-]{36})"[^>]*>\\s*<label[^>]*>\\s*${this.providersManager().name}`));
    await practitioner.send({ readerIds: reader, reason: 'Someone at the office knows the family.' });
    for (const visitor of [teammate, stranger]) await expectStatus(visitor, path, 404);
    for (const visitor of [practitioner, this.manager]) await expectStatus(visitor, path, 200);
  }

  private providersManager() {
    const key = cast.contracts.find(({ title }) => title === SERVICE)?.provider;
    return must(cast.providers.find((each) => each.key === key)?.staff.find(({ role }) => role === 'provider-manager'), 'the manager');
  }

  /** The address of the referral that is shown, which waits for an answer. */
  private waiting(): string {
    expectWords(this.practitioner, 'Waiting for an answer');
    return this.practitioner.path;
  }

  private async step<T>(what: string, work: () => Promise<T>): Promise<T> {
    const began = performance.now();
    const made = await work();
    this.steps += 1;
    this.say(`${String(this.steps).padStart(2)}. ${what} (${Math.round(performance.now() - began)} ms)`);
    return made;
  }
}

function expectWords(page: PageVisitor, words: string): void {
  if (!page.text.includes(words)) throw new Error(`${page.path} does not say “${words}”: ${page.text.slice(0, 600)}`);
}

async function expectStatus(visitor: PageVisitor, path: string, status: number): Promise<void> {
  const answered = await visitor.statusOf(path);
  if (answered !== status) throw new Error(`${path} answered ${answered}, not ${status}`);
}
