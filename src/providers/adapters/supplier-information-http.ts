import { readShared, type SharedInformation } from '../domain/supplier-information.js';
import { SupplierInformation, SupplierInformationFailed } from './supplier-information.js';

/** How to reach the platform's data sharing service: its address without a slash at its end, and the key of our organisation. Time in milliseconds. */
export interface SupplierInformationSettings {
  readonly url: string;
  readonly key: string;
  readonly answerWithinMs?: number;
}

const MOST_BYTES = 5_000_000;
const UNKNOWN = 'Find a Tender does not know this share code, or it was not shared with us. Check the code, or make a new one there.';
const NOT_LET_IN = 'Find a Tender does not let this service in at the moment. Answer the questions yourself, or try again later.';
const UNAVAILABLE = 'Find a Tender cannot be reached at the moment. Answer the questions yourself, or try again later.';
const TOO_SLOW = 'Find a Tender took too long to answer. Answer the questions yourself, or try again later.';
const UNREADABLE = 'Find a Tender answered something this service cannot read. Answer the questions yourself.';

/** The central digital platform over HTTP: `GET /share/data/{code}` and `POST /share/data/verify`. Each is asked once: a person is waiting. */
export class HttpSupplierInformation extends SupplierInformation {
  readonly isOffered = true;
  private readonly answerWithinMs: number;

  constructor(private readonly settings: SupplierInformationSettings) {
    super();
    this.answerWithinMs = settings.answerWithinMs ?? 8_000;
  }

  async shared(shareCode: string): Promise<SharedInformation> {
    const found = readShared(await this.ask(`/share/data/${encodeURIComponent(shareCode)}`));
    if (!found) throw new SupplierInformationFailed('unreadable', UNREADABLE);
    return found;
  }

  async isLatest(shareCode: string, formVersionId: string): Promise<boolean> {
    const receipt = (await this.ask('/share/data/verify', { shareCode, formVersionId })) as { isLatest?: unknown } | null;
    if (typeof receipt?.isLatest !== 'boolean') throw new SupplierInformationFailed('unreadable', UNREADABLE);
    return receipt.isLatest;
  }

  /** The time covers the whole answer, its body too. */
  private async ask(path: string, body?: object): Promise<unknown> {
    const signal = AbortSignal.timeout(this.answerWithinMs);
    const headers = { 'CDP-Api-Key': this.settings.key, accept: 'application/json', ...(body ? { 'content-type': 'application/json' } : {}) };
    try {
      const response = await fetch(`${this.settings.url}${path}`, { method: body ? 'POST' : 'GET', headers, redirect: 'error', signal, ...(body ? { body: JSON.stringify(body) } : {}) });
      ensureAnswered(response.status);
      return parsed(await boundedText(response));
    } catch (cause) {
      if (cause instanceof SupplierInformationFailed) throw cause;
      const late = signal.aborted;
      throw new SupplierInformationFailed(late ? 'too-slow' : 'unavailable', late ? TOO_SLOW : UNAVAILABLE, { cause });
    }
  }
}

function ensureAnswered(status: number): void {
  if (status === 404 || status === 400) throw new SupplierInformationFailed('not-found', UNKNOWN);
  if (status === 401 || status === 403) throw new SupplierInformationFailed('not-let-in', NOT_LET_IN);
  if (status !== 200) throw new SupplierInformationFailed('unavailable', UNAVAILABLE);
}

async function boundedText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > MOST_BYTES) throw new SupplierInformationFailed('unreadable', UNREADABLE);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SupplierInformationFailed('unreadable', UNREADABLE, { cause });
  }
}
