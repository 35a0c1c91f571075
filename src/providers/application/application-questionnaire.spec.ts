import { describe, expect, it } from '@jest/globals';
import { day, InvalidInput } from '#libs/kernel';
import { refusalOf } from '../../../test/support/rules.js';
import { missing, questionsToAsk } from '../domain/questionnaire-asked.js';
import { assess } from '../domain/questionnaire-assessment.js';
import type { Answers, AnswerValue, Circumstances, Question, Questionnaire } from '../domain/questionnaire.js';
import { ApplicationQuestionnaire, QUESTIONNAIRE, whatIsWrong } from './application-questionnaire.js';
import { checkQuestionnaires } from './questionnaire-check.js';

const store = new ApplicationQuestionnaire();
const questionnaire = store.current(QUESTIONNAIRE);
const today = day('2026-05-05');
const small: Circumstances = { answers: {}, regime: 'PCR2015', categoryCodes: ['accommodation'], isConsortium: false };

/** Choosing the vehicle, the categories and the areas. */
const CHOICES = 3;

/** What a small charity with nothing to declare says. */
function soundAnswer({ code, answer, assessment }: Question): AnswerValue {
  if (assessment.rule === 'must-be') return assessment.value;
  if (assessment.rule === 'discretionary') return 'no';
  switch (answer.type) {
    case 'yes-no':
      return 'no';
    case 'money':
      return code === 'annual-turnover' ? 999_999_99 : 10_000_000_00;
    case 'date':
      return code === 'accounts-date' ? '2026-03-31' : '2027-01-31';
    case 'choice':
    case 'multi':
      return answer.options[0]?.value ?? '';
    case 'document':
      return ['0190a1b2-0000-7000-8000-000000000001'];
    case 'declaration':
      return 'agreed';
    case 'number':
      return answer.least;
    case 'text':
      return 'Some words';
  }
}

/** Answers question after question as they are asked, until nothing is missing; the answers given first are fixed. */
function walk(circumstances: Circumstances): { readonly answers: Answers; readonly count: number } {
  const answers: Record<string, AnswerValue> = { ...circumstances.answers };
  for (let [next] = missing(questionnaire, circumstances); next; [next] = missing(questionnaire, { ...circumstances, answers })) answers[next.code] = soundAnswer(next);
  return { answers, count: questionsToAsk(questionnaire, { ...circumstances, answers }).length + CHOICES };
}
const askedAfter = (circumstances: Circumstances): string[] => questionsToAsk(questionnaire, { ...circumstances, answers: walk(circumstances).answers }).map((each) => each.code);
const verdicts = (circumstances: Circumstances) => assess(questionnaire, { ...circumstances, answers: walk(circumstances).answers }, today);
const verdictOf = (code: string, circumstances: Circumstances) => verdicts(circumstances).find((each) => each.question === code);

describe('the questionnaires the product ships', () => {
  it('have the shape of the schema and hang together: the store has read every version', () => {
    expect(store.of(QUESTIONNAIRE, 1).questions).toHaveLength(17);
    expect(questionnaire.version).toBe(2);
  });

  it('are refused at the start when their shape or their questions are wrong', () => {
    const [first] = questionnaire.questions;
    const shape = { ...questionnaire, questions: [{ ...first, answer: { type: 'essay' } }, { ...first, expires: true }, { ...first, evidence: 'x' }] };
    expect(whatIsWrong(shape).join()).toMatch(/questions\/0\/answer.*questions\/1.*questions\/2/);
    expect(whatIsWrong({ ...questionnaire, colour: 'blue' })).toEqual(['it must NOT have additional properties']);
    expect(whatIsWrong({ ...questionnaire, questions: [first, first] } as Questionnaire)).toEqual(['public-service-mission is there twice']);
  });

  it('pass their own proportionality check', () => {
    const { lines, clean } = checkQuestionnaires();
    expect(clean).toBe(true);
    expect(lines.at(-1)).toMatch(/^38 questions, 0 unused, 0 duplicated, \d+ words$/);
    expect(lines.join('\n')).not.toContain('hard to read');
  });
});

describe('what a small charity is asked', () => {
  it('is at most 34 answers under either regime, the choice of vehicle, categories and areas included', () => {
    expect(walk(small).count).toBeLessThanOrEqual(34);
    expect(walk({ ...small, regime: 'PA2023' }).count).toBeLessThanOrEqual(34);
  });

  it('has it write 700 words at most', () => {
    const words = questionsToAsk(questionnaire, { ...small, answers: walk(small).answers }).map(({ answer }) => (answer.type === 'text' ? answer.words : 0));
    expect(words.reduce((sum, each) => sum + each, 0)).toBe(700);
  });

  it('leaves nothing that fails or needs a judgement when there is nothing to declare', () => {
    expect([...new Set(verdicts(small).map((each) => each.verdict))].sort()).toEqual(['information', 'passes', 'to-score']);
  });

  it('grows by two answers with each category', () => expect(walk({ ...small, categoryCodes: ['accommodation', 'family'] }).count).toBe(walk(small).count + 2));
});

describe('what is asked only of some', () => {
  it('the grounds of each regime, and neither for a grant', () => {
    const grounds = (regime: Circumstances['regime']) => askedAfter({ ...small, regime }).filter((code) => code.startsWith('exclusion-'));
    expect(grounds('PCR2015')).toEqual(['exclusion-mandatory', 'exclusion-discretionary']);
    expect(grounds('PA2023')).toEqual(['exclusion-schedule-6', 'exclusion-schedule-7']);
    expect(grounds(null)).toEqual([]);
  });

  it.each(['exclusion-mandatory', 'exclusion-discretionary'])('%s answered yes asks once for self-cleaning, with evidence, and goes to two people', (code) => {
    const yes: Circumstances = { ...small, answers: { [code]: 'yes' } };
    expect(askedAfter(yes).filter((each) => each.startsWith('exclusion-'))).toEqual(['exclusion-mandatory', 'exclusion-discretionary', 'exclusion-grounds', 'exclusion-self-cleaning', 'exclusion-evidence']);
    expect(verdictOf(code, yes)).toMatchObject({ verdict: 'needs-judgement', assessors: 2, standing: null });
  });

  it('says whether a supplier is excluded or excludable under the Procurement Act', () => {
    const market = (code: string): Circumstances => ({ ...small, regime: 'PA2023', answers: { [code]: 'yes' } });
    expect(verdictOf('exclusion-schedule-6', market('exclusion-schedule-6'))).toMatchObject({ standing: 'excluded', assessors: 2 });
    expect(verdictOf('exclusion-schedule-7', market('exclusion-schedule-7'))).toMatchObject({ standing: 'excludable', assessors: 2 });
  });

  it('unpaid tax has a rule of its own: a plan that is kept passes, with its letter; self-cleaning is not asked', () => {
    const owing = (value: string): Circumstances => ({ ...small, answers: { 'unpaid-tax': value } });
    expect(verdictOf('unpaid-tax', owing('arrangement'))?.verdict).toBe('passes');
    expect(askedAfter(owing('arrangement'))).toContain('tax-plan');
    expect(verdictOf('unpaid-tax', owing('unpaid'))?.verdict).toBe('fails');
    expect(askedAfter(owing('unpaid'))).not.toContain('exclusion-self-cleaning');
  });

  it('modern slavery from £36 million of turnover, a women-only place for the women’s category, how a consortium works', () => {
    expect(askedAfter({ ...small, answers: { 'annual-turnover': 35_999_999_99 } })).not.toContain('modern-slavery-statement');
    expect(askedAfter({ ...small, answers: { 'annual-turnover': 36_000_000_00 } })).toContain('modern-slavery-statement');
    expect(askedAfter({ ...small, categoryCodes: ['women'] })).toContain('women-space');
    expect(askedAfter({ ...small, isConsortium: true })).toContain('consortium-working');
  });
});

it('answers are checked against the version they belong to, every fault at once', () => {
  const sent = { 'annual-turnover': '£900,000', 'method.accommodation': 'Well', 'paid-staff': 3, 'accounts-date': '2026-02-31' };
  expect(store.check(questionnaire, { 'method.accommodation': 'Well' })).toEqual({ 'method.accommodation': 'Well' });
  expect(refusalOf(() => store.check(questionnaire, sent), InvalidInput)?.errors.map((each) => each.field)).toEqual(['paid-staff', 'accounts-date']);
  expect(store.check(store.of(QUESTIONNAIRE, 1), { 'paid-staff': 3 })).toEqual({ 'paid-staff': 3 });
});
