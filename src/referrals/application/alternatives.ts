import { Injectable } from '@nestjs/common';
import { ageOn, Clock, ensure, type Actor, type Day } from '#libs/kernel';
import { UnitOfWork } from '#libs/persistence';
import type { ServiceSearch } from '../../contracts/contracts.public.js';
import type { Draft } from '../domain/draft.js';
import { categoriesOf, CHOICE } from '../domain/draft-content.js';
import { moveDraft, prefilled } from '../domain/draft-person.js';
import { soonerFirst } from '../domain/expected-start.js';
import { DraftEntity } from '../persistence/draft.entity.js';
import { DraftsService } from './drafts.service.js';
import { NewServiceFacts } from './new-service.facts.js';
import { ServiceFinder } from './service-finder.js';

/** Another service that would take the person of a draft now. */
export interface Alternative {
  readonly id: string;
  readonly title: string;
  readonly provider: string;
  readonly expectedWaitDays: number | null;
}

/** Other services for a draft whose own no longer takes it, found by the draft's own answers, and the change to one of them. */
@Injectable()
export class Alternatives {
  constructor(
    private readonly finder: ServiceFinder,
    private readonly drafts: DraftsService,
    private readonly services: NewServiceFacts,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Services with room for the same person and needs, the draft's own only where a rule chose it or will: those for most of the needs first, then the soonest. */
  async of(draft: Pick<Draft, 'answers' | 'contractId'> & Partial<Pick<Draft, 'toBest'>>): Promise<Alternative[]> {
    const today = this.clock.today();
    const found = await Promise.all(searchesOf(draft, today).map((search) => this.finder.find(search)));
    const isOwnChoice = draft.toBest !== true && draft.answers[CHOICE] === undefined;
    const others = found.flat().filter(({ service, start }) => (!isOwnChoice || service.id !== draft.contractId) && start.takesNow);
    const needs = (id: string) => others.filter(({ service }) => service.id === id).length;
    const once = others.filter((each, index) => others.findIndex(({ service }) => service.id === each.service.id) === index);
    return once
      .sort((a, b) => needs(b.service.id) - needs(a.service.id) || soonerFirst(a.start, b.start) || a.service.title.localeCompare(b.service.title))
      .map(({ service: { id, title, primeName }, room }) => ({ id, title, provider: primeName, expectedWaitDays: room.capacity?.expectedWaitDays ?? null }));
  }

  /** Takes a draft to another service; only what that service asks anew is open again. Throws RuleBroken `service-not-alternative`. */
  async choose(actor: Actor, id: string, contractId: string): Promise<DraftEntity> {
    const draft = await this.drafts.draft(actor, id);
    const chosen = (await this.of(draft)).some((each) => each.id === contractId);
    ensure(chosen, 'service-not-alternative', 'That service does not take this person now. Choose another.');
    const service = await this.services.of({ teamId: draft.teamId, contractId });
    return this.work.change({ actor, action: 'draft.answer', entity: DraftEntity, id, revision: draft.revision }, (row) => moveDraft(row, service));
  }
}

/** The searches a draft's answers amount to, one for each need; none while they say too little. */
function searchesOf({ answers }: Pick<Draft, 'answers'>, today: Day): ServiceSearch[] {
  const { areaCode, gender, dateOfBirth, location, age, categoryCode } = prefilled(answers, 'person') as Partial<ServiceSearch> & { readonly dateOfBirth?: Day };
  const years = dateOfBirth ? ageOn(dateOfBirth, today) : age;
  if (!areaCode || !gender || !location || years === undefined) return [];
  const chosen = categoriesOf(answers);
  const categories = chosen.length > 0 ? chosen : categoryCode ? [categoryCode] : [];
  return categories.map((code) => ({ areaCode, gender, location, age: years, categoryCode: code }));
}
