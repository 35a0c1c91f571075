import type { PageOf } from '#libs/api';
import type { ContractRow } from '../application/contracts.queries.js';
import { periodInWords } from './contract.page.js';
import type { Names } from './names.js';

/** What the reader asked the register for, as sent; `ours` is "yes" or empty. */
export interface ListQuery {
  readonly q: string;
  readonly region: string;
  readonly type: string;
  readonly status: string;
  readonly ours: string;
}

/** The register's list; `base` keeps the filter in the links to other pages. */
export function contractsListPage({ query, found, names }: { readonly query: ListQuery; readonly found: PageOf<ContractRow> & { readonly isFirst: boolean }; readonly names: Names }): object {
  const kept = Object.entries(query).filter(([, value]) => value !== '');
  const link = (after?: string) => `/contracts?${new URLSearchParams([...kept, ...(after ? [['after', after] as [string, string]] : [])]).toString()}`;
  return {
    filtered: kept.length > 0,
    rows: found.items.map((row) => ({
      ...row,
      type: names.serviceType(row.serviceTypeCode),
      areas: row.areaCodes.map(names.area).join(', '),
      referrals: periodInWords(row.referralsFrom, row.referralsTo) ?? 'Not given',
    })),
    links: { next: found.next ? link(found.next) : undefined, first: found.isFirst ? undefined : link() },
  };
}
