import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { BadRequestException } from '@nestjs/common';
import type { Request, RequestHandler } from 'express';
import multer, { type StorageEngine } from 'multer';
import { cleanFileName, LARGEST_BYTES, type ReceivedFile } from './received-file.js';
import { FILE_FIELD } from './uploads.js';

const LIMITS = { fields: 100, files: 1, parts: 101, fieldSize: 100_000, fieldNameSize: 200, headerPairs: 50 };

const MESSAGES: Readonly<Record<string, string>> = {
  LIMIT_UNEXPECTED_FILE: `A form can carry one file, in the field “${FILE_FIELD}”.`,
  LIMIT_FILE_COUNT: 'Upload one file at a time.',
  LIMIT_PART_COUNT: 'The form has too many parts. Upload one file at a time.',
  LIMIT_FIELD_COUNT: 'The form has too many parts.',
  LIMIT_FIELD_VALUE: 'An answer on the form is too long.',
};

/**
 * Reads a multipart form of someone signed in: its fields to `request.body`, its file to a temporary folder that is gone when the answer is.
 * The whole form is read even when the file is too large, so that the form token and every answer arrive and the page can say so.
 */
export function receiveUpload(): RequestHandler {
  const read = multer({ storage: new TemporaryFiles(), limits: LIMITS, defParamCharset: 'utf8' }).single(FILE_FIELD);
  return (request, response, next) => {
    if (!request.actor || !request.is('multipart/form-data')) return next();
    response.once('close', () => void forget(request));
    void read(request, response, (fault?: unknown) => {
      request.body = plainFields(request.body);
      next(fault ? readable(fault) : undefined);
    });
  };
}

/** Where each request's file is or will be, so that it goes whatever becomes of the request, and when. */
const folders = new WeakMap<Request, Promise<string>>();

async function forget(request: Request): Promise<void> {
  const folder = await folders.get(request)?.catch(() => undefined);
  if (folder) await rm(folder, { recursive: true, force: true });
}

/** Writes a file to a folder of its own while counting and digesting it; what is beyond the limit is read and dropped. */
class TemporaryFiles implements StorageEngine {
  _handleFile(request: Request, file: Express.Multer.File, done: (error?: unknown, info?: Partial<Express.Multer.File>) => void): void {
    receive(request, file).then((upload) => {
      request.upload = upload;
      done(null, { path: upload.path, size: upload.sizeBytes });
    }, done);
  }

  _removeFile(request: Request, _file: Express.Multer.File, done: (error: Error | null) => void): void {
    request.upload = undefined;
    forget(request).then(() => done(null), done);
  }
}

async function receive(request: Request, { originalname, stream }: Express.Multer.File): Promise<ReceivedFile> {
  const folder = mkdtemp(join(tmpdir(), `upload-${process.pid}-`));
  folders.set(request, folder);
  const path = join(await folder, 'file');
  const meter = new Meter();
  await pipeline(stream, meter, createWriteStream(path, { mode: 0o600 }));
  return { name: cleanFileName(originalname), path, sizeBytes: meter.bytes, sha256: meter.digest(), isTooLarge: meter.bytes > LARGEST_BYTES };
}

class Meter extends Transform {
  bytes = 0;
  private readonly hash = createHash('sha256');

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.bytes += chunk.length;
    if (this.bytes > LARGEST_BYTES) return done();
    this.hash.update(chunk);
    done(null, chunk);
  }

  digest(): string {
    return this.hash.digest('hex');
  }
}

/** Texts and lists of texts alone, as every other form gives them: names in brackets make no objects. */
function plainFields(body: unknown): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries<unknown>({ ...(body as object | null) })) {
    if (typeof value === 'string') fields[name] = value;
    if (Array.isArray(value)) fields[name] = value.filter((each): each is string => typeof each === 'string');
  }
  return fields;
}

/** What is wrong with the form as a 400 in plain words; a fault of this machine, such as a full disk, stays what it is. */
function readable(fault: unknown): unknown {
  const { code } = fault as { code?: unknown };
  if (typeof code === 'string' && !(fault instanceof multer.MulterError)) return fault;
  return new BadRequestException(MESSAGES[String(code)] ?? 'The form did not arrive whole. Try again.');
}
