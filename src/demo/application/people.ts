import { addDays, addMonths, must, type Day } from '#libs/kernel';
import { Offers } from '../../referrals/application/offers.js';
import type { ReferralContent } from '../../referrals/domain/referral-content.js';
import { cast } from './cast.js';
import type { LetContract } from './market.js';
import type { Stage } from './stage.js';

const RISKS = ['No known risk to staff.', 'Can become anxious in groups: start one to one.', 'Do not visit at home alone.', 'Avoid appointments near the victim’s workplace; details on request.'];
const REASONS = [
  'Sofa surfing since release and at risk of rough sleeping.',
  'Has asked for help to find steady work.',
  'Low mood since a bereavement; wants someone to talk to.',
  'Rent arrears and an eviction notice next month.',
  'Wants to rebuild contact with family.',
];

/** What is not said of somebody in the community. */
const nothingMore = {
  ...{ ethnicity: null, preferredLanguage: null, religion: null, disabilities: null, prisonName: null, expectedReleaseOn: null, releaseUnknownReason: null },
  ...{ mainContactName: null, mainContactRole: null, mainContactEmail: null, mainContactPhone: null, completeByReason: null },
  ...{ additionalRisk: '', responsibilities: '', unavailableWhen: '', anythingElse: '' },
} as const;

/** An invented person on probation, referred to a contract on a day. */
export async function inventReferral(stage: Stage, contract: LetContract, on: Day): Promise<ReferralContent> {
  const { chance } = stage;
  const offer = await stage.get(Offers).of({ serviceTypeCode: contract.serviceType, areaCodes: contract.areas });
  const gender = contract.serviceType === 'WOS' || chance.happens(0.2) ? 'female' : 'male';
  const categories = [...offer.categories].sort(() => chance.next() - 0.5).slice(0, chance.happens(0.7) ? 1 : 2);
  const enforceableDays = chance.happens(0.5) ? chance.between(5, 20) : null;
  return {
    ...nothingMore,
    crn: `${chance.pick(['X', 'D', 'E', 'J'])}${chance.between(100_000, 999_999)}`,
    firstName: chance.pick(cast.firstNames[gender]),
    lastName: chance.pick(cast.lastNames),
    dateOfBirth: addDays(addMonths(on, -12 * chance.between(19, 58)), -chance.between(1, 300)),
    gender,
    areaCode: chance.pick(offer.areas).code,
    location: 'community',
    sentenceKind: enforceableDays === null ? 'order' : 'order-with-rar',
    sentenceEndsOn: addMonths(on, chance.between(11, 24)),
    enforceableDays,
    riskSummary: chance.pick(RISKS),
    accessNeeds: chance.happens(0.2) ? 'Dyslexic: please read letters aloud.' : '',
    interpreterLanguage: chance.happens(0.06) ? 'Polish' : '',
    completeBy: addMonths(on, chance.between(5, 9)),
    reason: chance.pick(REASONS),
    needs: categories.map((category) => ({
      categoryCode: category.code,
      levelCode: chance.pick(category.levels).code,
      outcomeCodes: category.outcomes.slice(0, chance.between(1, 2)).map((outcome) => must(outcome, 'an outcome').code),
    })),
  };
}
