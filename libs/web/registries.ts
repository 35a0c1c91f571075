import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/kernel';

/** A link in the service navigation. */
export interface NavigationItem {
  readonly label: string;
  readonly href: string;
  readonly order: number;
  readonly visible: (actor: Actor) => boolean;
  /** How much waits behind the link, shown after its label when there is any. */
  readonly count?: (actor: Actor) => Promise<number>;
}

/** Links of the service navigation; modules add theirs when they start. */
@Injectable()
export class Navigation {
  private readonly items: NavigationItem[] = [];

  add(...items: readonly NavigationItem[]): void {
    this.items.push(...items);
  }

  /** Links for an actor, in order. */
  for(actor: Actor): NavigationItem[] {
    return this.items.filter((item) => item.visible(actor)).sort((a, b) => a.order - b.order);
  }
}

/** A part of the home page: its heading, the view it is rendered with, and that view's `panel.model`. */
export interface HomePanelContent {
  readonly title: string;
  readonly view: string;
  readonly model: object;
  /** Kinds of work it lists, which panels after it leave out. */
  readonly lists?: readonly string[];
}

/** A module's part of the home page; null when it has nothing for the actor. `listed`: kinds of work that panels before it list. */
export interface HomePanel {
  readonly order: number;
  readonly panel: (actor: Actor, listed: readonly string[]) => Promise<HomePanelContent | null> | HomePanelContent | null;
}

/** Parts of the home page; modules add theirs when they start. */
@Injectable()
export class HomePanels {
  private readonly panels: HomePanel[] = [];

  add(...panels: readonly HomePanel[]): void {
    this.panels.push(...panels);
  }

  /** Contents for an actor, in order. */
  async for(actor: Actor): Promise<HomePanelContent[]> {
    const ordered = [...this.panels].sort((a, b) => a.order - b.order);
    const contents: HomePanelContent[] = [];
    for (const { panel } of ordered) {
      const content = await panel(actor, contents.flatMap(({ lists }) => lists ?? []));
      if (content) contents.push(content);
    }
    return contents;
  }
}

/** Answers names by id, of those ids it knows and the actor may know of. */
type SubjectReader = (actor: Actor, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/** Whom or what something is about, for modules that keep only its id; modules that know the names add a reader when they start. */
@Injectable()
export class SubjectNames {
  private readonly readers: SubjectReader[] = [];

  add(...readers: readonly SubjectReader[]): void {
    this.readers.push(...readers);
  }

  /** Names by id; none for what the actor may not know of. */
  async of(actor: Actor, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (ids.length === 0) return new Map();
    const found = await Promise.all(this.readers.map((read) => read(actor, ids)));
    return new Map(found.flatMap((each) => [...each]));
  }
}

/** What must work before traffic is sent here; each check rejects when its part does not. */
@Injectable()
export class ReadinessChecks {
  private readonly checks = new Map<string, () => Promise<unknown>>();

  add(name: string, check: () => Promise<unknown>): void {
    this.checks.set(name, check);
  }

  get all(): [string, () => Promise<unknown>][] {
    return [...this.checks];
  }
}
