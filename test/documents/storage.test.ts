import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DiskStorage, newStorageKey, S3Storage, StorageProblem, type DocumentStorage } from '#libs/documents';
import { FakeS3 } from './fake-s3.js';
import { received } from './files.js';

const s3 = new FakeS3();
const folder = mkdtempSync(join(tmpdir(), 'crs-store-'));
let s3Url = '';
const stores: Record<string, DocumentStorage> = { disk: new DiskStorage(folder) };

beforeAll(async () => {
  s3Url = await s3.start();
  stores['s3'] = new S3Storage({ url: `${s3Url}/`, ...s3.settings });
});
afterAll(() => s3.stop());

async function contentOf(storage: DocumentStorage, key: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of await storage.open(key)) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

async function keysIn(storage: DocumentStorage): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key, storedAt } of storage.all()) if (storedAt.getTime() > 0) keys.push(key);
  return keys.sort();
}

describe.each(['disk', 's3'])('documents kept on %s', (name) => {
  const storage = () => stores[name] as DocumentStorage;

  it('come back as they went', async () => {
    const content = randomBytes(1_500_000);
    const key = newStorageKey();
    await storage().put(key, received('a.pdf', content));
    expect((await contentOf(storage(), key)).equals(content)).toBe(true);
    await storage().remove(key);
    await expect(storage().open(key)).rejects.toBeInstanceOf(StorageProblem);
    await storage().remove(key);
  });

  it('are all named, page by page', async () => {
    const keys = Array.from({ length: 5 }, newStorageKey).sort();
    for (const key of keys) await storage().put(key, received('a.pdf', Buffer.from(key)));
    expect(await keysIn(storage())).toEqual(keys);
    for (const key of keys) await storage().remove(key);
    expect(await keysIn(storage())).toEqual([]);
  });

  it('are never looked for under a path someone made up', async () => {
    for (const key of ['../../etc/passwd', '', 'a'.repeat(63), `${'a'.repeat(64)}/..`]) await expect(storage().open(key)).rejects.toBeInstanceOf(StorageProblem);
  });
});

describe('the folder', () => {
  it('holds a document under its whole name only once it is whole, for this user alone', async () => {
    const key = newStorageKey();
    const disk = new DiskStorage(mkdtempSync(join(tmpdir(), 'crs-store-')));
    await expect(disk.put(key, { path: '/nowhere', sizeBytes: 1, sha256: '' })).rejects.toThrow(/ENOENT/);
    await expect(disk.open(key)).rejects.toBeInstanceOf(StorageProblem);
    await new DiskStorage(folder).put(key, received('a.pdf', Buffer.from('x')));
    const shelf = join(folder, key.slice(0, 2));
    expect(statSync(shelf).mode & 0o777).toBe(0o700);
    expect(readdirSync(shelf)).toEqual([key]);
    expect(readFileSync(join(shelf, key), 'utf8')).toBe('x');
  });

  it('names what a crash left half-written, so that the sweep finds it, and ignores other files', async () => {
    const disk = new DiskStorage(mkdtempSync(join(tmpdir(), 'crs-store-')));
    const key = newStorageKey();
    await disk.put(key, received('a.pdf', Buffer.from('x')));
    await disk.remove(key);
    const shelf = join((disk as unknown as { folder: string }).folder, key.slice(0, 2));
    writeFileSync(join(shelf, `${key}.part`), 'half');
    writeFileSync(join(shelf, '.DS_Store'), '');
    expect(await keysIn(disk)).toEqual([key]);
    await disk.remove(key);
    expect(await keysIn(disk)).toEqual([]);
  });
});

describe('the bucket', () => {
  const file = () => received('a.pdf', Buffer.from('content'));

  it('refuses a wrong secret, and the service does not pretend otherwise', async () => {
    const other = new S3Storage({ url: s3Url, ...s3.settings, secret: 'wrong' });
    await expect(other.put(newStorageKey(), file())).rejects.toThrow('The document store answered 403 to PUT');
  });

  it('is asked again when it is busy, and given up when it stays so', async () => {
    const storage = stores['s3'] as DocumentStorage;
    const key = newStorageKey();
    s3.failures.push(503, 500);
    await storage.put(key, file());
    expect((await contentOf(storage, key)).toString()).toBe('content');
    s3.failures.push(503, 503, 503);
    await expect(storage.put(newStorageKey(), file())).rejects.toThrow('The document store answered 503 to PUT');
  });

  it('that does not answer is a fault of ours', async () => {
    const down = new S3Storage({ url: 'http://127.0.0.1:9', ...s3.settings });
    await expect(down.put(newStorageKey(), file())).rejects.toThrow('The document store does not answer');
  });
});
