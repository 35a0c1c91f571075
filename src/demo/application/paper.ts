import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReceivedFile } from '#libs/documents';
import { onePagePdf } from '../domain/one-page-pdf.js';

/** Makes a PDF that says one line, hands it on as if someone had sent it, and takes it away again. */
export async function withPaper<T>(name: string, line: string, use: (file: ReceivedFile) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'crs-paper-'));
  try {
    const content = onePagePdf(line);
    const path = join(folder, 'paper.pdf');
    await writeFile(path, content);
    return await use({ name, path, sizeBytes: content.length, sha256: createHash('sha256').update(content).digest('hex'), isTooLarge: false });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
