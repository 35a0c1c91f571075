import { formatDay, formatRoundPounds, type Day } from '#libs/kernel';
import { Journey, type AnswerRow } from '#libs/web';
import type { LotNames } from './lot-names.js';
import { AgesForm, AreasForm, BandForm, GendersForm, PlacesForm, ServiceTypeForm, TermForm, TitleForm, ValueForm, VehicleForm } from './lots.forms.js';

const VIEW = 'lots/web/views/';
const genders = { men: 'Men', women: 'Women' } as const;
const places = { custody: 'Custody', community: 'Community' } as const;

/** The questions that describe a lot, one a page. */
export function lotJourney(names: LotNames): Journey {
  return new Journey({
    base: (id: string) => `/lots/new/${id}`,
    checkPath: 'check-answers',
    steps: [
      { path: 'vehicle', title: 'Which framework or market is the lot let under?', view: `${VIEW}vehicle`, form: VehicleForm, shows: ({ vehicleCode }) => one('Framework or market', names.vehicle(String(vehicleCode))) },
      { path: 'service-type', title: 'Which service do you want?', view: `${VIEW}service-type`, form: ServiceTypeForm, shows: ({ serviceTypeCode }) => one('Service type', names.serviceType(String(serviceTypeCode))) },
      { path: 'areas', title: 'Where do you want it?', view: `${VIEW}areas`, form: AreasForm, shows: ({ areaCodes }) => one('Areas', texts(areaCodes).map(names.area)) },
      { path: 'title', title: 'What is the lot called?', view: `${VIEW}title`, form: TitleForm, shows: ({ title }) => one('Title', String(title)) },
      { path: 'genders', title: 'Who is it for?', view: `${VIEW}genders`, form: GendersForm, shows: (answer) => one('For', texts(answer['genders']).map((each) => genders[each as keyof typeof genders])) },
      { path: 'ages', title: 'Which ages is it for?', view: `${VIEW}ages`, form: AgesForm, shows: ({ minimumAge, maximumAge }) => one('Ages', agesInWords(minimumAge as number | null, maximumAge as number | null)) },
      { path: 'places', title: 'Where are the people it is for?', view: `${VIEW}places`, form: PlacesForm, shows: (answer) => one('People in', texts(answer['places']).map((each) => places[each as keyof typeof places])) },
      {
        path: 'value', title: 'What will it cost a year?', view: `${VIEW}value`, form: ValueForm,
        shows: ({ annualValueFromPence: from, annualValueToPence: to }) => one('Annual value', `${formatRoundPounds(Number(from))} to ${formatRoundPounds(Number(to))}`),
      },
      {
        path: 'band', title: 'How large an annual contract must a member be able to take on?', view: `${VIEW}band`, form: BandForm,
        shows: ({ minimumFinancialBandPence: band }) => one('Members need a financial band of', typeof band === 'number' ? `${formatRoundPounds(band)} a year` : 'The highest annual value'),
      },
      {
        path: 'term', title: 'When does the contract start and end?', view: `${VIEW}term`, form: TermForm,
        shows: ({ startsOn, endsOn }) => [{ label: 'Starts', value: formatDay(startsOn as Day) }, { label: 'Ends', value: formatDay(endsOn as Day) }],
      },
    ],
  });
}

/** "18 to 25", "25 and over", "Any age from 18". */
export function agesInWords(minimum: number | null, maximum: number | null): string {
  if (minimum === null && maximum === null) return 'Any age from 18';
  if (maximum === null) return `${minimum ?? 18} and over`;
  return `${minimum ?? 18} to ${maximum}`;
}

function one(label: string, value: string | string[]): AnswerRow[] {
  return [{ label, value }];
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
