import { Injectable } from '@nestjs/common';
import { MemberQueries, type MemberRow, type RegisterFilter } from './members.queries.js';
import type { NamePosition } from './providers.queries.js';

/** Members read at a time: what an export holds in memory, however long the register. */
export const EXPORT_BATCH = 500;

/** A member as anyone may have it, in JSON. */
export interface RegisterEntry extends Omit<MemberRow, 'admissions' | 'togetherWith'> {
  readonly takesNewWork: boolean;
  readonly admissions: { categoryCode: string; areaCodes: string[] }[];
  readonly togetherWith: string[];
}

/** A row of the register as the API and the JSON download give it: a suspended member takes no new work. */
export function registerEntry({ admissions, togetherWith, ...row }: MemberRow): RegisterEntry {
  return { ...row, takesNewWork: row.status === 'active', admissions: admissions.map(({ categoryCode, areaCodes }) => ({ categoryCode, areaCodes: [...areaCodes] })), togetherWith: [...togetherWith] };
}

/** The whole register, or what a filter leaves of it, read as it is sent. */
@Injectable()
export class RegisterExport {
  constructor(private readonly members: MemberQueries) {}

  /** Every member by name, one statement for each batch; the next is read only when the last has been taken. */
  async *rows(filter: RegisterFilter): AsyncGenerator<MemberRow> {
    let after: NamePosition | undefined;
    for (;;) {
      const rows = await this.members.register(filter, { after, limit: EXPORT_BATCH });
      yield* rows;
      const last = rows.at(-1);
      if (!last || rows.length < EXPORT_BATCH) return;
      after = { name: last.name, id: last.id };
    }
  }

  async *entries(filter: RegisterFilter): AsyncGenerator<RegisterEntry> {
    for await (const row of this.rows(filter)) yield registerEntry(row);
  }
}
