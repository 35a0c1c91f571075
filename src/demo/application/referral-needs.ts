import { addMonths, type Day } from '#libs/kernel';
import type { Typed } from './page-visitor.js';

/** Someone case data knows, what the search asks about them, and what is typed because case data does not know it. All invented. */
export interface Need {
  readonly crn: string;
  readonly search: Typed;
  /** By question page. */
  readonly byHand: Readonly<Record<string, Typed>>;
  readonly reason: string;
  /** What case data holds besides what it holds of everyone. */
  readonly alsoKnown?: readonly string[];
}

const search = { areaCode: 'west-yorkshire', categoryCode: 'accommodation', gender: 'male', age: '44', location: 'community' };

/** In the community, and told about as fully as a practitioner would: what this referral takes is counted. */
export const james: Need = {
  crn: 'X123401',
  search,
  byHand: {
    sentence: { enforceableDays: '20' },
    risk: {
      additionalRisk:
        'Says he has not harmed himself since March, but sleeps badly and is worried about the notice. No known risk to staff. Not to be seen at the house in Mabgate: a former co-defendant lives there.',
    },
    support: { accessNeeds: 'Reads slowly: please phone as well as write.', unavailableWhen: 'Weekdays before 3pm (warehouse shifts)', responsibilities: 'His son stays every other weekend.' },
  },
  reason:
    'Rent arrears of about £900 since his hours were cut, and a notice to leave at the end of next month. He has not opened the landlord’s last two letters. Needs help to agree repayments, to claim housing costs, and to find another room if this one is lost. It must be near the depot, so that he keeps his job.',
};

/** Who answers for someone in custody until a probation practitioner is named. */
export const contact = { mainContactName: 'Pat Gate', mainContactRole: 'Prison offender manager', mainContactPhone: '01632 960 001' };

/** In custody: prison and release are known. */
export const marcus: Need = {
  crn: 'X123403',
  search: { ...search, age: '54', location: 'custody' },
  byHand: { sentence: contact },
  reason: 'No address to go to on release.',
  alsoKnown: ['prisonName', 'expectedReleaseOn'],
};

/** A woman, whose referral is declined and goes elsewhere. */
export const sian: Need = { crn: 'X123402', search: { ...search, gender: 'female', age: '23' }, byHand: { sentence: { enforceableDays: '15' } }, reason: 'Rent arrears, and a notice to leave.' };

/** What a practitioner types and chooses, by question page; the service must be completed in six months. */
export function typedFor({ crn, byHand, reason }: Need, today: Day): Readonly<Record<string, Typed>> {
  return {
    crn: { crn },
    'need-accommodation': { outcomes: 'accommodation-kept', level: 'LOW' },
    purpose: { reason, ...boxesOf('completeBy', addMonths(today, 6)) },
    ...byHand,
  };
}

function boxesOf(name: string, day: Day): Typed {
  const [year = '', month = '', date = ''] = day.split('-');
  return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year };
}
