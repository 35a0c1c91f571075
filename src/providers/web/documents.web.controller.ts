import { Body, Controller, Get, Header, Param, Post, Query, type StreamableFile } from '@nestjs/common';
import { CurrentActor, Needs } from '#libs/access';
import { decodeCursor, IdParam, LimitRate, pageOf } from '#libs/api';
import { AcceptsUpload, download, UploadedDocument, type ReceivedFile } from '#libs/documents';
import { holds, NotAllowed, organisationsOf, type Actor } from '#libs/kernel';
import { firstAttempt, page, redirect, submit, type Attempt, type Page, type PageAnswer } from '#libs/web';
import { DocumentQueries } from '../application/documents.queries.js';
import { DocumentsService } from '../application/documents.service.js';
import { documentItems, documentTags } from './documents.page.js';

const PAGE = 25;

/** A form whose only answer is its file, or that asks nothing. */
class NothingAsked {}

/** An organisation's documents: given once, used in any answer. Those who commission see what was sent to them. */
@Controller('documents')
export class DocumentsController {
  constructor(
    private readonly documents: DocumentsService,
    private readonly queries: DocumentQueries,
  ) {}

  @Get()
  @Needs('document.read')
  list(@CurrentActor() actor: Actor, @Query() query: Record<string, unknown>): Promise<Page> {
    return this.libraryPage(actor, firstAttempt(), query['after']);
  }

  @Post()
  @AcceptsUpload()
  @LimitRate({ limit: 200, minutes: 10, by: ({ actor }) => actor?.id ?? '' })
  @Needs('document.upload')
  upload(@CurrentActor() actor: Actor, @UploadedDocument() file: ReceivedFile | null, @Body() body: unknown): Promise<PageAnswer> {
    const [providerId] = organisationsOf(actor, 'provider-manager');
    if (!providerId) throw new NotAllowed('document.upload');
    return submit(NothingAsked, body, {
      run: () => this.documents.upload(actor, { providerId, file }),
      done: ({ name, state }) => redirect('/documents', { flash: state === 'pending' ? `“${name}” added. It is being checked for viruses.` : `“${name}” added` }),
      again: (attempt) => this.libraryPage(actor, attempt),
    });
  }

  @Get(':id')
  @Header('cache-control', 'private, no-store')
  @Needs('document.read')
  async open(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<StreamableFile> {
    const { document, content } = await this.documents.open(actor, id);
    return download(document, content);
  }

  @Post(':id/remove')
  @Needs('document.remove')
  remove(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(NothingAsked, body, {
      run: () => this.documents.remove(actor, id),
      done: () => redirect('/documents', { flash: 'Document removed' }),
      again: (attempt) => this.libraryPage(actor, attempt),
    });
  }

  private async libraryPage(actor: Actor, attempt: Attempt, after?: unknown): Promise<Page> {
    const position = decodeCursor(after, 2);
    const rows = await this.queries.readable(actor, { after: position ? { uploadedAt: String(position[0]), id: String(position[1]) } : undefined, limit: PAGE + 1 });
    const { items, next } = pageOf(rows, PAGE, (row) => [row.uploadedAt.toISOString(), row.id]);
    const mayUpload = holds(actor, 'provider-manager');
    return page('providers/web/views/documents', {
      attempt,
      mayUpload,
      isOwn: mayUpload || holds(actor, 'provider-finance'),
      items: documentItems(items, { mayRemove: mayUpload }),
      tags: documentTags,
      links: { ...(position ? { first: '/documents' } : {}), ...(next ? { next: `/documents?after=${next}` } : {}) },
    });
  }
}
