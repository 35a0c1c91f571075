import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a request was; the body is its JSON, or null where it is none. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

/** Somebody else's service on this machine: it notes what it is asked, and `answer` replaces what it would say. */
export class FakeService {
  asked: Asked[] = [];
  answer: ((response: ServerResponse, asked: Asked) => void) | null = null;
  private readonly server = createServer((request, response) => void this.take(request, response));

  /** Where it listens, without a slash at the end. */
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Forgets what it was asked and what it was told to answer. */
  forget(): void {
    this.asked = [];
    this.answer = null;
  }

  /** What it answers by itself: that there is nothing. */
  protected say(response: ServerResponse, _asked: Asked): void | Promise<void> {
    json(response, 404, {});
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { headers } = request;
    const isJson = chunks.length > 0 && headers['content-type']?.startsWith('application/json');
    const asked = { method: request.method ?? '', path: request.url ?? '', headers, body: isJson ? (JSON.parse(Buffer.concat(chunks).toString()) as unknown) : null };
    this.asked.push(asked);
    if (this.answer) this.answer(response, asked);
    else await this.say(response, asked);
  }
}

/** Answers with JSON. */
export function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
