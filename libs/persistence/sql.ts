import type { Condition, Scope } from '#libs/kernel';
import sqlTag, { empty, join, raw, type Sql } from 'sql-template-tag';
import { snake } from './naming.js';

export const sql = sqlTag;
export { empty, join, raw };
export type { Sql };

/** A scope as a SQL condition over the named table alias. Nobody is `false`; column names come from policies in code, never from input. */
export function whereScope(scope: Scope, alias?: string): Sql {
  if (scope.anyOf.length === 0) return sql`false`;
  return sql`(${join(
    scope.anyOf.map((condition) => whereCondition(condition, alias)),
    ' or ',
  )})`;
}

function whereCondition(condition: Condition, alias?: string): Sql {
  const terms = Object.entries(condition).map(([property, value]) => {
    const column = raw(`${alias ? `${alias}.` : ''}${snake(property)}`);
    if (value === null) return sql`${column} is null`;
    return Array.isArray(value) ? sql`${column} = any(${value})` : sql`${column} = ${value}`;
  });
  return terms.length === 0 ? sql`true` : sql`(${join(terms, ' and ')})`;
}
