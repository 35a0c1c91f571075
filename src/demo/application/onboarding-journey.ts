import { randomInt } from 'node:crypto';
import { loadEnvironment } from '#libs/config';
import { addDays, addMonths, SystemClock, type Clock, type Day } from '#libs/kernel';
import { onePagePdf } from '../domain/one-page-pdf.js';
import { PageVisitor, type Typed } from './page-visitor.js';
import { findOrStartService } from './service-client.js';

type Say = (line: string) => void;

const PASSWORD = 'a long enough password';
const DEMO_PASSWORD = 'demo';
const ADMITTED = ['accommodation', 'lifestyle'];
const REFUSED = 'emotional-wellbeing';
const MOST_QUESTIONS = 60;

/** A small charity joins the framework on the pages: registers, applies, is queried, answers, is admitted for two categories and refused one, and applies again. Needs the demo. */
export async function runOnboardingJourney(say: Say): Promise<void> {
  const service = await findOrStartService(loadEnvironment().baseUrl, say);
  try {
    await new OnboardingJourney(service.baseUrl, say, new SystemClock()).walk();
  } finally {
    await service.stop();
  }
}

class OnboardingJourney {
  private steps = 0;
  private readonly tag = String(randomInt(1_000_000)).padStart(6, '0');
  private readonly charity = `Onboarding Trust ${this.tag}`;
  private readonly director: PageVisitor;
  private readonly commissioner: PageVisitor;
  private readonly today: Day;
  private application = '';

  constructor(
    baseUrl: string,
    private readonly say: Say,
    clock: Clock,
  ) {
    this.director = new PageVisitor(baseUrl);
    this.commissioner = new PageVisitor(baseUrl);
    this.today = clock.today();
  }

  async walk(): Promise<void> {
    await this.step('a charity’s director registers it, and confirms by the link in the mail', () => this.register());
    const before = this.director.answers;
    await this.step('she applies for three categories in a region', () => this.choose());
    await this.step('she answers what is asked, one question a page', () => this.answer());
    const answers = this.director.answers - before;
    await this.step('she checks her answers and submits', () => this.submit());
    const pages = this.director.pages;
    await this.step('a commissioner takes the application and asks about one answer', () => this.query());
    await this.step('the director replies', () => this.reply());
    await this.step('the commissioner reads the reply beside the first answer, and scores what asks for judgement', () => this.score());
    await this.step('and admits two categories and refuses one', () => this.decide());
    await this.step('the director reads the letter', () => this.readLetter());
    await this.step('and applies again for what was refused', () => this.applyAgain());
    const admitted = await this.admitted();
    if (admitted !== ADMITTED.length) throw new Error(`The register shows ${admitted} categories, not ${ADMITTED.length}`);
    this.say(`onboarding ok: ${answers} answers, ${pages} pages, admitted in ${admitted} categories`);
  }

  private async register(): Promise<void> {
    const { director } = this;
    const email = `director-${this.tag}@journey.example`;
    await director.open('/register');
    const organisation = { name: this.charity, legalForm: 'charitable-incorporated-organisation', companyNumber: '', charityNumber: `1${this.tag}`, size: 'micro', isVcse: 'yes', turnoverPence: '240,000' };
    await director.send({ ...organisation, userName: 'Robin Journey', email, password: PASSWORD }, { counts: 9 });
    await director.open(director.find(/href="(\/register\/confirm\/[^"]+)"/));
    await director.send({}, { button: 'Confirm' });
    await director.signIn(email, PASSWORD);
  }

  private async choose(): Promise<void> {
    const { director } = this;
    await director.open('/applications/start');
    await director.send({ vehicleCode: 'PSDF' });
    this.application = director.path;
    await director.open(`${this.application}/categories`);
    await director.send({ categoryCodes: [...ADMITTED, REFUSED] });
    await director.send({ areaCodes: ['C'] });
  }

  /** Answers whatever page comes next until the check page does. */
  private async answer(): Promise<void> {
    const { director } = this;
    for (let asked = 0; asked < MOST_QUESTIONS && !director.path.endsWith('/check-answers'); asked += 1) {
      const code = /\/questions\/([\w.-]+)$/.exec(director.path)?.[1];
      if (!code) throw new Error(`${director.path} asks no question: ${director.text.slice(0, 300)}`);
      await director.send(this.said(code));
      // A document is shown once it is added, so that another can be: she goes on with the one.
      const [added] = director.findAll(/name="insurance-certificates"[^>]*value="([0-9a-f-]{36})"/g);
      if (added) await director.send({ 'insurance-certificates': added }, { counts: 0 });
    }
  }

  private async submit(): Promise<void> {
    await this.director.send({ declaration: 'agreed' }, { counts: 0 });
    if (!/APP-\w{6}/.test(this.director.text)) throw new Error('The receipt shows no reference');
  }

  private async query(): Promise<void> {
    const { commissioner } = this;
    await commissioner.signIn('commissioner@demo.example', DEMO_PASSWORD);
    await commissioner.open('/assessments');
    await commissioner.follow(this.charity);
    await commissioner.open(`${this.application}/ask/social-value`);
    await commissioner.send({ asked: 'How many work placements do you offer in a year?' });
  }

  private async reply(): Promise<void> {
    const { director } = this;
    await director.open('/');
    await director.open(this.application);
    await director.follow('Reply');
    if (!director.text.includes('How many work placements')) throw new Error('The question is not shown');
    await director.send({ words: 'Twelve placements last year, and eighteen this year.', 'social-value': 'Eighteen work placements a year for people who have finished the service.' });
  }

  /** Full points, and a reason, for every answer that waits for a judgement. */
  private async score(): Promise<void> {
    const { commissioner } = this;
    await commissioner.open(`${this.application}/assess`);
    const sections = new Set([...commissioner.findAll(/href="(\/applications\/[0-9a-f-]{36}\/assess\/[\w-]+)"/g), commissioner.path]);
    for (const section of sections) {
      await commissioner.open(section);
      const codes = commissioner.findAll(/name="points-([\w.-]+)"/g);
      const judged = codes.map((code) => [[`points-${code}`, commissioner.find(new RegExp(`Points from 0 to (\\d+)[\\s\\S]{0,600}?points-${code.replaceAll('.', '\\.')}"`))], [`reason-${code}`, 'Clear, with an example.']]);
      if (judged.length > 0) await commissioner.send(Object.fromEntries(judged.flat()) as Typed);
    }
  }

  private async decide(): Promise<void> {
    const { commissioner } = this;
    await commissioner.open(`${this.application}/decide`);
    const part = commissioner.find(/Emotional wellbeing in [\s\S]{0,800}?name="decision-([0-9a-f-]{36})"/i);
    const reason = 'The case study is about another service. Tell us about this one.';
    await commissioner.send({ [`decision-${part}`]: 'refused', [`ground-${part}`]: 'evidence', [`reason-${part}`]: reason, rest: 'admitted', restReason: '' });
  }

  private async readLetter(): Promise<void> {
    await this.director.open(`${this.application}/letter`);
    if (!this.director.text.includes('The case study is about another service')) throw new Error('The letter does not say why');
  }

  private async applyAgain(): Promise<void> {
    const { director } = this;
    await director.open(this.application);
    await director.send({}, { button: 'Apply again' });
    const again = director.path;
    await director.open(`${again}/questions/case-study.${REFUSED}`);
    await director.send({ [`case-study.${REFUSED}`]: 'Sixty people came to our wellbeing groups last year. Forty-one said they coped better.' });
    await director.open(`${again}/check-answers`);
    await director.send({ declaration: 'agreed' }, { counts: 0 });
    if (!/APP-\w{6}/.test(director.text)) throw new Error('The second application was not submitted');
  }

  /** In how many categories the public register shows the charity. */
  private async admitted(): Promise<number> {
    await this.director.open(`/members?q=${encodeURIComponent(this.charity)}`);
    return ['Accommodation', 'Lifestyle and associates', 'Emotional wellbeing'].filter((name) => new RegExp(`${this.charity}[\\s\\S]*${name}`, 'i').test(this.director.text)).length;
  }

  /** What she says to a question; a text the data does not name gets a sentence. */
  private said(code: string): Typed {
    const days: Readonly<Record<string, Day>> = { 'accounts-date': addDays(this.today, -120), 'insurance-expiry': addMonths(this.today, 10), 'cyber-essentials-expiry': addMonths(this.today, 8) };
    const day = days[code];
    if (day) {
      const [year = '', month = '', date = ''] = day.split('-');
      return { [`${code}-day`]: date, [`${code}-month`]: month, [`${code}-year`]: year };
    }
    if (code === 'insurance-certificates') return { file: new File([onePagePdf('Certificate of insurance')], 'insurance.pdf', { type: 'application/pdf' }) };
    return { [code]: plainAnswers[code] ?? 'One worker from the first meeting to the last. Nine in ten people kept their home for a year.' };
  }

  private async step(what: string, work: () => Promise<void>): Promise<void> {
    const began = performance.now();
    await work();
    this.steps += 1;
    this.say(`${String(this.steps).padStart(2)}. ${what} (${Math.round(performance.now() - began)} ms)`);
  }
}

const plainAnswers: Readonly<Record<string, string>> = {
  'public-service-mission': 'yes', 'annual-turnover': '240000', 'going-concern': 'no', 'exclusion-mandatory': 'no', 'exclusion-discretionary': 'no', 'unpaid-tax': 'up-to-date',
  'employers-liability': '5,000,000', 'public-liability': '2,000,000', 'professional-indemnity': '500,000', 'safeguarding-policy': 'yes', 'staff-vetting': 'yes', 'data-protection': 'yes',
  'cyber-essentials': 'basic', 'data-breach': 'no', 'equality-policy': 'yes', 'social-value': 'Work placements for people who have finished the service.',
  'lived-experience': 'Half of our trustees have been on probation.', subcontracting: 'no',
};
