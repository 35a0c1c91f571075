import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ZipFile } from 'yazl';
import type { ReceivedFile } from '#libs/documents';

/** The shortest files of each plain kind that a reader would take. */
export const pdf = Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
export const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');
export const jpeg = Buffer.from('/9j/4AAQSkZJRgABAQEAYABgAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgyPC4zNDL/2Q==', 'base64');
/** What every scanner takes for a virus (EICAR test file), in two parts so that this file is not one. */
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

const MAIN = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';

/** Content types of a Word document whose main part has a type. */
export function contentTypes(main = MAIN, more = ''): string {
  return `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="${main}"/>${more}</Types>`;
}

/** A zip file of entries in order; `stored` ones are not compressed. */
export async function zip(entries: Readonly<Record<string, string | Buffer>>, { stored = [] }: { readonly stored?: readonly string[] } = {}): Promise<Buffer> {
  const file = new ZipFile();
  for (const [name, content] of Object.entries(entries)) file.addBuffer(Buffer.from(content), name, { compress: !stored.includes(name) });
  file.end();
  const chunks: Buffer[] = [];
  for await (const chunk of file.outputStream) chunks.push(Buffer.from(chunk as Buffer));
  return Buffer.concat(chunks);
}

/** A Word document, with other entries besides. */
export function docx(more: Readonly<Record<string, string | Buffer>> = {}, types = contentTypes()): Promise<Buffer> {
  return zip({ '[Content_Types].xml': types, '_rels/.rels': '<Relationships/>', 'word/document.xml': '<w:document>Our policy</w:document>', ...more });
}

/** An OpenDocument text, with other entries besides. */
export function odt(more: Readonly<Record<string, string>> = {}, type = 'application/vnd.oasis.opendocument.text'): Promise<Buffer> {
  return zip({ mimetype: type, 'content.xml': '<office:document-content/>', ...more }, { stored: ['mimetype'] });
}

/** A file as the upload hands it on. */
export function received(name: string, content: Buffer, change: Partial<ReceivedFile> = {}): ReceivedFile {
  const path = join(mkdtempSync(join(tmpdir(), 'crs-file-')), 'file');
  writeFileSync(path, content);
  return { name, path, sizeBytes: content.length, sha256: digestOf(content), isTooLarge: false, ...change };
}

/** SHA-256 in hex. */
export function digestOf(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex');
}
