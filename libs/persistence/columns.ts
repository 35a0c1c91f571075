import { Column, type ColumnOptions } from 'typeorm';

/** Integer pence in a bigint column: the only money column there is. */
export function PenceColumn(options: ColumnOptions = {}): PropertyDecorator {
  return Column('bigint', { ...options, transformer: { to: (value: number | null) => value, from: (value: string | number | null) => (value === null ? null : Number(value)) } });
}

/** An instant. */
export function InstantColumn(options: ColumnOptions = {}): PropertyDecorator {
  return Column('timestamptz', options);
}

/** A calendar day, `YYYY-MM-DD`. */
export function DayColumn(options: ColumnOptions = {}): PropertyDecorator {
  return Column('date', options);
}
