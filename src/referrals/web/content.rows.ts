import { formatDay, parseDay, type Day } from '#libs/kernel';
import type { AnswerRow } from '#libs/web';
import type { Offer } from '../application/offers.js';
import { sentenceKindWords } from '../domain/amendable.js';
import { releasesSoon } from '../domain/content-rules.js';
import type { ContactDetails, PersonDetails, PlaceDetails, PurposeDetails, ReferralDetails, RiskDetails, SentenceDetails, Sources, SupportDetails } from '../domain/referral-content.js';
import type { ReferredNeed } from '../referrals.public.js';

export const genders = { male: 'Male', female: 'Female', other: 'Another gender' } as const;

/** A row of what a referral says, with the answers it is made of. */
export interface ContentRow extends AnswerRow {
  readonly fields: readonly (keyof ReferralDetails | `level-${string}` | `outcomes-${string}`)[];
}

const NOT_SAID = 'Not said';

/** Who the person is, their name aside. */
export function personRows(person: Omit<PersonDetails, 'crn' | 'firstName' | 'lastName'> & Pick<PlaceDetails, 'areaCode'>, offer: Offer): ContentRow[] {
  return [
    { fields: ['dateOfBirth'], label: 'Date of birth', value: formatDay(person.dateOfBirth) },
    { fields: ['gender'], label: 'Gender', value: genders[person.gender] },
    { fields: ['areaCode'], label: 'Area', value: areaName(person.areaCode, offer) },
    { fields: ['ethnicity'], label: 'Ethnicity', value: person.ethnicity ?? NOT_SAID },
    { fields: ['preferredLanguage'], label: 'Preferred language', value: person.preferredLanguage ?? NOT_SAID },
    { fields: ['religion'], label: 'Religion or belief', value: person.religion ?? NOT_SAID },
    { fields: ['disabilities'], label: 'Disabilities', value: person.disabilities ?? NOT_SAID },
  ];
}

/** What the sentence asks and where the person is, as it stands on a day. */
export function sentenceRows(said: SentenceDetails & Omit<PlaceDetails, 'areaCode'> & ContactDetails, today: Day): ContentRow[] {
  return [
    { fields: ['sentenceKind'], label: 'Sentence', value: sentenceKindWords[said.sentenceKind] },
    { fields: ['enforceableDays'], label: 'Enforceable days', value: said.enforceableDays === null ? 'None' : String(said.enforceableDays) },
    { fields: ['sentenceEndsOn'], label: 'Sentence end date', value: formatDay(said.sentenceEndsOn) },
    { fields: ['location', 'prisonName'], label: 'Where the person is', value: said.location === 'custody' ? `Custody: ${said.prisonName ?? ''}` : 'Community' },
    ...(said.location === 'custody' ? custodyRows(said, today) : []),
  ];
}

function custodyRows(said: Pick<PlaceDetails, 'location' | 'expectedReleaseOn' | 'releaseUnknownReason'> & ContactDetails, today: Day): ContentRow[] {
  const soon = releasesSoon(said, today);
  const release = said.expectedReleaseOn ? [formatDay(said.expectedReleaseOn), soon ? 'Within 12 weeks' : 'More than 12 weeks away'] : ['Not known', said.releaseUnknownReason ?? ''];
  const contact = [said.mainContactName, said.mainContactRole, said.mainContactEmail, said.mainContactPhone];
  return [
    { fields: ['expectedReleaseOn', 'releaseUnknownReason'], label: 'Expected release date', value: release },
    { fields: ['mainContactName', 'mainContactRole', 'mainContactEmail', 'mainContactPhone'], label: 'Main contact before release', value: contact.filter((each) => each !== null) },
  ];
}

/** The risk texts given: as written, or as the provider reads them. */
export function riskRows({ riskSummary, additionalRisk }: RiskDetails): ContentRow[] {
  return [
    { fields: ['riskSummary'], label: 'Risk summary', value: riskSummary },
    { fields: ['additionalRisk'], label: 'Additional risk information', value: additionalRisk || 'None' },
  ];
}

/** What helps the person take part. */
export function supportRows(said: SupportDetails): ContentRow[] {
  return [
    { fields: ['accessNeeds'], label: 'Accessibility needs', value: said.accessNeeds || 'None' },
    { fields: ['interpreterLanguage'], label: 'Interpreter language', value: said.interpreterLanguage || 'Not needed' },
    { fields: ['responsibilities'], label: 'Caring or work responsibilities', value: said.responsibilities || 'None' },
    { fields: ['unavailableWhen'], label: 'When the person is unavailable', value: said.unavailableWhen || 'Nothing said' },
    { fields: ['anythingElse'], label: 'Anything else', value: said.anythingElse || 'Nothing said' },
  ];
}

/** One need with its level and outcomes, in the words of what the service offers. */
export function needRow(need: ReferredNeed, offer: Offer): ContentRow {
  const category = offer.categories.find((each) => each.code === need.categoryCode);
  const outcomes = need.outcomeCodes.map((code) => category?.outcomes.find((each) => each.code === code)?.name ?? code);
  const level = category?.levels.find((each) => each.code === need.levelCode)?.name ?? need.levelCode;
  return { fields: [`level-${need.categoryCode}`, `outcomes-${need.categoryCode}`], label: category?.name ?? need.categoryCode, value: [`Complexity: ${level}`, ...outcomes] };
}

/** What the service is asked for, and by when. */
export function purposeRows({ completeBy, completeByReason, reason }: PurposeDetails): ContentRow[] {
  const late: ContentRow[] = completeByReason ? [{ fields: ['completeByReason'], label: 'Why the service ends after the sentence', value: completeByReason }] : [];
  return [{ fields: ['completeBy'], label: 'Complete by', value: formatDay(completeBy) }, ...late, { fields: ['reason'], label: 'Reason for the referral', value: reason }];
}

/** A referral's content in the sections every page shows it in; `on` is the day releases are counted from. */
export function contentSections(details: ReferralDetails, { needs, offer, on }: { readonly needs: readonly ReferredNeed[]; readonly offer: Offer; readonly on: Day }): Record<'purpose' | 'needs' | 'person' | 'sentence' | 'risk' | 'support', ContentRow[]> {
  return {
    purpose: purposeRows(details),
    needs: needs.map((need) => needRow(need, offer)),
    person: [{ fields: ['crn'], label: 'CRN', value: details.crn }, ...personRows(details, offer)],
    sentence: sentenceRows(details, on),
    risk: riskRows(details),
    support: supportRows(details),
  };
}

const fieldNames: Readonly<Record<string, string>> = {
  firstName: 'First name', lastName: 'Last name', dateOfBirth: 'Date of birth', gender: 'Gender', ethnicity: 'Ethnicity', preferredLanguage: 'Preferred language', religion: 'Religion or belief',
  disabilities: 'Disabilities', areaCode: 'Area', location: 'Where the person is', prisonName: 'Name of the prison', expectedReleaseOn: 'Expected release date', sentenceKind: 'Sentence', sentenceEndsOn: 'Sentence end date', riskSummary: 'Risk summary',
};

/** Which answers came from case data and which were changed, for the referring side. */
export function sourceRows(sources: Sources, offer: Offer): AnswerRow[] {
  const named = Object.entries(sources);
  const nameOf = (field: string) => fieldNames[field] ?? field;
  const same = named.filter(([, { source }]) => source === 'case-data').map(([field]) => nameOf(field));
  const changed = named.filter(([, { source }]) => source === 'typed').map(([field, { said }]) => `${nameOf(field)}: case data says ${saidInWords(field, said, offer)}`);
  const row = (label: string, value: string[]) => (value.length > 0 ? [{ label, value }] : []);
  return [...row('From case data', same), ...row('Changed from case data', changed)];
}

/** Beside each field of a question page, where its answer came from. */
export function sourceHints(sources: Sources, offer: Offer): Record<string, string> {
  return Object.fromEntries(
    Object.entries(sources).map(([field, { source, said }]) => [field, source === 'case-data' ? 'From case data' : `You changed this (case data says: ${saidInWords(field, said, offer)})`]),
  );
}

function saidInWords(field: string, said: string, offer: Offer): string {
  if (field === 'areaCode') return areaName(said, offer);
  const words: Readonly<Record<string, string>> = { ...genders, ...sentenceKindWords, community: 'Community', custody: 'Custody' };
  if (['gender', 'sentenceKind', 'location'].includes(field)) return words[said] ?? said;
  const on = parseDay(said);
  return on ? formatDay(on) : said;
}

function areaName(code: string, offer: Offer): string {
  return offer.areas.find((area) => area.code === code)?.name ?? code;
}
