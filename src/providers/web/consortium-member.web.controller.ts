import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { IdParam } from '#libs/api';
import { must, type Actor } from '#libs/kernel';
import { Reader } from '#libs/persistence';
import { firstAttempt, page, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { Catalogue } from '../../catalogue/catalogue.public.js';
import { ConsortiumQueries } from '../application/consortium.queries.js';
import { ConsortiumService } from '../application/consortium.service.js';
import { isLead } from '../domain/consortium.js';
import { ConsortiumMemberEntity } from '../persistence/consortium-member.entity.js';
import { catalogueNames } from './catalogue-names.js';
import { AgreeForm, DeclineForm } from './consortium.forms.js';
import { memberRows, memberTags, sharesInWords } from './consortium.page.js';

/** A member's pages: exactly what it is asked to agree to, and its answer. */
@Controller('consortium/:id')
export class ConsortiumMemberController {
  constructor(
    private readonly consortium: ConsortiumService,
    private readonly queries: ConsortiumQueries,
    private readonly reader: Reader,
    private readonly catalogue: Catalogue,
  ) {}

  @Get()
  @Needs('consortium.read')
  show(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    return this.partPage(actor, id, firstAttempt());
  }

  @Post('agree')
  @Needs('consortium.answer')
  agree(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(AgreeForm, body, {
      run: ({ revision }) => this.consortium.agree(actor, id, revision),
      done: () => redirect(`/consortium/${id}`, { flash: 'You have agreed to your part in the consortium' }),
      again: async (attempt) => {
        await this.consortium.member(actor, id, 'consortium.answer');
        return this.partPage(actor, id, attempt);
      },
    });
  }

  @Get('decline')
  @Needs('consortium.answer')
  async askReason(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<Page> {
    await this.consortium.member(actor, id, 'consortium.answer');
    return declinePage(id, firstAttempt());
  }

  @Post('decline')
  @Needs('consortium.answer')
  decline(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(DeclineForm, body, {
      run: ({ reason }) => this.consortium.decline(actor, id, reason),
      done: () => redirect(`/consortium/${id}`, { flash: 'You have declined. The lead has been told, with your reason.' }),
      again: async (attempt) => {
        await this.consortium.member(actor, id, 'consortium.answer');
        return declinePage(id, attempt);
      },
    });
  }

  private async partPage(actor: Actor, id: string, attempt: Attempt): Promise<Page> {
    const part = await this.consortium.member(actor, id);
    const application = must(await this.queries.application(part.applicationId), 'the application of a consortium');
    const members = await this.queries.members(part.applicationId);
    const rows = memberRows(members, await catalogueNames(this.catalogue));
    const own = must(rows.find((row) => row.id === id), 'a member among its consortium');
    return page('providers/web/views/consortium-part', {
      attempt,
      part: own,
      members: rows,
      about: must(await this.queries.about(part.applicationId), 'the application of a consortium'),
      shares: sharesInWords(members),
      tags: memberTags,
      revision: part.revision,
      agreedAt: part.agreedAt,
      mayAnswer: application.status === 'draft' && application.isConsortium && !isLead(part) && this.reader.may(actor, ConsortiumMemberEntity, 'consortium.answer', part),
      isDraft: application.status === 'draft',
      path: `/consortium/${id}`,
    });
  }
}

function declinePage(id: string, attempt: Attempt): Page {
  return page('providers/web/views/consortium-decline', { attempt, back: `/consortium/${id}` });
}
