import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import connectPgSimple from 'connect-pg-simple';
import type { RequestHandler } from 'express';
import session from 'express-session';
import { WEB_OPTIONS, type WebOptions } from './web.options.js';

declare module 'express-session' {
  interface SessionData {
    /** Shown once, on the next page. */
    flash?: string;
  }
}

const IDLE_MS = 12 * 3_600_000;
const PRUNE_SECONDS = 900;
const PgStore = connectPgSimple(session);

/** Sessions of people on pages, in `platform.session`, ending after 12 hours without a request. */
@Injectable()
export class Sessions implements OnApplicationShutdown {
  private readonly store: InstanceType<typeof PgStore> | undefined;

  constructor(@Inject(WEB_OPTIONS) private readonly options: WebOptions) {
    const url = options.sessionDatabaseUrl;
    if (url) {
      const pool = { connectionString: url, max: 3, application_name: 'sessions' };
      this.store = new PgStore({ conObject: pool, schemaName: 'platform', tableName: 'session', pruneSessionInterval: PRUNE_SECONDS });
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

  async onApplicationShutdown(): Promise<void> {
    await this.store?.close();
  }
}
