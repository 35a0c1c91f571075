import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { decodeCursor, pageOf } from '#libs/api';
import { isId, RuleBroken, type Actor } from '#libs/kernel';
import { page, redirect, type Page, type PageAnswer } from '#libs/web';
import { AssessmentQueue, type QueueItem } from '../application/assessment-queue.js';
import { MOST_COUNTED, queueFilters, type QueueFilter } from '../application/assessment.queries.js';
import { AssessmentService } from '../application/assessment.service.js';
import { pathOf } from './application.page.js';
import { assessPath } from './assessment.page.js';

const PAGE = 25;

const tabs: Readonly<Record<QueueFilter, string>> = { all: 'All waiting', mine: 'Mine', nobodys: 'Nobody’s', queried: 'Queried', 'second-person': 'For a second person', decided: 'Decided' };

/** The assessors' queue. */
@Controller('assessments')
export class AssessmentsController {
  constructor(
    private readonly queue: AssessmentQueue,
    private readonly assessment: AssessmentService,
  ) {}

  @Get()
  @Needs('application.read-assessment')
  async list(@CurrentActor() actor: Actor, @Query() query: Record<string, unknown>): Promise<Page> {
    const filter = queueFilters.find((each) => each === query['show']) ?? 'all';
    const position = decodeCursor(query['after'], 2);
    const rows = await this.queue.page(actor, { filter, after: position ? { at: String(position[0]), id: String(position[1]) } : undefined, limit: PAGE + 1 });
    const { items, next } = pageOf(rows, PAGE, (row) => [filter === 'decided' ? (row.decidedAt?.toISOString() ?? null) : row.dueOn, row.id]);
    const counts = await this.queue.counts(actor);
    const link = (after: string | null) => `/assessments?${new URLSearchParams({ show: filter, ...(after ? { after } : {}) }).toString()}`;
    return page('providers/web/views/assessments', {
      filter,
      rows: items.map((row) => ({ ...row, ...actionOn(row, actor.id), href: pathOf(row.id) })),
      tabs: queueFilters.map((each) => ({ text: each === 'decided' ? tabs[each] : `${tabs[each]} (${capped(counts[each])})`, href: `/assessments?show=${each}`, active: each === filter })),
      links: { ...(position ? { first: link(null) } : {}), ...(next ? { next: link(next) } : {}) },
      mayTake: actor.roles.some((held) => held.role === 'commissioner'),
      nobodys: counts.nobodys,
      first: await this.queue.firstOfNobody(actor),
    });
  }

  @Post('next')
  @Needs('application.assess')
  async next(@CurrentActor() actor: Actor, @Body() { first }: Record<string, unknown>): Promise<PageAnswer> {
    try {
      const { id } = await this.assessment.takeNext(actor, typeof first === 'string' && isId(first) ? first : null);
      return redirect(assessPath(id), { flash: 'This application is yours' });
    } catch (error) {
      if (error instanceof RuleBroken) return redirect('/assessments', { notice: error.message });
      throw error;
    }
  }
}

/** The next thing to do with an application, for whoever looks at the queue. */
function actionOn({ id, status, proposedBy, assessorId, needs }: QueueItem, reader: string): { action: string; actionPath: string } {
  if (status === 'decided') return { action: 'See the letter', actionPath: pathOf(id, 'letter') };
  if (status === 'proposed') return proposedBy === reader ? { action: 'See your proposal', actionPath: pathOf(id, 'agree') } : { action: 'Agree or send back', actionPath: pathOf(id, 'agree') };
  if (status === 'queried') return { action: 'See the question', actionPath: assessPath(id) };
  if (assessorId !== null && assessorId !== reader) return { action: 'See', actionPath: assessPath(id) };
  return needs.startsWith('A decision') ? { action: 'Decide', actionPath: pathOf(id, 'decide') } : { action: 'Assess', actionPath: assessPath(id) };
}

function capped(count: number): string {
  return count > MOST_COUNTED ? `${MOST_COUNTED}+` : String(count);
}
