import { Body, Controller, Get, Header, HttpCode, Param, Post, Query, type StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Needs } from '#libs/access';
import { AsksElsewhere, decodeCursor, IdParam, LimitRate, pageOf } from '#libs/api';
import { AcceptsUpload, documentKinds, download, UploadedDocument, type ReceivedFile } from '#libs/documents';
import { NotAllowed, organisationsOf, type Actor } from '#libs/kernel';
import { DocumentQueries } from '../application/documents.queries.js';
import { DocumentsService } from '../application/documents.service.js';
import { ListDocumentsDto, UploadDocumentDto } from './documents.dto.js';
import { DocumentListResponse, documentResponse, DocumentResponse } from './documents.response.js';

const PAGE = 50;
const MULTIPART = {
  description: 'One PDF, DOCX, ODT, PNG or JPEG file of less than 20 MB.',
  schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' }, providerId: { type: 'string', format: 'uuid' } } },
};
const binary = { schema: { type: 'string', format: 'binary' } };

/** The documents organisations give as evidence. */
@ApiTags('documents')
@Controller('api/v1/documents')
export class DocumentsApiController {
  constructor(
    private readonly documents: DocumentsService,
    private readonly queries: DocumentQueries,
  ) {}

  @Post()
  @ApiConsumes('multipart/form-data')
  @ApiBody(MULTIPART)
  @AcceptsUpload()
  @AsksElsewhere()
  @LimitRate({ limit: 200, minutes: 10, by: ({ actor }) => actor?.id ?? '' })
  @Needs('document.upload')
  async upload(@CurrentActor() actor: Actor, @UploadedDocument() file: ReceivedFile | null, @Body() body: UploadDocumentDto): Promise<DocumentResponse> {
    const providerId = body.providerId ?? organisationsOf(actor, 'provider-manager')[0];
    if (!providerId) throw new NotAllowed('document.upload');
    return documentResponse(await this.documents.upload(actor, { providerId, file }));
  }

  @Get()
  @Needs('document.read')
  async list(@CurrentActor() actor: Actor, @Query() { providerId, after }: ListDocumentsDto): Promise<DocumentListResponse> {
    const position = decodeCursor(after, 2);
    const rows = await this.queries.readable(actor, { providerId, after: position ? { uploadedAt: String(position[0]), id: String(position[1]) } : undefined, limit: PAGE + 1 });
    const { items, next } = pageOf(rows, PAGE, (row) => [row.uploadedAt.toISOString(), row.id]);
    return { items: items.map(documentResponse), next };
  }

  @Get(':id')
  @Needs('document.read')
  async show(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<DocumentResponse> {
    return documentResponse(await this.documents.document(actor, id));
  }

  @Get(':id/content')
  @Header('cache-control', 'private, no-store')
  @ApiOkResponse({ content: Object.fromEntries(Object.values(documentKinds).map(({ mediaType }) => [mediaType, binary])) })
  @Needs('document.read')
  async content(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<StreamableFile> {
    const { document, content } = await this.documents.open(actor, id);
    return download(document, content);
  }

  @Post(':id/remove')
  @HttpCode(204)
  @AsksElsewhere()
  @Needs('document.remove')
  remove(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<void> {
    return this.documents.remove(actor, id);
  }
}
