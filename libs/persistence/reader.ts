import { Injectable } from '@nestjs/common';
import { NotAllowed, NotFound, isId, type Actor, type Scope } from '#libs/kernel';
import { mayReach, scopeOf } from './authorise.js';
import { Database, type Subject } from './database.js';
import { allRoots, rootOf, type EntityClass, type RootRow } from './root.js';

/** Reads single records under the same policy that guards their changes. */
@Injectable()
export class Reader {
  constructor(private readonly database: Database) {}

  /** One record: NotFound unless the actor may read it, NotAllowed unless the action (if any) reaches it. */
  async one<Row extends RootRow>(actor: Actor, entity: EntityClass<Row>, id: string, action?: string): Promise<Row> {
    const root = rootOf(entity);
    const row = isId(id) ? await this.find(entity, id) : null;
    if (!row || !mayReach(root.policy, root.read, actor, row)) throw new NotFound(root.stream);
    if (action && !mayReach(root.policy, action, actor, row)) throw new NotAllowed(action);
    return row;
  }

  /** Whether the action reaches the row: what pages ask before they show a button. */
  may<Row extends RootRow>(actor: Actor, entity: EntityClass<Row>, action: string, row: Row): boolean {
    return mayReach(rootOf(entity).policy, action, actor, row);
  }

  /** The rows of a root's table an action (its reading, unless named) reaches, for `whereScope` in lists. */
  scope<Row extends RootRow>(actor: Actor, entity: EntityClass<Row>, action?: string): Scope {
    const root = rootOf(entity);
    return scopeOf(root.policy, action ?? root.read, actor);
  }

  /** Authorises a replayed answer afresh: throws as the first request would have. */
  async authorise(actor: Actor, subject: Subject): Promise<void> {
    const root = allRoots().find((each) => each.stream === subject.stream);
    if (!root) throw new NotFound();
    await this.one(actor, root.entity, subject.id, subject.action);
  }

  private find<Row extends RootRow>(entity: EntityClass<Row>, id: string): Promise<Row | null> {
    return this.database.manager.createQueryBuilder(entity, 'row').where('row.id = :id', { id }).getOne();
  }
}
