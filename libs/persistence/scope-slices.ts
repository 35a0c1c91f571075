import type { Condition, Scope } from '#libs/kernel';

/**
 * A scope taken apart into scopes of one value a column, except in the columns named: an index can give the rows of each in its own order,
 * which no index can for alternatives together. Rows may be in several.
 */
export function slicesOf({ anyOf }: Scope, { whole = [] }: { readonly whole?: readonly string[] } = {}): Scope[] {
  return anyOf.flatMap((condition) => conditionsOf(condition, whole)).map((condition) => ({ anyOf: [condition] }));
}

function conditionsOf(condition: Condition, whole: readonly string[]): Condition[] {
  return Object.entries(condition).reduce<Condition[]>((made, [column, value]) => {
    const values = isList(value) && !whole.includes(column) ? value : [value];
    return made.flatMap((each) => values.map((one) => ({ ...each, [column]: one })));
  }, [{}]);
}

function isList(value: Condition[string]): value is readonly string[] {
  return Array.isArray(value);
}
