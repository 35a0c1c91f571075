/** Something that happens at an instant of the story. */
export interface Moment {
  readonly at: Date;
  readonly happens: () => Promise<void>;
}

/** What is yet to happen, taken out in order of time; equal times in the order they were planned. */
export class Timeline {
  private readonly planned: (Moment & { readonly order: number })[] = [];
  private count = 0;

  /** Plans a moment; one after the end of the story never happens. */
  plan(at: Date, happens: () => Promise<void>): void {
    this.planned.push({ at, happens, order: (this.count += 1) });
    this.planned.sort((a, b) => b.at.getTime() - a.at.getTime() || b.order - a.order);
  }

  /** The next moment not after `end`, or null when there is none. */
  next(end: Date): Moment | null {
    const last = this.planned.at(-1);
    return last && last.at <= end ? (this.planned.pop() ?? null) : null;
  }
}
