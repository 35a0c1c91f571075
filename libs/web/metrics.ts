import { Inject, Injectable } from '@nestjs/common';
import type { Request, RequestHandler } from 'express';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { WEB_OPTIONS, type WebOptions } from './web.options.js';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** Prometheus metrics of this process: requests by route, and the runtime's own. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  private readonly requests: Counter<'method' | 'route' | 'status'>;
  private readonly seconds: Histogram<'method' | 'route'>;

  constructor(@Inject(WEB_OPTIONS) private readonly options: WebOptions) {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    this.requests = new Counter({ name: 'http_requests_total', help: 'Requests answered', labelNames: ['method', 'route', 'status'], registers });
    this.seconds = new Histogram({ name: 'http_request_seconds', help: 'Seconds to answer', labelNames: ['method', 'route'], buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10], registers });
  }

  /** Counts and times every request under its route's pattern, so that ids never become labels. */
  middleware(): RequestHandler {
    return (request, response, next) => {
      const began = process.hrtime.bigint();
      response.once('finish', () => {
        const route = (request.route as { path?: unknown } | undefined)?.path;
        const labels = { method: request.method, route: typeof route === 'string' ? route : 'none' };
        this.requests.inc({ ...labels, status: response.statusCode });
        this.seconds.observe(labels, Number(process.hrtime.bigint() - began) / 1e9);
      });
      next();
    };
  }

  /** Adds a figure read afresh whenever metrics are asked for: one value a label. A reading that fails leaves the figure out. */
  watch({ name, help, label }: { readonly name: string; readonly help: string; readonly label: string }, read: () => Promise<Readonly<Record<string, number>>>): void {
    const gauge: Gauge = new Gauge({
      name,
      help,
      labelNames: [label],
      registers: [this.registry],
      collect: async () => {
        gauge.reset();
        for (const [value, figure] of Object.entries(await read().catch(() => ({})))) gauge.set({ [label]: value }, figure);
      },
    });
  }

  /** Whether a request may read the metrics: from this machine directly, or with the configured bearer token. */
  mayRead(request: Request): boolean {
    const { metricsToken } = this.options;
    if (metricsToken) return request.get('authorization') === `Bearer ${metricsToken}`;
    return LOOPBACK.has(request.socket.remoteAddress ?? '') && !request.get('x-forwarded-for');
  }
}
