import pg from 'pg';

const RECONNECT_MS = 1_000;

/** Hears PostgreSQL say that the outbox has grown, on a connection of its own that is made again whenever it breaks. */
export class OutboxListener {
  private client?: pg.Client;
  private timer?: NodeJS.Timeout;
  private closed = false;

  constructor(
    private readonly databaseUrl: string,
    private readonly onGrown: () => void,
  ) {}

  start(): void {
    void this.connect();
  }

  /** Stops listening; never throws and never waits for a database that is gone. */
  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
    void this.client?.end().catch(() => undefined);
  }

  private async connect(): Promise<void> {
    const named = { application_name: 'outbox-relay', keepAlive: true, connectionTimeoutMillis: 5_000 };
    const client = new pg.Client({ connectionString: this.databaseUrl, ...named });
    this.client = client;
    client.on('error', () => this.reconnect(client));
    client.on('end', () => this.reconnect(client));
    client.on('notification', this.onGrown);
    try {
      await client.connect();
      await client.query('listen outbox');
      // Whatever was published while nobody listened.
      this.onGrown();
    } catch {
      this.reconnect(client);
    }
  }

  private reconnect(broken: pg.Client): void {
    if (this.closed || this.client !== broken) return;
    this.client = undefined;
    broken.removeAllListeners('notification');
    void broken.end().catch(() => undefined);
    this.timer = setTimeout(() => void this.connect(), RECONNECT_MS);
  }
}
