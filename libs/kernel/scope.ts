/** One alternative: every named column must equal the value, or be one of the listed values. Column names are entity properties. */
export type Condition = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** Which rows an action reaches: any of the alternatives. No alternative reaches nobody; an empty alternative `{}` reaches every row. */
export interface Scope {
  readonly anyOf: readonly Condition[];
}

export const nobody: Scope = { anyOf: [] };
export const everyone: Scope = { anyOf: [{}] };

/** A scope from its alternatives; those that list no values can match nothing and are dropped. */
export function anyOf(...conditions: readonly (Condition | Scope)[]): Scope {
  const alternatives = conditions.flatMap((each) => (isScope(each) ? each.anyOf : [each]));
  return { anyOf: alternatives.filter((condition) => !Object.values(condition).some((value) => Array.isArray(value) && value.length === 0)) };
}

/** Both scopes at once: every pair of alternatives, conjoined. Throws when both constrain one column, which no policy needs. */
export function both(left: Scope, right: Scope): Scope {
  return anyOf(
    ...left.anyOf.flatMap((a) =>
      right.anyOf.map((b) => {
        const shared = Object.keys(a).find((column) => column in b);
        if (shared) throw new Error(`Two scopes both constrain ${shared}`);
        return { ...a, ...b };
      }),
    ),
  );
}

/** Whether one row in memory is within the scope: the same meaning as the SQL that filters lists. */
export function within(scope: Scope, row: object): boolean {
  const values = row as Record<string, unknown>;
  return scope.anyOf.some((condition) =>
    Object.entries(condition).every(([column, wanted]) => {
      if (!(column in values)) throw new Error(`Scope names column ${column}, which the row does not have`);
      return Array.isArray(wanted) ? wanted.includes(values[column]) : values[column] === wanted;
    }),
  );
}

function isScope(value: Condition | Scope): value is Scope {
  return Array.isArray(value.anyOf) && value.anyOf.every((each) => typeof each === 'object');
}
