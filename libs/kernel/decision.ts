/** A fact that happened, in the past tense, `module.what-happened`. Carries ids, not people. */
export interface DomainEvent {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What happens to the rows below a root: keyed by the names the root's entity gives its children. */
export interface ChildChange {
  readonly child: string;
  readonly insert?: readonly object[];
  readonly update?: readonly { readonly id: string; readonly set: object }[];
  readonly remove?: readonly string[];
}

/** What a rule decided: columns to change, child rows to write, facts to publish. Pure data; the unit of work does it. */
export interface Decision<Row> {
  readonly changes?: Partial<Row>;
  readonly children?: readonly ChildChange[];
  readonly events?: readonly DomainEvent[];
}

/** What a rule decided about something new: the whole row. */
export interface Creation<Row> {
  readonly row: Row;
  readonly children?: readonly ChildChange[];
  readonly events?: readonly DomainEvent[];
}
