import { createParamDecorator, SetMetadata, type CustomDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { ReceivedFile } from './received-file.js';

declare module 'express-serve-static-core' {
  interface Request {
    /** The file that came with a multipart form. */
    upload?: ReceivedFile;
  }
}

/** The name of the one file field a form may have: errors about the file carry it. */
export const FILE_FIELD = 'file';

/** Marks the routes that take multipart forms. */
export const ACCEPTS_UPLOAD = 'documents:accepts-upload';

/**
 * The route takes `multipart/form-data` with at most one file, in the field `file`, besides ordinary fields, from people who are signed in.
 * Its other fields arrive in `@Body()` as from any form, so that it also answers a form sent without a file. On every other route a
 * multipart form stays unread, and so comes without its form token.
 */
export const AcceptsUpload = (): CustomDecorator => SetMetadata(ACCEPTS_UPLOAD, true);

/** The file that came with the form, or null when none was chosen. Of type `ReceivedFile | null`; give it to whoever checks and keeps documents as it is. */
export const UploadedDocument = createParamDecorator((_: unknown, context: ExecutionContext): ReceivedFile | null => context.switchToHttp().getRequest<Request>().upload ?? null);
