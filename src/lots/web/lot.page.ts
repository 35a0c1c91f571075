import { formatRoundPounds } from '#libs/kernel';
import type { AnswerRow } from '#libs/web';
import type { LotRow } from '../application/lots.queries.js';
import type { Lot } from '../domain/lot.js';
import type { LotNames } from './lot-names.js';
import { agesInWords } from './lot.journey.js';

/** Colours of a lot's states. */
export const lotTags = { open: { text: 'Open', colour: 'green' }, awarded: { text: 'Awarded', colour: 'blue' }, withdrawn: { text: 'Withdrawn', colour: 'grey' } } as const;

/** Values and dates as a page prints them. */
export function valueInWords({ annualValueFromPence: from, annualValueToPence: to }: Pick<Lot, 'annualValueFromPence' | 'annualValueToPence'>): string {
  return from === to ? `${formatRoundPounds(to)} a year` : `${formatRoundPounds(from)} to ${formatRoundPounds(to)} a year`;
}

/** What a lot is, for its page. */
export function lotRows(lot: Lot, names: LotNames): AnswerRow[] {
  const rows: AnswerRow[] = [
    { label: 'Service type', value: names.serviceType(lot.serviceTypeCode) },
    { label: 'Areas', value: lot.areaCodes.map(names.area) },
    { label: 'For', value: [lot.takesMen ? 'Men' : '', lot.takesWomen ? 'Women' : ''].filter(Boolean) },
    { label: 'Ages', value: agesInWords(lot.minimumAge, lot.maximumAge) },
    { label: 'People in', value: [lot.takesCustody ? 'Custody' : '', lot.takesCommunity ? 'Community' : ''].filter(Boolean) },
    { label: 'Annual value', value: valueInWords(lot) },
    { label: 'Members need a financial band of', value: `${formatRoundPounds(lot.minimumFinancialBandPence)} a year` },
    { label: 'Framework or market', value: names.vehicle(lot.vehicleCode) },
    { label: 'Law', value: names.law(lot.vehicleCode) },
  ];
  return lot.withdrawnReason === null ? rows : [...rows, { label: 'Reason for withdrawing', value: lot.withdrawnReason }];
}

/** One lot of the list, with the reader's own eligibility where it delivers services. */
export function lotCard(lot: LotRow, names: LotNames, reasons: readonly string[] | undefined): object {
  return {
    href: `/lots/${lot.id}`,
    title: lot.title,
    status: lot.status,
    serviceType: names.serviceType(lot.serviceTypeCode),
    areas: lot.areaCodes.map(names.area),
    value: valueInWords(lot),
    startsOn: lot.startsOn,
    endsOn: lot.endsOn,
    own: lot.status === 'open' && reasons ? { could: reasons.length === 0, reasons } : null,
  };
}
