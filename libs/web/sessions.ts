import { once } from 'node:events';
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import connectPgSimple from 'connect-pg-simple';
import type { RequestHandler } from 'express';
import session from 'express-session';
import pg from 'pg';
import { WEB_OPTIONS, type WebOptions } from './web.options.js';

declare module 'express-session' {
  interface SessionData {
    /** Shown once, on the next page: what was done. */
    flash?: string;
    /** The same for what was not done, or must be known. */
    notice?: string;
  }
}

const IDLE_MS = 12 * 3_600_000;
const PRUNE_SECONDS = 900;
const CLOSE_WITHIN_MS = 2_000;
const PgStore = connectPgSimple(session);

/** Sessions of people on pages, in `platform.session`, ending after 12 hours without a request. */
@Injectable()
export class Sessions implements OnApplicationShutdown {
  private readonly store: InstanceType<typeof PgStore> | undefined;
  private readonly pool: pg.Pool | undefined;
  private readonly connected = new Set<pg.PoolClient>();

  constructor(@Inject(WEB_OPTIONS) private readonly options: WebOptions) {
    const url = options.sessionDatabaseUrl;
    if (url) {
      this.pool = new pg.Pool({ connectionString: url, max: 3, application_name: 'sessions' });
      this.pool.on('connect', (client) => this.connected.add(client));
      this.pool.on('remove', (client) => this.connected.delete(client));
      this.pool.on('error', (error) => new Logger(Sessions.name).warn(`A connection was lost: ${error.message}`));
      this.store = new PgStore({ pool: this.pool, schemaName: 'platform', tableName: 'session', pruneSessionInterval: PRUNE_SECONDS });
    }
  }

  /** The middleware, for page routes alone. */
  middleware(): RequestHandler {
    return session({
      name: 'session',
      secret: this.options.sessionSecret,
      store: this.store,
      resave: false,
      saveUninitialized: false,
      rolling: true,
      cookie: { httpOnly: true, sameSite: 'lax', secure: this.options.secure ?? false, maxAge: IDLE_MS, path: '/' },
    });
  }

  /** Waits until every connection is closed, which a pool's `end()` does not: the database may be stopped next. A database out of reach costs two seconds. */
  async onApplicationShutdown(): Promise<void> {
    const { store, pool } = this;
    await store?.close();
    await pool?.end();
    const late = AbortSignal.timeout(CLOSE_WITHIN_MS);
    while (pool && this.connected.size > 0 && !late.aborted) await once(pool, 'remove', { signal: late }).catch(() => undefined);
  }
}
