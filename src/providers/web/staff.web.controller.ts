import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { decodeCursor, IdParam, pageOf } from '#libs/api';
import { Clock, NotAllowed, type Actor } from '#libs/kernel';
import { firstAttempt, page, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { StaffPages } from '../application/staff-pages.js';
import { StaffQueries } from '../application/staff.queries.js';
import { StaffService } from '../application/staff.service.js';
import { VettingLevels } from '../application/vetting-levels.js';
import { staffStatuses } from '../domain/staff-member.js';
import { StaffChangeForm, StaffForm } from './staff.forms.js';
import { staffPage, staffRow, staffTags } from './staff.page.js';

const PAGE = 50;

/** The staff register for the managers who keep it. */
@Controller('staff')
export class StaffController {
  constructor(
    private readonly staff: StaffService,
    private readonly queries: StaffQueries,
    private readonly pages: StaffPages,
    private readonly levels: VettingLevels,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Needs('staff.read')
  async list(@CurrentActor() actor: Actor, @Query() query: Record<string, unknown>): Promise<Page> {
    const status = staffStatuses.find((each) => each === query['status']);
    const position = decodeCursor(query['after'], 2);
    const after = position ? { name: String(position[0]), id: String(position[1]) } : undefined;
    const { items, next } = pageOf(await this.queries.list(actor, { status, after, limit: PAGE + 1 }), PAGE, (row) => [row.name, row.id]);
    const kept = await this.pages.keptBy(actor);
    const unauthorised = await Promise.all(kept.map(async ({ id, name }) => ({ organisation: name, people: await this.pages.notAuthorised(id) })));
    const here = (over: Record<string, string> = {}) => `/staff?${new URLSearchParams({ ...(status ? { status } : {}), ...over }).toString()}`;
    return page('providers/web/views/staff', {
      staffTags,
      people: items.map((row) => staffRow(row, { levels: this.levels.all, today: this.clock.today() })),
      unauthorised: unauthorised.filter(({ people }) => people.length > 0),
      isFiltered: status !== undefined,
      tabs: [{ text: 'Everyone', href: '/staff', active: !status }, ...staffStatuses.map((each) => ({ text: staffTags[each].text, href: `/staff?status=${each}`, active: status === each }))],
      links: { ...(after ? { first: here() } : {}), ...(next ? { next: here({ after: next }) } : {}) },
    });
  }

  @Get('new')
  @Needs('staff.add')
  async askNew(@CurrentActor() actor: Actor, @Query('account') account: unknown): Promise<Page> {
    return this.newPage(actor, firstAttempt({ userId: typeof account === 'string' ? account : '' }));
  }

  @Post('new')
  @Needs('staff.add')
  async add(@CurrentActor() actor: Actor, @Body() body: unknown): Promise<PageAnswer> {
    const [only] = await this.pages.keptBy(actor);
    return submit(StaffForm, body, {
      today: this.clock.today(),
      run: ({ organisationId, ...details }) => this.staff.add(actor, organisationId ?? only?.id ?? '', details),
      done: ({ id, name }) => redirect(`/staff/${id}`, { flash: `${name} is on your staff register. Authorise them before they work with people on probation.` }),
      again: (attempt) => this.newPage(actor, attempt),
    });
  }

  @Get(':id')
  @Needs('staff.read')
  async show(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    return page('providers/web/views/staff-member', staffPage(await this.pages.open(actor, id)));
  }

  @Get(':id/change')
  @Needs('staff.update')
  async askChange(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    const { member } = await this.pages.open(actor, id, 'staff.update');
    return this.changePage(actor, id, firstAttempt(member));
  }

  @Post(':id/change')
  @Needs('staff.update')
  async change(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(StaffChangeForm, body, {
      today: this.clock.today(),
      run: ({ revision, organisationId: _, ...details }) => this.staff.update(actor, id, { details, revision }),
      done: () => redirect(`/staff/${id}`, { flash: 'Details saved' }),
      again: (attempt) => this.changePage(actor, id, attempt),
    });
  }

  private async newPage(actor: Actor, attempt: Attempt): Promise<Page> {
    const kept = await this.pages.keptBy(actor);
    const [only] = kept;
    if (!only) throw new NotAllowed('staff.add');
    const accounts = await Promise.all(kept.map(({ id }) => this.pages.freeAccounts(id)));
    const organisations = kept.length > 1 ? kept.map(({ id, name }) => ({ value: id, text: name })) : [];
    return page('providers/web/views/staff-form', { attempt, title: 'Add someone to the staff register', back: '/staff', button: 'Add', organisations, ...this.choices(accounts.flat()) });
  }

  private async changePage(actor: Actor, id: string, attempt: Attempt): Promise<Page> {
    const { member } = await this.pages.open(actor, id, 'staff.update');
    const accounts = await this.pages.freeAccounts(member.organisationId, id);
    return page('providers/web/views/staff-form', { attempt, title: `Change the details of ${member.name}`, back: `/staff/${id}`, button: 'Save', revision: attempt.values['revision'] ?? member.revision, ...this.choices(accounts) });
  }

  private choices(accounts: readonly { readonly id: string; readonly name: string; readonly email: string }[]): object {
    return { levels: this.levels.all.map(({ code, name }) => ({ value: code, text: name })), accounts: accounts.map(({ id, name, email }) => ({ value: id, text: `${name}, ${email}` })) };
  }
}
