import { readFileSync } from 'node:fs';

/** What someone gets: the page or the answer, 403 they see there is something but may not, 404 it does not exist for them, or they must sign in. */
export type Verdict = 'yes' | 403 | 404;

/** Addresses that answer everyone alike about one record of each kind; whoever no list names gets `rest`. */
export interface AccessRow {
  readonly routes: readonly string[];
  /** What stands in each place of the path: a kind of record, or a text as it is. */
  readonly about?: Readonly<Record<string, string | { readonly text: string }>>;
  readonly yes?: readonly string[];
  readonly 403?: readonly string[];
  readonly 404?: readonly string[];
  readonly rest: Verdict;
  readonly isPublic?: boolean;
}

/** Who of the demo people may read what, written by hand from DOMAIN §2, never computed from the policies it checks. */
export interface AccessMatrix {
  /** Everyone who tries, by the name rows use; the addresses are those of the demo world. */
  readonly people: Readonly<Record<string, string>>;
  /** Names that stand for several people. */
  readonly groups: Readonly<Record<string, readonly string[]>>;
  readonly rows: readonly AccessRow[];
  /** Addresses about a referral or a case, tried once more with one whose access is limited; `named` may see it. */
  readonly limited: readonly LimitedRows[];
}

/** Addresses about one referral whose access is limited, and who was named for it. */
export interface LimitedRows {
  readonly routes: readonly string[];
  readonly about: Readonly<Record<string, string>>;
  readonly named: readonly string[];
}

/** The matrix as the module ships it. */
export const accessMatrix = JSON.parse(readFileSync(new URL('../data/access-matrix.json', import.meta.url), 'utf8')) as AccessMatrix;

/** What someone should get from a row; an anonymous visitor is asked to sign in unless it is public. */
export function verdictOf(row: AccessRow, who: string, { groups }: Pick<AccessMatrix, 'groups'>): Verdict | 'sign-in' {
  if (who === 'anonymous') return row.isPublic ? row.rest : 'sign-in';
  const names = (list: readonly string[] | undefined) => (list ?? []).flatMap((name) => groups[name] ?? [name]).includes(who);
  if (names(row.yes)) return 'yes';
  if (names(row[403])) return 403;
  return names(row[404]) ? 404 : row.rest;
}
