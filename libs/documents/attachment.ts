import { StreamableFile } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { documentKinds, type DocumentKind } from './inspection.js';

/** `Content-Disposition` that saves a file under its name (RFC 6266): plain letters for old programs, the whole name in UTF-8 for the rest. */
export function attachment(name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%;]/g, '_');
  const whole = encodeURIComponent(name).replaceAll(/['()*!]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}

/** A document as a download: saved, never shown by the browser. A store that fails midway cuts the connection, so that half a file is not taken for a whole one. */
export function download({ name, kind, sizeBytes }: { readonly name: string; readonly kind: string; readonly sizeBytes: number }, content: Readable): StreamableFile {
  const type = Object.hasOwn(documentKinds, kind) ? documentKinds[kind as DocumentKind].mediaType : 'application/octet-stream';
  return new StreamableFile(content, { type, disposition: attachment(name), length: sizeBytes }).setErrorHandler((_error, response) => response.destroy?.());
}
