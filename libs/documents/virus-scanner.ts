import { connect, type Socket } from 'node:net';
import type { Readable } from 'node:stream';

/** What a scanner said of a content: the name of what it found, or null for nothing. */
export interface ScanResult {
  readonly threat: string | null;
}

/** Looks for viruses in a document's content. */
export abstract class VirusScanner {
  /** False when there is none: documents are then clean without having been looked at. */
  abstract readonly isOn: boolean;
  /** Throws ScannerProblem when the scanner cannot be reached or will not say. */
  abstract scan(content: Readable): Promise<ScanResult>;
}

/** The scanner could not be asked, or gave no verdict: nothing is known of the document, so it is asked again later. */
export class ScannerProblem extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'ScannerProblem';
  }
}

/** The scanner of an installation without one. */
export class NoScanner extends VirusScanner {
  readonly isOn = false;

  scan(): Promise<ScanResult> {
    return Promise.resolve({ threat: null });
  }
}

const WAIT_MS = 30_000;
const LONGEST_REPLY = 4_096;

/** clamd over TCP (`tcp://host:3310`): the content goes with INSTREAM, in chunks with their lengths before them. */
export class ClamdScanner extends VirusScanner {
  readonly isOn = true;
  private readonly address: { readonly host: string; readonly port: number };

  constructor(
    url: string,
    private readonly waitMs = WAIT_MS,
  ) {
    super();
    const { hostname, port } = new URL(url);
    this.address = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 3310) };
  }

  async scan(content: Readable): Promise<ScanResult> {
    const socket = connect(this.address);
    try {
      const reply = replyOf(socket, this.waitMs);
      // clamd may answer and close before it has read everything: its answer then says why.
      return verdictIn(await Promise.race([reply, send(socket, content).then(() => reply)]));
    } finally {
      socket.destroy();
      content.destroy();
    }
  }
}

async function send(socket: Socket, content: Readable): Promise<void> {
  socket.write('zINSTREAM\0');
  for await (const chunk of content as AsyncIterable<Buffer>) {
    if (socket.destroyed) return;
    const length = Buffer.alloc(4);
    length.writeUInt32BE(chunk.length);
    socket.write(length);
    if (!socket.write(chunk)) await drained(socket);
  }
  socket.write(Buffer.alloc(4));
}

function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      socket.off('drain', done).off('close', done);
      resolve();
    };
    socket.once('drain', done).once('close', done);
  });
}

/** What clamd answers until its NUL or the end of the connection. */
function replyOf(socket: Socket, waitMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let reply = '';
    const tooSlow = setTimeout(() => reject(new ScannerProblem('The virus scanner took too long')), waitMs);
    const finish = () => {
      clearTimeout(tooSlow);
      resolve(reply);
    };
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => {
      reply += text;
      if (reply.includes('\0') || reply.length > LONGEST_REPLY) finish();
    });
    socket.once('close', finish);
    socket.on('error', (error) => {
      clearTimeout(tooSlow);
      reject(new ScannerProblem('The virus scanner cannot be reached', error));
    });
  });
}

function verdictIn(reply: string): ScanResult {
  const text = (reply.split('\0')[0] ?? '').trim();
  if (/: OK$/.test(text)) return { threat: null };
  const found = /: (.+) FOUND$/.exec(text)?.[1];
  if (found) return { threat: found.slice(0, 200) };
  throw new ScannerProblem(text ? `The virus scanner gave no verdict: ${text.slice(0, 200)}` : 'The virus scanner gave no verdict');
}
