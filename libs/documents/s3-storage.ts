import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { AwsClient } from 'aws4fetch';
import { checkedKey, DocumentStorage, isStorageKey, StorageProblem, type FileToStore, type StoredFile } from './document-storage.js';

/** A bucket of an S3-compatible store, and the key that opens it. */
export interface S3Settings {
  readonly url: string;
  readonly bucket: string;
  readonly region: string;
  readonly key: string;
  readonly secret: string;
}

const WAIT_MS = 30_000;
const RETRIES = 2;
const NO_CONTENT = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** Documents in a bucket of an S3-compatible store, addressed by path; every request is signed with its content's digest. */
export class S3Storage extends DocumentStorage {
  private readonly client: AwsClient;
  private readonly bucketUrl: string;

  constructor({ url, bucket, region, key, secret }: S3Settings) {
    super();
    this.client = new AwsClient({ accessKeyId: key, secretAccessKey: secret, region, service: 's3', retries: RETRIES });
    this.bucketUrl = `${url.replace(/\/+$/, '')}/${encodeURIComponent(bucket)}`;
  }

  async put(key: string, { path, sha256 }: FileToStore): Promise<void> {
    const body = await readFile(path); // at most LARGEST_BYTES: the store wants the length before the content
    await this.ask('PUT', this.urlOf(key), { body: new Uint8Array(body), sha256 });
  }

  async open(key: string): Promise<Readable> {
    const { body } = await this.ask('GET', this.urlOf(key));
    return body ? Readable.fromWeb(body as ReadableStream<Uint8Array>) : Readable.from([]);
  }

  async remove(key: string): Promise<void> {
    await this.ask('DELETE', this.urlOf(key), { mayBeMissing: true });
  }

  async *all(): AsyncIterable<StoredFile> {
    for (let page: string | null = ''; page !== null; ) {
      const listed: string = await (await this.ask('GET', `${this.bucketUrl}?list-type=2${page && `&continuation-token=${encodeURIComponent(page)}`}`)).text();
      for (const [, contents = ''] of listed.matchAll(/<Contents>(.*?)<\/Contents>/gs)) {
        const key = tag(contents, 'Key') ?? '';
        if (isStorageKey(key)) yield { key, storedAt: new Date(tag(contents, 'LastModified') ?? 0) };
      }
      page = tag(listed, 'NextContinuationToken');
    }
  }

  private urlOf(key: string): string {
    return `${this.bucketUrl}/${checkedKey(key)}`;
  }

  private async ask(method: string, url: string, { body, sha256 = NO_CONTENT, mayBeMissing = false }: { body?: Uint8Array<ArrayBuffer>; sha256?: string; mayBeMissing?: boolean } = {}): Promise<Response> {
    const headers = { 'x-amz-content-sha256': sha256 };
    const response = await this.client.fetch(url, { method, headers, body, signal: AbortSignal.timeout(WAIT_MS) }).catch((error: unknown) => {
      throw new StorageProblem('The document store does not answer', error);
    });
    if (response.ok || (mayBeMissing && response.status === 404)) return response;
    await response.body?.cancel();
    throw new StorageProblem(`The document store answered ${response.status} to ${method}`);
  }
}

function tag(xml: string, name: string): string | null {
  const text = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
  return text === undefined ? null : text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
