import { Controller, Get, Query } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { decodeCursor, pageOf } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { page, type Page } from '#libs/web';
import { DraftList } from '../application/draft-list.js';
import { draftList } from './drafts.page.js';

const PAGE = 20;

/** What somebody has begun and not sent. */
@Controller('drafts')
export class DraftsListController {
  constructor(private readonly drafts: DraftList) {}

  @Get()
  @Needs('draft.read')
  async list(@CurrentActor() actor: Actor, @Query('after') after?: string, @Query('select') select?: string): Promise<Page> {
    const position = decodeCursor(after, 2);
    const rows = await this.drafts.list(actor, { limit: PAGE + 1, after: position ? { savedAt: String(position[0]), id: String(position[1]) } : undefined });
    const { items, next } = pageOf(rows, PAGE, (row) => [row.savedAt.toISOString(), row.id]);
    return page('referrals/web/views/drafts', draftList(items, { first: position ? '/drafts' : null, next: next && `/drafts?after=${next}` }, select === 'none'));
  }
}
