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
  readonly lot: string;
}

interface Listed {
  readonly query: ListQuery;
  readonly found: PageOf<ContractRow> & { readonly isFirst: boolean };
  readonly names: Names;
}

/** The register's list; links to its other pages keep the filter. */
export function contractsListPage({ query, found, names }: Listed): object {
  const kept = Object.entries(query).filter(([, value]) => value !== '');
  const link = (after?: string) => `/contracts?${new URLSearchParams(Object.fromEntries(after ? [...kept, ['after', after]] : kept)).toString()}`;
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
