import { open } from 'node:fs/promises';
import { fileTypeFromBuffer } from 'file-type';
import { zipContents, type ZipContents } from './zip-contents.js';

/** The kinds of document taken: how each is called, which endings its name may have, and what it is sent as. */
export const documentKinds = {
  pdf: { name: 'PDF', endings: ['pdf'], mediaType: 'application/pdf' },
  docx: { name: 'Word document', endings: ['docx'], mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' },
  odt: { name: 'OpenDocument text', endings: ['odt'], mediaType: 'application/vnd.oasis.opendocument.text' },
  png: { name: 'PNG picture', endings: ['png'], mediaType: 'image/png' },
  jpeg: { name: 'JPEG picture', endings: ['jpg', 'jpeg', 'jpe', 'jfif'], mediaType: 'image/jpeg' },
} as const;
export type DocumentKind = keyof typeof documentKinds;

/** What a file is, from its content alone. `looksLike` completes "It looks like …"; null when nothing known begins that way. */
export type Inspection =
  | { readonly kind: DocumentKind }
  | { readonly kind: null; readonly because: 'other-kind' | 'macros' | 'bomb' | 'encrypted' | 'damaged'; readonly looksLike: string | null };

const SAMPLE_BYTES = 8_192;
const ZIP = Buffer.from('PK\x03\x04', 'latin1');
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
const PLAIN = { 'application/pdf': 'pdf', 'image/png': 'png', 'image/jpeg': 'jpeg' } as const;

const LIKENESSES: Readonly<Record<string, string>> = {
  cfb: 'an older Office document, or one locked with a password',
  exe: 'a program', elf: 'a program', macho: 'a program', xml: 'an XML or HTML page', apng: 'an animated picture', rtf: 'a rich text document',
  gz: 'an archive', '7z': 'an archive', rar: 'an archive', tar: 'an archive', heic: 'an Apple photo (HEIC)', webp: 'a WebP picture', gif: 'a GIF picture',
};

/** Looks at a file's content: its first bytes, and for zip files their directory. Nothing else of it is unpacked. */
export async function inspect(path: string, sizeBytes: number): Promise<Inspection> {
  const start = await sampleOf(path);
  if (start.subarray(0, ZIP.length).equals(ZIP)) return inZip(await zipContents(path, sizeBytes));
  const found = await fileTypeFromBuffer(start).catch(() => undefined);
  const kind = found && found.ext !== 'apng' && Object.hasOwn(PLAIN, found.mime) ? PLAIN[found.mime as keyof typeof PLAIN] : null;
  return kind ? { kind } : { kind: null, because: 'other-kind', looksLike: likeness(found?.ext, start) };
}

function inZip({ names, fault, mimetype, contentTypes }: ZipContents): Inspection {
  if (fault) return { kind: null, because: fault, looksLike: 'a zip file' };
  if (mimetype?.trim() === documentKinds.odt.mediaType) return names.some((name) => /^(Basic|Scripts)\//i.test(name)) ? macros('an OpenDocument text with macros') : { kind: 'odt' };
  if (contentTypes !== null && names.some((name) => name.startsWith('word/'))) {
    // References such as &#x6d; would hide the words that are looked for; no office program writes them.
    if (/macroEnabled|vbaProject|&#/i.test(contentTypes) || names.some((name) => /vbaProject|vbaData/i.test(name))) return macros('a Word document with macros');
    if (contentTypes.includes(WORD)) return { kind: 'docx' };
  }
  return { kind: null, because: 'other-kind', looksLike: zipLikeness(names, mimetype) };
}

function macros(looksLike: string): Inspection {
  return { kind: null, because: 'macros', looksLike };
}

function zipLikeness(names: readonly string[], mimetype: string | null): string {
  if (names.some((name) => name.startsWith('xl/')) || mimetype?.includes('spreadsheet')) return 'a spreadsheet';
  if (names.some((name) => name.startsWith('ppt/')) || mimetype?.includes('presentation')) return 'a presentation';
  if (names.includes('META-INF/MANIFEST.MF')) return 'a program';
  return 'a zip file';
}

function likeness(ending: string | undefined, start: Buffer): string | null {
  if (ending) return LIKENESSES[ending] ?? `a ${ending.toUpperCase()} file`;
  if (/^\s*<(!doctype|html|svg|script)/i.test(start.toString('latin1'))) return 'a web page';
  return start.every((byte) => byte >= 32 || [9, 10, 13].includes(byte)) ? 'plain text' : null;
}

async function sampleOf(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SAMPLE_BYTES), 0, SAMPLE_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
