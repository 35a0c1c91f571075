import type { Day } from '#libs/kernel';
import { Journey, type Answers, type Step } from '#libs/web';
import type { Offer } from '../application/offers.js';
import type { ContactDetails, PersonDetails, PlaceDetails, PurposeDetails, RiskDetails, SentenceDetails } from '../domain/referral-content.js';
import { needRow, personRows, purposeRows, riskRows, sentenceRows, supportRows } from './content.rows.js';
import { CrnForm, NeedForm, NeedsForm, PersonForm, PurposeForm, RiskForm, SentenceForm, SupportForm } from './question.forms.js';

const VIEWS = 'referrals/web/views/questions';

/** The question pages of a referral to one service: what it offers decides which are asked, and `today` how a release reads. */
export function referralJourney(offer: Offer, today: Day): Journey {
  return new Journey({ base: (id: string) => `/drafts/${id}`, checkPath: 'check-answers', steps: [...personSteps(offer, today), ...needSteps(offer), purposeStep] });
}

/** The address of the page where a field is answered; null for one that is on no page. */
export function pageOf(field: string | null, journey: Journey): string | null {
  const pages: Readonly<Record<string, readonly string[]>> = {
    crn: ['crn'],
    person: ['firstName', 'lastName', 'dateOfBirth', 'gender', 'areaCode'],
    sentence: ['sentenceKind', 'sentenceEndsOn', 'enforceableDays', 'location', 'prisonName', 'expectedReleaseOn', 'releaseUnknownReason', 'mainContactName', 'mainContactEmail'],
    needs: ['needs'],
    purpose: ['completeBy', 'completeByReason', 'reason'],
  };
  const page = Object.keys(pages).find((each) => field !== null && pages[each]?.includes(field));
  return page && journey.steps.some((step) => step.path === page) ? page : null;
}

function personSteps(offer: Offer, today: Day): Step[] {
  return [
    { path: 'crn', title: 'What is the person’s CRN?', view: `${VIEWS}/crn`, form: CrnForm, shows: ({ crn }) => [{ label: 'CRN', value: String(crn) }] },
    {
      path: 'person', title: 'The person', view: `${VIEWS}/person`, form: PersonForm,
      shows: (answer) => [{ label: 'Name', value: `${String(answer['firstName'])} ${String(answer['lastName'])}` }, ...personRows(answer as unknown as PersonDetails & PlaceDetails, offer)],
    },
    {
      path: 'sentence', title: 'The sentence, and where the person is', view: `${VIEWS}/sentence`, form: SentenceForm,
      shows: (answer) => sentenceRows(answer as unknown as SentenceDetails & PlaceDetails & ContactDetails, today),
    },
    { path: 'risk', title: 'What must staff know about risk?', view: `${VIEWS}/risk`, form: RiskForm, shows: (answer) => riskRows(answer as unknown as RiskDetails) },
    { path: 'support', title: 'What helps the person take part?', view: `${VIEWS}/support`, form: SupportForm, shows: (answer) => supportRows({ ...blank, ...given(answer) }) },
  ];
}

function needSteps(offer: Offer): Step[] {
  const nameOf = (code: string) => offer.categories.find((category) => category.code === code)?.name ?? code;
  const choice: Step = { path: 'needs', title: 'Which needs is this referral for?', view: `${VIEWS}/needs`, form: NeedsForm, shows: ({ categories }) => [{ label: 'Needs', value: (categories as string[]).map(nameOf) }] };
  return [
    ...(offer.categories.length > 1 ? [choice] : []),
    ...offer.categories.map(
      ({ code, name }): Step => ({
        path: `need-${code}`, title: `${name}: what should change, and how complex is it?`, view: `${VIEWS}/need`, form: NeedForm, when: (answers) => isChosen(code, answers, offer),
        shows: ({ outcomes, level }) => [needRow({ categoryCode: code, outcomeCodes: (outcomes as string[] | undefined) ?? [], levelCode: String(level) }, offer)],
      }),
    ),
  ];
}

/** Whether a need is asked about: it was chosen, or the service offers no other. */
function isChosen(code: string, answers: Answers, offer: Offer): boolean {
  const chosen = answers['needs']?.['categories'] as readonly string[] | undefined;
  return offer.categories.length === 1 || (chosen ?? []).includes(code);
}

const purposeStep: Step = {
  path: 'purpose', title: 'What is the referral for, and by when?', view: `${VIEWS}/purpose`, form: PurposeForm,
  shows: (answer) => purposeRows(answer as unknown as PurposeDetails),
};

const blank = { accessNeeds: '', interpreterLanguage: '', responsibilities: '', unavailableWhen: '', anythingElse: '' };

function given(answer: Readonly<Record<string, unknown>>): Partial<typeof blank> {
  return Object.fromEntries(Object.entries(answer).filter(([, value]) => typeof value === 'string'));
}
