import { dayOf, formatDay, formatRoundPounds, type Day } from '#libs/kernel';
import type { AnswerRow } from '#libs/web';
import type { MembersInNumbers } from '../application/vehicles.queries.js';
import { vehicleKinds, type BandRule, type Vehicle } from '../providers.public.js';
import { takesApplications, type CommercialVehicle, type VehicleContent, type VehicleVariation } from '../domain/vehicle.js';
import type { CatalogueNames } from './catalogue-names.js';
import { NO_REGIME } from './vehicles.forms.js';

/** Colours of a vehicle's states. */
export const vehicleTags = { draft: { text: 'Draft', colour: 'grey' }, open: { text: 'Open', colour: 'green' }, closed: { text: 'Closed', colour: 'orange' } } as const;

/** The kinds in plain words. */
export const kindNames: Readonly<Record<Vehicle['kind'], string>> = {
  'dynamic-framework': 'Dynamic framework: join at any time, then compete for lots',
  'dynamic-market': 'Dynamic market: join at any time, then compete for lots',
  framework: 'Framework: members are chosen once',
  'open-framework': 'Open framework: members are chosen several times',
  'grant-scheme': 'Grant scheme: money is given for a purpose',
  'one-off': 'One competition for one contract',
};

/** The regimes in plain words; what is let under a vehicle follows the same law. */
export const regimeNames = {
  PCR2015: 'Public Contracts Regulations 2015: the law for what began before 24 February 2025',
  PA2023: 'Procurement Act 2023: the law for what began on or after 24 February 2025',
  none: 'None: grants are not bought',
} as const;

/** A regime in words, with what it means that the lighter rules apply. */
export function regimeInWords({ regime, isLightTouch }: Pick<Vehicle, 'regime' | 'isLightTouch'>): string {
  return `${regimeNames[regime ?? NO_REGIME]}${regime && isLightTouch ? '. The lighter rules for social services apply' : ''}`;
}

/** What a vehicle is, for its page. */
export function vehicleRows(vehicle: CommercialVehicle, names: CatalogueNames): AnswerRow[] {
  return [
    { label: 'Kind', value: kindNames[vehicle.kind] },
    { label: 'Law', value: regimeInWords(vehicle) },
    { label: 'Term', value: `${formatDay(vehicle.opensOn)} to ${formatDay(vehicle.endsOn)}` },
    { label: 'Categories', value: vehicle.categoryCodes.map(names.category) },
    ...(vehicle.contactEmail ? [{ label: 'Contact', value: vehicle.contactEmail }] : []),
    { label: 'Financial standing', value: bandRuleInWords(vehicle.bandRule) },
  ];
}

/** "A year’s contract may be worth up to 50% of turnover. Bands end at £250,000, £1,000,000 and £5,000,000." */
export function bandRuleInWords({ turnoverShareBasisPoints, bandsPence }: BandRule): string[] {
  return [`A year’s contract may be worth up to ${turnoverShareBasisPoints / 100}% of turnover`, `Bands end at ${bandsPence.map(formatRoundPounds).join(', ')}; above the last there is no limit`];
}

/** How to apply, or why not now. */
export function howToApply(vehicle: CommercialVehicle, today: Day): string {
  if (takesApplications(vehicle, today)) return 'Apply at any time. Register your organisation, sign in, choose the categories and areas you want, and answer the questions. You can apply again for anything refused.';
  if (vehicle.status === 'closed') return `It takes no new applications. It was closed on ${formatDay(dayOf(vehicle.closedAt ?? vehicle.draftedAt))}: ${vehicle.closedReason ?? ''}`;
  if (vehicle.status === 'draft') return 'This is a draft. Nobody can apply until it is opened.';
  return vehicle.endsOn < today ? `Its term ended on ${formatDay(vehicle.endsOn)}.` : `Applications begin on ${formatDay(vehicle.opensOn)}.`;
}

/** Who is in, in a sentence. */
export function membersInWords({ members, vcse, small }: MembersInNumbers): string {
  if (members === 0) return 'Nobody has been admitted yet.';
  return `${members} ${members === 1 ? 'organisation is a member' : 'organisations are members'}: ${vcse} voluntary, community or social enterprise, ${small} micro or small.`;
}

/** Changes made while it was open, latest first. */
export function variationRows(variations: readonly VehicleVariation[]): AnswerRow[] {
  return variations.map(({ variedAt, changed, reason }) => ({ label: formatDay(dayOf(variedAt)), value: [...changed, `Reason: ${reason}`] }));
}

/** The saved content as its form shows it. */
export function formValues(content: VehicleContent): Record<string, unknown> {
  const { bandRule, regime, ...rest } = content;
  return { ...rest, regime: regime ?? NO_REGIME, turnoverSharePercent: bandRule.turnoverShareBasisPoints / 100, bands: bandRule.bandsPence.map((pence) => pence / 100).join('\n') };
}

/** What a new draft starts from. */
export function startingValues(): Record<string, unknown> {
  return { questionnaireCode: 'psdf-application', turnoverSharePercent: 50, bands: '250000\n1000000\n5000000' };
}

/** Kinds and laws as choices. */
export function vehicleChoices(): object {
  return {
    kinds: vehicleKinds.map((value) => ({ value, text: kindNames[value] })),
    regimes: Object.entries(regimeNames).map(([value, text]) => ({ value, text })),
  };
}
