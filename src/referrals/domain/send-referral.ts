import { ageOn, ensure, type Creation, type Day } from '#libs/kernel';
import type { ContractForReferral } from '../../contracts/contracts.public.js';
import type { ReferralSent, ReferredNeed } from '../referrals.public.js';
import { ensureDetailsFit } from './content-rules.js';
import { withhold } from './redaction.js';
import type { ReferralContent, ReferralMarks } from './referral-content.js';
import { factsOf, type Referral, type ReferralNeed } from './referral.js';
import { nothingSince } from './since-sent.js';

/** What must be known, and was read under the contract's lock, before a referral can be sent. */
export interface SendFacts {
  readonly id: string;
  readonly reference: string;
  readonly now: Date;
  readonly today: Day;
  readonly contract: ContractForReferral;
  readonly coversArea: boolean;
  readonly regionCode: string;
  readonly liveReferrals: number;
  readonly marks: ReferralMarks;
  readonly practitioner: { readonly id: string; readonly teamId: string };
  /** Outcome and level codes that exist for a category today; undefined when the contract does not offer the category. */
  readonly choicesFor: (categoryCode: string) => { readonly outcomeCodes: readonly string[]; readonly levelCodes: readonly string[] } | undefined;
  readonly newId: () => string;
}

/** What deciding whether the contract takes a referral must know. */
export type TakingFacts = Pick<SendFacts, 'today' | 'coversArea' | 'liveReferrals'> & { readonly contract: Pick<ContractForReferral, 'cohort' | 'referralsFrom' | 'referralsTo' | 'places'> };

const OR_CORRECT_AGE = 'Choose another service, or correct the date of birth if it is wrong.';

/** Sends a referral: all or nothing, every rule checked again whatever the pages checked. */
export function sendReferral(content: ReferralContent, facts: SendFacts): Creation<Referral> {
  ensureContractTakes(content, facts);
  ensureDetailsFit(content, facts.today);
  ensureNeedsFit(content.needs, facts);
  const { needs, ...details } = content;
  const row: Referral = {
    ...details,
    ...withhold(details),
    sources: facts.marks.sources,
    id: facts.id,
    reference: facts.reference,
    contractId: facts.contract.id,
    practitionerId: facts.practitioner.id,
    teamId: facts.practitioner.teamId,
    primeOrganisationId: facts.contract.primeOrganisationId,
    deliveringOrganisationId: facts.contract.primeOrganisationId,
    caseworkerId: null,
    regionCode: facts.regionCode,
    restricted: facts.marks.restricted,
    status: 'sent',
    sentAt: facts.now,
    answeredAt: null,
    endedAt: null,
    answerReason: null,
    answerComment: null,
    ...nothingSince,
  };
  const insert: ReferralNeed[] = needs.map((need) => ({ id: facts.newId(), referralId: row.id, ...need, outcomeCodes: [...need.outcomeCodes] }));
  return { row, children: [{ child: 'needs', insert }], events: [{ type: 'referrals.sent', data: factsOf(row) } satisfies ReferralSent] };
}

/** What the contract takes: its window, area, cohort and places. Throws RuleBroken for the first that does not fit. */
export function ensureContractTakes(content: Pick<ReferralContent, 'dateOfBirth' | 'gender' | 'location'>, { contract, today, coversArea, liveReferrals }: TakingFacts): void {
  const { cohort } = contract;
  const age = ageOn(content.dateOfBirth, today);
  ensure(contract.referralsFrom !== null && contract.referralsFrom <= today && (contract.referralsTo === null || today <= contract.referralsTo), 'contract-closed', 'This service is not taking referrals now');
  ensure(coversArea, 'area-not-covered', 'This service does not cover the area where the person lives. Choose another service, or correct the area if it is wrong.', 'areaCode');
  ensure(content.gender !== 'male' || cohort.takesMen, 'not-for-men', 'This service is for women only. Choose another service, or correct the gender if it is wrong.', 'gender');
  ensure(content.gender !== 'female' || cohort.takesWomen, 'not-for-women', 'This service is for men only. Choose another service, or correct the gender if it is wrong.', 'gender');
  ensure(cohort.minimumAge === null || age >= cohort.minimumAge, 'too-young', `This service is for people aged ${cohort.minimumAge} and over. This person is ${age}. ${OR_CORRECT_AGE}`, 'dateOfBirth');
  ensure(cohort.maximumAge === null || age <= cohort.maximumAge, 'too-old', `This service is for people aged ${cohort.maximumAge} and under. This person is ${age}. ${OR_CORRECT_AGE}`, 'dateOfBirth');
  ensure(content.location === 'custody' ? cohort.takesCustody : cohort.takesCommunity, 'not-for-this-location', `This service does not take people in ${content.location === 'custody' ? 'custody' : 'the community'}. Choose another service, or correct where the person is if it is wrong.`, 'location');
  ensure(contract.places === null || liveReferrals < contract.places, 'no-places', 'The last place on this service has been taken. Your answers are saved: choose another service, or try again later.');
}

function ensureNeedsFit(needs: readonly ReferredNeed[], { choicesFor }: SendFacts): void {
  ensure(needs.length > 0, 'need-missing', 'Choose at least one need', 'needs');
  ensure(new Set(needs.map((need) => need.categoryCode)).size === needs.length, 'need-twice', 'Each need can be chosen once', 'needs');
  for (const need of needs) {
    const choices = choicesFor(need.categoryCode);
    ensure(choices, 'need-not-offered', 'This service does not offer one of the needs chosen', 'needs');
    ensure(need.outcomeCodes.length > 0, 'outcome-missing', 'Choose at least one desired outcome for each need', 'needs');
    ensure(need.outcomeCodes.every((code) => choices.outcomeCodes.includes(code)), 'outcome-unknown', 'Choose desired outcomes from the list', 'needs');
    ensure(choices.levelCodes.includes(need.levelCode), 'level-unknown', 'Choose one complexity level for each need', 'needs');
  }
}
