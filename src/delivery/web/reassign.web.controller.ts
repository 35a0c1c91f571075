import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { decodeCursor, IdParam, pageOf } from '#libs/api';
import { Clock, isId, type Actor } from '#libs/kernel';
import type { EachResult } from '#libs/persistence';
import { cameFrom, Choice, Choices, firstAttempt, manyTexts, page, redirect, refusedWords, submit, withNothingSelected, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { IdentityDirectory } from '../../identity/identity.public.js';
import { CaseFiles } from '../application/case-files.js';
import { ReassignmentQueries, type AssignedCase } from '../application/reassignment.queries.js';
import { ReassignmentService } from '../application/reassignment.service.js';
import { isNoneTicked } from './caseload.address.js';
import { candidateItems, caseRows } from './reassign.page.js';

const PAGE = 50;
/** Lists on which cases are selected. */
const LISTS = ['/cases/to-reassign', '/caseload'] as const;
const NONE = 'Select at least one case to give to another caseworker';

type Sent = Record<string, unknown>;

/** Whom a case goes to, and who had it when the page was shown. */
export class ReassignForm {
  @Choice({ required: 'Select who will work with the person' }) caseworkerId!: string;
  @Choice({ label: 'The caseworker' }) from!: string | null;
}

/** Which cases go to whom. */
export class ReassignManyForm {
  @Choices({ required: 'Select at least one case' }) cases!: string[];
  @Choice({ required: 'Select who will work with these people' }) caseworkerId!: string;
}

/** Giving cases to another caseworker, one or several. */
@Controller('cases')
export class ReassignController {
  constructor(
    private readonly service: ReassignmentService,
    private readonly queries: ReassignmentQueries,
    private readonly files: CaseFiles,
    private readonly identity: IdentityDirectory,
    private readonly clock: Clock,
  ) {}

  /** Cases whose caseworker may no longer work, to choose several from. */
  @Get('to-reassign')
  @Needs('case.reassign')
  async waiting(@CurrentActor() actor: Actor, @Query('after') cursor: unknown, @Query('select') select: unknown): Promise<Page> {
    const position = decodeCursor(cursor, 2);
    const after = position ? { dueOn: String(position[0]), id: String(position[1]) } : undefined;
    const { items, next } = pageOf(await this.queries.waiting(actor, { after, limit: PAGE + 1 }), PAGE, (row) => [row.dueOn, row.caseId]);
    const links = { ...(after ? { first: '/cases/to-reassign' } : {}), ...(next ? { next: `/cases/to-reassign?after=${next}` } : {}) };
    const selectAll = `/cases/to-reassign?${new URLSearchParams({ ...(typeof cursor === 'string' ? { after: cursor } : {}), select: 'all' }).toString()}`;
    return page('delivery/web/views/to-reassign', { rows: await this.rowsOf(items), links, all: select === 'all', selectAll, attempt: { values: {}, errors: items.length > 0 && isNoneTicked({ select }) ? [{ field: 'case-1', message: NONE }] : [] } });
  }

  /** The cases chosen, and who could take them. */
  @Get('reassign')
  @Needs('case.reassign')
  preview(@CurrentActor() actor: Actor, @Query() query: Sent): Promise<PageAnswer> {
    return this.previewPage(actor, query, firstAttempt());
  }

  @Post('reassign')
  @Needs('case.reassign')
  reassignMany(@CurrentActor() actor: Actor, @Body() body: Sent): Promise<PageAnswer> {
    let chosen: readonly AssignedCase[] = [];
    return submit(ReassignManyForm, body, {
      run: async ({ cases, caseworkerId }) => {
        chosen = await this.queries.assigned(actor, cases.filter(isId));
        return this.outcome(await this.service.reassignEach(actor, cases, caseworkerId), { chosen, caseworkerId, back: cameFrom(body, LISTS) });
      },
      done: (answer) => answer,
      again: (attempt) => this.previewPage(actor, body, attempt),
    });
  }

  @Get(':id/reassign')
  @Needs('case.reassign')
  ask(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    return this.onePage(actor, id, firstAttempt());
  }

  @Post(':id/reassign')
  @Needs('case.reassign')
  reassign(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(ReassignForm, body, {
      run: async ({ caseworkerId, from }) => {
        const { reference } = await this.service.reassign(actor, id, { caseworkerId, from: from ?? undefined });
        const [person] = await this.identity.people([caseworkerId]);
        return { reference, name: person?.name ?? 'The caseworker' };
      },
      done: ({ reference, name }) => redirect(`/cases/${id}`, { flash: `Case ${reference} given to ${name}. ${name} has been told.` }),
      again: (attempt) => this.onePage(actor, id, attempt),
    });
  }

  private async onePage(actor: Actor, id: string, attempt: Attempt): Promise<Page> {
    const { case: row } = await this.files.open(actor, id, 'case.reassign');
    const [now] = await this.identity.people([row.caseworkerId]);
    const candidates = (await this.queries.candidates(actor, [row.deliveringOrganisationId])).filter((each) => each.id !== row.caseworkerId);
    return page('delivery/web/views/reassign', { attempt, reference: row.reference, back: `/cases/${id}`, now: now?.name ?? '', from: row.caseworkerId, candidates: candidateItems(candidates) });
  }

  private async previewPage(actor: Actor, sent: Sent, attempt: Attempt): Promise<PageAnswer> {
    const back = cameFrom(sent, LISTS);
    const chosen = await this.queries.chosen(actor, manyTexts({ body: sent, name: 'cases' }).filter(isId));
    if (chosen.length === 0) return redirect(withNothingSelected(back));
    const candidates = await this.queries.candidates(actor, chosen.map((each) => each.deliveringOrganisationId));
    return page('delivery/web/views/reassign-many', { attempt, back, rows: await this.rowsOf(chosen), candidates: candidateItems(candidates) });
  }

  private async rowsOf(cases: readonly AssignedCase[]): Promise<object[]> {
    const people = await this.identity.people([...new Set(cases.map((each) => each.caseworkerId))]);
    return caseRows(cases, { people, today: this.clock.today() });
  }

  /** Where everything went well, back to the list they were selected on; otherwise a line for each case. */
  private async outcome(results: readonly EachResult[], { chosen, caseworkerId, back }: { readonly chosen: readonly AssignedCase[]; readonly caseworkerId: string; readonly back: string }): Promise<PageAnswer> {
    const [person] = isId(caseworkerId) ? await this.identity.people([caseworkerId]) : [];
    const name = person?.name ?? 'The caseworker';
    if (results.every((each) => each.ok)) return redirect(back, { flash: `${results.length === 1 ? '1 case' : `${results.length} cases`} given to ${name}. ${name} has been told.` });
    const lines = results.map((result) => {
      const row = chosen.find((each) => each.caseId === result.id);
      const refused = refusedWords(result, 'given to anyone else');
      return { reference: row?.reference ?? 'A case', personName: row?.personName ?? '', isDone: result.ok, words: refused ?? `Given to ${name}` };
    });
    return page('delivery/web/views/reassigned', { lines, back });
  }
}
