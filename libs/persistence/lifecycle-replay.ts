import type { HistoryRow } from './history.js';
import type { RootDefinition } from './root.js';

interface Content {
  readonly row?: Record<string, unknown>;
  readonly changes?: Record<string, readonly [unknown, unknown]>;
}

/** Walks each record's states as its history tells them and says where a step is not in the lifecycle's table. */
export class LifecycleReplay {
  private readonly roots: ReadonlyMap<string, RootDefinition>;
  /** The state the chain has reached; undefined while an erased row hides it. */
  private current: string | null | undefined = null;

  constructor(roots: readonly RootDefinition[]) {
    this.roots = new Map(roots.map((root) => [root.stream, root]));
  }

  /** Takes the next row of a chain; answers a sentence when its step is illegal, else null. Erased rows are passed over. */
  step(row: HistoryRow): string | null {
    if (row.sequence === 1) this.current = null;
    const lifecycle = this.roots.get(row.stream)?.lifecycle;
    if (!lifecycle) return null;
    if (row.content === null) {
      this.current = undefined;
      return null;
    }
    const content = JSON.parse(row.content) as Content;
    this.current = this.beginning(row, content);
    const created = content.row?.[lifecycle.column];
    const change = content.changes?.[lifecycle.column];
    const [before, after] = created === undefined ? (change ?? [this.current, this.current]) : [null, created];
    if (before === after) return null;
    const legal = Object.values(lifecycle.table.transitions).some((each) => each.to === after && (before === null ? each.from === null : each.from?.includes(String(before))));
    const follows = this.current === undefined || before === this.current;
    this.current = String(after);
    if (!follows) return `it starts from ${String(before)}, which the row before it does not leave`;
    return legal ? null : `${row.action} may not lead from ${before === null ? 'nothing' : String(before)} to ${String(after)}`;
  }

  /** Where a step begins. A record that a migration made has no row of its making: its first change starts from where it was put. */
  private beginning({ sequence }: HistoryRow, { row }: Content): string | null | undefined {
    return sequence === 1 && row === undefined ? undefined : this.current;
  }
}
