import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { must } from '#libs/kernel';
import { eicar } from './files.js';

/** How the fake behaves: as clamd does, or as it does on a bad day. */
export type ClamdMood = 'well' | 'silent' | 'failing' | 'limited' | 'cut-off';

/** Something that speaks clamd's INSTREAM over TCP and finds the EICAR test file. */
export class FakeClamd {
  mood: ClamdMood = 'well';
  /** The contents it was given whole. */
  readonly scanned: Buffer[] = [];
  private server?: Server;
  private readonly sockets = new Set<Socket>();

  /** Listens; answers its address. */
  async start(port = 0): Promise<string> {
    const server = createServer((socket) => this.serve(socket));
    this.server = server;
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    const { server } = this;
    if (server) await new Promise<void>((resolve) => void server.close(() => resolve()));
  }

  private serve(socket: Socket): void {
    this.sockets.add(socket);
    let sent = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      sent = Buffer.concat([sent, chunk]);
      if (this.mood === 'cut-off') return void socket.destroy();
      if (this.mood === 'limited') return void socket.end('INSTREAM size limit exceeded. ERROR\0');
      const content = contentOf(sent);
      if (content === null || this.mood === 'silent') return;
      this.scanned.push(content);
      socket.end(this.answer(content));
    });
  }

  private answer(content: Buffer): string {
    if (this.mood === 'failing') return 'stream: Can\'t allocate memory ERROR\0';
    return content.includes(eicar) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0';
  }
}

/** The content once its zero-length chunk has come; null before. Throws when what was sent is not INSTREAM. */
function contentOf(sent: Buffer): Buffer | null {
  const command = Buffer.from('zINSTREAM\0');
  if (sent.length < command.length) return null;
  if (!sent.subarray(0, command.length).equals(command)) throw new Error('Not INSTREAM');
  const chunks: Buffer[] = [];
  for (let at = command.length; at + 4 <= sent.length; ) {
    const length = must(sent.readUInt32BE(at), 'a length');
    if (length === 0) return Buffer.concat(chunks);
    chunks.push(sent.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}
