import { Column, PrimaryColumn } from 'typeorm';
import type { Lifecycle, Policy } from '#libs/kernel';

/** Every record people decide about: its id, and the number of its last history row. */
export abstract class RootRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') revision!: number;
}

/** A class TypeORM maps to a table. */
export type EntityClass<Row> = new () => Row;

/** What the unit of work needs to know of a root. */
export interface RootDefinition {
  /** Name of its history, in the singular: `note`. */
  readonly stream: string;
  /** Action without which the record does not exist for an actor (404). */
  readonly read: string;
  readonly policy: Policy;
  /** Tables whose rows belong to the root, by the names decisions use. */
  readonly children?: Readonly<Record<string, () => EntityClass<object>>>;
  /** Columns of the root or its children whose values stay out of history, such as password hashes. */
  readonly secret?: readonly string[];
  readonly lifecycle?: { readonly table: Lifecycle<string, string>; readonly column: string };
}

const definitions = new Map<EntityClass<RootRow>, RootDefinition>();

/** Marks an entity as a root: locked, authorised, historied and versioned as one with its children. */
export function Root(definition: RootDefinition): ClassDecorator {
  return (target) => {
    definitions.set(target as unknown as EntityClass<RootRow>, definition);
  };
}

/** The definition of a root entity; throws when the class is not marked with @Root. */
export function rootOf(entity: EntityClass<RootRow>): RootDefinition {
  const definition = definitions.get(entity);
  if (!definition) throw new Error(`${entity.name} is not marked with @Root`);
  return definition;
}

/** Every root loaded so far, with its entity. */
export function allRoots(): readonly (RootDefinition & { readonly entity: EntityClass<RootRow> })[] {
  return [...definitions].map(([entity, definition]) => ({ ...definition, entity }));
}
