import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const sha256 = (content: Buffer | string) => createHash('sha256').update(content).digest('hex');
const hmac = (key: Buffer | string, text: string) => createHmac('sha256', key).update(text).digest();

/** An S3-compatible store in memory that checks every signature (AWS Signature Version 4) and digest. */
export class FakeS3 {
  readonly settings = { bucket: 'evidence', region: 'eu-west-2', key: 'AKTEST', secret: 'very-secret' };
  readonly objects = new Map<string, { content: Buffer; storedAt: Date }>();
  /** Statuses to answer instead of working, one a request. */
  readonly failures: number[] = [];
  readonly requests: string[] = [];
  private server?: Server;

  async start(): Promise<string> {
    const server = createServer((request, response) => void this.serve(request, response));
    this.server = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    const { server } = this;
    server?.closeAllConnections();
    if (server) await new Promise<void>((resolve) => void server.close(() => resolve()));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const url = new URL(request.url ?? '/', 'http://store');
    this.requests.push(`${request.method ?? ''} ${url.pathname}${url.search}`);
    const failure = this.failures.shift();
    const status = failure ?? this.refusal(request, url, body) ?? 200;
    if (status !== 200) return void response.writeHead(status).end('<Error/>');
    this.answer(request.method ?? '', url, { body, response });
  }

  private answer(method: string, url: URL, { body, response }: { readonly body: Buffer; readonly response: ServerResponse }): void {
    const [, bucket, key = ''] = url.pathname.split('/');
    if (bucket !== this.settings.bucket) return void response.writeHead(404).end();
    if (method === 'GET' && key === '') return void response.end(this.list(url.searchParams.get('continuation-token')));
    const object = this.objects.get(key);
    if (method === 'PUT') this.objects.set(key, { content: body, storedAt: new Date('2026-06-01T00:00:00Z') });
    if (method === 'DELETE') this.objects.delete(key);
    if (method === 'GET' && !object) return void response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>');
    response.writeHead(method === 'DELETE' ? 204 : 200).end(method === 'GET' ? object?.content : undefined);
  }

  /** Two a page. */
  private list(token: string | null): string {
    const from = Number((token ?? '').replace(/\D/g, '') || 0);
    const page = [...this.objects].sort().slice(from, from + 2);
    const next = from + 2 < this.objects.size ? `<NextContinuationToken>${from + 2}+&amp;=</NextContinuationToken>` : '';
    return `<?xml version="1.0"?><ListBucketResult>${next}${page.map(([key, { storedAt }]) => `<Contents><Key>${key}</Key><LastModified>${storedAt.toISOString()}</LastModified></Contents>`).join('')}</ListBucketResult>`;
  }

  /** 403 unless the signature is the one these very words would have under the secret. */
  private refusal({ method = '', headers }: IncomingMessage, url: URL, body: Buffer): number | null {
    const { key, secret, region } = this.settings;
    const found = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(headers.authorization ?? '');
    if (!found) return 403;
    const [, who, day = '', where, names = '', signature] = found;
    const digest = String(headers['x-amz-content-sha256']);
    if (who !== key || where !== region || digest !== sha256(body)) return 403;
    const query = [...url.searchParams].map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).sort().join('&');
    const canonical = [method, url.pathname, query, ...names.split(';').map((name) => `${name}:${String(headers[name])}`), '', names, digest].join('\n');
    const toSign = ['AWS4-HMAC-SHA256', String(headers['x-amz-date']), `${day}/${region}/s3/aws4_request`, sha256(canonical)].join('\n');
    const signing = ['s3', 'aws4_request'].reduce((by, part) => hmac(by, part), hmac(hmac(`AWS4${secret}`, day), region));
    return hmac(signing, toSign).toString('hex') === signature ? null : 403;
  }
}
