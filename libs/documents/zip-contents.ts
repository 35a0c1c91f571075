import type { Readable } from 'node:stream';
import yauzl, { type Entry, type ZipFile } from 'yauzl';

/** What a zip file says it holds, read from its directory: nothing is unpacked but the two small files that say what it is. */
export interface ZipContents {
  readonly names: readonly string[];
  readonly fault: ZipFault | null;
  /** `mimetype`, which OpenDocument files begin with. */
  readonly mimetype: string | null;
  /** `[Content_Types].xml`, which Office files have. */
  readonly contentTypes: string | null;
}

/** Why a zip file is not taken: it would unpack to too much, is locked, or is damaged. */
export type ZipFault = 'bomb' | 'encrypted' | 'damaged';

const MOST_ENTRIES = 5_000;
const MOST_UNPACKED_BYTES = 300 * 1024 * 1024;
/** A document above this many unpacked bytes may not shrink to less than a hundredth: text at its most repetitive does not. */
const RATIO_FROM_BYTES = 20 * 1024 * 1024;
const MOST_RATIO = 100;
const MOST_TYPE_BYTES = 1024 * 1024;
const ARCHIVES = /\.(zip|7z|rar|tar|gz|tgz|bz2|xz|zst|jar|cab|iso)$/i;
const TYPE_FILES = ['mimetype', '[Content_Types].xml'];

/** Reads the directory of a zip file; never throws for what is in it. */
export async function zipContents(path: string, sizeBytes: number): Promise<ZipContents> {
  const nothing = { names: [], mimetype: null, contentTypes: null };
  const zip = await opened(path);
  if (!zip) return { ...nothing, fault: 'damaged' };
  try {
    if (zip.entryCount > MOST_ENTRIES) return { ...nothing, fault: 'bomb' };
    const entries = await entriesOf(zip);
    const names = entries.map(({ fileName }) => fileName);
    const fault = faultIn(entries, sizeBytes);
    if (fault) return { ...nothing, names, fault };
    const [mimetype = null, contentTypes = null] = await Promise.all(TYPE_FILES.map((name) => textOf(zip, entries.find((entry) => entry.fileName === name))));
    return { names, fault: null, mimetype, contentTypes };
  } catch {
    return { ...nothing, fault: 'damaged' };
  } finally {
    zip.close();
  }
}

/** The sizes are what the file claims: enough to refuse it, never enough to trust it. */
function faultIn(entries: readonly Entry[], sizeBytes: number): ZipFault | null {
  const packed = entries.reduce((sum, entry) => sum + entry.compressedSize, 0);
  const unpacked = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  if (packed > sizeBytes) return 'bomb'; // entries that lie over one another
  if (unpacked > MOST_UNPACKED_BYTES || (unpacked > RATIO_FROM_BYTES && unpacked > packed * MOST_RATIO)) return 'bomb';
  if (entries.some(({ fileName }) => ARCHIVES.test(fileName))) return 'bomb';
  if (entries.some((entry) => entry.isEncrypted())) return 'encrypted';
  // Two entries of one name: what is read here need not be what an office program reads.
  if (new Set(entries.map(({ fileName }) => fileName.toLowerCase())).size < entries.length) return 'damaged';
  return null;
}

function opened(path: string): Promise<ZipFile | null> {
  return new Promise((resolve) => yauzl.open(path, { autoClose: false, lazyEntries: true, validateEntrySizes: true }, (error, zip) => resolve(error ? null : zip)));
}

function entriesOf(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  return new Promise((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      entries.push(entry);
      zip.readEntry();
    });
    zip.once('end', () => resolve(entries));
    zip.once('error', reject);
    zip.readEntry();
  });
}

/** The text of one entry, unpacked up to a limit counted as it comes; null when there is none, or it goes on for longer. */
async function textOf(zip: ZipFile, entry: Entry | undefined): Promise<string | null> {
  if (!entry || entry.uncompressedSize > MOST_TYPE_BYTES) return null;
  const stream = await new Promise<Readable>((resolve, reject) => zip.openReadStream(entry, (error, found) => (error ? reject(error) : resolve(found))));
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_TYPE_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
