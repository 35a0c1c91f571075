/** How one application's pages are served. */
export interface WebOptions {
  readonly serviceName: string;
  /** Folders searched for views; the first holds the application's modules. */
  readonly views: readonly string[];
  /** Folder of the application's own assets: its `*.css` join the style sheet, its `*.js` are scripts a page may ask for, the rest is served as it is. */
  readonly assets?: string;
  /** View of the error page: gets title, lines, requestId and back. */
  readonly errorView: string;
  readonly sessionSecret: string;
  /** Where sessions are kept (`platform.session`); in memory when left out, for tests alone. */
  readonly sessionDatabaseUrl?: string;
  /** Cookies over HTTPS alone, with HSTS. */
  readonly secure?: boolean;
  /** Proxies in front, whose X-Forwarded-For is believed. */
  readonly trustedProxies?: number;
  /** Bearer token that may read /metrics from elsewhere than this machine. */
  readonly metricsToken?: string;
  /** Demonstration data: the phase banner says so. */
  readonly demo?: boolean;
}

/** Injection token of WebOptions. */
export const WEB_OPTIONS = Symbol('WebOptions');
