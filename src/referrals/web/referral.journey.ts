import { formatDay, type Day } from '#libs/kernel';
import { Journey, type Answers, type Step } from '#libs/web';
import type { Offer } from '../application/offers.js';
import {
  AreaForm, CompleteByForm, CrnForm, DateOfBirthForm, EnforceableDaysForm, GenderForm, LevelForm, LocationForm, NameForm, NeedsForm, OutcomesForm, ReasonForm, RiskForm, SentenceForm, SupportForm,
} from './referral.forms.js';

const VIEWS = 'referrals/web/views/questions';

export const genders = { male: 'Male', female: 'Female', other: 'Another gender' } as const;

/** The question pages of a referral to one service: what it offers decides which are asked. */
export function referralJourney(offer: Offer): Journey {
  return new Journey({ base: (id: string) => `/drafts/${id}`, checkPath: 'check-answers', steps: [...personSteps(offer), ...needSteps(offer), ...lastSteps()] });
}

function personSteps(offer: Offer): Step[] {
  return [
    { path: 'crn', title: 'What is the person’s CRN?', view: `${VIEWS}/crn`, form: CrnForm, shows: ({ crn }) => [{ label: 'CRN', value: String(crn) }] },
    { path: 'name', title: 'What is the person’s name?', view: `${VIEWS}/name`, form: NameForm, shows: ({ firstName, lastName }) => [{ label: 'Name', value: `${String(firstName)} ${String(lastName)}` }] },
    { path: 'date-of-birth', title: 'What is the person’s date of birth?', view: `${VIEWS}/date-of-birth`, form: DateOfBirthForm, shows: ({ dateOfBirth }) => [{ label: 'Date of birth', value: formatDay(dateOfBirth as Day) }] },
    { path: 'gender', title: 'What is the person’s gender?', view: `${VIEWS}/gender`, form: GenderForm, shows: ({ gender }) => [{ label: 'Gender', value: genders[gender as keyof typeof genders] }] },
    { path: 'area', title: 'Where does the person live?', view: `${VIEWS}/area`, form: AreaForm, shows: ({ areaCode }) => [{ label: 'Area', value: offer.areas.find((area) => area.code === areaCode)?.name ?? '' }] },
    {
      path: 'location', title: 'Is the person in custody or the community?', view: `${VIEWS}/location`, form: LocationForm,
      shows: ({ location, prisonName }) => [{ label: 'Where the person is', value: location === 'custody' ? `Custody: ${String(prisonName)}` : 'Community' }],
    },
    { path: 'sentence', title: 'When does the sentence end?', view: `${VIEWS}/sentence`, form: SentenceForm, shows: ({ sentenceEndsOn }) => [{ label: 'Sentence end date', value: formatDay(sentenceEndsOn as Day) }] },
    {
      path: 'enforceable-days', title: 'How many enforceable days can the service use?', view: `${VIEWS}/enforceable-days`, form: EnforceableDaysForm,
      shows: ({ enforceableDays }) => [{ label: 'Enforceable days', value: enforceableDays ? String(enforceableDays) : 'None' }],
    },
    { path: 'risk', title: 'What does the provider need to know about risk?', view: `${VIEWS}/risk`, form: RiskForm, shows: ({ riskSummary }) => [{ label: 'Risk summary', value: String(riskSummary) }] },
    {
      path: 'support', title: 'Does the person need any support to take part?', view: `${VIEWS}/support`, form: SupportForm,
      shows: ({ accessNeeds, interpreterLanguage }) => [{ label: 'Access needs', value: String(accessNeeds ?? 'None') }, { label: 'Interpreter', value: String(interpreterLanguage ?? 'Not needed') }],
    },
  ];
}

function needSteps(offer: Offer): Step[] {
  const chosen = (answers: Answers, code: string) => ((answers['needs']?.['categories'] as readonly string[] | undefined) ?? []).includes(code);
  const nameOf = (code: string) => offer.categories.find((category) => category.code === code)?.name ?? code;
  return [
    { path: 'needs', title: 'Which needs is this referral for?', view: `${VIEWS}/needs`, form: NeedsForm, shows: ({ categories }) => [{ label: 'Needs', value: (categories as string[]).map(nameOf) }] },
    ...offer.categories.flatMap(({ code, name, outcomes, levels }): Step[] => [
      {
        path: `outcomes-${code}`, title: `${name}: what are the desired outcomes?`, view: `${VIEWS}/outcomes`, form: OutcomesForm, when: (answers) => chosen(answers, code),
        shows: (answer) => [{ label: `${name}: outcomes`, value: outcomes.filter((each) => (answer['outcomes'] as string[]).includes(each.code)).map((each) => each.name) }],
      },
      {
        path: `level-${code}`, title: `${name}: what is the complexity level?`, view: `${VIEWS}/level`, form: LevelForm, when: (answers) => chosen(answers, code),
        shows: (answer) => [{ label: `${name}: complexity`, value: levels.find((each) => each.code === answer['level'])?.name ?? '' }],
      },
    ]),
  ];
}

function lastSteps(): Step[] {
  return [
    { path: 'complete-by', title: 'When must the service be completed by?', view: `${VIEWS}/complete-by`, form: CompleteByForm, shows: ({ completeBy }) => [{ label: 'Complete by', value: formatDay(completeBy as Day) }] },
    { path: 'reason', title: 'Why are you making this referral?', view: `${VIEWS}/reason`, form: ReasonForm, shows: ({ reason }) => [{ label: 'Reason for the referral', value: String(reason) }] },
  ];
}
