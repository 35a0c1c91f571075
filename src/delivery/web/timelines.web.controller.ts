import { Controller, Get, Param } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import type { Actor } from '#libs/kernel';
import { page, type Page } from '#libs/web';
import { CaseFiles } from '../application/case-files.js';
import { Timelines } from '../application/timelines.js';
import { timelinePage } from './timeline.page.js';

/** Everything that happened to a referral and its case, from either page. */
@Controller()
export class TimelinesController {
  constructor(
    private readonly timelines: Timelines,
    private readonly files: CaseFiles,
  ) {}

  @Get('referrals/:id/timeline')
  @Needs('caseload.read')
  async ofReferral(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    return page('delivery/web/views/timeline', timelinePage(await this.timelines.ofReferral(actor, id), `/referrals/${id}`));
  }

  @Get('cases/:id/timeline')
  @Needs('case.read')
  async ofCase(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    const { case: row } = await this.files.open(actor, id);
    return page('delivery/web/views/timeline', timelinePage(await this.timelines.ofReferral(actor, row.referralId), `/cases/${id}`));
  }
}
